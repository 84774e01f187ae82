"""J3: a review under way is written up, approved, issued, answered, claimed, and accepted by members."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Browser

from tests.journeys.demo_site import DemoSite
from tests.journeys.visitor import Visitor, Way

JOINT = "/scrutiny/reviews/joint-scrutiny-of-the-partnership/"


def test_a_responder_answers_the_chair_publishes_and_an_outsider_reads_it(
    site: DemoSite, visitor: Callable[[DemoSite], Visitor]
) -> None:
    member = visitor(site).sign_in("scrutiny")
    member.go(f"{JOINT}matrix/")
    member.sees("One response is overdue: Weymouth and Portland on 3, 51 days.")
    member.follow("How was 28 February worked out?")
    member.sees("there is no 29 February 2009, so the last day of that month")
    member.go(JOINT)
    member.follow("An officer of a partner, heard in private")
    member.sees("twice taken out of the papers")

    responder = visitor(site).sign_in("responder")
    responder.go("/scrutiny/inbox/")
    responder.follow("A performance framework for the thematic partnerships")
    responder.press("Answer")
    responder.press("Send the answer")
    responder.sees("There is a problem", "Enter the reasons: every answer gives them")
    responder.tick("Accepted in part")
    responder.fill("Reasons", "Three groups can begin this year, three the next.")
    responder.press("Keep as a draft")
    responder.press("Finish the draft")
    responder.fill("If accepted: what will be done", "Three groups assess an outcome by December.")
    responder.press("Send the answer")
    responder.sees("The answer is sent.", "not published yet")
    address = responder.page.url

    outsider = visitor(site).sign_in("performance")
    outsider.go(address.removeprefix(site.url))
    outsider.does_not_see("Three groups can begin")

    chair = visitor(site).sign_in("nora.blighford")
    chair.go(address.removeprefix(site.url))
    chair.sees("Three groups can begin")
    chair.open_details("Publish the answer")
    chair.leave_by(chair.page.locator("details[open] button").first)
    chair.sees("Published.")
    outsider.go(address.removeprefix(site.url))
    outsider.sees("Three groups can begin")

    chair.go("/my-work/")
    chair.press("See what is claimed")
    chair.press("Record what members decided")
    chair.tick("They do not accept it")
    chair.press("Record it")
    chair.sees("Enter why members do not accept it")
    chair.fill("What they said", "The report of achievements names none.")
    chair.press("Record it")
    chair.sees("not accepted by members", "names none")


def test_nobody_reads_what_is_confidential_but_those_who_are_named(
    quiet_site: DemoSite, browser: Browser
) -> None:
    way = Way(is_scripted=True, width=1280)
    for name in ("responder", "coordinator"):
        other = Visitor(browser, quiet_site.url, way).sign_in(name)
        other.go(JOINT)
        other.follow("An officer of a partner, heard in private")
        other.sees("held back before a Board meeting")
        other.does_not_see("twice taken out of the papers", "£148,200")
        other.leave()


def test_a_district_review_takes_evidence_and_turns_to_drafting(site: DemoSite, browser: Browser) -> None:
    chair = Visitor(browser, site.url, Way(is_scripted=False, width=375)).sign_in("scrutiny")
    chair.go("/scrutiny/reviews/purbeck-review/")
    chair.press("Record evidence")
    chair.tick("Visit")
    chair.fill("What it is", "A walk round the harbour")
    chair.fill_date("Received on", date(2009, 4, 18))
    chair.fill("What it says", "The steps are worn.")
    chair.tick("Exempt: the review’s own members only")
    chair.press("Record it")
    chair.sees("Select the paragraph under which it is exempt")
    chair.tick("Everybody, once the report is out")
    chair.press("Record it")
    chair.sees("Recorded.", "The steps are worn.")
    chair.follow("Review of the Purbeck partnership")
    chair.press("Write a finding")
    chair.choose("Line of enquiry", "1 What has the partnership done for the parishes?")
    chair.fill("What the review finds", "Little that lasts.")
    chair.tick("3. A walk round the harbour")
    chair.press("Write it")
    chair.follow("Review of the Purbeck partnership")
    chair.press("Turn to drafting")
    chair.sees("The report is being drafted.")
    chair.leave()


@pytest.mark.parametrize("width", [1280, 375])
def test_a_resident_tells_scrutiny_what_to_look_at(site: DemoSite, browser: Browser, width: int) -> None:
    resident = Visitor(browser, site.url, Way(is_scripted=False, width=width))
    resident.go("/scrutiny/suggest/")
    resident.press("Send it")
    resident.sees("There is a problem", "Enter your name")
    resident.fill("In one line: what should scrutiny look at?", "The ferry")
    resident.fill("What is the matter?", "It stops at six.")
    resident.fill("Your name", "A resident")
    resident.fill("Your e-mail address", "resident@example.org")
    resident.press("Send it")
    resident.sees("Thank you. Somebody reads it before it is listed")
    resident.leave()
