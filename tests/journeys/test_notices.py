"""An owner chooses how notices come, is reminded, reads the notice on the site and in the daily e-mail, and has read it then."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.demo_site import DemoSite
from tests.journeys.visitor import Visitor

OWNER = "owner@dorset.example"
OWED, LAW, BULLETIN = (
    "Figures that you owe",
    "Scrutiny: answers that the law asks for",
    "Scrutiny: the bulletin",
)


def test_notices_are_chosen_counted_read_and_sent_together(
    site: DemoSite, visitor: Callable[[DemoSite], Visitor]
) -> None:
    owner = visitor(site).sign_in("owner")
    owner.follow("Notices", within="header")
    owner.sees("Nobody has told you anything yet.")
    owner.press("Choose which come by e-mail")
    owner.sees("The law sets the time for this answer")
    offered = owner.page.get_by_label(LAW, exact=True).locator("option").all_inner_texts()
    assert offered == ["At once", "Once a day, together"]
    owner.choose(OWED, "Once a day, together")
    owner.choose(BULLETIN, "Not by e-mail")
    owner.press("Save")
    owner.sees("Saved. It holds from the next notice on.")
    assert owner.page.get_by_label(OWED, exact=True).input_value() == "digest"

    coordinator = visitor(site).sign_in("coordinator")
    coordinator.go("/performance/rounds/2008-09-q4/")
    coordinator.press("Remind now of LI 5")
    site.do_jobs()

    owner.go(f"/mail/?to={OWNER}")
    owner.does_not_see("LI 5", within="main")
    owner.sees("1", within="header .notices .n")
    owner.follow("Notices", within="header")
    owner.sees("1 of 1 not read yet.", "LI 5", OWED, "New")

    site.run_periodic("send_digests")
    link = owner.link_in_the_last_mail_to(OWNER)
    owner.sees("1 notice for you", "LI 5")
    owner.go(link)
    owner.sees("LI 5", within="h1")
    owner.follow("Notices", within="header")
    owner.sees("You have read all of them.")
    site.run_periodic("send_digests")
    owner.go(f"/mail/?to={OWNER}&subject=notice")
    assert owner.page.locator("main table tbody tr").count() == 1


def test_all_are_marked_as_read_at_once(site: DemoSite, visitor: Callable[[DemoSite], Visitor]) -> None:
    site.run_periodic("remind_of_actions")
    site.run_periodic("flag_terms")
    owner = visitor(site).sign_in("owner")
    owner.follow("Notices", within="header")
    owner.sees("A term on Affordable Housing Task Group ends on 18 July 2009", "New")
    owner.press("Mark all as read")
    owner.sees("marked as read", "You have read all of them.")
    owner.does_not_see("New", within=".notices.rows")
