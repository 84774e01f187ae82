"""A crawl: as each role, every link that can be reached from home, and each page is as every page must be."""

from __future__ import annotations

import re
from collections import Counter, deque
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.journeys.demo_site import DemoSite
from tests.journeys.visitor import Visitor, Way

ROLES = ["", "chair", "coordinator", "owner", "lead", "member", "scrutiny", "performance"]
MOST_PAGES = 120
SAMPLES = 2
"""Pages of one pattern of address that are opened at each width."""
WITH_QUERIES = 1
"""Of one pattern with filters, sorting or pages chosen."""
FILES = re.compile(r"\.(csv|xlsx|pdf|json|ics)$")


def pattern_of(address: str) -> str:
    """The kind of page an address leads to: numbers, and what comes after the name of a list, are left out."""
    path = urlsplit(address).path
    path = re.sub(r"/(scorecards|indicators|rounds|bodies|organisations|outcomes)/[^/.]+", r"/\1/*", path)
    return re.sub(r"\d+", "*", path) + ("?" if urlsplit(address).query else "")


def crawl(visitor: Visitor, start: str = "/") -> dict[str, int]:
    """Open what can be reached, breadth first. Gives how many addresses of each pattern were opened."""
    opened: Counter[str] = Counter()
    known, waiting = {start}, deque([start])
    while waiting and sum(opened.values()) < MOST_PAGES:
        address = waiting.popleft()
        pattern = pattern_of(address)
        if opened[pattern] >= (WITH_QUERIES if pattern.endswith("?") else SAMPLES):
            continue
        opened[pattern] += 1
        if FILES.search(urlsplit(address).path):
            answer = visitor.page.request.get(address)
            assert answer.status == 200, f"{address}: {answer.status}"
            assert answer.body(), f"{address} is empty"
            continue
        visitor.go(address, with_axe=opened[pattern] == 1)
        for link in visitor.links:
            found = urljoin(visitor.page.url, link).partition("#")[0]
            place = urlsplit(found)
            inside = place._replace(scheme="", netloc="").geturl()
            is_ours = place.netloc == urlsplit(visitor.page.url).netloc and not inside.startswith("/admin/")
            if is_ours and inside not in known:
                known.add(inside)
                waiting.append(inside)
    return dict(opened)


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("role", ROLES, ids=lambda role: role or "anybody")
def test_every_page_that_can_be_reached_is_as_it_must_be(
    quiet_site: DemoSite, browser: Browser, role: str, width: int
) -> None:
    visitor = Visitor(browser, quiet_site.url, Way(is_scripted=True, width=width))
    if role:
        visitor.sign_in(role)

    opened = crawl(visitor)

    visitor.leave()
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
    for path in (
        "/no/such/page/",
        "/performance/indicators/ni-0/",
        "/performance/rounds/plan/",
        "/partnership/people/invite/",
    ):
        visitor.go(path, status=404)
        visitor.sees("Page not found", within="h1")
    visitor.leave()
