"""Changes to reports: frozen for each audience when a review is issued, their files kept."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common import jobs
from dorset_lsp.common.changes import Actor, change, nothing_to_change, record, require
from dorset_lsp.common.keeping import Stored
from performance.reports.canonical import text_of
from performance.reports.chain import FIRST, hash_of, link
from scrutiny.enums import ReportAudience
from scrutiny.models import ReportEdition, ReportFile, ScrutinyReview
from scrutiny.report.compose import document_for


@change
def freeze(*, review: ScrutinyReview, by: Actor, on: date) -> list[ReportEdition]:
    """Freeze what the report says to each audience, and ask for its files. Part of issuing."""
    require(by, "scrutiny.run_review", review)
    editions = [_freeze(review, audience, on) for audience in ReportAudience.values]
    record("report.freeze", review, by=by, on=on, difference={"edition": (None, editions[0].number)})
    jobs.enqueue(
        name="compile_review_report",
        key=f"review-report:{review.pk}:{editions[0].number}",
        arguments={"review": review.pk},
    )
    return editions


@change
def keep(*, edition: ReportEdition, file: Stored, by: Actor, on: date) -> None:
    """Show the file of an edition. Of two workers one does it."""
    require(by, "scrutiny.keep_report", edition)
    _, is_new = ReportFile.objects.get_or_create(
        edition=edition,
        defaults={"name": file.name, "path": file.path, "sha256": file.sha256, "size": file.size},
    )
    if is_new:
        record("report.keep", edition, by=by, on=on, difference={"file": (None, file.sha256)})
    else:
        nothing_to_change()


def _freeze(review: ScrutinyReview, audience: str, on: date) -> ReportEdition:
    before = review.report_editions.filter(audience=audience).order_by("-number").first()
    canonical = text_of(document_for(review, audience, on))
    sha256, previous = hash_of(canonical.encode()), before.chain if before else FIRST
    return ReportEdition.objects.create(
        review=review, audience=audience, number=before.number + 1 if before else 1, canonical=canonical,
        sha256=sha256, previous=previous, chain=link([previous, sha256]), frozen_on=on,
    )  # fmt: skip
