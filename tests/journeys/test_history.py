"""An administrator looks at the history: who did what, all about one record, and whether it is as it was sealed."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.demo_site import DemoSite
from tests.journeys.visitor import Visitor


def test_the_history_is_found_followed_and_verified(
    site: DemoSite, visitor: Callable[[DemoSite], Visitor]
) -> None:
    admin = visitor(site).sign_in("admin")
    admin.follow("The history", within="footer")
    admin.sees("It has not been compared with its seals yet.")

    admin.press("Check it now")
    admin.sees("It is being checked.")
    site.do_jobs()
    admin.go("/audit/?who=Ruth+Tolland&what=return.submit")
    admin.sees("nothing had been sealed yet")
    admin.sees("Ruth Tolland", "return.submit", "not shown here", within="table")
    admin.does_not_see("NI 154", within="table")

    admin.go("/audit/?kind=partnerships.action")
    first = admin.page.locator("main table tbody tr").first.locator("a").first
    name = first.inner_text()
    admin.follow(name, within="main table tbody tr:first-child")
    assert {one.inner_text() for one in admin.page.locator("main table tbody tr a").all()} == {name}
