"""The same site with another partnership: an invented county of today, on a framework without targets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.demo_site import DemoSite, load
from tests.journeys.visitor import Visitor, Way

PAGES = {
    "/dashboard/": "indicators that can be judged are on target",
    "/performance/scorecards/framework/": "None of the 11 indicators can be judged.",
    "/performance/indicators/a1/": "a Dorset hospital trust (code RBD)",
    "/performance/indicators/hq5/": "A placeholder: the framework has not defined it",
    "/performance/catalogues/": "It sets no targets.",
    "/partnership/outcomes/supply/": "in the Nethershire commitments 2025-28",
}


@pytest.fixture(scope="module")
def nethershire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    """Its own site, for journeys that only read."""
    folder = tmp_path_factory.mktemp("nethershire")
    load(folder / "loaded", "nethershire")
    running = DemoSite(folder / "loaded", folder / "site")
    yield running
    running.stop()


@pytest.mark.parametrize("width", [1280, 375])
def test_its_chair_reads_what_is_measured_where_nothing_is_promised(
    nethershire: DemoSite, browser: Browser, width: int
) -> None:
    chair = Visitor(browser, nethershire.url, Way(is_scripted=True, width=width))
    chair.sign_in("chair@nethershire.example")

    for address, words in PAGES.items():
        chair.go(address)
        chair.sees(words)
    chair.go("/performance/indicators/a1/", with_axe=False)
    chair.sees("the last month rose outside its usual range")
    chair.sees("Variation: concern")

    chair.leave()
