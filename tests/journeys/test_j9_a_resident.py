"""J9: a resident without an account finds an outcome, reads a chart and its table, and takes the figures home."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.demo_site import DemoSite
from tests.journeys.visitor import Visitor


def test_a_resident_finds_an_outcome_reads_its_figures_and_downloads_them(
    quiet_site: DemoSite, visitor: Callable[[DemoSite], Visitor]
) -> None:
    resident = visitor(quiet_site)
    resident.go("/")
    resident.follow("More people live in a decent home that they can afford")
    resident.sees("How we know")
    resident.follow("Net additional homes provided", within="main")
    resident.sees("738 against a milestone of 930", "What exactly is counted", "Open Government Licence")
    assert_one_chart_stands_in_the_window(resident)
    file = resident.page.request.get("/public/indicators/ni-154.csv")
    assert (file.status, "NI 154,Dorset,Q3 2008/09" in file.text()) == (200, True)
    resident.follow("Scrutiny", within="nav.sections")
    resident.follow("Joint scrutiny of the partnership", within="main")
    resident.sees("What was recommended", "What was answered")
    resident.follow("You said, we did", within="nav.sections")
    resident.follow("Lyde St Mary", within="main")
    resident.sees("What we told you.")


def assert_one_chart_stands_in_the_window(visitor: Visitor) -> None:
    """Whole, so that its newest figures need no moving sideways."""
    (chart,) = visitor.page.locator(".chart > svg:visible").all()
    place = chart.bounding_box()
    assert place is not None
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= visitor.page.evaluate("window.innerWidth")
