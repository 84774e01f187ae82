"""J1 to J8 as one story: eight people, three quarters, one partnership. What one of them does, the others find."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser

from tests.journeys import test_j1_a_quarterly_round as j1
from tests.journeys import test_j2_a_delivery_chain_workshop as j2
from tests.journeys.demo_site import DemoSite
from tests.journeys.visitor import Visitor, Way

DESK = Way(is_scripted=True, width=1280)
EXCEPTION = "ol.rank > li:has-text('NI 155')"
SCRUTINY = "nora.blighford"


class People(NamedTuple):
    """The eight, each in a browser of their own."""

    coordinator: Visitor
    owner: Visitor
    lead: Visitor
    lead2: Visitor
    chair: Visitor
    bridging: Visitor
    responder: Visitor
    scrutiny: Visitor


@pytest.fixture
def people(site: DemoSite, browser: Browser) -> Iterator[People]:
    names = [SCRUTINY if name == "scrutiny" else name for name in People._fields]
    everybody = People(*(Visitor(browser, site.url, DESK).sign_in(name) for name in names))
    yield everybody
    for one in everybody:
        one.leave()


def test_three_quarters_of_a_partnership(site: DemoSite, people: People) -> None:
    a_quarter_is_reported_and_an_exception_gets_an_action(site, people)
    two_groups_find_out_why_an_outcome_is_stuck(people)
    scrutiny_is_answered(people)
    a_community_is_answered_and_a_project_is_paid(people)
    the_chair_asks_and_the_pack_goes_out(site, people)
    somebody_leaves_and_somebody_comes(people)

    site.set_today(date(2009, 7, 20))
    the_next_quarter_shows_both(site, people, "Q1 2009/10", "q1-2009-10", 25)

    site.set_today(date(2009, 10, 20))
    the_next_quarter_shows_both(site, people, "Q2 2009/10", "q2-2009-10", 60)
    the_story_is_there_to_be_read(people)


def a_quarter_is_reported_and_an_exception_gets_an_action(site: DemoSite, people: People) -> None:
    """J1, as far as its first edition; and the beginning of J7."""
    j1.the_owner_returns_a_surprising_figure(people.owner)
    people.lead.go("/my-work/")
    j1.the_lead_sends_it_back_and_the_owner_answers(people.lead, people.owner, site)
    j1.the_lead_vouches_for_all_that_waits(people.lead)
    j1.the_coordinator_reminds_and_publishes(people.coordinator, site)
    people.chair.go("/dashboard/")
    j1.the_chair_reads_it_and_the_lead_proposes_an_action(people.chair, people.lead)


def two_groups_find_out_why_an_outcome_is_stuck(people: People) -> None:
    """J2, from blind sheets to a closed review."""
    people.lead.go("/my-work/")
    review = j2.the_first_group_hands_in(people.lead)
    j2.the_facilitator_sees_who_is_in_and_no_more(people.coordinator, review)
    people.lead2.go("/my-work/")
    people.lead2.press("Fill in the sheet", within=j2.IN_MY_WORK)
    j2.rate(people.lead2, {3: "red", 5: "green"}, "amber")
    people.lead2.press("Hand it in")
    j2.the_comparison_opens(people.coordinator, review)
    j2.the_meeting_agrees(people.coordinator)
    j2.a_map_is_drawn_and_an_action_planned(people.coordinator, review)
    j2.it_closes_and_the_chair_reads_it(people.coordinator, people.chair, review)


def scrutiny_is_answered(people: People) -> None:
    """J3, from a recommendation to its published answer."""
    responder, scrutiny = people.responder, people.scrutiny
    responder.go("/scrutiny/inbox/")
    responder.follow("A performance framework for the thematic partnerships")
    responder.press("Answer")
    responder.tick("Accepted in part")
    responder.fill("Reasons", "Three groups can begin this year, three the next.")
    responder.fill("If accepted: what will be done", "Three groups assess an outcome by December.")
    responder.press("Send the answer")
    scrutiny.go(responder.page.url.removeprefix(responder.page.url.split("/scrutiny")[0]))
    scrutiny.open_details("Publish the answer")
    scrutiny.leave_by(scrutiny.page.locator("details[open] button").first)
    scrutiny.sees("Published.")


def a_community_is_answered_and_a_project_is_paid(people: People) -> None:
    """J4, J5 and J6: a finding into an outcome, an offer out of a stream, a benefit that comes on."""
    bridging = people.bridging
    bridging.go("/partnership/engagement/")
    bridging.press("Bring what a community said")
    bridging.fill("What was said, in a line", "A footpath to the station")
    bridging.fill("What was said", "People walk along the main road in the dark.")
    bridging.choose("Where", "Lyde St Mary")
    bridging.choose("Heard through", "Parish plan")
    bridging.fill_date("When it was said", date(2009, 3, 2))
    bridging.fill("From whom", "148 of 260 households")
    bridging.press("Bring it to the bridging group")
    bridging.go("/partnership/engagement/queue/")
    bridging.follow("Adopt", within="main li:has-text('A footpath to the station')")
    bridging.fill("What it changes", "The access group walks the road with the parish.")
    bridging.choose("Into which outcome", "Services, employment and leisure are within everybody's reach")
    bridging.press("Adopt it")
    bridging.press("Answer the community")
    bridging.fill("What the community was told", "The access group comes to walk the road with you in May.")
    bridging.press("Save the answer")
    bridging.sees("The community was answered on 20 April 2009")

    people.coordinator.go("/partnership/funding/projects/?words=job+club")
    people.coordinator.follow("A job club in the library", within="main")
    people.coordinator.press("Offer money")
    people.coordinator.fill("Offered, in pounds", "5,400")
    people.coordinator.fill("Reasons and conditions", "It answers the recession.")
    people.coordinator.fill_date("Last day for a claim", date(2009, 12, 31))
    people.coordinator.fill_date("Report of benefits due", date(2010, 1, 29))
    people.coordinator.press("Offer it")
    people.coordinator.sees("£5,400 was offered, £0 is claimed")

    people.lead2.go("/partnership/programmes/twelve-for-2012/")
    people.lead2.follow("Local firms that win contracts")
    people.lead2.press("Write how it comes on")
    people.lead2.fill("How it comes on", "Fourteen of 330 firms have won a contract.")
    people.lead2.press("Save")
    people.lead2.sees("Fourteen of 330 firms have won a contract.")


def the_chair_asks_and_the_pack_goes_out(site: DemoSite, people: People) -> None:
    """J7: two questions onto the Board's next agenda, one page of paper, and one document for its members."""
    chair, coordinator = people.chair, people.coordinator
    for _ in range(2):
        chair.go("/dashboard/")
        chair.leave_by(chair.page.locator(".asks button").first)
        chair.sees("On the agenda of Dorset Strategic Partnership Board, 11 June 2009")
    chair.follow(
        "Dorset Strategic Partnership Board, 11 June 2009", within="section[aria-labelledby=meetings]"
    )
    meeting = chair.page.url
    coordinator.go(meeting.removeprefix(site.url))
    coordinator.follow("Pack for the meeting")
    coordinator.open_details("Send out the pack")
    coordinator.leave_by(coordinator.page.locator("details[open] button").first)
    coordinator.sees("The pack is frozen as everything stands now")
    site.do_jobs()
    chair.go("/notices/")
    chair.follow("Pack for Dorset Strategic Partnership Board, 11 June 2009, edition 1")
    chair.sees("Edition 1, sent out on 20 April 2009 by Priya Ashcombe", "SHA-256")


