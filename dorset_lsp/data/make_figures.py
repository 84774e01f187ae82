"""Makes the illustrative figures of a folder: history.csv, answers.csv, commentaries.csv and events.csv.

Every figure that it makes is invented, and says so. They are shaped by hand in the folder's ``making/``, so that a
demonstration shows what real figures do:

- ``shapes.csv``: for each indicator either its history in full, or where it starts, where it stands in the last
  period before the rounds (the line between them is straight), how far each quarter lies off that line (season) and
  how much chance moves it (noise, about one standard deviation); then the figure of each round. ``size`` is the usual
  denominator of a ratio. ``areas`` are shares by which a county's count falls to its districts, or, for a weighted
  mean, how far each district lies from the county.
- ``states.csv``: returns that did not go the usual way, and how far each return of the open round has come. One that was
  ``reopened`` after publication, by whom and why, had its ``first_figure`` published; the next edition corrects it.
- ``texts.csv``: the commentaries, as an officer would write them, and how the owner sees it moving where that is
  not what the figures say (``-``: left open).
- ``real.csv``, if there is one: rows of history that are real, each with its source; they are taken over as they stand.

The columns q1, q2 and so on are the rounds of ``rounds.csv`` in their order. Chance is seeded by the indicator's code: the same files come out, byte for byte, on any machine. Run it by hand:
``python dorset_lsp/data/make_figures.py dorset``. No network, nothing but the standard library.
"""

from __future__ import annotations

import csv
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

FOLDERS = Path(__file__).resolve().parent
MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "annual": 12, "biennial": 12}
STEP = {**MONTHS, "biennial": 24}
FRIDAY = 4
FEWEST_MOVES, MOVES_COUNTED = 4, 8
"""The form asks about a surprise from four earlier moves on, by the mean of the last eight."""

class Row(dict[str, str]):
    """A row as it is printed. A column that the file leaves out is empty in every row."""

    def __missing__(self, column: str) -> str:
        return ""


def read(path: Path) -> list[Row]:
    """The rows of a file, as they are printed."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Row(row) for row in csv.DictReader(file)]


@dataclass(frozen=True)
class Folder:
    """A partnership folder: its files, and what partnership.yaml and rounds.csv say of its area and its days."""

    path: Path

    def rows(self, name: str) -> list[Row]:
        return read(self.path / f"{name}.csv")

    def indicators(self) -> list[Row]:
        """The indicators, each with what it takes from its catalogue."""
        return [Row({**self._entry(row), **{name: cell for name, cell in row.items() if cell}}) for row in self.rows("indicators")]

    def _entry(self, row: Row) -> Row:
        entries = read(FOLDERS / "catalogues" / f"{row['catalogue']}.csv") if row["catalogue"] else []
        code = row["catalogue_code"] or row["code"]
        return next((entry for entry in entries if entry["code"] == code), Row())

    @property
    def today(self) -> date:
        """The day that the demonstration stands at."""
        return date.fromisoformat(self._word("today"))

    @property
    def area(self) -> str:
        """The whole area."""
        return self._word("area")

    @property
    def first_round(self) -> date:
        """Periods that end by this day are history; later ones are answered in the rounds."""
        return min(date.fromisoformat(row["from"]) for row in self.rows("rounds"))

    def _word(self, name: str) -> str:
        text = (self.path / "partnership.yaml").read_text(encoding="utf-8")
        return re.search(rf"^{name}: *(\S+)", text, re.MULTILINE)[1]


# --- chance, numbers and days -------------------------------------------------------------------------------


class Chance:
    """Seeded chance. Only ``random()`` is used, whose numbers Python promises never to change."""

    def __init__(self, seed: str) -> None:
        self.source = random.Random(seed)  # noqa: S311 - figures, not secrets

    def normal(self) -> float:
        """About a normal deviate: twelve uniform ones less six."""
        return sum(self.source.random() for _ in range(12)) - 6

    def upto(self, most: int) -> int:
        """A whole number from nought to the most."""
        return int(self.source.random() * (most + 1))


def rounded(value: float | Fraction, decimals: int) -> Decimal:
    """Half up, to so many decimals."""
    is_fraction = isinstance(value, Fraction)
    exact = Decimal(value.numerator) / Decimal(value.denominator) if is_fraction else Decimal(value)
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def months_on(day: date, months: int) -> date:
    """The first of the month so many months on, or back."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def workday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > FRIDAY else day


