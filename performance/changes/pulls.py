"""Changes by a fetch of a partner's file: its figures taken over as drafts, the rest set aside; and what becomes of that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from django.core.exceptions import PermissionDenied

from dorset_lsp.common import states
from dorset_lsp.common.changes import Actor, Refused, Through, change, nothing_to_change, record, require
from partnerships.models import Person
from performance import emails
from performance.answers import answer_of
from performance.changes import returns
from performance.enums import OVERRULABLE, ROW_MOVES, Misfit, RowState
from performance.models import Pull, QuarantinedRow, Return, Source
from performance.pulling.fitting import Fit, Held, sort_rows
from performance.pulling.reading import Line


@change
def take(
    *,
    source: Source,
    key: str,
    content: bytes,
    lines: Sequence[Line],
    by: Actor,
    on: date,
    due_on: date | None = None,
) -> Pull:
    """Take over what fits as drafts, set aside what does not, and keep the file with its hash. Once for each key."""
    require(by, "performance.pull", source)
    done = Pull.objects.filter(key=key).first()
    if done is not None:
        nothing_to_change()
        return done
    source = _held(source)
    sorted_ = sort_rows(source, lines, on=on)
    taken, refused = _save(source, sorted_.fits, on)
    held = [*sorted_.held, *refused]
    digest = sha256(content).hexdigest()
    is_known = source.pulls.filter(sha256=digest).exclude(size=0).exists()
    pull = Pull.objects.create(
        source=source, key=key, due_on=due_on, pulled_on=on, by_name=by.name, sha256=digest, size=len(content),
        content=b"" if is_known else content, row_count=len(lines), taken_count=len(taken),
        same_count=len(sorted_.same), held_count=0,
    )  # fmt: skip
    _settle_what_fits([*(fit.line for fit in taken), *sorted_.same], source, by, on)
    new = _set_aside(pull, held)
    pull.held_count = len(held)
    pull.save(update_fields=["held_count"])
    record(
        "source.pull",
        source,
        by=by,
        on=on,
        difference={"rows": (None, len(lines)), "taken over": (None, len(taken)), "set aside": (None, new)},
    )
    if new:
        emails.tell_of_rows_set_aside(pull, new=new, on=on)
    return pull


@change
def note_failure(
    *,
    source: Source,
    key: str,
    error: str,
    by: Actor,
    on: date,
    due_on: date | None = None,
    content: bytes = b"",
) -> Pull:
    """Note that nothing came of a fetch, and tell whoever runs the site, once for each day of the schedule."""
    require(by, "performance.pull", source)
    done = Pull.objects.filter(key=key).first()
    if done is not None:
        nothing_to_change()
        return done
    is_new = due_on is None or not source.pulls.filter(due_on=due_on).exclude(error="").exists()
    digest = sha256(content).hexdigest() if content else ""
    pull = Pull.objects.create(
        source=source, key=key, due_on=due_on, pulled_on=on, by_name=by.name, error=error[:500], sha256=digest,
        size=len(content), content=content,
    )  # fmt: skip
    record("source.fail", source, by=by, on=on, why=pull.error)
    if is_new:
        emails.tell_of_failed_pull(pull, on=on)
    return pull


@change
def release(*, row: QuarantinedRow, reason: str, by: Person, on: date) -> None:
    """Let a row through that was set aside, with a reason: the figure is saved by the change that forms use.

    Raises Refused while a cause stands that nobody may overrule, and when the rule of a return is against it.
    """
    require(by, "performance.settle_row", row)
    if not reason.strip():
        raise Refused("Say why it may go in.")
    if not states.move(
        row,
        "release",
        ROW_MOVES,
        by=by,
        on=on,
        why=reason,
        settled_on=on,
        settled_by_name=by.name,
        reason=reason,
    ):
        return
    source = _held(row.source)
    if source.why_nobody_answers:
        raise Refused(source.why_nobody_answers)
    sorted_ = sort_rows(source, [Line(row.number, row.cells)], on=on, overruled=OVERRULABLE)
    _, refused = _save(source, sorted_.fits, on)
    for held in (*sorted_.held, *refused):
        raise Refused(f"It does not fit yet. {held.sentence}")


@change
def dismiss(*, row: QuarantinedRow, reason: str, by: Person, on: date) -> None:
    """Leave a row out for good, with a reason. The same row of a later fetch stays out too."""
    require(by, "performance.settle_row", row)
    if not reason.strip():
        raise Refused("Say why it is left out.")
    states.move(
        row,
        "dismiss",
        ROW_MOVES,
        by=by,
        on=on,
        why=reason,
        settled_on=on,
        settled_by_name=by.name,
        reason=reason,
    )


@change
def dismiss_all(*, source: Source, misfit: str, reason: str, by: Person, on: date) -> int:
    """Leave out every waiting row of a file that was set aside for one cause. Returns how many."""
    require(by, "performance.settle_source", source)
    rows = list(source.rows.waiting().filter(misfit=misfit).select_related("source__organisation"))
    if not rows:
        nothing_to_change()
    for row in rows:
        dismiss(row=row, reason=reason, by=by, on=on)
    return len(rows)


def _held(source: Source) -> Source:
    """The source with its row held, so that two fetches of one file, and a person's word, come one after another."""
    rows = Source.objects.select_for_update(of=("self",)).select_related("organisation", "person")
    return rows.get(pk=source.pk)


