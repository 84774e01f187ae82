"""Signing in and out, a forgotten password, and too many wrong ones."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.demo_site import DemoSite
from tests.journeys.visitor import Visitor


def test_a_wrong_password_says_so_and_the_right_one_opens_what_was_asked_for(
    site: DemoSite, visitor: Callable[[DemoSite], Visitor]
) -> None:
    somebody = visitor(site)
    somebody.go("/performance/rounds/")
    somebody.sees("Sign in", within="h1")
    somebody.fill("E-mail address", "owner@dorset.example")
    somebody.fill("Password", "not this one")
    somebody.press("Sign in")
    somebody.sees("There is a problem", "The email address and/or password you specified are not correct.")
    assert somebody.page.get_by_label("E-mail address", exact=True).input_value() == "owner@dorset.example"
    somebody.fill("Password", "dorset-2009")
    somebody.press("Sign in")
    somebody.sees("Reporting rounds", within="h1")
    somebody.press("Sign out", within="header")
    somebody.go("/my-work/")
    somebody.sees("Sign in", within="h1")


def test_a_forgotten_password_is_set_anew_by_a_link_in_a_mail(
    site: DemoSite, visitor: Callable[[DemoSite], Visitor]
) -> None:
    somebody = visitor(site)
    somebody.go("/accounts/login/")
    somebody.follow("Forgotten your password?")
    somebody.fill("E-mail address", "member@dorset.example")
    somebody.press("Send the link")
    link = visitor(site).sign_in("admin").link_in_the_last_mail_to("member@dorset.example")
    somebody.go(link)
    somebody.fill("New password", "tractor-hedge-lantern")
    somebody.fill("New password again", "tractor-hedge-lantern")
    somebody.press("Save the password")
    somebody.sign_in("member", "tractor-hedge-lantern")
    somebody.sees("Amara Wintle", within="header")


def test_five_wrong_passwords_shut_the_door_for_a_while(
    site: DemoSite, visitor: Callable[[DemoSite], Visitor]
) -> None:
    somebody = visitor(site)
    somebody.go("/accounts/login/")
    for _ in range(5):
        somebody.fill("E-mail address", "lead@dorset.example")
        somebody.fill("Password", "not this one")
        somebody.press("Sign in")
    somebody.fill("E-mail address", "lead@dorset.example")
    somebody.fill("Password", "dorset-2009")
    somebody.press("Sign in")
    somebody.sees("Too many failed login attempts. Try again later.")
    somebody.go("/my-work/")
    somebody.sees("Sign in", within="h1")