def quarter_of(start: date) -> int:
    """0 for April to June, 3 for January to March."""
    return (start.month - 4) % 12 // 3


# --- figures ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figure:
    """One area's figure: a value, a numerator over a denominator, or the reason for none."""

    value: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    absence: str = ""
    reason: str = ""

    def exact(self) -> Fraction | None:
        if self.numerator is not None and self.denominator:
            return Fraction(self.numerator, self.denominator) * 100
        return None if self.value is None else Fraction(self.value)

    def cells(self) -> list[str]:
        numbers = (self.value, self.numerator, self.denominator)
        return ["" if one is None else str(one) for one in numbers] + [self.absence, self.reason]


@dataclass
class Maker:
    """Makes one indicator's figures from its row and its shape, in the order of time."""

    folder: Folder
    row: Row
    shape: Row
    chance: Chance
    series: dict[str, dict[date, Fraction]] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.row["code"]

    @property
    def decimals(self) -> int:
        return int(self.row["decimals"])

    @property
    def is_split(self) -> bool:
        return bool(self.row["splits"]) and self.row["county_rule"] in ("sum", "weighted_mean")

    def amounts(self) -> dict[str, float]:
        """Each district's share of a count, or its distance from the county's mean."""
        return {
            area: float(amount) for area, amount in (one.split(":") for one in self.shape["areas"].split(";"))
        }

    def history(self) -> Iterator[tuple[str, date, date, Figure]]:
        """Area, first day, first day after, figure: for every period from before the rounds."""
        if not self.shape["first"]:
            return
        start, given = date.fromisoformat(self.shape["first"]), self.shape["history"].split(";")
        starts = []
        while (end := months_on(start, MONTHS[self.row["frequency"]])) <= self.folder.first_round:
            starts.append((start, end))
            start = months_on(start, STEP[self.row["frequency"]])
        texts = (
            given
            if self.shape["history"]
            else [self.drawn(n, len(starts), one) for n, (one, _) in enumerate(starts)]
        )
        for (one, end), text in zip(starts, texts, strict=False):
            for area, figure in self.figures(one, text, with_county=True).items():
                yield area, one, end, figure

    def drawn(self, n: int, count: int, start: date) -> str:
        """The n-th of so many periods, by line, season and noise; a ratio as numerator over denominator."""
        first, last = float(self.shape["start"]), float(self.shape["level"])
        value = first + (last - first) * n / (count - 1) + float(self.shape["noise"]) * self.chance.normal()
        if self.shape["season"]:
            value += float(self.shape["season"].split(";")[quarter_of(start)])
        if self.row["combine"] != "ratio":
            return str(rounded(value, self.decimals))
        denominator = round(float(self.shape["size"]) * (1 + 0.025 * self.chance.normal()))
        return f"{min(round(value / 100 * denominator), denominator)}/{denominator}"

    def figures(self, start: date, text: str, *, with_county: bool) -> dict[str, Figure]:
        """The figures of one period by area, remembered for what comes later."""
        whole = self.whole(text)
        found = {self.folder.area: whole}
        if self.is_split and whole.value is not None:
            parts = self.parts(whole.value)
            if self.row["county_rule"] == "weighted_mean":
                whole = Figure(rounded(self.weighted_mean(parts), 6).normalize())
            found = {self.folder.area: whole, **parts}
        for area, figure in found.items():
            if (value := figure.exact()) is not None:
                self.series.setdefault(area, {})[start] = value
        return (
            found
            if with_county or not self.is_split
            else {area: one for area, one in found.items() if area != self.folder.area}
        )

    def whole(self, text: str) -> Figure:
        absence, colon, reason = text.partition(":")
        if colon:
            return Figure(absence=absence, reason=reason)
        top, slash, bottom = text.partition("/")
        if slash:
            return Figure(numerator=int(top), denominator=int(bottom))
        return Figure(Decimal(text))

    def parts(self, whole: Decimal) -> dict[str, Figure]:
        amounts = self.amounts()
        if self.row["county_rule"] == "weighted_mean":
            return {
                area: Figure(rounded(float(whole) + off + 0.2 * self.chance.normal(), self.decimals))
                for area, off in amounts.items()
            }
        # The largest remainders get the homes that are left over, so that the parts add up to the whole.
        raw = {area: share * max(0.2, 1 + 0.15 * self.chance.normal()) for area, share in amounts.items()}
        scaled = {area: one * float(whole) / sum(raw.values()) for area, one in raw.items()}
        counts = {area: int(one) for area, one in scaled.items()}
        left = sorted(scaled, key=lambda area: (counts[area] - scaled[area], area))[
            : int(whole) - sum(counts.values())
        ]
        return {area: Figure(Decimal(count + (area in left))) for area, count in counts.items()}

    def weighted_mean(self, parts: dict[str, Figure]) -> Fraction:
        weights = {
            area: Fraction(weight)
            for area, weight in (one.split(":") for one in self.row["splits"].split(";"))
        }
        return sum(
            (Fraction(parts[area].value or 0) * weight for area, weight in weights.items()), Fraction(0)
        ) / sum(weights.values())

    # --- what an owner would see on the form ---

    def direction(self, start: date, range_: tuple[Fraction, Fraction] | None) -> str:
        """The direction as the rule has it, which is how an owner usually sees it; empty when not comparable."""
        known = self.series.get(self.folder.area, {})
        if start not in known:
            return ""
        if self.row["combine"] == "sum_to_date":
            now, before = self.to_date(start), self.to_date(months_on(start, -12))
        elif self.row["seasonal"] == "yes":
            now, before = known[start], known.get(months_on(start, -12))
        else:
            earlier = [day for day in known if day < start]
            now, before = known[start], known[max(earlier)] if earlier else None
        gain = None if now is None or before is None else self.gain(now, before, range_)
        if gain is None:
            return ""
        if rounded(abs(gain), self.decimals) == 0:
            return "steady"
        return "improving" if gain > 0 else "worsening"

    def gain(
        self, now: Fraction, before: Fraction, range_: tuple[Fraction, Fraction] | None
    ) -> Fraction | None:
        match self.row["polarity"]:
            case "higher":
                return now - before
            case "lower":
                return before - now
            case "range" if range_ is not None:
                low, high = range_
                return min(now - low, high - now, Fraction(0)) - min(before - low, high - before, Fraction(0))
        return None

    def to_date(self, start: date) -> Fraction | None:
        """The sum of the year's quarters up to the one that starts then; None when one is missing."""
        quarters = [months_on(start, -3 * n) for n in range(quarter_of(start) + 1)]
        values = [self.series.get(self.folder.area, {}).get(one) for one in quarters]
        return None if None in values else sum((one for one in values if one is not None), Fraction(0))

    def is_surprising(self, start: date, areas: list[str], same_since: date) -> bool:
        """Whether the form asks to confirm a figure: it moves more than three times as far as usual."""
        return any(self.moves_far(self.series.get(area, {}), start, same_since) for area in areas)

    @staticmethod
    def moves_far(known: dict[date, Fraction], start: date, same_since: date) -> bool:
        earlier = [known[day] for day in sorted(known) if same_since <= day < start]
        moves = [abs(after - before) for before, after in pairwise(earlier)][-MOVES_COUNTED:]
        if start not in known or len(moves) < FEWEST_MOVES:
            return False
        return abs(known[start] - earlier[-1]) > 3 * sum(moves, Fraction(0)) / len(moves)


