"""The report of a review: composed for its audience, frozen, sealed, and drawn from the frozen text alone."""

from __future__ import annotations

import json

import pytest

from performance.reports.chain import FIRST, hash_of, link
from scrutiny.changes import passages, reports, reviews
from scrutiny.models import ReportEdition, ReportFile
from scrutiny.report.compose import document_for, in_words
from scrutiny.report.paper import draw
from scrutiny.tasks import compile_review_report
from tests.factories.scrutiny import ISSUED_ON, ON


def editions(world) -> dict[str, ReportEdition]:
    return {one.audience: one for one in world.review.report_editions.all()}


def issued_with(world, access) -> dict[str, dict]:
    """The report by audience, with one finding of that audience besides the public one."""
    world.drafted_ask()
    world.finds("The secret.", access)
    world.issue()
    return {name: json.loads(one.canonical) for name, one in editions(world).items()}


def second_finding(document: dict) -> tuple[str, str]:
    found = document["lines"][0]["findings"][1]
    return found["words"], found["left_out"]


def test_an_exempt_finding_stands_for_members_and_its_summary_for_the_public(world):
    found = issued_with(world, world.exempt(summary="About a firm."))

    assert {name: second_finding(one) for name, one in found.items()} == {
        "public": ("About a firm.", "Left out here: exempt under Paragraph 3 (England)."),
        "members": ("The secret.", ""),
    }


def test_a_confidential_finding_stands_in_neither(world):
    found = issued_with(world, world.confidential(world.member, summary="One spoke."))

    assert {second_finding(one) for one in found.values()} == {("One spoke.", "Left out here: confidential.")}


def test_opening_a_text_later_does_not_open_the_report(world):
    world.drafted_ask()
    finding = world.finds("The secret.", world.exempt())
    world.issue()
    before = editions(world)["public"].canonical
    passages.set_access(passage=finding.passage, access=passages.PUBLIC, by=reports_job(), on=ON)

    assert editions(world)["public"].canonical == before
    assert "The secret." in json.dumps(document_for(world.review, "public", ON))


def reports_job():
    from dorset_lsp.common.changes import NamedJob

    return NamedJob("a lawyer’s word")


def test_the_minority_view_is_kept_beside_the_findings(world):
    world.drafted_ask()
    reviews.add_minority_view(
        review=world.review, whose="Two", words="Not so.", by=world.member, on=ISSUED_ON
    )
    world.issue()

    assert json.loads(editions(world)["public"].canonical)["minority_view"] == {
        "whose": "Two", "words": "Not so.", "left_out": "",
    }  # fmt: skip


def test_each_edition_is_sealed_by_its_text_and_chained_to_the_one_before(world):
    world.sent()
    first = editions(world)["public"]
    reports.freeze(review=world.review, by=world.clerk, on=ON)
    second = world.review.report_editions.get(audience="public", number=2)

    assert (first.sha256, first.previous) == (hash_of(first.canonical.encode()), FIRST)
    assert (second.previous, second.chain) == (first.chain, link([first.chain, second.sha256]))


def test_one_altered_letter_shows(world):
    world.sent()
    edition = editions(world)["public"]

    assert hash_of(edition.canonical.replace("It works.", "It worked.").encode()) != edition.sha256


def test_a_worker_draws_each_edition_once(world):
    world.sent()
    for _ in range(2):
        compile_review_report(review=world.review.pk)

    assert sorted(ReportFile.objects.values_list("name", flat=True)) == [
        "joint-review-members-v1.pdf",
        "joint-review-public-v1.pdf",
    ]


@pytest.mark.parametrize(
    "words", ["#emph[not markup] $x$ *stars*", "Ünïcode – “quotes” £5 🙂", "One.\n\nTwo.", "[" * 40]
)
def test_whatever_was_written_is_set_and_never_read_as_markup(world, words):
    world.drafting()
    world.drafted_ask(recommendation=world.recommends(words=words, reason=words))
    world.issue()

    made = draw(editions(world)["public"])

    assert (made[:5], b"/Lang" in made, b"pdfuaid" in made) == (b"%PDF-", True, True)


def test_days_are_told_by_their_names(world):
    world.sent()
    words = in_words(json.loads(editions(world)["public"].canonical))

    assert (words["issued_on_words"], words["recommendations"][0]["different_by"]) == (
        "15 September 2008", "30 September 2009",
    )  # fmt: skip