def _save(source: Source, fits: Sequence[Fit], on: date) -> tuple[list[Fit], list[Held]]:
    """Save the figures, a return at a time, beside what stands in its draft. Those that a rule refuses are given back."""
    by = Through(source.person, f"the file “{source.title}”")
    groups: dict[int, list[Fit]] = {}
    for fit in fits:
        groups.setdefault(fit.return_.pk, []).append(fit)
    taken: list[Fit] = []
    refused: list[Held] = []
    # Always in the same order, so that two files over the same returns wait for each other and never in a ring.
    for _, group in sorted(groups.items()):
        try:
            _save_one(group[0].return_, group, by, on, is_provisional=source.is_provisional)
        except (Refused, PermissionDenied) as refusal:
            refused += [Held(fit.line, Misfit.REFUSED, str(refusal)) for fit in group]
        else:
            taken += group
    return taken, refused


def _save_one(return_: Return, group: Sequence[Fit], by: Through, on: date, *, is_provisional: bool) -> None:
    answer = answer_of(return_)
    figures = answer.figures | {fit.area.pk: fit.figure for fit in group}
    answer = replace(answer, figures=figures, is_provisional=answer.is_provisional or is_provisional)
    returns.save(return_=return_, version=return_.version, answer=answer, by=by, on=on)


def _set_aside(pull: Pull, held: Sequence[Held]) -> int:
    """Keep the rows that did not fit and were not there before. Returns how many are new."""
    known = {row.fingerprint: row for row in pull.source.rows.all()}
    new = {}
    for one in held:
        before = known.get(one.line.fingerprint)
        if before is None:
            new[one.line.fingerprint] = QuarantinedRow(
                source=pull.source, pull=pull, number=one.line.number, cells=dict(one.line.cells),
                fingerprint=one.line.fingerprint, misfit=one.misfit, sentence=one.sentence[:500],
            )  # fmt: skip
        elif before.state == RowState.WAITING and before.misfit != one.misfit:
            before.misfit, before.sentence = one.misfit, one.sentence[:500]
            before.save(update_fields=["misfit", "sentence"])
    QuarantinedRow.objects.bulk_create(new.values())
    return len(new)


def _settle_what_fits(lines: Sequence[Line], source: Source, by: Actor, on: date) -> None:
    """Rows that waited and by now fit, or say what stands already, wait no longer."""
    prints = {line.fingerprint for line in lines}
    for row in source.rows.waiting():
        if row.fingerprint in prints:
            states.move(
                row, "fit_after_all", ROW_MOVES, by=by, on=on, settled_on=on, settled_by_name=by.name,
                reason="It fits by now.",
            )  # fmt: skip
