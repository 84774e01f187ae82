"""A meeting: the chair's question gets onto an agenda; another is minuted, agreed, and read by somebody outside the body."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.demo_site import DemoSite
from tests.journeys.visitor import Visitor

FIRST = "ol.rank > li:first-child"
HELD = "tr:has-text('16 Apr 2009')"
WORDS = "That housing and access explain their fourth quarter to the Board in person."


def test_a_question_is_asked_a_decision_recorded_and_minutes_agreed(
    site: DemoSite, visitor: Callable[[DemoSite], Visitor]
) -> None:
    chair = visitor(site).sign_in("chair")
    chair.press("Ask at the next Board", within=FIRST)
    chair.fill("Your question", "What would it take to build on the stopped sites?")
    chair.press("Put it on the agenda")
    chair.sees("What would it take to build on the stopped sites?", within="ol.agenda")
    chair.follow("Dashboard", within="nav")
    chair.follow("On the Board’s next agenda", within=FIRST)
    chair.sees("What would it take to build on the stopped sites?", within=".agenda")

    coordinator = visitor(site).sign_in("coordinator")
    coordinator.go("/partnership/meetings/")
    coordinator.follow("Community Strategy Delivery Group", within=HELD)
    coordinator.press("Record a decision", within="main > .buttons")
    coordinator.press("Save")
    coordinator.sees("Enter what was decided", within=".govuk-error-summary")
    coordinator.fill("What was decided", WORDS)
    coordinator.press("Save")
    coordinator.sees("Recorded as decision 1.")
    address = coordinator.page.url
    coordinator.press("The minutes are drafted")
    coordinator.press("Yes, they are drafted")
    coordinator.press("The minutes are agreed")
    coordinator.tick("Yes: the body has agreed these minutes")
    coordinator.press("The minutes are agreed")
    coordinator.sees("Minutes agreed", "Quorate: 6 seats filled, 4 needed.")
    coordinator.does_not_see("Reword")

    outside = visitor(site).sign_in("member")
    outside.go(address)
    outside.sees("Decision 1.", WORDS)