# --- people and days of a round -----------------------------------------------------------------------------


def leads_of(outcomes: list[Row], memberships: list[Row]) -> dict[str, list[str]]:
    """The chair and the support of each outcome's group: who verifies its figures."""
    found: dict[str, list[str]] = {}
    for outcome in outcomes:
        of_body = [one for one in memberships if one["body"] == outcome["body"]]
        found[outcome["slug"]] = [
            one["person"] for role in ("chair", "support") for one in of_body if one["role"] == role
        ]
    return found


@dataclass(frozen=True)
class Event:
    """One move of a return."""

    on: date
    event: str
    attempt: int | None
    by: str
    text: str = ""


def moves(
    state: Row, opens: date, due: date, owner: str, leads: list[str], chance: Chance, today: date
) -> Iterator[Event]:
    """What happened to one return, up to the state that it has reached, with days that people at work would choose."""
    chair, support = leads
    lead = support if chance.upto(9) == 0 or chair == owner else chair
    is_open_round = due > today
    saved = workday(
        opens + timedelta(days=3 + chance.upto(6 if is_open_round else max(1, (due - opens).days - 8)))
    )
    if state["state"] == "draft":
        yield Event(saved, "save", 1, owner)
        return
    yield Event(saved, "submit", 1, owner)
    sent_back = state["text"] and not state["reopened"]
    if sent_back:
        yield Event(workday(saved + timedelta(days=2)), "send_back", None, lead, state["text"])
    if state["state"] == "sent_back":
        return
    if sent_back:
        saved = workday(saved + timedelta(days=5))
        yield Event(saved, "submit", 2, owner)
    if state["state"] == "verified":
        yield Event(
            workday(saved + timedelta(days=2 + chance.upto(3 if is_open_round else 7))), "verify", None, lead
        )
    if state["reopened"]:
        reopened = date.fromisoformat(state["reopened"])
        yield Event(reopened, "reopen", None, state["reopened_by"], state["text"])
        yield Event(workday(reopened + timedelta(days=1)), "submit", 2, owner)
        yield Event(workday(reopened + timedelta(days=2)), "verify", None, lead)


