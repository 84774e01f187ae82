"""Changes to evidence and findings, and the fact check with witnesses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dorset_lsp.common.changes import Refused, change, nothing_to_change, record, require, save_fields
from partnerships.models import Meeting, Person
from performance.models import Edition, Indicator, Result
from scrutiny import emails
from scrutiny.changes import passages
from scrutiny.changes.passages import PUBLIC, Access
from scrutiny.enums import Audience, EvidenceKind
from scrutiny.models import Evidence, FactCheck, Finding, LineOfEnquiry, ScrutinyReview


@change
def take(
    *,
    review: ScrutinyReview,
    kind: str,
    label: str,
    words: str,
    received_on: date,
    given_by: str = "",
    lines: Sequence[LineOfEnquiry] = (),
    indicator: Indicator | None = None,
    session: Meeting | None = None,
    access: Access = PUBLIC,
    by: Person,
    on: date,
) -> Evidence:
    """Record evidence. A figure of an indicator is kept as it stands published today.

    Raises Refused for a figure without an indicator or of one of which nothing is published, and for a session of others.
    """
    require(by, "scrutiny.record_evidence", review)
    if session is not None and session.body_id != review.group_id:
        raise Refused("A session is a meeting of the review’s own group.")
    figure = _figure_of(indicator) if kind == EvidenceKind.DATA else {}
    ScrutinyReview.objects.select_for_update().get(
        pk=review.pk
    )  # of two at once the second gets the next number
    taken = Evidence.objects.create(
        review=review, number=review.evidence.count() + 1, kind=kind, label=label, given_by=given_by, session=session,
        indicator=indicator if figure else None, received_on=received_on, recorded_on=on, recorded_by=by,
        passage=passages.write(review=review, words=words, access=access, by=by, on=on), **figure,
    )  # fmt: skip
    taken.lines.set(lines)
    record("evidence.take", taken, by=by, on=on, difference={"kind": (None, kind)})
    return taken


@change
def alter(
    *,
    evidence: Evidence,
    values: dict[str, object],
    lines: Sequence[LineOfEnquiry],
    words: str | None,
    by: Person,
    on: date,
) -> None:
    """Put evidence right. ``words`` is None where they stay as they are."""
    require(by, "scrutiny.record_evidence", evidence.review)
    changed = save_fields(evidence, values)
    evidence.lines.set(lines)
    if words is not None:
        passages.reword(passage=evidence.passage, words=words, by=by, on=on)
    # The fields are named and not told: before issue they are the review's own.
    record("evidence.alter", evidence, by=by, on=on, difference={"changed": (None, ", ".join(changed))})


@change
def conclude(
    *,
    review: ScrutinyReview,
    line: LineOfEnquiry,
    words: str,
    evidence: Sequence[Evidence],
    access: Access = PUBLIC,
    by: Person,
    on: date,
) -> Finding:
    """Write a finding on a line of enquiry, from evidence of the same review. Raises Refused without any."""
    require(by, "scrutiny.write_finding", review)
    _refuse_foreign(review, line, evidence)
    ScrutinyReview.objects.select_for_update().get(pk=review.pk)
    finding = Finding.objects.create(
        review=review, number=review.findings.count() + 1, line=line, written_on=on, written_by=by,
        passage=passages.write(review=review, words=words, access=access, by=by, on=on),
    )  # fmt: skip
    finding.evidence.set(evidence)
    record("finding.conclude", finding, by=by, on=on, difference={"line": (None, line.number)})
    return finding


@change
def rewrite(
    *,
    finding: Finding,
    line: LineOfEnquiry,
    words: str | None,
    evidence: Sequence[Evidence],
    by: Person,
    on: date,
) -> None:
    """Change a finding. ``words`` is None where they stay as they are."""
    require(by, "scrutiny.write_finding", finding.review)
    _refuse_foreign(finding.review, line, evidence)
    save_fields(finding, {"line": line})
    finding.evidence.set(evidence)
    if words is not None:
        passages.reword(passage=finding.passage, words=words, by=by, on=on)
    record("finding.rewrite", finding, by=by, on=on, difference={"line": (None, line.number)})


@change
def put_to_witness(*, finding: Finding, witness: Person, answer_by: date, by: Person, on: date) -> FactCheck:
    """Ask a witness whether a finding is right. The same witness is asked once.

    Raises Refused for a text that the witness may not read, and for a day that has passed.
    """
    require(by, "scrutiny.put_to_witness", finding.review)
    passage = finding.passage
    is_named = passage.audience == Audience.CONFIDENTIAL and passage.readers.filter(pk=witness.pk).exists()
    if passage.audience != Audience.PUBLIC and not is_named:
        raise Refused(f"{finding} is {passage.get_audience_display()}, and {witness} may not read it.")
    if answer_by < on:
        raise Refused("Ask for an answer by a day to come.")
    check, is_new = FactCheck.objects.get_or_create(
        finding=finding, witness=witness, defaults={"answer_by": answer_by, "asked_on": on, "asked_by": by}
    )
    if not is_new:
        nothing_to_change()
        return check
    record("finding.put_to_witness", finding, by=by, on=on, difference={"witness": (None, witness.name)})
    emails.tell_witness(check)
    return check


@change
def answer_fact_check(*, check: FactCheck, is_right: bool, words: str, by: Person, on: date) -> None:
    """A witness answers. Raises Refused once answered, or for a no without a word on what is wrong."""
    require(by, "scrutiny.answer_fact_check", check)
    check = FactCheck.objects.select_for_update().get(pk=check.pk)
    if check.answered_on is not None:
        raise Refused("This was answered already.")
    if not is_right and not words.strip():
        raise Refused("Say what is wrong.")
    review = check.finding.review
    check.answer = passages.write(review=review, words=words, access=_as(check.finding), by=by, on=on)
    check.is_right, check.answered_on, check.answered_by = is_right, on, by
    check.save(update_fields=["answer", "is_right", "answered_on", "answered_by"])
    record("finding.fact_check", check.finding, by=by, on=on, difference={"right": (None, is_right)})


def _as(finding: Finding) -> Access:
    """The answer has the audience of the finding that it is about."""
    passage = finding.passage
    return Access(
        audience=passage.audience, paragraph=passage.paragraph, ground=passage.ground, until_on=passage.until_on,
        readers=tuple(passage.readers.all()),
    )  # fmt: skip


def _figure_of(indicator: Indicator | None) -> dict[str, str]:
    if indicator is None:
        raise Refused("Choose the indicator.")
    edition = Edition.objects.latest().first()
    result = Result.objects.in_edition(edition).filter(indicator=indicator).first() if edition else None
    if result is None:
        raise Refused(f"Nothing is published of {indicator} yet.")
    return {
        "figure": result.shown_value or "no figure",
        "figure_of": result.period_label,
        "figure_says": result.sentence,
    }


def _refuse_foreign(review: ScrutinyReview, line: LineOfEnquiry, evidence: Sequence[Evidence]) -> None:
    if not evidence:
        raise Refused("A finding rests on evidence: choose at least one piece.")
    if line.review_id != review.pk or any(one.review_id != review.pk for one in evidence):
        raise Refused("The line of enquiry and the evidence are those of the same review.")
