"""J1: one figure on its way from the owner's desk to the chair's dashboard, and its correction afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.journeys.demo_site import DemoSite
from tests.journeys.visitor import Visitor, Way

WAYS = [Way(is_scripted=is_scripted, width=width) for is_scripted in (False, True) for width in (1280, 375)]
ROUND = "/performance/rounds/2008-09-q4/"
DISTRICTS = ("Christchurch", "East Dorset", "North Dorset", "Purbeck", "West Dorset", "Weymouth and Portland")
EXCEPTION = "ol.rank > li:has-text('NI 155')"
IN_MY_WORK = "ul.work > li:has-text('NI 155')"


def fill_districts(owner: Visitor, figures: tuple[int, ...]) -> None:
    for district, figure in zip(DISTRICTS, figures, strict=True):
        owner.fill(f"{district}: figure, homes", str(figure))


@pytest.mark.parametrize("way", WAYS, ids=str, indirect=True)
def test_a_figure_goes_from_its_owner_to_the_dashboard_and_is_corrected_later(
    site: DemoSite, visitor: Callable[[DemoSite], Visitor]
) -> None:
    coordinator, owner = visitor(site).sign_in("coordinator"), visitor(site).sign_in("owner")
    coordinator.go(ROUND)
    coordinator.sees("20 of 42 returns are in", "County Council 13 of 29 in")
    the_owner_returns_a_surprising_figure(owner)
    lead = visitor(site).sign_in("lead")
    the_lead_sends_it_back_and_the_owner_answers(lead, owner, site)
    the_lead_vouches_for_all_that_waits(lead)
    the_coordinator_reminds_and_publishes(coordinator, site)
    chair = visitor(site).sign_in("chair")
    the_chair_reads_it_and_the_lead_proposes_an_action(chair, lead)
    a_correction_makes_a_second_edition(owner, coordinator, lead, chair)


def the_owner_returns_a_surprising_figure(owner: Visitor) -> None:
    """The owner finds it, and is asked before something surprising goes on."""
    owner.sees("My work", within="h1")
    owner.sees("11 things wait for you: 1 is late")
    owner.press("Enter figure", within=IN_MY_WORK)
    owner.sees("Return Q4 2008/09: NI 155", within="h1")
    fill_districts(owner, (0, 0, 0, 0, 0, 0))
    owner.press("Submit for checking")
    owner.sees("There is a problem", "This figure is surprising.", "Preview, not saved:", "Red: off target")
    owner.tick("I have checked the figure against the source")
    owner.press("Submit for checking")
    owner.sees("There is a problem", within=".govuk-error-summary")
    owner.fill(
        "What lies behind the figure?", "Both sites stopped when the lender failed. The county buys one."
    )
    owner.tick("Worsening")
    owner.press("Save draft")
    owner.sees("Draft kept. Nobody checks it until you submit it.", "As saved:")
    assert owner.page.get_by_label("West Dorset: figure, homes", exact=True).input_value() == "0"
    owner.press("Submit for checking")
    owner.sees("NI 155 for Q4 2008/09 was submitted for checking.", "10 things wait for you")


def the_lead_sends_it_back_and_the_owner_answers(lead: Visitor, owner: Visitor, site: DemoSite) -> None:
    """The lead asks something back."""
    lead.press("Check", within=IN_MY_WORK)
    lead.sees("If it were published as it stands:", "Confirmed as checked against the source.")
    lead.press("Send back")
    lead.press("Send back")
    lead.sees("There is a problem")
    lead.fill(
        "What should be put right?", "Purbeck finished four in February, says their minute. Please ask."
    )
    lead.press("Send back")
    site.do_jobs()

    owner.go("/my-work/")
    owner.sees("“Purbeck finished four in February, says their minute. Please ask.”", within=IN_MY_WORK)
    owner.press("Answer and resubmit", within=IN_MY_WORK)
    owner.sees("Sent back: please put this right")
    fill_districts(owner, (0, 0, 0, 4, 0, 0))
    owner.press("Submit for checking")
    owner.sees("There is a problem", "This figure is surprising.")
    owner.tick("I have checked the figure against the source")
    owner.press("Submit for checking")
    owner.sees("NI 155 for Q4 2008/09 was submitted for checking.")


def the_lead_vouches_for_all_that_waits(lead: Visitor) -> None:
    lead.go(ROUND)
    lead.press("Check 3 returns")
    lead.press("Verify the chosen")
    lead.sees("Select at least one return")
    for box in lead.page.get_by_role("checkbox").all():
        box.check()
    lead.press("Verify the chosen")
    lead.sees("Verified:", "NI 155", "Nothing waits for you")


def the_coordinator_reminds_and_publishes(coordinator: Visitor, site: DemoSite) -> None:
    """They read what will be missing before they publish."""
    coordinator.go(ROUND)
    coordinator.press("Remind now of NI 147")
    coordinator.sees("Reminded Grace Ottery by e-mail.", "reminded today")
    site.do_jobs()
    coordinator.go("/mail/?to=grace.ottery")
    coordinator.leave_by(coordinator.page.get_by_role("link", name="NI 147").first)
    coordinator.sees("grace.ottery@dorset.example", "NI 147", "30 April 2009")
    coordinator.go(ROUND)
    coordinator.press("Publish…")
    coordinator.sees(
        "What will be published", "12 verified returns:", "What is missing", "These 30 are left out."
    )
    coordinator.press("Publish Q4 2008/09")
    coordinator.sees("Tick the box when you have read what will be published")
    coordinator.tick("I have read what will be published and what is missing")
    coordinator.press("Publish Q4 2008/09")
    coordinator.sees("Q4 2008/09 is published.", "Edition 1, published 20 April 2009 by Priya Ashcombe")


def the_chair_reads_it_and_the_lead_proposes_an_action(chair: Visitor, lead: Visitor) -> None:
    chair.sees("As at Q4 2008/09", "published 20 April 2009, edition 1")
    chair.go("/dashboard/?all")
    chair.sees("No improvement action yet", "Red", within=EXCEPTION)
    chair.follow("NI 155 Number of affordable homes delivered (gross)", within=EXCEPTION)
    chair.sees(
        "185", "Red: off target", "How was this worked out?", "Both sites stopped when the lender failed."
    )
    lead.go("/performance/indicators/ni-155/")
    lead.press("Propose an action NI 155")
    lead.press("Propose")
    lead.sees("There is a problem")
    lead.fill("What will be done", "Buy the stalled site at Wareham")
    lead.choose("Organisation", "Dorset County Council")
    lead.choose("Person who leads", "Ruth Tolland")
    lead.fill_date("Due date", date(2009, 7, 31))
    lead.press("Propose")
    lead.sees("Proposed to Housing theme group.", "Buy the stalled site at Wareham")
    chair.go("/dashboard/?all")
    chair.sees("Buy the stalled site at Wareham", "due 31 Jul", within=EXCEPTION)
    chair.go("/performance/scorecards/homes/")
    chair.sees("as at Q4 2008/09", within=".meta")
    chair.sees("185", "Red", within="tr:has-text('NI 155')")
    chair.choose("Round", "Q3 2008/09")
    chair.press("Show")
    chair.sees("181", "Green", within="tr:has-text('NI 155')")


def a_correction_makes_a_second_edition(
    owner: Visitor, coordinator: Visitor, lead: Visitor, chair: Visitor
) -> None:
    """A second edition, with its reason."""
    owner.go(ROUND)
    owner.follow("Number of affordable homes delivered (gross)", within="tr:has-text('NI 155')")
    owner.sees("Published: the figure is out, and a correction makes a new edition that says so.")
    owner.press("Ask to open it again")
    owner.fill(
        "Why should it be opened again?", "West Dorset has found eleven homes that it had not counted."
    )
    owner.press("Ask")
    owner.sees("Asked. The co-ordinator has been told.")
    coordinator.go("/my-work/")
    coordinator.press("Answer", within=IN_MY_WORK)
    coordinator.press("Answer the request")
    coordinator.tick("Open it again")
    coordinator.press("Answer")
    coordinator.sees("Answered. Whoever asked has been told.")
    owner.go("/my-work/")
    owner.follow(
        owner.page.locator(IN_MY_WORK).locator(".act a, a.govuk-button").first.inner_text(), within=IN_MY_WORK
    )
    fill_districts(owner, (0, 0, 0, 4, 11, 0))
    owner.press("Submit for checking")
    owner.tick("I have checked the figure against the source")
    owner.press("Submit for checking")
    lead.go("/my-work/")
    lead.press("Check", within=IN_MY_WORK)
    lead.press("Verify")
    coordinator.go(ROUND)
    coordinator.press("Publish a correction…")
    coordinator.fill(
        "What does this edition correct, and why?", "NI 155: eleven homes in West Dorset were missed."
    )
    coordinator.tick("I have read what will be published and what is missing")
    coordinator.press("Publish the next edition")
    coordinator.sees("The next edition of Q4 2008/09 is published.", "Edition 2", "Edition 1")
    coordinator.sees("NI 155: eleven homes in West Dorset were missed.")
    chair.go("/performance/indicators/ni-155/")
    chair.sees("196", "Q4 2008/09 corrected, revision 2")
