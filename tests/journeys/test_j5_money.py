"""J5: money goes from a stream to a project and back in a report, and never more than there is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.journeys.demo_site import DemoSite
from tests.journeys.visitor import Visitor


def test_a_project_is_decided_claimed_and_reported_within_its_sums(
    site: DemoSite, visitor: Callable[[DemoSite], Visitor]
) -> None:
    coordinator = visitor(site).sign_in("coordinator")
    coordinator.go("/partnership/funding/")
    coordinator.sees("£510,000 is given", "£186,000 is not itemised", "£46,650", "£8,600")
    coordinator.follow("Projects of local community partnerships")
    coordinator.follow("A job club in the library")
    coordinator.press("Offer money")
    coordinator.fill("Offered, in pounds", "5401")
    coordinator.press("Offer it")
    coordinator.sees("Enter reasons and conditions", within=".govuk-error-summary")
    coordinator.fill("Reasons and conditions", "It answers the recession. Ten people a week at least.")
    coordinator.fill_date("Last day for a claim", date(2009, 12, 31))
    coordinator.fill_date("Report of benefits due", date(2010, 1, 29))
    coordinator.press("Offer it")
    coordinator.sees("no more than the £5,400 asked for", within=".govuk-error-summary")
    coordinator.fill("Offered, in pounds", "5,400")
    coordinator.press("Offer it")
    coordinator.sees("£5,400 was offered, £0 is claimed")
    coordinator.go("/partnership/funding/")
    coordinator.sees("£321,400 offered to projects")

    applicant = visitor(site).sign_in("owner")
    applicant.go("/partnership/funding/streams/county-support-2008-09/")
    applicant.press("Apply", within="main li:has-text('Projects of local community partnerships')")
    applicant.fill("Project", "A bench at the bus stop")
    applicant.fill("What will be done", "A bench and a shelter.")
    applicant.fill("Asked for, in pounds", "nine hundred")
    applicant.press("Save the draft")
    applicant.sees("must be pounds and pence", within=".govuk-error-summary")
    applicant.fill("Asked for, in pounds", "900")
    applicant.press("Save the draft")
    applicant.open_details("Send the application")
    applicant.press("Yes: send the application")
    applicant.sees("£900 is asked for, and not decided yet")

    chair = visitor(site).sign_in("chair")
    chair.go("/dashboard/?all")
    chair.sees("Money unspent, 2008/09", "£46,650", "Housebuilding stalls")
