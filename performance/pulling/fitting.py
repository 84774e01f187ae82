"""Which return each row of a partner's file belongs to, or why it fits none. Nothing is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from partnerships.models import Area
from performance import preview
from performance.answers import Answer, Figure, answer_of
from performance.changes.observations import definition_at, definitions_of
from performance.derived import areas_asked_within, headline_area
from performance.enums import Absence, Measure, Misfit, ReturnState
from performance.locks import lock_of
from performance.models import Indicator, Observation, Return, ReturnFigure, Source
from performance.periods import Period, parse_label
from performance.pulling.reading import Line
from performance.workbook.checking import LONGEST

NUMBER: Final = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")
MOST_DIGITS: Final = 15
MOST_DECIMALS: Final = 6
DRAFTED: Final = (ReturnState.NOT_STARTED, ReturnState.DRAFT)


@dataclass(frozen=True, slots=True)
class Fit:
    """A row that answers one area of one return."""

    line: Line
    return_: Return
    area: Area
    figure: Figure


@dataclass(frozen=True, slots=True)
class Held:
    """A row that does not fit: why, by kind and in a sentence that tells nothing of what others drafted."""

    line: Line
    misfit: Misfit
    sentence: str


@dataclass(frozen=True, slots=True)
class Sorted:
    """All rows of a file: those that fit, those that say what stands already or are passed over, those that do not fit."""

    fits: Sequence[Fit]
    same: Sequence[Line]
    held: Sequence[Held]


class _Misfit(Exception):
    def __init__(self, misfit: Misfit, sentence: str) -> None:
        super().__init__(sentence)
        self.misfit = misfit
        self.sentence = sentence


class _Same(Exception):
    """The row says nothing new, or is to be passed over."""


def sort_rows(
    source: Source, lines: Iterable[Line], *, on: date, overruled: frozenset[Misfit] = frozenset()
) -> Sorted:
    """Sort the rows of a file. ``overruled`` are misfits that a person has looked at and lets through.

    A fixed number of queries, however many rows.
    """
    fitter = _Fitter(source, on, overruled)
    fits: dict[tuple[int, int], Fit] = {}
    same: list[Line] = []
    held: list[Held] = []
    for line in lines:
        try:
            fit = fitter.fit(line)
        except _Misfit as misfit:
            held.append(Held(line, misfit.misfit, misfit.sentence))
            continue
        except _Same:
            same.append(line)
            continue
        before = fits.setdefault((fit.return_.pk, fit.area.pk), fit)
        if before is not fit and _is_same(before.figure, fit.figure):
            same.append(line)
        elif before is not fit:
            told = f"Row {before.line.number} gives another figure for the same."
            held.append(Held(line, Misfit.TWICE, told))
    good, bad = _looked_at(list(fits.values()), on, overruled)
    return Sorted(good, same, sorted([*held, *bad], key=lambda one: one.line.number))


def _looked_at(fits: Sequence[Fit], on: date, overruled: frozenset[Misfit]) -> tuple[list[Fit], list[Held]]:
    """Each figure by the rules of the form: what cannot be, and what is surprising, is set aside."""
    looks = preview.previews(
        [(fit.return_, Answer(figures={fit.area.pk: fit.figure})) for fit in fits], on=on
    )
    good, held = [], []
    for fit, look in zip(fits, looks, strict=True):
        impossible = [fault.sentence for fault in look.faults if fault.is_impossible]
        if impossible:
            held.append(Held(fit.line, Misfit.IMPOSSIBLE, " ".join(impossible)))
        elif look.surprises and Misfit.SURPRISING not in overruled:
            held.append(Held(fit.line, Misfit.SURPRISING, " ".join(look.surprises)))
        else:
            good.append(fit)
    return good, held


class _Fitter:
    """What a row is held against: the organisation's indicators, their returns and published figures. Read once."""

    def __init__(self, source: Source, on: date, overruled: frozenset[Misfit]) -> None:
        self.source = source
        self.on = on
        self.overruled = overruled
        self.headline = headline_area()

    def fit(self, line: Line) -> Fit:
        """Raises _Misfit or _Same."""
        indicator = self._indicator(line)
        period = self._period(line)
        if self.source.figures_from is not None and period.from_on < self.source.figures_from:
            raise _Same
        area = self._area(line, indicator)
        figure = self._figure(line, indicator)
        self._check_definition(line, indicator, period)
        return self._place(line, indicator, period, area, figure)

    # --- words ------------------------------------------------------------------------------------------------

    def _indicator(self, line: Line) -> Indicator:
        text = line.cell(self.source.indicator_column)
        if self.source.indicator_id:
            found = next((one for one in self._indicators if one.pk == self.source.indicator_id), None)
        else:
            ours = _ours(text, self.source.indicator_words)
            found = self._by_word.get(ours.casefold())
        if found is None:
            raise _Misfit(Misfit.UNKNOWN_INDICATOR, f"“{text}” is no code or name of an indicator here.")
        if found.owner_organisation_id != self.source.organisation_id:
            whose = found.owner_organisation.label
            raise _Misfit(Misfit.NOT_OWED, f"{whose} answers for {found.code}, so this file cannot.")
        return found

    def _period(self, line: Line) -> Period:
        text = line.cell(self.source.period_column)
        ours = _ours(text, self.source.period_words)
        try:
            return _period_of(ours)
        except ValueError:
            raise _Misfit(Misfit.UNKNOWN_PERIOD, f"“{text}” is not a period that is known here.") from None

    def _area(self, line: Line, indicator: Indicator) -> Area:
        asked = areas_asked_within(indicator, self.headline)
        text = line.cell(self.source.area_column)
        if not self.source.area_column:
            found: Area | None = self.headline
        else:
            ours = _ours(text, self.source.area_words).casefold()
            found = next((one for one in self._areas if ours in (one.slug, one.name.casefold())), None)
        if found is None:
            raise _Misfit(Misfit.UNKNOWN_AREA, f"“{text}” is no area that is known here.")
        if found not in asked:
            if found == self.headline:
                raise _Same  # the whole is worked out from its parts
            raise _Misfit(Misfit.UNKNOWN_AREA, f"{indicator.code} asks for no figure for {found}.")
        return found

    # --- figures ----------------------------------------------------------------------------------------------

    def _figure(self, line: Line, indicator: Indicator) -> Figure:
        source = self.source
        columns = (
            {"numerator": source.numerator_column, "denominator": source.denominator_column}
            if indicator.is_ratio
            else {"value": source.value_column}
        )
        if not all(columns.values()):
            kind = "a numerator and a denominator" if indicator.is_ratio else "a value"
            raise _Misfit(Misfit.UNREADABLE, f"{indicator.code} takes {kind}, and no column is named for it.")
        texts = {name: line.cell(column) for name, column in columns.items()}
        if not any(texts.values()):
            raise _Same  # nothing is published yet
        for text in texts.values():
            absence = self.source.absence_words.get(text.casefold())
            if absence:
                reason = f"The published file says “{text}”."[: LONGEST["absence_reason"]]
                return Figure(absence=absence, absence_reason=reason)
        numbers: dict[str, Any] = {name: _number(text, indicator) for name, text in texts.items()}
        return Figure(**numbers)

    def _check_definition(self, line: Line, indicator: Indicator, period: Period) -> None:
        if not self.source.definition_column or Misfit.WRONG_DEFINITION in self.overruled:
            return
        text = line.cell(self.source.definition_column)
        ours = _ours(text, self.source.definition_words)
        digits = re.search(r"\d+", ours)
        wanted = definition_at(self._definitions, indicator.pk, period.from_on)
        if wanted is not None and (digits is None or int(digits[0][:9]) != wanted.number):
            raise _Misfit(
                Misfit.WRONG_DEFINITION,
                f"It is counted by “{text}”; for {period} {indicator.code} is counted by definition {wanted.number}.",
            )

    # --- where it goes ----------------------------------------------------------------------------------------

    def _place(self, line: Line, indicator: Indicator, period: Period, area: Area, figure: Figure) -> Fit:
        return_ = self._returns.get((indicator.pk, period))
        if return_ is None:
            published = self._published.get((indicator.pk, area.pk, period))
            if published is None:
                raise _Misfit(Misfit.NOT_ASKED, f"No round has asked for {indicator.code} in {period}.")
            if _is_same(_figure_of(published), figure):
                raise _Same
            raise _Misfit(Misfit.LOCKED, f"Another figure of {indicator.code} for {period} is published.")
        standing = answer_of(return_).figures.get(area.pk)
        if standing is not None and _is_same(standing, figure):
            raise _Same
        lock = lock_of(return_, self.on)
        if lock is not None:
            raise _Misfit(Misfit.LOCKED, f"{indicator.code} for {period}: {lock.sentence}")
        if return_.state not in DRAFTED:
            raise _Misfit(
                Misfit.LOCKED,
                f"{indicator.code} for {period} has been submitted. It must be taken back first.",
            )
        if standing is not None and Misfit.DIFFERS not in self.overruled:
            raise _Misfit(
                Misfit.DIFFERS,
                f"Another figure of {indicator.code} for {period}, {area}, is drafted already.",
            )
        return Fit(line, return_, area, figure)

    # --- what is known ----------------------------------------------------------------------------------------

    @cached_property
    def _indicators(self) -> list[Indicator]:
        rows = Indicator.objects.select_related("owner_organisation", "outcome")
        return list(rows.prefetch_related("aliases", "splits__area"))

    @cached_property
    def _by_word(self) -> dict[str, Indicator]:
        found: dict[str, Indicator] = {}
        tellers: list[Callable[[Indicator], list[str]]] = [
            lambda one: [alias.alias for alias in one.aliases.all()],
            lambda one: [one.title],
            lambda one: [one.code, one.code.replace(" ", ""), one.slug],
        ]
        for words in tellers:  # a code goes before a title, and a title before another name
            found |= {word.casefold(): one for one in self._indicators for word in words(one)}
        return found

    @cached_property
    def _own(self) -> list[Indicator]:
        return [one for one in self._indicators if one.owner_organisation_id == self.source.organisation_id]

    @cached_property
    def _areas(self) -> list[Area]:
        return list(Area.objects.all())

    @cached_property
    def _returns(self) -> dict[tuple[int, Period], Return]:
        """The newest return of each indicator and period, practice left out."""
        own = {one.pk: one for one in self._own}
        rows = Return.objects.filter(indicator__in=own).in_earnest().select_related("round", "verified_by")
        found = {}
        for row in rows.prefetch_related("figures").order_by("pk"):
            row.indicator = own[row.indicator_id]
            found[row.indicator_id, row.period] = row
        return found

    @cached_property
    def _published(self) -> dict[tuple[int, int, Period], Observation]:
        rows = Observation.objects.latest().filter(indicator__in=self._own)
        return {(row.indicator_id, row.area_id, row.period): row for row in rows}

    @cached_property
    def _definitions(self) -> dict[int, list]:
        return definitions_of(self._own)


