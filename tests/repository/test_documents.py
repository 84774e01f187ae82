"""The documents: every command in them exists, every file they point at is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [path for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))) if path.exists()]
SERVICES = set(yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"])
PROGRAMS = {"cp", "git", "docker", "cd"}


def commands(path):
    """Each line of each block marked as shell."""
    blocks = re.findall(r"```sh\n(.*?)```", path.read_text(), flags=re.DOTALL)
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


def deeds():
    """The words that ./run understands, as its help lists them."""
    page = subprocess.run(
        [sys.executable, "run", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(re.findall(r"^\./run (\w+)", page.stdout, flags=re.MULTILINE))


def unknown(command, run_words):
    """What in one command does not exist, or nothing."""
    for words in re.findall(r"manage\.py (\w+)", command):
        if words not in get_commands():
            return f"manage.py {words}"
    if match := re.match(r"(?:[A-Z_]+=\S+ )*\./run (\w+)(.*)", command):
        word, rest = match.groups()
        missing = [path for path in re.findall(r"tests/\S+", rest) if not (ROOT / path).exists()]
        return f"./run {word}" if word not in run_words else (missing[0] if missing else None)
    if match := re.match(
        r"docker compose (?:run|exec|stop) (?:-\S+ )*([a-z ]+?)(?: (?:python|pg_\w+|tar) |$)", command
    ):
        strangers = set(match.group(1).split()) - SERVICES
        return f"service {strangers.pop()}" if strangers else None
    program = re.sub(r"^(?:[A-Z_]+=\S+ )*", "", command).split()[0]
    return None if program in PROGRAMS or (ROOT / program).exists() else program


def test_there_are_documents_with_commands():
    assert {"operations.md", "testing.md"} <= {path.name for path in DOCUMENTS if commands(path)}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_exists(path):
    run_words = deeds()

    assert [found for line in commands(path) if (found := unknown(line, run_words))] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(path):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text())

    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_finder_of_unknown_commands_finds_them():
    strange = [
        "./run dance",
        "docker compose run --rm web python manage.py dance",
        "docker compose stop web dancer",
        "dance now",
        "./run test tests/dance",
    ]

    found = [unknown(line, {"demo", "test"}) for line in strange]

    assert found == ["./run dance", "manage.py dance", "service dancer", "dance", "tests/dance"]