# --- all of it ----------------------------------------------------------------------------------------------


@dataclass
class Book:
    """The four files, as they grow."""

    history: list[list[str]] = field(default_factory=list)
    answers: list[list[str]] = field(default_factory=list)
    commentaries: list[list[str]] = field(default_factory=list)
    events: list[list[str]] = field(default_factory=list)


FIGURE = ["value", "numerator", "denominator", "absence", "absence_reason"]
HEADS = {
    "history": [
        "indicator", "area", "from", "to", *FIGURE, "received", "published", "provisional", "source", "illustrative",
    ],
    "answers": ["round", "indicator", "attempt", "area", *FIGURE],
    "commentaries": [
        "round", "indicator", "attempt", "provisional", "surprise_confirmed", "direction_view", "commentary",
    ],
    "events": ["round", "indicator", "on", "event", "attempt", "by", "text"],
}  # fmt: skip


def make(folder: Folder) -> Book:
    """Make everything, in the order of the indicators and, for each, of time."""
    book, making = Book(), folder.path / "making"
    shapes = {row["indicator"]: row for row in read(making / "shapes.csv")}
    states = {(row["round"], row["indicator"]): row for row in read(making / "states.csv")}
    texts = {(row["round"], row["indicator"], row["attempt"]): row for row in read(making / "texts.csv")}
    leads = leads_of(folder.rows("outcomes"), folder.rows("memberships"))
    ranges, breaks = ranges_of(folder), breaks_of(folder)
    rounds = [(f"q{number}", row) for number, row in enumerate(folder.rows("rounds"), 1)]
    for row in folder.indicators():
        if (shape := shapes.get(row["code"])) is None:
            continue
        maker = Maker(folder, row, shape, Chance(row["code"]))
        for area, start, end, figure in maker.history():
            received = workday(end + timedelta(days=max(int(row["lag_days"] or 0), 18)))
            dates = [received.isoformat(), workday(received + timedelta(days=35)).isoformat()]
            cells = [row["code"], area, start.isoformat(), end.isoformat(), *figure.cells(), *dates]
            book.history.append([*cells, "", "Illustrative", "yes"])
        for column, round_ in rounds:
            _answer(book, maker, shape[column], round_, states, texts, leads[row["outcome"]], ranges, breaks)
    if (making / "real.csv").is_file():
        book.history += [list(row.values()) for row in read(making / "real.csv")]
    book.events.sort(key=lambda event: event[2])
    return book


