"""Rows against returns: whose they are, what they would change, and every fault by its place. Nothing is written.

A row that says exactly what is saved is passed over, whatever its version, so that a workbook can be filled in and
uploaded in several goes. Any other row must be the reader's to answer, open, and drawn from the present version.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from partnerships.models import Area, Person
from performance import preview
from performance.answers import Answer, Figure, answer_of
from performance.derived import areas_asked_within, headline_area
from performance.enums import ReturnState
from performance.forms.returns import FIGURE, ReturnForm
from performance.locks import lock_of
from performance.models import Return, ReturnFigure, Round
from performance.workbook.entries import Entry
from performance.workbook.faults import Fault, of_file, quoted
from performance.workbook.layout import BY_KEY, NUMBERS, OF_RETURN, SUBMIT, choices_in_words, plain_text
from performance.workbook.owed import numbers_of, with_splits
from performance.workbook.reading import Read, Row

LONGEST: Final = {
    "absence_reason": ReturnFigure._meta.get_field("absence_reason").max_length or 0,
    "commentary": ReturnForm.base_fields["commentary"].max_length,  # type: ignore[attr-defined]
}
"""Characters that the form takes of a text."""
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
WHOLE = re.compile(r"[0-9]{1,9}")
NOTHING_TO_DO = "Nothing in this file differs from what is saved, and nothing is to be submitted."


@dataclass(frozen=True, slots=True)
class Checked:
    """What an upload would do, or why it does nothing: there are entries or faults, never both and never neither."""

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class Group:
    """The rows of one return by area, while its answer is put together."""

    return_: Return
    rows: dict[int, Row] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    is_broken: bool = False
    """One of its rows was refused already, so that nothing is said of rows that are missing."""

    @property
    def first(self) -> Row:
        return next(iter(self.rows.values()))


def check(read: Read, round_: Round, *, by: Person, on: date) -> Checked:
    """Check what was read from a file, whole. A fixed number of queries."""
    if read.faults:
        return _refused(read.faults)
    returns = {return_.pk: return_ for return_ in with_splits(Return.objects.filter(round=round_))}
    headline = headline_area()
    groups, faults = _grouped(read.rows, returns, headline, round_, by)
    wanted: list[tuple[Group, Answer, bool]] = []
    for group in groups:
        asked = areas_asked_within(group.return_.indicator, headline)
        answer, is_final = _answer(group, asked)
        if group.is_broken or group.faults or _is_saved(group.return_, answer, asked, is_final=is_final):
            continue
        in_the_way = _in_the_way(group, on)
        if in_the_way:
            group.faults.append(in_the_way)
        elif _says_nothing_to_do(group):
            group.faults.append(
                group.first.fault("do", "Say “save as draft” or “submit”: this row was changed.")
            )
        else:
            wanted.append((group, answer, is_final))
    _look_at(wanted, on)
    faults += [fault for group in groups for fault in group.faults]
    if faults:
        return _refused(faults)
    entries = tuple(
        Entry(group.return_.pk, group.return_.version, is_final, answer, group.first.place)
        for group, answer, is_final in wanted
    )
    return Checked(entries, ()) if entries else _refused([of_file(NOTHING_TO_DO)])


def _refused(faults: Iterable[Fault]) -> Checked:
    return Checked((), tuple(dict.fromkeys(sorted(faults, key=lambda one: (one.sheet, one.row)))))


# --- whose row it is ------------------------------------------------------------------------------------------


def _grouped(
    rows: Sequence[Row], returns: Mapping[int, Return], headline: Area, round_: Round, by: Person
) -> tuple[list[Group], list[Fault]]:
    """The rows by return and area; those that belong to no return of the reader's are faults."""
    groups: dict[int, Group] = {}
    faults: list[Fault] = []
    for row in rows:
        number = row.cells["return"]
        return_ = returns.get(int(number)) if WHOLE.fullmatch(number) else None
        if return_ is None:
            faults.append(
                row.fault(
                    "return",
                    f"{quoted(number) if number else 'This'} is no return of {round_}. "
                    "Download the workbook again and put your figures into it.",
                )
            )
            continue
        fault = _not_this_row(row, return_, by)
        area = next(
            (one for one in areas_asked_within(return_.indicator, headline) if one.name == row.cells["area"]),
            None,
        )
        if fault is None and area is None:
            fault = row.fault(
                "area",
                f"{return_.indicator.code} asks for no figure for {quoted(row.cells['area'])}.",
            )
        group = groups.setdefault(return_.pk, Group(return_))
        if fault is None and area is not None and area.pk in group.rows:
            fault = row.fault(
                "",
                f"{_named(return_, area, headline)} stands there twice: here and in "
                f"{group.rows[area.pk].within}.",
            )
        if fault is not None:
            faults.append(fault)
            group.is_broken = True
        elif area is not None:
            group.rows[area.pk] = row
    return [group for group in groups.values() if group.rows], faults


