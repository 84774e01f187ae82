"""The joint matrix: one review's recommendations by addressees, with basis, due date, answer and progress in each cell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from scrutiny.audience import Viewer
from scrutiny.clocks import day_off
from scrutiny.deadlines import holidays
from scrutiny.enums import AskState, Basis, ClaimVerdict, Progress, Verdict
from scrutiny.models import Addressee, Ask, Claim, Recommendation, Response, ScrutinyReview
from scrutiny.tables import no_day

SOON = timedelta(days=14)
SHORT = {
    Basis.TWO_MONTHS: "Must respond",
    Basis.DAYS_28: "Must respond",
    Basis.HAVE_REGARD: "Must have regard",
    Basis.ASKED: "Asked",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One ask as a cell says it. ``when`` is its date in words, ``off`` the day off on which that falls."""

    ask: Ask
    when: str
    off: str
    verdict: str
    progress: str
    days_late: int

    @property
    def basis(self) -> str:
        """The basis in a word or two; the note under the matrix says the rest."""
        return SHORT[Basis(self.ask.basis)]

    @property
    def mark(self) -> str:
        """The code of the mark to draw: the answer, or that there is none."""
        return self.verdict or "no_response"

    @property
    def shows_answer(self) -> bool:
        """A duty to have regard asks for no answer: without one there is nothing to say."""
        return bool(self.verdict) or self.ask.basis != Basis.HAVE_REGARD

    @property
    def words(self) -> str:
        """The whole cell in one line, as a file has it."""
        answer = Verdict(self.verdict).label if self.verdict else "no response" if self.shows_answer else ""
        late = f"{self.days_late} days overdue" if self.days_late else ""
        return "; ".join(filter(None, (self.ask.get_basis_display(), self.when, answer, late, self.progress)))


@dataclass(frozen=True, slots=True)
class Row:
    """A recommendation with a cell for each addressee; None where it is not addressed to them."""

    recommendation: Recommendation
    cells: list[Cell | None]


class Matrix:
    """The matrix of a review as a viewer may see it on a day. A fixed number of queries."""

    def __init__(self, review: ScrutinyReview, viewer: Viewer, on: date) -> None:
        self.review = review
        self.on = on
        self.addressees = list(
            Addressee.objects.visible_to(viewer, on)
            .filter(review=review)
            .select_related("organisation", "body")
        )
        recommendations = (
            Recommendation.objects.visible_to(viewer, on).filter(review=review).order_by("number")
        )
        asks = Ask.objects.visible_to(viewer, on).filter(recommendation__review=review)
        claims = (
            Claim.objects.visible_to(viewer, on).filter(ask__recommendation__review=review).order_by("pk")
        )
        answers = Response.objects.visible_to(viewer, on).filter(ask__recommendation__review=review).newest()
        self._claims = {one.ask_id: one for one in claims}
        self._answers = {one.ask_id: one for one in answers}
        self._holidays = holidays()
        by_place = {
            (ask.recommendation_id, ask.addressee_id): self._cell(ask) for ask in asks.with_everything()
        }
        self.rows = [
            Row(one, [by_place.get((one.pk, addressee.pk)) for addressee in self.addressees])
            for one in recommendations
        ]

    @property
    def cells(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row.cells if cell is not None]

    @property
    def late(self) -> list[Cell]:
        """What is overdue, the longest first."""
        return sorted((cell for cell in self.cells if cell.days_late), key=lambda cell: -cell.days_late)

    @property
    def latest(self) -> Cell | None:
        """The cell that is overdue for longest: the one whose sum the page offers."""
        return self.late[0] if self.late else None

    @property
    def summary(self) -> tuple[str, str, str]:
        """How many asks, what is overdue (in bold), and what comes next, as three parts of one sentence."""
        asks, late = len(self.cells), self.late
        rows = len(self.rows)
        start = f"{rows} recommendation{'s' if rows != 1 else ''}, {asks} ask{'s' if asks != 1 else ''}."
        overdue = ""
        if late:
            count = f"{len(late)} responses are overdue" if len(late) > 1 else "One response is overdue"
            who = f"{late[0].ask.addressee.label} on {late[0].ask.recommendation.number}, {late[0].days_late} days"
            overdue = f"{count}: {who}."
        soon = sum(
            cell.ask.waits_for_answer
            and cell.ask.due_on is not None
            and self.on <= cell.ask.due_on <= self.on + SOON
            for cell in self.cells
        )
        regard = sum(cell.ask.basis == Basis.HAVE_REGARD for cell in self.cells)
        rest = [f"{soon} {'is' if soon == 1 else 'are'} due within 14 days"] if soon else []
        if regard:
            rest.append(f"for {regard} there is only a duty to have regard, which has no date")
        return start, overdue, (f"{'; '.join(rest)}."[0].upper() + f"{'; '.join(rest)}."[1:]) if rest else ""

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many were accepted, in part, rejected and not answered."""
        found = Counter(cell.mark for cell in self.cells if cell.shows_answer)
        return [(code, found[code]) for code in (*Verdict.values, "no_response")]

    @property
    def header(self) -> list[str]:
        """The heads of the file."""
        return ["No.", "Recommendation", *(str(one) for one in self.addressees)]

    @property
    def lines(self) -> list[list[object]]:
        """The rows of the file."""
        return [
            [
                row.recommendation.number,
                row.recommendation.label,
                *(cell.words if cell else "not addressed" for cell in row.cells),
            ]
            for row in self.rows
        ]

    def _cell(self, ask: Ask) -> Cell:
        answer = self._answers.get(ask.pk)
        off = day_off(ask.due_on, self._holidays) if ask.due_on else ""
        when = f"by {ask.due_on:%-d %b %y}" if ask.due_on else no_day(ask)
        return Cell(
            ask,
            when,
            off,
            answer.verdict if answer else "",
            self._progress(ask, answer),
            ask.days_late(self.on),
        )

    def _progress(self, ask: Ask, answer: Response | None) -> str:
        """The last word on progress: closed, claimed, decided, or when members look at it."""
        claim = self._claims.get(ask.pk)
        if ask.state == AskState.WITHDRAWN:
            return "Withdrawn"
        if ask.state == AskState.CLOSED:
            words = f"{Progress(claim.progress).label.capitalize()}, closed" if claim else "Closed"
            return f"{words} {ask.ended_on:%-d %b}"
        if claim is not None:
            return _claimed(claim)
        if answer is not None and ask.next_check_on is not None:
            return f"Check {ask.next_check_on:%-d %b}"
        return "never overdue" if ask.basis == Basis.HAVE_REGARD and answer is None else ""


def _claimed(claim: Claim) -> str:
    """A claim is the addressee's until members accept it."""
    words = Progress(claim.progress).label
    if claim.verdict == ClaimVerdict.ACCEPTED:
        return f"{words.capitalize()}, accepted {claim.decided_on:%-d %b}"
    return f"Claims: {words}" if claim.verdict == ClaimVerdict.WAITING else "Claim not accepted"
