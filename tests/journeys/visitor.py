"""A person with a browser, who clicks and types and sees whether each page is as every page must be."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import ClassVar, Literal

from playwright.sync_api import Browser, Locator, Page, Response, expect

from tests.journeys.demo_site import PASSWORD

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN_AXE = """async tags => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
  return found.violations.map(fault => fault.id + ": " + fault.help + "\\n    "
    + fault.nodes.map(node => node.html + " (" + node.failureSummary.replace(/\\s+/g, " ") + ")").join("\\n    "));
}"""
LOOK = """() => {
  const root = document.documentElement;
  const wide = [...document.querySelectorAll("body *")].filter(
    one => one.getBoundingClientRect().right > root.clientWidth + 1 && !one.closest(".scroll, .vh"));
  return {
    title: document.title,
    headings: [...document.querySelectorAll("h1")].map(one => one.textContent.trim()),
    excess: root.scrollWidth - root.clientWidth,
    wide: wide.slice(0, 3).map(one => one.outerHTML.slice(0, 160)),
    text: [...document.querySelectorAll("pre, code")].reduce(
      (text, one) => text.replace(one.innerText, ""), document.body.innerText),
    values: [...document.querySelectorAll("input, select, textarea")].map(one => one.value),
    links: [...document.querySelectorAll("a[href]")].map(one => one.getAttribute("href")),
    fragments: [...document.querySelectorAll('a[href^="#"]')].map(one => one.getAttribute("href").slice(1))
      .filter(id => id && !document.getElementById(id)),
  };
}"""
PASSING = re.compile(r' class="js"| name="csrfmiddlewaretoken" value="\w+"|printed [^<]+')
"""What differs between two visits to one page."""
UNWANTED = re.compile(
    r"(?<!^)(?<![.!?:] )\bNone\b|^None$|\{\{|\}\}|\{%|object at 0x|\bnan\b|&[a-z]+;|\d[eE]\+\d", re.MULTILINE
)
"""What a slip of a template looks like. A sentence may begin with "None of"; nothing else is called None."""


def said_by(html: str) -> str:
    """What a page itself says: without the frame around it, and without what differs from visit to visit."""
    return PASSING.sub("", html[html.find("<main") : html.rfind("</main>")])


class FoundGood:
    """Pages in which nothing was wrong, by what they say: for the frame around it is everybody's.

    Every process of a run knows what the others have looked at: each page is an empty file in one folder.
    """

    folder: ClassVar[Path]

    def __init__(self, name: str) -> None:
        self._name = name

    def __contains__(self, page: str) -> bool:
        return self._file_of(page).exists()

    def add(self, page: str) -> None:
        self._file_of(page).touch()

    def _file_of(self, page: str) -> Path:
        return self.folder / f"{self._name}-{blake2b(page.encode(), digest_size=16).hexdigest()}"


NO_BARRIERS = FoundGood("axe")
"""Those in which axe has found nothing, at a width."""


@dataclass(frozen=True)
class Way:
    """How the browser is used."""

    is_scripted: bool
    width: int

    def __str__(self) -> str:
        return f"{'scripts' if self.is_scripted else 'no-scripts'}-{self.width}"


class Visitor:
    """One person in one browser. Every page that they come to is looked at before they go on."""

    def __init__(self, browser: Browser, url: str, way: Way) -> None:
        self.way = way
        self._context = browser.new_context(
            base_url=url,
            viewport={"width": way.width, "height": 800},
            java_script_enabled=way.is_scripted,
            locale="en-GB",
        )
        self._context.set_default_timeout(10_000)
        self._inspector = None if way.is_scripted else self._open_inspector(browser, url)
        self.page = self._context.new_page()
        self.faults: list[str] = []
        self.page.on("console", lambda said: said.type == "error" and self.faults.append(said.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.links: list[str] = []

    def _open_inspector(self, browser: Browser, url: str) -> Page:
        """A page of the same origin that runs axe on what a browser without scripts shows. It fetches no script."""
        context = browser.new_context(viewport={"width": self.way.width, "height": 800}, locale="en-GB")
        page = context.new_page()
        page.route("**/*.js", lambda route: route.abort())
        page.goto(f"{url}/healthz")
        return page

    def leave(self) -> None:
        """Close the browser. Nothing may have gone wrong in it."""
        self._context.close()
        if self._inspector is not None:
            self._inspector.context.close()
        assert self.faults == [], self.faults

    # ── Going somewhere ──────────────────────────────────────────────────────────────────────────────────
    def sign_in(self, who: str, password: str = PASSWORD) -> Visitor:
        """Sign in by the form. ``who`` is the part of the address before the @."""
        self.go("/accounts/login/")
        self.fill("E-mail address", who if "@" in who else f"{who}@dorset.example")
        self.fill("Password", password)
        self.press("Sign in")
        return self

    def go(self, path: str, *, status: int = 200, with_axe: bool = True) -> None:
        """Type an address."""
        response = self.page.goto(path)
        assert response is not None
        assert response.status == status, f"{path}: {response.status}, not {status}"
        if status != 200:
            # The browser notes the status of the page itself as an error; that was expected here.
            self.faults = [fault for fault in self.faults if f"status of {status}" not in fault]
        self.look(with_axe=with_axe)

    def narrow_to(self, width: int) -> None:
        """Make the window as wide as that, on the page that is open."""
        self.way = replace(self.way, width=width)
        self.page.set_viewport_size({"width": width, "height": 800})

    def follow(self, name: str, *, within: str = "body") -> None:
        """Click the link with this text."""
        self.leave_by(self._one("link", name, within))

    def press(self, name: str, *, within: str = "main") -> None:
        """Press the button with this text (some links look like buttons, and are pressed like them)."""
        button = self._one("button", name, within)
        self.leave_by(button if button.count() else self._one("link", name, within))

    def _one(self, role: Literal["button", "link"], name: str, within: str) -> Locator:
        """The thing of this name; else the one whose name goes on with words for those who hear the page only."""
        exact = self._region(within).get_by_role(role, name=name, exact=True)
        longer = re.compile(rf"^{re.escape(name)}\W")
        return exact if exact.count() else self._region(within).get_by_role(role, name=longer)

    def _region(self, within: str) -> Locator:
        return self.page.locator(within)

    def leave_by(self, target: Locator) -> None:
        """Click on what leads to another page, wait until that has come, and look at it."""
        expect(target).to_have_count(1)
        with self.page.expect_navigation() as arrival:
            target.click()
        response: Response = arrival.value
        assert response.status == 200, f"{response.url}: {response.status}"
        self.look()

    def link_in_the_last_mail_to(self, address: str) -> str:
        """Read the newest e-mail to somebody, as the demonstration keeps it. Gives the link in it."""
        self.go(f"/mail/?to={address}")
        self.leave_by(self.page.locator("main table tbody a").first)
        self.sees(address)
        return str(self.page.locator("main .box a[href^=http]").first.get_attribute("href"))

    # ── Forms ────────────────────────────────────────────────────────────────────────────────────────────
    def fill(self, label: str, words: str) -> None:
        self.page.get_by_label(label, exact=True).fill(words)

    def choose(self, label: str, option: str) -> None:
        """Choose from a list."""
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def tick(self, label: str) -> None:
        """Tick a box or choose one of some radio buttons."""
        self.page.get_by_label(label, exact=True).check()

    def fill_date(self, legend: str, day: date) -> None:
        """Fill the three boxes of a date."""
        group = self.page.get_by_role("group", name=legend)
        for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(part, exact=True).fill(str(number))

    def open_details(self, summary: str, *, within: str = "main") -> None:
        """Open what stands under a summary. It needs no script."""
        self._region(within).locator("summary", has_text=summary).first.click()

    # ── Seeing ───────────────────────────────────────────────────────────────────────────────────────────
    def sees(self, *words: str, within: str = "body") -> None:
        for one in words:
            expect(self._region(within).first).to_contain_text(one)

    def does_not_see(self, *words: str, within: str = "body") -> None:
        for one in words:
            expect(self._region(within).first).not_to_contain_text(one)

    def row(self, words: str) -> Locator:
        """The row of a table, or the entry of a list, that holds these words."""
        return self.page.locator("main :is(tr, li)", has_text=words).first

    def look(self, *, with_axe: bool = True) -> None:
        """Whether this page is as every page must be: a title, one heading, no overflow, no slips, no barriers."""
        seen = self.page.evaluate(LOOK)
        where = f"{self.page.url} at {self.way}"
        self.links = seen["links"]
        assert seen["title"].strip(), f"{where} has no title"
        assert len(seen["headings"]) == 1, f"{where} has the main headings {seen['headings']}"
        assert seen["headings"][0], f"{where} has an empty main heading"
        assert seen["excess"] <= 0, f"{where} is {seen['excess']} px too wide: {seen['wide']}"
        assert seen["fragments"] == [], f"{where} links to parts that it does not have"
        for text in (seen["text"], *seen["values"]):
            slip = UNWANTED.search(text)
            assert slip is None, f"{where} says “{text[max(slip.start() - 60, 0) : slip.end() + 60]}”"
        assert self.faults == [], f"{where}: {self.faults}"
        if with_axe:
            self._look_for_barriers(where)

    def _look_for_barriers(self, where: str) -> None:
        """Ask axe, once for each page of the same words at the same width."""
        html = self.page.content()
        page_at_width = f"{self.way.width}:{said_by(html)}"
        if page_at_width in NO_BARRIERS:
            return
        page = self._inspector or self.page
        if self._inspector is not None:
            self._inspector.set_content(html, wait_until="load")
        page.evaluate(AXE)
        found = page.evaluate(RUN_AXE, TAGS)
        assert found == [], f"{where}:\n  " + "\n  ".join(found)
        NO_BARRIERS.add(page_at_width)