def _not_this_row(row: Row, return_: Return, by: Person) -> Fault | None:
    """A row that names another indicator than its return does, or one that is not the reader's to answer."""
    indicator = return_.indicator
    if row.cells["code"] != plain_text(indicator.code):
        return row.fault(
            "code",
            f"This row says {quoted(row.cells['code'])} but bears the number of {indicator.code}. "
            "Download the workbook again and put your figures into it.",
        )
    if not by.has_perm("performance.answer_return", return_):
        return row.fault(
            "",
            f"{indicator.code} is not yours to return: {indicator.owner_organisation.label} answers for it. "
            "Delete its sheet or its rows.",
        )
    return None


def _named(return_: Return, area: Area, headline: Area) -> str:
    code = return_.indicator.code
    return code if area.pk == headline.pk else f"{code} for {area.name}"


def _in_the_way(group: Group, on: date) -> Fault | None:
    """Why a row that changes something cannot be taken: its return is locked, submitted, or has changed since."""
    return_, row = group.return_, group.first
    code = return_.indicator.code
    lock = lock_of(return_, on)
    if lock is not None:
        return row.fault("", f"{code} cannot be changed now. {lock.sentence}")
    if return_.state == ReturnState.SUBMITTED:
        return row.fault(
            "", f"{code} has been submitted. Take it back first, then download the workbook again."
        )
    versions = {one.cells["version"] for one in group.rows.values()}
    if versions == {str(return_.version)}:
        return None
    who = f" by {return_.saved_by}" if return_.saved_by else ""
    return row.fault(
        "",
        f"{code} has been changed{who} since this workbook was downloaded. Download it again for this row.",
    )


# --- what it says ---------------------------------------------------------------------------------------------


def _answer(group: Group, asked: Sequence[Area]) -> tuple[Answer, bool]:
    """The answer that the rows give, and whether it is to be submitted. What cannot be read is a fault of the group."""
    missing = [area.name for area in asked if area.pk not in group.rows]
    if missing and not group.is_broken:
        group.faults.append(
            group.first.fault(
                "area",
                f"{group.return_.indicator.code} asks for {len(asked)} areas; "
                f"there is no row for {', '.join(missing)}.",
            )
        )
    figures = {area_id: _figure(group, row) for area_id, row in group.rows.items()}
    said = {key: _of_return(group, key) for key in OF_RETURN}
    code = {key: _code(group, key, said[key]) for key in OF_RETURN if BY_KEY[key].words}
    if not said["is_provisional"]:
        group.faults.append(
            group.first.fault("is_provisional", f"Say {choices_in_words(BY_KEY['is_provisional'])}.")
        )
    answer = Answer(
        figures={area_id: figure for area_id, figure in figures.items() if figure.is_given},
        is_provisional=code["is_provisional"] == "yes",
        commentary=_text(group, group.first, "commentary", said["commentary"]),
        direction_view=code["direction_view"],
        is_surprise_confirmed=code["is_surprise_confirmed"] == "yes",
    )
    return answer, code["do"] == SUBMIT


def _of_return(group: Group, key: str) -> str:
    """What the rows of a return say of it as a whole: once, or everywhere the same."""
    said = {row.cells[key]: row for row in group.rows.values() if row.cells[key]}
    if len(said) > 1:
        _, *others = said.values()
        group.faults.append(
            others[0].fault(key, f"This contradicts {group.first.within}. Say it once, in the first row.")
        )
    return next(iter(said), "")


def _figure(group: Group, row: Row) -> Figure:
    indicator = group.return_.indicator
    numbers = {key: _number(group, row, key) for key in NUMBERS}
    asked = numbers_of(indicator)
    for key in NUMBERS:
        if key not in asked and row.cells[key]:
            columns = " and ".join(BY_KEY[one].title for one in asked)
            group.faults.append(
                row.fault(key, f"{indicator.code} is typed in {columns}. Leave this cell empty.")
            )
    given = [key for key in asked if row.cells[key]]
    if given and len(given) < len(asked):
        missing = next(key for key in asked if key not in given)
        group.faults.append(row.fault(missing, f"Enter the {BY_KEY[missing].title.lower()} as well."))
    absence = _code(group, "absence", row.cells["absence"], row)
    if absence and given:
        group.faults.append(row.fault("absence", "Give a figure or a reason for none, not both."))
    reason = _text(group, row, "absence_reason", row.cells["absence_reason"])
    if absence and given:
        return Figure()
    return Figure(
        **{key: numbers[key] for key in asked if len(given) == len(asked)},
        absence=absence,
        absence_reason=reason,
    )


