"""J7: the chair signs in, reads one page, opens two things, and puts two questions before the Board."""

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
    chair.follow("All 18 things that need attention")
    assert chair.page.locator("ol.rank > li").count() == 18


def test_the_chair_asks_two_questions_and_both_stand_on_the_boards_next_agenda(
    site: DemoSite, visitor: Callable[[DemoSite], Visitor]
) -> None:
    chair = visitor(site).sign_in("chair")
    chair.sees("Questions for the Board on 11 Jun")

    first = chair.page.locator(".asks > li").first
    words = first.locator("div").inner_text().splitlines()[0]
    chair.leave_by(first.get_by_role("button"))
    chair.sees("On the agenda of Dorset Strategic Partnership Board, 11 June 2009")
    chair.sees("On the agenda, item", within=".asks > li")
    chair.go("/dashboard/?all")
    chair.follow("Ask at the next Board about Weymouth and Portland on recommendation 3")
    chair.sees("Weymouth and Portland has not answered recommendation 3")
    chair.press("Put it on the agenda")
    chair.sees(words, "When will Weymouth and Portland answer recommendation 3", within="ol.agenda")

    chair.go("/dashboard/groups/delivery-group/")
    chair.sees("Group by group", "15 go up to the Board")
    chair.follow("Housing theme group", within="table")
    chair.sees("The figures", "NI 154")
