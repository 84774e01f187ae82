"""A loaded site for every journey, and people who walk through it in each way that a browser may be used."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.demo_site import DemoSite, load
from tests.journeys.visitor import FoundGood, Visitor, Way

WAYS = [Way(is_scripted=True, width=1280), Way(is_scripted=False, width=375)]
"""How each journey is walked: with scripts on a desk, without them on a phone. J1 is walked in all four ways."""


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder of all processes of a run."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session", autouse=True)
def _what_was_found_good(shared: Path) -> None:
    FoundGood.folder = shared / "found-good"
    FoundGood.folder.mkdir(exist_ok=True)


@pytest.fixture(scope="session")
def loaded(shared: Path) -> Path:
    """The Dorset folder, loaded once for all processes of a run. Copied, never served."""
    folder = shared / "loaded"
    with (shared / "loading").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "is-loaded").exists():
            load(folder)
            (shared / "is-loaded").touch()
    return folder


@pytest.fixture
def site(loaded: Path, tmp_path: Path) -> Iterator[DemoSite]:
    """A site of its own for a journey that changes something."""
    running = DemoSite(loaded, tmp_path / "site")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def quiet_site(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    """One site for all journeys of a module that only read."""
    running = DemoSite(loaded, tmp_path_factory.mktemp("quiet") / "site")
    yield running
    running.stop()


@pytest.fixture(params=WAYS, ids=str)
def way(request: pytest.FixtureRequest) -> Way:
    """With JavaScript on a desk, without it on a phone; a journey may ask for other ways."""
    return request.param


@pytest.fixture
def visitor(browser: Browser, way: Way) -> Iterator[Callable[[DemoSite], Visitor]]:
    """Makes people with a browser of their own. At the end nothing may have gone wrong in any of them."""
    everybody: list[Visitor] = []

    def arrive(at: DemoSite) -> Visitor:
        everybody.append(Visitor(browser, at.url, way))
        return everybody[-1]

    yield arrive
    for one in everybody:
        one.leave()