def _number(group: Group, row: Row, key: str) -> Decimal | None:
    text = row.cells[key]
    if not text:
        return None
    sentence = _why_no_number(text) or _why_no_figure(text)
    if sentence:
        group.faults.append(row.fault(key, sentence))
        return None
    return Decimal(text)


def _why_no_figure(text: str) -> str:
    """A number that the form would not take either: too many digits before or after the point."""
    _, digits, exponent = Decimal(text).normalize().as_tuple()
    after = -int(exponent)
    if after > FIGURE["decimal_places"]:
        return f"{quoted(text)} has more than {FIGURE['decimal_places']} decimals."
    most = FIGURE["max_digits"] - FIGURE["decimal_places"]
    if len(digits) - after > most:
        return f"{quoted(text)} is too large: {most} digits before the point are the most."
    return ""


def _why_no_number(text: str) -> str:
    if NUMBER.fullmatch(text):
        return ""
    if "%" in text and NUMBER.fullmatch(text.replace("%", "").strip()):
        return f"{quoted(text)} has a % sign. Type the digits only."
    if "," in text and NUMBER.fullmatch(text.replace(",", "")):
        return f"{quoted(text)} has a comma. Type the digits without commas, with a point for decimals."
    return f"{quoted(text)} is not a number."


def _code(group: Group, key: str, text: str, row: Row | None = None) -> str:
    """The code of a word; a word that is not offered is a fault."""
    column = BY_KEY[key]
    if text and text.lower() not in column.codes:
        where = row or next(one for one in group.rows.values() if one.cells[key] == text)
        group.faults.append(
            where.fault(key, f"{quoted(text)} is not offered. Say {choices_in_words(column)}.")
        )
    return column.codes.get(text.lower(), "")


def _text(group: Group, row: Row, key: str, text: str) -> str:
    if len(text) > LONGEST[key]:
        group.faults.append(
            row.fault(
                key, f"This has {len(text):,} characters; {LONGEST[key]:,} are the most that are taken."
            )
        )
    return text


# --- against what is saved, and by the rules ------------------------------------------------------------------


def _is_saved(return_: Return, answer: Answer, asked: Sequence[Area], *, is_final: bool) -> bool:
    """Whether the rows say what is saved and ask for nothing more than has been done."""
    saved = answer_of(return_)
    areas = {area.pk for area in asked}
    same = (
        {pk: _compared(figure) for pk, figure in saved.figures.items() if pk in areas}
        == {pk: _compared(figure) for pk, figure in answer.figures.items()}
        and plain_text(saved.commentary) == answer.commentary
        and saved.direction_view == answer.direction_view
        and saved.is_provisional == answer.is_provisional
        and saved.is_surprise_confirmed == answer.is_surprise_confirmed
    )
    is_drafted = return_.state in (ReturnState.NOT_STARTED, ReturnState.DRAFT)
    return same and not (is_final and is_drafted)


def _compared(figure: Figure) -> tuple[object, ...]:
    return (
        figure.value,
        figure.numerator,
        figure.denominator,
        figure.absence,
        plain_text(figure.absence_reason),
    )


def _says_nothing_to_do(group: Group) -> bool:
    words = {row.cells["do"].lower() for row in group.rows.values()}
    return not any(BY_KEY["do"].codes.get(word) for word in words)


def _look_at(wanted: Sequence[tuple[Group, Answer, bool]], on: date) -> None:
    """Ask the rules of the form about every answer at once: the impossible is refused, and whatever bars a submission."""
    looks = preview.previews([(group.return_, answer) for group, answer, _ in wanted], on=on)
    for (group, _, is_final), look in zip(wanted, looks, strict=True):
        fields = {
            preview.field_of(area_id, key): (row, key)
            for area_id, row in group.rows.items()
            for key in (*NUMBERS, "absence_reason")
        }
        for fault in look.faults:
            if fault.is_impossible or is_final:
                row, key = fields.get(fault.field, (group.first, fault.field))
                group.faults.append(row.fault(key, fault.sentence))
