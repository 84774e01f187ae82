"""Rounds that were planned, opened, answered and published. A round that stands already is left as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from django.core.exceptions import PermissionDenied

from dorset_lsp.common.changes import Refused
from dorset_lsp.common.reminding import reminder_day
from dorset_lsp.site.loading.folder import Folder
from dorset_lsp.site.loading.replaying.steps import Step, Turn
from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.writer import JOB, Writer
from performance.answers import Answer, Figure
from performance.changes import reminders, returns, rounds
from performance.enums import ReturnState
from performance.models import Return, Round
from performance.owed import due_for_reminder
from performance.periods import Period

OWN_WINDOW: Final = timedelta(days=14)
"""How long a return stays open that was opened again after publication."""

ATTEMPT: Final = ("round", "indicator", "attempt")


class Rounds:
    """Every move of the rounds that are new here, and of their returns."""

    def __init__(self, folder: Folder, writer: Writer) -> None:
        self.writer = writer
        standing = set(Round.objects.values_list("slug", flat=True))
        self.rounds = [row for row in folder.tables["rounds"] if row["slug"] not in standing]
        new = {row["slug"] for row in self.rounds}
        self.events = [row for row in folder.tables["events"] if row["round"] in new]
        self.corrections = [row for row in folder.tables["corrections"] if row["round"] in new]
        self.figures: defaultdict[tuple[Any, ...], list[Row]] = defaultdict(list)
        for row in folder.tables["answers"]:
            self.figures[row.key(ATTEMPT)].append(row)
        self.said = {row.key(ATTEMPT): row for row in folder.tables["commentaries"]}
        self.stopped: set[tuple[Any, ...]] = set()
        self.is_demonstration = folder.words.today is not None

    def steps(self) -> Iterator[Step]:
        for row in self.rounds:
            yield Step(self.planned_on(row), Turn.ROUND_IS_PLANNED, row, self.plan)
            if row["opened"]:
                yield Step(row["opened"], Turn.ROUND_OPENS, row, self.open_)
            if self.is_demonstration and row["opened"] and not row["published"]:
                yield from self.reminders(row)
            if row["published"]:
                yield Step(row["published"], Turn.ROUND_IS_PUBLISHED, row, self.publish)
        for row in self.corrections:
            yield Step(row["on"], Turn.ROUND_IS_CORRECTED, row, self.correct)
        for row in self.events:
            yield Step(row["on"], Turn.RETURN_MOVES, row, self.move)

    def reminders(self, row: Row) -> Iterator[Step]:
        """What the timetable would have done before a stated day, so that it does not all come on that day."""
        days = (
            row["opened"] + timedelta(days=after) for after in range((self.writer.on - row["opened"]).days)
        )
        for day in days:
            if reminder_day(due_on=row["due"], on=day) == day and row["opened"] < day < row["closes"]:
                yield Step(day, Turn.OWNERS_ARE_REMINDED, row, partial(self.remind, day))

    # --- the round ---

    def planned_on(self, row: Row) -> date:
        """The folder does not say when; on the day that it opened at the latest, and not after today."""
        day: date = min(row["opens"], row["opened"] or self.writer.on)
        return day

    def plan(self, row: Row) -> None:
        self.writer.records["rounds", row["slug"]] = rounds.plan(
            slug=row["slug"],
            title=row["title"],
            period=Period(row["from"], row["to"]),
            opens_on=row["opens"],
            due_on=row["due"],
            closes_on=row["closes"],
            by=JOB,
            on=self.planned_on(row),
        )
        if row["release"]:
            rounds.set_release(
                round_=self.writer.records["rounds", row["slug"]],
                release_on=row["release"],
                reason="",
                by=JOB,
                on=min(self.planned_on(row), row["release"]),
            )

    def open_(self, row: Row) -> None:
        round_ = self.writer.find("rounds", row["slug"])
        rounds.open_(
            round_=round_, by=self.writer.find("people", row["published_by"]) or JOB, on=row["opened"]
        )
        for return_ in round_.returns.select_related("indicator__outcome__body", "indicator__owner", "round"):
            self.writer.records["returns", row["slug"], return_.indicator.code] = return_

    def remind(self, on: date, row: Row) -> None:
        for person, returns_ in due_for_reminder(on).items():
            reminders.remind_owner(person=person, owed=returns_, by=JOB, on=on)

    def publish(self, row: Row) -> None:
        by = self.writer.find("people", row["published_by"])
        rounds.publish(round_=self.writer.find("rounds", row["slug"]), by=by, on=row["published"])

    def correct(self, row: Row) -> None:
        by = self.writer.find("people", row["by"])
        round_ = self.writer.find("rounds", row["round"])
        rounds.publish_correction(round_=round_, note=row["note"], by=by, on=row["on"])

    # --- its returns ---

    def move(self, row: Row) -> None:
        """One move of one return. After one that was refused the return's later moves are not tried."""
        name = row.key(("round", "indicator"))
        if name in self.stopped:
            return
        self.stopped.add(name)
        try:
            self.make_move(row, self.asked_for(row))
        except (Refused, PermissionDenied) as error:
            raise Refused(f"{row['indicator']}, {row['event'].replace('_', ' ')}: {error}") from error
        self.stopped.discard(name)

    def asked_for(self, row: Row) -> Return:
        """The return that the round asked for. Refused when it asked for none of this indicator."""
        self.writer.find("rounds", row["round"])
        return_: Return | None = self.writer.records.get(("returns", row["round"], row["indicator"]))
        if return_ is None:
            raise Refused(f"{row['round']} did not ask for it.")
        return return_

    def make_move(self, row: Row, return_: Return) -> None:
        by, on = self.writer.find("people", row["by"]), row["on"]
        match row["event"]:
            case "save":
                returns.save(return_=return_, version=return_.version, answer=self.answer(row), by=by, on=on)
            case "submit":
                answer = None if row["attempt"] is None else self.answer(row)
                returns.submit(return_=return_, answer=answer, by=by, on=on)
            case "send_back":
                returns.send_back(return_=return_, reason=row["text"], by=by, on=on)
            case "verify":
                returns.verify(return_=return_, by=by, on=on)
            case "reopen":
                return_.refresh_from_db(fields=["state"])  # publishing has moved it since
                was_published = return_.state == ReturnState.PUBLISHED
                until = on + OWN_WINDOW if was_published else None
                returns.reopen(return_=return_, reason=row["text"], open_until=until, by=by, on=on)

    def answer(self, row: Row) -> Answer:
        """What the owner said in this attempt."""
        figures = {
            self.writer.find("areas", one["area"]).pk: _figure(one) for one in self.figures[row.key(ATTEMPT)]
        }
        said = self.said.get(row.key(ATTEMPT))
        self.writer.counts_as_new(*self.figures[row.key(ATTEMPT)], said)
        if said is None:
            return Answer(figures=figures)
        return Answer(
            figures=figures,
            is_provisional=said["provisional"],
            commentary=said["commentary"],
            direction_view=said["direction_view"],
            is_surprise_confirmed=said["surprise_confirmed"],
        )


def _figure(row: Row) -> Figure:
    return Figure(
        value=row["value"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        absence=row["absence"],
        absence_reason=row["absence_reason"],
    )
