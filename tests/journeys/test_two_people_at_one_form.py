"""Two people type into one return: the second is told what the first saved, and loses nothing."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.demo_site import DemoSite
from tests.journeys.visitor import Visitor

COMMENTARY = "What lies behind the figure?"
IN_MY_WORK = "ul.work > li:has-text('LI 5')"


def test_the_second_is_told_what_the_first_saved_and_loses_nothing(
    site: DemoSite, visitor: Callable[[DemoSite], Visitor]
) -> None:
    first, second = visitor(site).sign_in("owner"), visitor(site).sign_in("owner")
    first.press("Enter figure", within=IN_MY_WORK)
    second.press("Enter figure", within=IN_MY_WORK)
    figure = first.page.locator("main label", has_text="Figure").first.inner_text()

    first.fill(figure, "6")
    first.fill(COMMENTARY, "Six sites by the end of March.")
    first.press("Save draft")
    first.sees("Draft kept.")
    second.fill(figure, "7")
    second.fill(COMMENTARY, "Seven, counting the depot at Blandford.")
    second.press("Save draft")

    second.sees("Ruth Tolland changed this return while you were typing.", within=".govuk-error-summary")
    second.sees("What is saved now", "“Six sites by the end of March.”", within=".box")
    assert second.page.get_by_label(figure, exact=True).input_value() == "7"
    typed = second.page.get_by_label(COMMENTARY, exact=True).input_value()
    assert typed == "Seven, counting the depot at Blandford."

    second.press("Save draft")
    second.sees("Draft kept.")
    first.go(second.page.url)
    assert first.page.get_by_label(figure, exact=True).input_value() == "7"
