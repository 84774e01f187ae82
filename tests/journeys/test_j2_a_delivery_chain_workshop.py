"""J2: two groups and a facilitator, each in a browser of their own, from blind sheets to a closed review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.journeys.demo_site import DemoSite
from tests.journeys.visitor import Visitor, Way

IN_MY_WORK = "ul.work > li:has-text('Rate the stages: Housing')"
REASON = "Four sites stand still"
WAYS = [Way(is_scripted=True, width=1280), Way(is_scripted=False, width=375)]


def rate(person: Visitor, ratings: dict[int, str], otherwise: str) -> None:
    """Choose a rating for each of the twelve stages, with a reason where it is red."""
    for stage in range(1, 13):
        value = ratings.get(stage, otherwise)
        person.page.locator(f"input[name=rating_{stage}][value={value}]").check()
        if value == "red":
            person.page.locator(f"[name=reason_{stage}]").fill(REASON)


@pytest.mark.parametrize("way", WAYS, ids=str, indirect=True)
def test_a_workshop_from_blind_sheets_to_a_closed_review(
    site: DemoSite, visitor: Callable[[DemoSite], Visitor]
) -> None:
    lead, lead2, facilitator = (visitor(site).sign_in(who) for who in ("lead", "lead2", "coordinator"))
    review = the_first_group_hands_in(lead)
    the_facilitator_sees_who_is_in_and_no_more(facilitator, review)
    lead2.press("Fill in the sheet", within=IN_MY_WORK)
    rate(lead2, {3: "red", 5: "green"}, "amber")
    lead2.press("Hand it in")
    the_comparison_opens(facilitator, review)
    the_meeting_agrees(facilitator)
    a_map_is_drawn_and_an_action_planned(facilitator, review)
    it_closes_and_the_chair_reads_it(facilitator, visitor(site).sign_in("chair"), review)


def the_first_group_hands_in(lead: Visitor) -> str:
    """A draft first, then what is wanting, then the sheet. Gives the review's address."""
    lead.press("Fill in the sheet", within=IN_MY_WORK)
    lead.sees("Sheet of Building", within="h1")
    lead.page.locator("input[name=rating_1][value=green]").check()
    lead.press("Save and go on later")
    lead.sees("Saved. Only your group sees it.")
    lead.press("Hand it in")
    lead.sees("2 Evidence: choose a rating", within=".govuk-error-summary")
    rate(lead, {3: "red"}, "amber")
    lead.press("Hand it in")
    lead.sees("Handed in. Nobody sees it before all groups are in.", "1 of 2 groups are in.")
    return lead.page.url.removesuffix("assess/")


def the_facilitator_sees_who_is_in_and_no_more(facilitator: Visitor, review: str) -> None:
    facilitator.go(f"{review}assess/")
    facilitator.sees("1 of 2 groups are in.", "Not in yet")
    facilitator.does_not_see(REASON)
    facilitator.go(f"{review}compare/", status=404)
    facilitator.go(f"{review}assess/")


def the_comparison_opens(facilitator: Visitor, review: str) -> None:
    """With scripts the page follows by itself; without, by loading it again."""
    if not facilitator.way.is_scripted:
        facilitator.go(f"{review}assess/")
    expect(facilitator.page.locator("#who-is-in")).to_contain_text("2 of 2 groups are in.", timeout=15_000)
    facilitator.press("Open the comparison")
    facilitator.sees("The two groups agree on 11 of 12 stages and differ by one on 1.", REASON)


def the_meeting_agrees(facilitator: Visitor) -> None:
    facilitator.press("Take what all agree on")
    facilitator.press("Settle the next stage")
    facilitator.sees("5 Funding strategy", within="h1")
    facilitator.page.locator("input[name=value][value=amber]").check()
    facilitator.fill("How it was settled", "Known until March 2010")
    facilitator.fill("Who dissents", "Two of Living")
    facilitator.fill("What they hold", "The grant is there: it is green.")
    facilitator.press("Settle it")
    facilitator.sees("One stage is agreed red: 3 Capacity.", "The grant is there: it is green.")
    facilitator.press("All are settled: agree…")
    facilitator.press("Yes, they are agreed")
    facilitator.press("Begin planning")
    facilitator.sees("3 Capacity has no chain map and no action.")


def a_map_is_drawn_and_an_action_planned(facilitator: Visitor, review: str) -> None:
    facilitator.press("Close the review…")
    facilitator.sees("It cannot close yet.")
    facilitator.press("Close it")
    facilitator.sees("3 Capacity has no chain map and no action.", within=".govuk-error-summary")
    facilitator.go(f"{review}plan/")
    facilitator.press("Draw it")
    facilitator.tick("An empty map")
    facilitator.press("Begin")
    for name, level, is_owner in (
        ("Housing group", "county", True),
        ("Young families", "beneficiary", False),
    ):
        facilitator.fill("Name", name)
        facilitator.choose("Level", level)
        if is_owner:
            facilitator.tick("It owns the outcome")
        facilitator.press("Put it on the map")
    facilitator.choose("From", "Housing group")
    facilitator.choose("What it does", "supplies")
    facilitator.choose("To", "Young families")
    facilitator.tick("missing")
    facilitator.press("Draw it")
    facilitator.sees("The chain does not reach Young families at all.")
    facilitator.press("See the map")
    facilitator.sees("It breaks between Housing group and Young families (supplies, missing).")
    facilitator.follow("Add an action")
    facilitator.fill("Action", "Count what each partner builds")
    facilitator.choose("Organisation", "Dorset County Council")
    facilitator.choose("Who leads", "Ruth Tolland, County Council")
    facilitator.fill_date("Due date", date(2009, 6, 30))
    facilitator.press("Propose it")
    facilitator.sees("Actions from this map", "Count what each partner builds")


def it_closes_and_the_chair_reads_it(facilitator: Visitor, chair: Visitor, review: str) -> None:
    facilitator.go(f"{review}close/")
    facilitator.press("Close it")
    facilitator.sees("Closed.")
    chair.go("/delivery-chains/matrix/")
    chair.sees("Housing theme group", "Economy and skills theme group")
    chair.go("/partnership/outcomes/homes/")
    chair.sees(
        "3 Capacity has been red since 20 April 2009.", "it does not say what caused it", within="main"
    )
