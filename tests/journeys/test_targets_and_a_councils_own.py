"""Targets change through the chair, and a council's own measures are nobody else's."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.demo_site import DemoSite
from tests.journeys.visitor import Visitor

AGREEMENT = "/performance/agreements/laa-2008-11/"
CARD = "/performance/corporate/east-dorset-district-council/"


def test_a_target_is_changed_by_a_proposal_that_the_chair_refuses_and_then_approves(
    site: DemoSite, visitor: Callable[[DemoSite], Visitor]
) -> None:
    lead, chair = visitor(site).sign_in("lead"), visitor(site).sign_in("chair")

    lead.go(AGREEMENT)
    lead.follow("Propose a refresh")
    lead.fill("Title", "Affordable homes in April")
    lead.fill("Why do targets change?", "Two sites were bought by a housing association.")
    lead.press("Go on to the targets")
    lead.follow("Change a target")
    lead.choose("Which indicator's target changes?", "NI 155 Number of affordable homes delivered (gross)")
    lead.press("Go on")
    lead.fill("To be reached in 2010/11", "290")
    lead.press("Put it in the proposal")
    lead.sees("Renegotiated: 2010/11: 280 became 290")
    lead.press("Propose it")
    lead.sees("The chair of the Board decides")

    chair.go("/my-work/")
    chair.sees("Affordable homes in April", "Renegotiation of NI 154")
    chair.follow("Affordable homes in April", within="main")
    chair.follow("Refuse…")
    chair.fill("Why is it refused?", "Say 300: the money is there.")
    chair.press("Refuse")

    lead.go("/my-work/")
    lead.follow("Affordable homes in April", within="main")
    lead.sees("Say 300: the money is there.")
    lead.press("Put it right")
    lead.follow("Change NI 155")
    lead.fill("To be reached in 2010/11", "300")
    lead.press("Put it in the proposal")
    lead.press("Propose it")

    chair.go("/my-work/")
    chair.follow("Affordable homes in April", within="main")
    chair.follow("Approve…")
    chair.sees("A version cannot be taken back", "2010/11: 280 became 300")
    chair.press("Approve")
    chair.sees("Affordable homes in April, agreed 20 April 2009", "Renegotiated: 2010/11: 280 became 300")
    chair.follow("Refresh of March 2009, 4 March 2009")
    chair.does_not_see("became 300", within="main")


def test_a_councils_own_measure_is_not_there_for_others_until_it_is_shared(
    site: DemoSite, visitor: Callable[[DemoSite], Visitor]
) -> None:
    officer, coordinator = visitor(site).sign_in("performance"), visitor(site).sign_in("coordinator")

    officer.go(CARD)
    officer.sees("Working days lost to sickness", "NI 191")
    officer.follow("Add a measure of our own")
    officer.fill("What is measured", "Residual household waste per head")
    officer.fill("What exactly is counted", "Waste that is not recycled.")
    officer.choose("Which way is better?", "Lower is better")
    officer.press("Add it")
    officer.sees("NI 191 Residual household waste per head is measured here already", "Shared indicators")

    coordinator.go(CARD)
    coordinator.sees("Visits to the council’s leisure centres")
    coordinator.does_not_see("sickness")
    coordinator.go("/search/?q=sickness")
    coordinator.does_not_see("Working days lost")

    officer.go(CARD)
    officer.follow("Working days lost to sickness")
    officer.open_details("Share it with partners")
    officer.press("Yes: share it with partners")
    officer.sees("shared with partners since 20 April 2009")
    coordinator.go(CARD)
    coordinator.sees("Working days lost to sickness")
