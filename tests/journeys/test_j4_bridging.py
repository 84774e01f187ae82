"""J4: what a parish said goes to the bridging group's meeting, into an outcome, and back to the community."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.journeys.demo_site import DemoSite
from tests.journeys.visitor import Visitor


def test_a_parish_plans_finding_is_adopted_and_its_community_is_answered(
    site: DemoSite, visitor: Callable[[DemoSite], Visitor]
) -> None:
    bridge = visitor(site).sign_in("bridging")
    bridge.go("/partnership/engagement/")
    bridge.press("Bring what a community said")
    bridge.press("Bring it to the bridging group")
    bridge.sees("There is a problem", "Select where", within=".govuk-error-summary")
    bridge.fill("What was said, in a line", "A footpath to the station")
    bridge.fill("What was said", "People walk along the main road in the dark.")
    bridge.choose("Where", "Lyde St Mary")
    bridge.choose("Heard through", "Parish plan")
    bridge.fill_date("When it was said", date(2009, 3, 2))
    bridge.fill("From whom", "148 of 260 households")
    bridge.press("Bring it to the bridging group")
    bridge.sees("It waits for the bridging group’s next meeting")

    bridge.go("/partnership/engagement/queue/")
    bridge.sees("A footpath to the station")
    bridge.follow("Adopt", within="main li:has-text('A footpath to the station')")
    bridge.fill("What it changes", "The access group walks the road with the parish.")
    bridge.press("Adopt it")
    bridge.sees("Select into which outcome", within=".govuk-error-summary")
    bridge.choose("Into which outcome", "Services, employment and leisure are within everybody's reach")
    bridge.press("Adopt it")
    bridge.sees("The community has not been answered yet")
    bridge.press("Answer the community")
    bridge.fill("What the community was told", "The access group comes to walk the road with you in May.")
    bridge.press("Save the answer")
    bridge.sees("The community was answered on 20 April 2009")

    anybody = visitor(site).sign_in("member")
    anybody.go("/partnership/outcomes/access/")
    anybody.sees("A footpath to the station", "The access group walks the road with the parish.")
    anybody.go("/partnership/engagement/communities/lyde-st-mary/")
    anybody.sees("“The access group comes to walk the road with you in May.”")
