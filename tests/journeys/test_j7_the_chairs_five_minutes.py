"""J7, its first part: the chair signs in, reads one page and opens two things."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.demo_site import DemoSite
from tests.journeys.visitor import Visitor


def test_the_chair_lands_on_one_page_and_opens_two_things(
    quiet_site: DemoSite, visitor: Callable[[DemoSite], Visitor]
) -> None:
    chair = visitor(quiet_site).sign_in("chair")

    chair.sees("State of the partnership", within="h1")
    chair.sees("As at Q3 2008/09", "20 of the 35 indicators that can be judged are on target")
    chair.sees("Q4 2008/09 round is open")
    first = chair.page.locator("ol.rank > li").first
    code = first.locator("a b").first.inner_text().rsplit(maxsplit=0)[0]
    chair.follow(code, within="ol.rank")
    chair.sees("How was this worked out?", "off target")
    chair.sees(code, within="h1")

    chair.follow("Dashboard", within="nav")
    chair.follow("Housing", within="table")
    chair.sees("NI 154")

    chair.follow("Dashboard", within="nav")
    chair.open_details("How were these ranked?")
    chair.sees("Off target and getting worse, or outside its usual range")
    chair.follow("All 10 exceptions")
    assert chair.page.locator("ol.rank > li").count() == 10
