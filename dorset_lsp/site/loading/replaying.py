"""What has happened, done again: appointments, rounds and actions, each as the change that it was, on its own day.

Nothing is inserted behind the rules: people act with the seats that they held on that day, and what the rules
refuse is a fault of the row that asked for it. What stands already in the database is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from dorset_lsp.common import today
from dorset_lsp.common.changes import Refused
from dorset_lsp.site.loading.folder import Folder
from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.writer import JOB, Writer
from partnerships.changes import actions, memberships, people
from partnerships.models import Action, Membership, Person
from performance.answers import Answer, Figure
from performance.changes import exceptions, observations, returns, rounds
from performance.models import Result, Return, Round
from performance.periods import Period


class Turn(IntEnum):
    """Who comes first on one day."""

    MEMBERSHIP_ENDS = 1
    MEMBERSHIP_BEGINS = 2
    ROUND_OPENS = 3
    RETURN_MOVES = 4
    ROUND_IS_PUBLISHED = 5
    ACTION_IS_RAISED = 6
    ACTION_MOVES = 7


@dataclass(frozen=True, order=True)
class Step:
    """One thing that happened: its day, its turn on that day, the row that tells it, and how to do it again."""

    on: date
    turn: Turn
    number: int
    row: Row = field(compare=False)
    do: Callable[[], None] = field(compare=False)


def replay(folder: Folder, writer: Writer) -> None:
    """Do everything that is dated, in the order of its days."""
    _History(folder, writer).write()
    steps = sorted(
        [
            *_Appointments(folder, writer).steps(),
            *_Rounds(folder, writer).steps(),
            *_Actions(folder, writer).steps(),
        ]
    )
    for step in steps:
        with writer.about(step.row.file, step.row.number), today.acting_on(step.on):
            step.do()
    if steps:
        writer.say(f"  {len(steps)} events replayed, from {steps[0].on:%-d %B %Y} to {steps[-1].on:%-d %B %Y}")
    _close_accounts(folder, writer)


class _History:
    """Figures from before the first round here."""

    def __init__(self, folder: Folder, writer: Writer) -> None:
        self.rows, self.writer = folder.tables["history"], writer

    def write(self) -> None:
        if not self.rows:
            return
        with self.writer.about("history.csv", 0):
            figures = [self.figure(row) for row in self.rows]
            new = observations.record_history_in_bulk(rows=figures, by=JOB, on=self.writer.on)
            self.writer.say(f"  {len(figures)} earlier figures ({new} new)")

    def figure(self, row: Row) -> observations.HistoryRow:
        return observations.HistoryRow(
            indicator=self.writer.find("indicators", row["indicator"]),
            area=self.writer.find("areas", row["area"]),
            period=Period(row["from"], row["to"]),
            received_on=row["received"],
            published_on=row["published"],
            value=row["value"],
            numerator=row["numerator"],
            denominator=row["denominator"],
            absence=row["absence"],
            absence_reason=row["absence_reason"],
            is_provisional=row["provisional"],
            source=row["source"],
            is_illustrative=row["illustrative"],
        )


class _Appointments:
    """Who sat where, from and until when."""

    def __init__(self, folder: Folder, writer: Writer) -> None:
        self.rows, self.writer = folder.tables["memberships"], writer

    def steps(self) -> list[Step]:
        found = []
        for row in self.rows:
            found.append(Step(row["from"], Turn.MEMBERSHIP_BEGINS, row.number, row, lambda row=row: self.appoint(row)))
            if row["end_reason"]:
                found.append(Step(row["to"], Turn.MEMBERSHIP_ENDS, row.number, row, lambda row=row: self.end(row)))
        return found

    def appoint(self, row: Row) -> None:
        """A term with a reason for its end was open until then; one without was fixed from the start."""
        seat = None if row["seat"] is None else self.writer.find("seats", row["body"], row["seat"])
        is_open = bool(row["end_reason"]) and (seat is None or seat.to_on is None)
        self.writer.records["memberships", row.number] = memberships.appoint(
            body=self.writer.find("bodies", row["body"]),
            seat=seat,
            person=self.writer.find("people", row["person"]),
            role=row["role"],
            basis=row["basis"],
            from_on=row["from"],
            to_on=None if is_open else row["to"],
            by=JOB,
            on=row["from"],
        )

    def end(self, row: Row) -> None:
        membership: Membership | None = self.writer.records.get(("memberships", row.number))
        if membership is None:
            return  # why it could not begin is told already
        memberships.end(membership=membership, to_on=row["to"], reason=row["end_reason"], by=JOB, on=row["to"])


class _Rounds:
    """Rounds that were planned, opened, answered and published. A round that stands already is left as it is."""

    def __init__(self, folder: Folder, writer: Writer) -> None:
        self.tables, self.writer = folder.tables, writer
        standing = set(Round.objects.values_list("slug", flat=True))
        self.rounds = [row for row in self.tables["rounds"] if row["slug"] not in standing]
        self.new = {row["slug"] for row in self.rounds}
        self.answers: dict[tuple[object, ...], list[Row]] = {}
        for row in self.tables["answers"]:
            self.answers.setdefault(row.key(("round", "indicator", "attempt")), []).append(row)
        self.commentaries = {row.key(("round", "indicator", "attempt")): row for row in self.tables["commentaries"]}
        self.stopped: set[tuple[str, str]] = set()

    def steps(self) -> list[Step]:
        found = []
        for row in self.rounds:
            # Planned on the day it opens at the latest, so that the calendar never tells more than was known.
            planned = min(row["opens"], row["opened"] or self.writer.on)
            found.append(Step(planned, Turn.ROUND_OPENS, row.number, row, lambda row=row: self.plan(row)))
            if row["opened"]:
                number = row.number + len(self.tables["rounds"])
                found.append(Step(row["opened"], Turn.ROUND_OPENS, number, row, lambda row=row: self.open_(row)))
            if row["published"]:
                found.append(
                    Step(row["published"], Turn.ROUND_IS_PUBLISHED, row.number, row, lambda row=row: self.publish(row))
                )
        found += [
            Step(row["on"], Turn.RETURN_MOVES, row.number, row, lambda row=row: self.move(row))
            for row in self.tables["events"]
            if row["round"] in self.new
        ]
        return found

    def plan(self, row: Row) -> None:
        self.writer.records["rounds", row["slug"]] = rounds.plan(
            slug=row["slug"],
            title=row["title"],
            period=Period(row["from"], row["to"]),
            opens_on=row["opens"],
            due_on=row["due"],
            closes_on=row["closes"],
            by=JOB,
            on=min(row["opens"], row["opened"] or self.writer.on),
        )

    def open_(self, row: Row) -> None:
        round_: Round = self.writer.find("rounds", row["slug"])
        by = self.writer.find("people", row["published_by"]) or JOB
        rounds.open_(round_=round_, by=by, on=row["opened"])
        for return_ in round_.returns.select_related("indicator__outcome__body", "indicator__owner", "round"):
            self.writer.records["returns", row["slug"], return_.indicator.code] = return_

    def publish(self, row: Row) -> None:
        rounds.publish(
            round_=self.writer.find("rounds", row["slug"]),
            by=self.writer.find("people", row["published_by"]),
            on=row["published"],
        )

    def move(self, row: Row) -> None:
        """One move of one return. After one that was refused the return's later moves are not tried."""
        name = row.key(("round", "indicator"))
        if name in self.stopped:
            return
        self.stopped.add(name)
        return_ = self.writer.records.get(("returns", *name))
        if return_ is None:
            raise Refused(f"{row['round']} did not ask for {row['indicator']}.")
        try:
            self.make_move(row, return_)
        except Refused as error:
            raise Refused(f"{row['indicator']}, {row['event'].replace('_', ' ')}: {error}") from error
        self.stopped.discard(name)

    def make_move(self, row: Row, return_: Return) -> None:
        by: Person = self.writer.find("people", row["by"])
        match row["event"]:
            case "save":
                answer = self.answer(row)
                returns.save(return_=return_, version=return_.version, answer=answer, by=by, on=row["on"])
            case "submit":
                given = None if row["attempt"] is None else self.answer(row)
                returns.submit(return_=return_, answer=given, by=by, on=row["on"])
            case "send_back":
                returns.send_back(return_=return_, reason=row["text"], by=by, on=row["on"])
            case "verify":
                returns.verify(return_=return_, by=by, on=row["on"])
            case "reopen":
                returns.reopen(return_=return_, reason=row["text"], by=by, on=row["on"])

    def answer(self, row: Row) -> Answer:
        key = row.key(("round", "indicator", "attempt"))
        figures = {
            self.writer.find("areas", one["area"]).pk: Figure(
                value=one["value"],
                numerator=one["numerator"],
                denominator=one["denominator"],
                absence=one["absence"],
                absence_reason=one["absence_reason"],
            )
            for one in self.answers[key]
        }
        said = self.commentaries.get(key)
        if said is None:
            return Answer(figures=figures)
        return Answer(
            figures=figures,
            is_provisional=said["provisional"],
            commentary=said["commentary"],
            direction_view=said["direction_view"],
            is_surprise_confirmed=said["surprise_confirmed"],
        )


