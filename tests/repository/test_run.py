"""The door to the project, as far as it opens without installing anything."""

import fcntl
import importlib.machinery
import importlib.util
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*words, **environment):
    return subprocess.run(
        [sys.executable, ROOT / "run", *words],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
    )


@pytest.fixture
def module(tmp_path, monkeypatch):
    """The script as a module that works on a folder of the test's own."""
    loader = importlib.machinery.SourceFileLoader("run_script", str(ROOT / "run"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("run_script", loader))
    loader.exec_module(module)
    module.VAR = tmp_path
    return module


def test_help_is_a_success_and_an_unknown_word_is_not():
    asked, lost = run("help"), run("dance")

    assert asked.stdout == lost.stdout
    assert asked.stdout.startswith("./run demo ")
    assert (asked.returncode, lost.returncode) == (0, 2)


def test_a_partnership_without_a_folder_is_refused_with_a_sentence(tmp_path):
    done = run("demo", "--partnership", "nowhere", DORSET_VAR=str(tmp_path))

    assert (done.returncode, done.stderr) == (1, "\nThere is no folder dorset_lsp/data/nowhere.\n")


def test_a_folder_of_ones_own_is_named_by_its_path(module, tmp_path):
    (tmp_path / "partnership.yaml").touch()

    assert module.named(str(tmp_path)) == (str(tmp_path), tmp_path)
    assert module.named("dorset") == ("dorset", Path("dorset_lsp/data/dorset"))


def test_a_taken_port_is_refused_with_a_way_out(module):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        module.PORT = taken.getsockname()[1]

        with pytest.raises(
            module.Stop, match=r"cannot be used \(Address already in use\)\. Choose another: PORT="
        ):
            module.refuse_taken_port()


def test_a_second_demo_on_the_same_folder_is_refused(module, tmp_path):
    (tmp_path / "lock").write_text("11 12 13")
    with (tmp_path / "lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        with (
            pytest.raises(module.Stop, match=r"running on .* already \(processes 11 12 13\)"),
            module.only_demo(),
        ):
            pytest.fail("The lock was held, and yet it went on.")


def test_starting_afresh_keeps_the_secret_and_what_it_does_not_know(module, tmp_path):
    for name in (
        "demo.sqlite3",
        "demo.sqlite3-wal",
        "beat.db",
        "loaded.json",
        "loading",
        "secret_key",
        "notes.txt",
    ):
        (tmp_path / name).touch()
    (tmp_path / "broker" / "messages").mkdir(parents=True)

    module.forget()

    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.txt", "secret_key"]


def test_a_database_of_unknown_origin_is_left_alone(module, tmp_path):
    (tmp_path / "demo.sqlite3").write_text("somebody's work")

    with pytest.raises(module.Stop, match=r"was not loaded by \./run demo, so it is left alone"):
        module.load("dorset", Path("dorset_lsp/data/dorset"))

    assert (tmp_path / "demo.sqlite3").read_text() == "somebody's work"


def test_another_partnership_or_password_needs_a_fresh_start(module, tmp_path, monkeypatch):
    (tmp_path / "loaded.json").write_text(json.dumps({"partnership": "dorset", "password": "first-password"}))
    monkeypatch.setenv("DEMO_PASSWORD", "second-password")

    with pytest.raises(module.Stop, match="holds the partnership “dorset”"):
        module.load("elsewhere", Path("dorset_lsp/data/elsewhere"))
    with pytest.raises(module.Stop, match="another password already"):
        module.load("dorset", Path("dorset_lsp/data/dorset"))


def test_children_are_ended_even_when_they_will_not_go(module):
    polite = "import signal, time; print(1, flush=True); time.sleep(60)"
    stubborn = polite.replace("print", "signal.signal(signal.SIGTERM, signal.SIG_IGN); print")
    children = {
        script: subprocess.Popen(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, start_new_session=True
        )
        for script in (stubborn, polite)
    }
    for child in children.values():
        child.stdout.readline()
    module.PATIENCE = 1
    began = time.monotonic()

    module.end(children)

    assert [child.returncode for child in children.values()] == [-signal.SIGKILL, -signal.SIGTERM]
    assert time.monotonic() - began < 30
    for child in children.values():
        child.stdout.close()


@pytest.mark.parametrize(
    "url",
    ["postgres://user:word@127.0.0.1:{port}/name", "redis://127.0.0.1:{port}/15", "redis://127.0.0.1:{port}"],
)
def test_a_service_is_found_where_it_listens(url, module):
    with socket.socket() as service:
        service.bind(("127.0.0.1", 0))
        service.listen()
        address = url.format(port=service.getsockname()[1])
        here = module.listening(address)
    gone = module.listening(address)

    assert (here, gone) == (True, False)
