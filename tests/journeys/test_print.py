"""Every page prints clean: no navigation, search or buttons, nothing cut off at the edge of the paper, few sheets.

The chair's dashboard, in particular, is one sheet of A4.
"""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.demo_site import PASSWORD, DemoSite

WIDTH = 704
"""An A4 sheet within the margins that the styles give it, in CSS pixels."""
LOOK = """() => {
  const seen = one => one.checkVisibility() && one.getBoundingClientRect().width > 1;
  const all = [...document.querySelectorAll("body *")];
  const edge = document.documentElement.clientWidth + 1;
  return {
    screen: [...document.querySelectorAll("nav, form.find, button, input, select, .crumbs, .buttons, footer")]
      .filter(one => seen(one) && getComputedStyle(one).visibility !== "hidden").map(one => one.outerHTML.slice(0, 120)),
    cut: all.filter(one => seen(one) && one.getBoundingClientRect().right > edge && !one.closest(".vh, svg"))
      .map(one => one.outerHTML.slice(0, 120)).slice(0, 3),
    clipped: all.filter(one => seen(one) && one.scrollWidth > one.clientWidth + 2 && one.clientWidth > 0
      && getComputedStyle(one).overflowX !== "visible" && !one.closest(".vh, svg")).map(one => one.outerHTML.slice(0, 120)),
    head: document.querySelector(".print-head")?.checkVisibility() ?? false,
  };
}"""
PAGES = {
    # page: the most sheets of paper that somebody would want it to take
    "/dashboard/": 1,
    "/dashboard/?all": 2,
    "/dashboard/groups/delivery-group/": 2,
    "/dashboard/groups/housing-group/": 3,
    "/my-work/": 2,
    "/partnership/": 4,
    "/partnership/bodies/board/": 4,
    "/partnership/organisations/dorset-county-council/": 12,
    "/partnership/meetings/": 4,
    "/partnership/actions/": 4,
    "/partnership/strategy/": 4,
    "/partnership/strategy/broken-threads/": 2,
    "/partnership/outcomes/homes/": 6,
    "/partnership/engagement/": 4,
    "/partnership/funding/": 5,
    "/partnership/risks/": 4,
    "/performance/": 3,
    "/performance/scorecards/homes/": 4,
    "/performance/indicators/ni-154/": 8,
    "/performance/rounds/": 3,
    "/performance/reports/": 3,
    "/delivery-chains/": 3,
    "/delivery-chains/matrix/": 4,
    "/scrutiny/": 5,
    "/scrutiny/recommendations/": 4,
    "/search/?q=housing": 8,
    "/how-figures-are-judged/": 8,
    "/help/": 2,
}


@pytest.fixture(scope="module")
def chairs_page(browser: Browser, quiet_site: DemoSite) -> Page:
    context = browser.new_context(base_url=quiet_site.url, java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address", exact=True).fill("chair@dorset.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").last.click()
    return page


@pytest.mark.parametrize(("address", "most"), PAGES.items())
def test_a_page_prints_clean(chairs_page: Page, address: str, most: int) -> None:
    page = chairs_page
    page.set_viewport_size({"width": WIDTH, "height": 960})
    page.emulate_media(media="print")
    answer = page.goto(address)

    looked = page.evaluate(LOOK)
    sheets = len(pikepdf.open(BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages)

    assert answer is not None
    assert answer.status == 200
    assert (looked["screen"], looked["cut"], looked["clipped"], looked["head"]) == ([], [], [], True)
    assert sheets <= most
