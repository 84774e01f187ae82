"""J6: a resident reads what was promised; its lead says how it comes on, and a risk to it is judged anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.journeys.demo_site import DemoSite
from tests.journeys.visitor import Visitor

PROGRAMME = "/partnership/programmes/twelve-for-2012/"


def test_a_benefit_comes_on_and_a_resident_reads_it(
    site: DemoSite, visitor: Callable[[DemoSite], Visitor]
) -> None:
    lead = visitor(site).sign_in("lead2")
    lead.go(PROGRAMME)
    lead.follow("Local firms that win contracts")
    lead.press("Write how it comes on")
    lead.fill("How it comes on", "Fourteen of 330 firms have won a contract.")
    lead.press("Save")

    resident = visitor(site)
    resident.go(PROGRAMME)
    resident.sees(
        "12 benefits",
        "Fourteen of 330 firms have won a contract.",
        "Dorset 2012 Legacy Manager",
        "Illustrative",
    )
    resident.follow("Local firms that win contracts")
    resident.sees("Economic opportunities")


def test_a_risk_is_judged_anew_and_rises(site: DemoSite, visitor: Callable[[DemoSite], Visitor]) -> None:
    lead = visitor(site).sign_in("lead2")
    lead.go("/partnership/risks/?words=apprentices")
    lead.follow("Employers stop taking apprentices", within=".fold")
    lead.press("Judge it anew")
    lead.choose("Likelihood before controls", "5: almost certain")
    lead.choose("Likelihood after controls", "5: almost certain")
    lead.fill_date("Next review", date(2009, 6, 30))
    lead.press("Save the assessment")
    lead.sees("Say why the score changes", within=".govuk-error-summary")
    lead.fill("What has changed", "Three firms have withdrawn their places.")
    lead.press("Save the assessment")
    lead.sees("It scores 15 of 25", "so the strategic layer looks at it")
