"""The packages: pinned with hashes, from no named place, each with its reason."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "requirements"


def pinned(name):
    """Package and version by name, from a pinned file."""
    lines = (REQUIREMENTS / f"{name}.txt").read_text()
    return dict(re.findall(r"^([a-z0-9.-]+(?:\[[a-z,]+\])?)==(\S+)", lines, flags=re.MULTILINE))


def asked_for(name):
    """The names in an .in file, without versions."""
    lines = (REQUIREMENTS / f"{name}.in").read_text().splitlines()
    return sorted(re.split(r"[~=<>]", line)[0] for line in lines if re.match(r"[A-Za-z]", line))


@pytest.mark.parametrize("name", ["base", "test"])
def test_every_package_has_a_version_and_a_hash(name):
    blocks = re.split(r"\n(?=\S)", (REQUIREMENTS / f"{name}.txt").read_text().strip())

    without = [
        block for block in blocks if not re.match(r"[a-z0-9.-]+(\[\S+\])?==\S+.*\\\n +--hash=sha256:", block)
    ]

    assert without == []
    assert len(blocks) == len(pinned(name)) > 10


@pytest.mark.parametrize("path", sorted(REQUIREMENTS.iterdir()), ids=lambda path: path.name)
def test_no_place_to_fetch_from_is_named(path):
    assert re.findall(r"://|--(?:extra-)?index|--find-links|--trusted-host", path.read_text()) == []


def test_the_tests_run_on_the_versions_that_the_site_runs_on():
    base, test = pinned("base"), pinned("test")

    assert {name: test.get(name) for name in base} == base


def test_every_dependency_has_one_reason():
    text = (ROOT / "pyproject.toml").read_text()
    dependencies = tomllib.loads(text)["project"]["dependencies"]

    reasons = re.findall(
        r'^    "([^"]+)", +# (.+)$', text.split("dependencies = [")[1].split("]\n\n")[0], re.MULTILINE
    )

    assert [name for name, reason in reasons] == dependencies
    assert sorted(dependencies) == asked_for("base")