class _Actions:
    """Actions and their notes. One that stands already, by title and the day it was raised, is left as it is."""

    def __init__(self, folder: Folder, writer: Writer) -> None:
        self.writer = writer
        standing = set(Action.objects.values_list("title", "raised_on"))
        self.rows = [row for row in folder.tables["actions"] if (row["title"], row["raised"]) not in standing]
        new = {row["key"] for row in self.rows}
        self.notes = [row for row in folder.tables["action_notes"] if row["action"] in new]

    def steps(self) -> list[Step]:
        found = []
        for row in self.rows:
            found.append(Step(row["raised"], Turn.ACTION_IS_RAISED, row.number, row, lambda row=row: self.propose(row)))
            if row["agreed"]:
                found.append(Step(row["agreed"], Turn.ACTION_MOVES, row.number, row, lambda row=row: self.agree(row)))
            if row["ended"]:
                last = row.number + 2 * len(self.rows) + len(self.notes)
                found.append(Step(row["ended"], Turn.ACTION_MOVES, last, row, lambda row=row: self.end(row)))
        found += [
            Step(row["on"], Turn.ACTION_MOVES, row.number + len(self.rows), row, lambda row=row: self.note(row))
            for row in self.notes
        ]
        return found

    def propose(self, row: Row) -> None:
        common = {
            "title": row["title"],
            "description": row["description"],
            "organisation": self.writer.find("organisations", row["organisation"]),
            "lead": self.writer.find("people", row["lead"]),
            "due_on": row["due"],
            "is_illustrative": row["illustrative"],
            "by": self.writer.find("people", row["raised_by"]),
            "on": row["raised"],
        }
        if row["from_indicator"]:
            action = exceptions.propose_action(result=self.result(row), **common)
        else:
            action = actions.propose(
                body=self.writer.find("bodies", row["body"]),
                outcome=self.writer.find("outcomes", row["outcome"]),
                **common,
            )
        self.writer.records["actions", row["key"]] = action

    def result(self, row: Row) -> Result:
        """What the round's newest edition says of the indicator."""
        found = Result.objects.filter(
            edition__round__slug=row["from_round"], indicator=self.writer.find("indicators", row["from_indicator"])
        )
        result = found.order_by("-edition__number").first()
        if result is None:
            raise Refused(f"{row['from_round']} says nothing of {row['from_indicator']}.")
        return result

    def agree(self, row: Row) -> None:
        by = self.writer.find("people", row["agreed_by"])
        actions.agree(action=self.writer.find("actions", row["key"]), by=by, on=row["agreed"])

    def note(self, row: Row) -> None:
        by = self.writer.find("people", row["by"])
        actions.note(action=self.writer.find("actions", row["action"]), text=row["text"], by=by, on=row["on"])

    def end(self, row: Row) -> None:
        action, by = self.writer.find("actions", row["key"]), self.writer.find("people", row["ended_by"])
        if row["end"] == "done":
            actions.complete(action=action, by=by, on=row["ended"])
        else:
            actions.drop(action=action, reason=row["reason"], by=by, on=row["ended"])


def _close_accounts(folder: Folder, writer: Writer) -> None:
    """Last, because until then they acted: people of whom the folder says that they do not sign in."""
    for row in folder.tables["people"]:
        if row["signs_in"]:
            continue
        with writer.about(row.file, row.number):
            people.stop_signing_in(
                person=writer.find("people", row["email"]), reason="The folder gives no account.", by=JOB, on=writer.on
            )
