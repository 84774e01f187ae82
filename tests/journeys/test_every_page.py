"""A crawl: as each role, every link that can be reached from home, and each page is as every page must be."""

from __future__ import annotations

import re
from collections import Counter, deque
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.journeys.demo_site import DemoSite
from tests.journeys.visitor import FoundGood, Visitor, Way, said_by

ROLES = ["", "chair", "coordinator", "owner", "lead", "member", "scrutiny", "responder", "performance"]
WIDTHS = (1280, 375)
MOST_PAGES = 250
"""A stop for a crawl that would not end; one page of each pattern of address is opened."""
FROZEN = re.compile(r"\.html$")
"""Fetched, not walked: a frozen report stands by itself, and no script (axe neither) may run in it."""


LINK = re.compile(r"""<a\b[^>]*?\shref=["']?([^"'\s>]+)""")
FAULTLESS = FoundGood("page")
"""Those in which nothing was wrong at any width. Whoever is shown the same words need not look at them again."""


def pattern_of(address: str) -> str:
    """The kind of page an address leads to: numbers, and what comes after the name of a list, are left out."""
    path = urlsplit(address).path
    path = re.sub(
        r"/(scorecards|indicators|rounds|bodies|organisations|outcomes|streams|communities|programmes)/[^/.]+",
        r"/\1/*",
        path,
    )
    path = re.sub(r"^(/public/(?:partnership|reports|scrutiny|said))/[^/.]+", r"\1/*", path)
    return re.sub(r"\d+", "*", path) + ("?" if urlsplit(address).query else "")


def crawl(visitor: Visitor, *, start: str = "/") -> tuple[dict[str, int], list[str]]:
    """Open what can be reached and look at each at both widths. Gives how many of each pattern, and every fault."""
    opened: Counter[str] = Counter()
    faults: list[str] = []
    known, waiting = {start}, deque([start])
    while waiting and sum(opened.values()) < MOST_PAGES:
        address = waiting.popleft()
        pattern = pattern_of(address)
        if pattern in opened:
            continue
        opened[pattern] += 1
        found, links = look_at(visitor, address)
        faults += found
        for inside in links:
            if inside not in known:
                known.add(inside)
                waiting.append(inside)
    return dict(opened), faults


def look_at(visitor: Visitor, address: str) -> tuple[list[str], list[str]]:
    """Look at a page at each width. Gives its faults, and the addresses on this site that it leads to."""
    answer = visitor.page.request.get(address)
    is_page = answer.headers["content-type"].startswith("text/html")
    if not is_page or FROZEN.search(urlsplit(address).path):
        is_whole = answer.status == 200 and answer.body()
        return [] if is_whole else [f"{address}: {answer.status} with {len(answer.body())} bytes"], []
    html = answer.text()
    if answer.status == 200 and said_by(html) in FAULTLESS:
        return [], inside(answer.url, [unescape(link) for link in LINK.findall(html)])
    visitor.narrow_to(WIDTHS[0])
    try:
        visitor.go(address)
        for narrower in WIDTHS[1:]:
            visitor.narrow_to(narrower)
            visitor.look()
    except AssertionError as fault:
        visitor.faults.clear()
        return [str(fault)], inside(
            visitor.page.url, visitor.links
        )  # and on: one run names everything that is wrong
    FAULTLESS.add(said_by(html))
    return [], inside(visitor.page.url, visitor.links)


def inside(page: str, links: list[str]) -> list[str]:
    """Those links of a page that stay on the site, as paths. The administration has a test of its own."""
    places = [urlsplit(urljoin(page, link).partition("#")[0]) for link in links]
    ours = [place for place in places if place.netloc == urlsplit(page).netloc]
    paths = [place._replace(scheme="", netloc="").geturl() for place in ours]
    return [path for path in paths if not path.startswith(("/admin/", "/static/"))]


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role or "anybody")
def test_every_page_that_can_be_reached_is_as_it_must_be(
    quiet_site: DemoSite, browser: Browser, role: str
) -> None:
    visitor = Visitor(browser, quiet_site.url, Way(is_scripted=True, width=WIDTHS[0]))
    if role:
        visitor.sign_in(role)

    opened, faults = crawl(visitor)

    visitor.leave()
    assert faults == [], "\n".join(faults)
    if role:
        assert {
            "/my-work/", "/performance/", "/performance/scorecards/*/", "/performance/indicators/*/",
            "/performance/indicators/*/figures.csv", "/performance/rounds/*/", "/partnership/",
            "/partnership/bodies/*/", "/partnership/people/*/", "/account/", "/mail/",
        } <= set(opened)  # fmt: skip


def test_the_administrator_s_pages_open(quiet_site: DemoSite, browser: Browser) -> None:
    """Their markup is the framework's, so axe does not look at them here."""
    admin = Visitor(browser, quiet_site.url, Way(is_scripted=True, width=1280)).sign_in("admin")
    for path in ("/admin/", "/admin/partnerships/person/", "/admin/performance/indicator/",
                 "/admin/performance/return/", "/admin/common/auditevent/"):  # fmt: skip
        response = admin.page.goto(path)
        assert response is not None
        assert response.status == 200, f"{path}: {response.status}"
        assert admin.page.title()
    admin.leave()


def test_what_is_not_there_or_not_theirs_says_so_in_the_house_s_own_words(
    quiet_site: DemoSite, browser: Browser
) -> None:
    visitor = Visitor(browser, quiet_site.url, Way(is_scripted=True, width=375)).sign_in("member")
    for path in ("/no/such/page/", "/performance/indicators/ni-0/", "/performance/rounds/plan/"):
        visitor.go(path, status=404)
        visitor.sees("Page not found", within="h1")
    visitor.go("/partnership/people/invite/", status=403)
    visitor.leave()