def somebody_leaves_and_somebody_comes(people: People) -> None:
    """J8: a seat falls vacant and is filled."""
    coordinator = people.coordinator
    coordinator.go("/partnership/bodies/board/")
    coordinator.follow("End", within="tr:has-text('Parish and town councils')")
    coordinator.fill_date("Last day", date(2009, 4, 19))
    coordinator.fill("Why it ends", "She has stood down as a councillor.")
    coordinator.tick("Yes: Phyllis Arnewood leaves Dorset Strategic Partnership Board")
    coordinator.press("End the membership")
    coordinator.sees("13 of 14 seats are filled")
    people.chair.go("/dashboard/?all")
    people.chair.sees("1 seat is empty", within="ol.rank")
    coordinator.go("/partnership/people/")
    coordinator.press("Invite somebody")
    coordinator.fill("Name", "Edith Marlow")
    coordinator.fill("E-mail address", "edith.marlow@parishes.example")
    coordinator.press("Send the invitation")
    coordinator.go("/partnership/bodies/board/")
    coordinator.press("Appoint somebody")
    coordinator.choose("Person", "Edith Marlow")
    coordinator.tick("Member")
    coordinator.choose("Seat", "14. Parish and town councils (vacant)")
    coordinator.fill_date("First day", date(2009, 4, 20))
    coordinator.press("Appoint")
    coordinator.sees("14 of 14 seats are filled")