def _answer(
    book: Book,
    maker: Maker,
    text: str,
    round_: Row,
    states: dict[tuple[str, str], Row],
    texts: dict[tuple[str, str, str], Row],
    leads: list[str],
    ranges: dict[str, tuple[Fraction, Fraction]],
    breaks: dict[str, date],
) -> None:
    is_published = bool(round_["published"])
    usual = Row(state="verified" if is_published else "not_started")
    state = states.get((round_["slug"], maker.code), usual)
    if not text or state["state"] == "not_started":
        return
    start = period_start(maker.row, date.fromisoformat(round_["due"]))
    attempts = [state["first_figure"], text] if state["first_figure"] else [text]
    for attempt, figure_text in enumerate(attempts, 1):
        figures = maker.figures(start, figure_text, with_county=False)
        figures = {area: one for area, one in figures.items() if area not in state["missing"].split(";")}
        for area, figure in figures.items():
            book.answers.append([round_["slug"], maker.code, str(attempt), area, *figure.cells()])
        said = texts.get((round_["slug"], maker.code, str(attempt)), {"direction_view": "", "commentary": ""})
        direction = "" if state["missing"] else maker.direction(start, ranges.get(maker.code))
        surprise = maker.is_surprising(start, list(figures), breaks.get(maker.code, date.min))
        book.commentaries.append([
            round_["slug"], maker.code, str(attempt), "", "yes" if surprise else "",
            (said["direction_view"] or direction).strip("-"), said["commentary"],
        ])  # fmt: skip
    opens, due = date.fromisoformat(round_["opens"]), date.fromisoformat(round_["due"])
    chance = Chance(f"{round_['slug']} {maker.code}")
    for event in moves(state, opens, due, maker.row["owner"], leads, chance, maker.folder.today):
        number = "" if event.attempt is None else str(event.attempt)
        book.events.append(
            [round_["slug"], maker.code, event.on.isoformat(), event.event, number, event.by, event.text]
        )


def period_start(row: Row, due: date) -> date:
    """The first day of the latest period that has ended, and whose lag has passed, by a due date."""
    length = MONTHS[row["frequency"]]
    asked = due - timedelta(days=max(int(row["lag_days"] or 0) - 1, 0))
    first = date(asked.year - 2, int(row["year_start_month"] or 4), 1)
    while months_on(first, 2 * length) <= asked:
        first = months_on(first, length)
    return first


def ranges_of(folder: Folder) -> dict[str, tuple[Fraction, Fraction]]:
    """The agreed range of each indicator that has one."""
    rows = folder.rows("target_points")
    return {
        row["indicator"]: (Fraction(row["value"]), Fraction(row["value_high"]))
        for row in rows
        if row["value_high"]
    }


def breaks_of(folder: Folder) -> dict[str, date]:
    """The day from which each indicator has been measured as it is now, for those whose definition has changed."""
    return {
        row["indicator"]: date.fromisoformat(row["from"])
        for row in folder.rows("definitions")
        if row["number"] != "1"
    }


def write(name: str, to: Path | None = None) -> None:
    """Write the four files of a folder, into itself or elsewhere."""
    folder = Folder(FOLDERS / name)
    book = make(folder)
    for file_name, head in HEADS.items():
        with ((to or folder.path) / f"{file_name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(head)
            writer.writerows(getattr(book, file_name))


if __name__ == "__main__":
    write(sys.argv[1])
