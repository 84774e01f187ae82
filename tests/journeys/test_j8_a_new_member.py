"""J8: the co-ordinator invites somebody and gives them a seat; they choose a password and find their place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Browser

from tests.journeys.demo_site import DemoSite
from tests.journeys.visitor import Visitor, Way

BOARD = "/partnership/bodies/board/"
SEAT = "tr:has-text('Parish and town councils')"


def test_somebody_is_invited_takes_a_vacant_seat_and_signs_in(
    site: DemoSite, visitor: Callable[[DemoSite], Visitor]
) -> None:
    coordinator = visitor(site).sign_in("coordinator")
    coordinator.go(BOARD)
    coordinator.sees("The chair’s term, Martin Ellery’s, ends on 30 June 2009, in 71 days")
    coordinator.follow("End", within=SEAT)
    coordinator.fill_date("Last day", date(2009, 4, 19))
    coordinator.fill("Why it ends", "She has stood down as a councillor.")
    coordinator.press("End the membership")
    coordinator.sees("There is a problem", "Tick to confirm that the membership ends")
    coordinator.tick("Yes: Phyllis Arnewood leaves Dorset Strategic Partnership Board")
    coordinator.press("End the membership")
    coordinator.sees("13 of 14 seats are filled")

    coordinator.go("/partnership/people/")
    coordinator.press("Invite somebody")
    coordinator.press("Send the invitation")
    coordinator.sees("Enter name", "Enter E-mail address", within=".govuk-error-summary")
    coordinator.fill("Name", "Edith Marlow")
    coordinator.fill("E-mail address", "edith.marlow@parishes.example")
    coordinator.fill("Post (optional)", "Chair, parish association")
    coordinator.press("Send the invitation")
    coordinator.sees("the invitation is on its way to edith.marlow@parishes.example")
    coordinator.sees("Edith Marlow", within="h1")

    coordinator.go(BOARD)
    coordinator.press("Appoint somebody")
    coordinator.choose("Person", "Edith Marlow")
    coordinator.tick("Member")
    coordinator.choose("Seat", "14. Parish and town councils (vacant)")
    coordinator.fill_date("First day", date(2009, 4, 20))
    coordinator.press("Appoint")
    coordinator.sees("14 of 14 seats are filled")
    coordinator.sees("Edith Marlow", within=SEAT)

    link = coordinator.link_in_the_last_mail_to("edith.marlow@parishes.example")
    coordinator.sees("Priya Ashcombe")
    newcomer = visitor(site)
    newcomer.go(link)
    newcomer.fill("New password", "short")
    newcomer.fill("New password again", "short")
    newcomer.press("Save the password")
    newcomer.sees("There is a problem")
    newcomer.fill("New password", "tractor-hedge-lantern")
    newcomer.fill("New password again", "tractor-hedge-lantern")
    newcomer.press("Save the password")
    newcomer.sign_in("edith.marlow@parishes.example", "tractor-hedge-lantern")
    newcomer.sees("My work", within="h1")
    newcomer.follow("Dashboard", within="nav")
    newcomer.sees("State of the partnership", within="h1")


def test_an_administrator_adds_an_organisation_and_one_of_its_people(
    site: DemoSite, browser: Browser
) -> None:
    """In the administration, whose markup is the framework's: no axe, one width."""
    admin = Visitor(browser, site.url, Way(is_scripted=True, width=1280)).sign_in("admin")
    page = admin.page

    page.goto("/admin/partnerships/organisation/add/")
    page.fill("#id_name", "Jurassic Coast Trust")
    page.select_option("#id_kind", "environment")
    page.click("[name=_save]")
    page.goto("/admin/partnerships/person/add/")
    page.fill("#id_name", "Wren Osmington")
    page.fill("#id_email", "wren@coast.example")
    page.click("[name=_save]")

    admin.go("/partnership/people/?words=osmington")
    admin.sees("Wren Osmington")
    admin.go("/partnership/organisations/?words=jurassic")
    admin.sees("Jurassic Coast Trust")
    admin.leave()