def the_next_quarter_shows_both(site: DemoSite, people: People, title: str, slug: str, homes: int) -> None:
    """J1 again, a quarter later: the exception and the action that came of it stand together."""
    coordinator, owner, lead = people.coordinator, people.owner, people.lead
    coordinator.go("/performance/rounds/plan/")
    coordinator.fill("Period", title)
    first = date(2009, 7, 1) if title.startswith("Q1") else date(2009, 10, 1)
    coordinator.fill_date("Opening date", first)
    coordinator.fill_date("Due date", first.replace(day=30))
    coordinator.fill_date("Closing date", first.replace(month=first.month + 1, day=14))
    coordinator.press("Plan")
    coordinator.press("Open the round")
    coordinator.sees(f"{title} is open.")
    owner.go("/my-work/")
    row = f"ul.work > li:has-text('NI 155'):has-text('{title}')"
    owner.press("Enter figure", within=row)
    j1.fill_districts(owner, (homes, 0, 0, 0, 0, 0))
    owner.fill("What lies behind the figure?", "The county bought one of the two sites.")
    for view in (
        "Worsening",
        "Steady",
        "Improving",
    ):  # the form asks when one's view is not what the figures say
        owner.tick(view)
        if owner.page.get_by_label("I have checked the figure against the source").count():
            owner.tick("I have checked the figure against the source")
        owner.press("Submit for checking")
        if owner.page.get_by_text("was submitted for checking").count():
            break
    owner.sees(f"NI 155 for {title} was submitted for checking.")
    lead.go("/my-work/")
    lead.press("Check", within=row)
    lead.press("Verify")
    coordinator.go(f"/performance/rounds/{slug}/")
    coordinator.press("Publish…")
    coordinator.tick("I have read what will be published and what is missing")
    coordinator.press(f"Publish {title}")
    coordinator.sees(f"{title} is published.")
    site.do_jobs()
    coordinator.go("/dashboard/?all")  # the chair's term ended on 30 June, and with it the way to this page
    coordinator.sees(f"As at {title}")


def the_story_is_there_to_be_read(people: People) -> None:
    """What was done in spring is found in autumn, on the pages of those who were not there."""
    member = people.lead2
    member.go("/partnership/outcomes/access/")
    member.sees("A footpath to the station", "The access group walks the road with the parish.")
    member.go("/delivery-chains/matrix/")
    member.sees("Housing theme group")
    member.go("/search/?q=footpath")
    member.sees("A footpath to the station")
    people.chair.go("/performance/indicators/ni-155/")
    people.chair.sees("Q2 2009/10", "Q4 2008/09")