# --- texts ----------------------------------------------------------------------------------------------------


def _ours(text: str, words: Mapping[str, str]) -> str:
    return words.get(text.casefold(), text)


def _period_of(text: str) -> Period:
    """A period by its label, or by its first day and the day after its last: 2009-01-01/2009-04-01. Raises ValueError."""
    first, slash, last = text.partition("/")
    if slash and len(first) == len("2009-01-01"):
        return Period(date.fromisoformat(first.strip()), date.fromisoformat(last.strip()))
    return parse_label(text)


def _number(text: str, indicator: Indicator) -> Decimal:
    """A number as published files write it: with commas between thousands, a share with its sign. Raises _Misfit."""
    plain = text.removesuffix("%").strip() if indicator.measure == Measure.SHARE else text
    if not NUMBER.fullmatch(plain):
        raise _Misfit(
            Misfit.UNREADABLE, f"“{text}” is not a number." if text else "One of the two numbers is missing."
        )
    number = Decimal(plain.replace(",", ""))
    decimals = max(0, -int(number.normalize().as_tuple().exponent))
    if decimals > MOST_DECIMALS or number.adjusted() >= MOST_DIGITS - MOST_DECIMALS:
        raise _Misfit(Misfit.UNREADABLE, f"“{text}” has more digits than can be kept.")
    return number


def _figure_of(row: Observation | ReturnFigure) -> Figure:
    return Figure(row.value, row.numerator, row.denominator, row.absence, row.absence_reason)


def _is_same(standing: Figure, told: Figure) -> bool:
    """Whether two figures say the same. An absence is the same for whatever reason; a ratio by its two numbers."""
    if standing.absence or told.absence:
        return standing.absence == told.absence
    if told.numerator is not None:
        return (standing.numerator, standing.denominator) == (told.numerator, told.denominator)
    return standing.value == told.value


ABSENCES: Final = {Absence(one): Absence(one).label for one in preview.ANSWERABLE_ABSENCES}
