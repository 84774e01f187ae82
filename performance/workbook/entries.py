"""What an upload will do, return by return, as it is kept between the check and the word to go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from performance.answers import Answer, Earlier, Figure
from performance.models import Return


@dataclass(frozen=True, slots=True)
class Done:
    """What applying did to one return: where it stood before, and the version and state that it was left in."""

    earlier: Earlier
    version: int
    state: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One return with its new answer. ``version`` is the one seen at the check; ``place`` names the row of the file."""

    return_id: int
    version: int
    is_final: bool
    answer: Answer
    place: str
    done: Done | None = None


def has_moved(return_: Return, entry: Entry) -> bool:
    """Whether a return is no longer as an entry saw it at the check or, once applied, as it was left."""
    if entry.done is None:
        return return_.version != entry.version
    return (return_.version, return_.state) != (entry.done.version, entry.done.state)


def as_json(entry: Entry) -> dict[str, Any]:
    """The entry as plain values."""
    done = entry.done
    return {
        "return": entry.return_id,
        "version": entry.version,
        "is_final": entry.is_final,
        "answer": _answer_as_json(entry.answer),
        "place": entry.place,
        "done": done
        and {"earlier": _earlier_as_json(done.earlier), "version": done.version, "state": done.state},
    }


def from_json(kept: dict[str, Any]) -> Entry:
    """The entry that ``as_json`` was given."""
    done = kept["done"]
    return Entry(
        return_id=kept["return"],
        version=kept["version"],
        is_final=kept["is_final"],
        answer=_answer_from_json(kept["answer"]),
        place=kept["place"],
        done=done and Done(_earlier_from_json(done["earlier"]), done["version"], done["state"]),
    )


def _answer_as_json(answer: Answer) -> dict[str, Any]:
    return {
        "figures": {str(area_id): _figure_as_json(figure) for area_id, figure in answer.figures.items()},
        "is_provisional": answer.is_provisional,
        "commentary": answer.commentary,
        "direction_view": answer.direction_view,
        "is_surprise_confirmed": answer.is_surprise_confirmed,
    }


def _answer_from_json(kept: dict[str, Any]) -> Answer:
    figures = {int(area_id): _figure_from_json(figure) for area_id, figure in kept["figures"].items()}
    return Answer(**{**kept, "figures": figures})


def _figure_as_json(figure: Figure) -> dict[str, Any]:
    numbers = {name: getattr(figure, name) for name in ("value", "numerator", "denominator")}
    texts = {"absence": figure.absence, "absence_reason": figure.absence_reason}
    return {name: None if number is None else str(number) for name, number in numbers.items()} | texts


def _figure_from_json(kept: dict[str, Any]) -> Figure:
    numbers = {name: kept[name] for name in ("value", "numerator", "denominator")}
    return Figure(
        **{name: None if number is None else Decimal(number) for name, number in numbers.items()},
        absence=kept["absence"],
        absence_reason=kept["absence_reason"],
    )


def _earlier_as_json(earlier: Earlier) -> dict[str, Any]:
    return {
        "state": earlier.state,
        "answer": _answer_as_json(earlier.answer),
        "saved_on": _day_as_json(earlier.saved_on),
        "saved_by": earlier.saved_by_id,
        "sent_back_on": _day_as_json(earlier.sent_back_on),
        "sent_back_reason": earlier.sent_back_reason,
    }


def _earlier_from_json(kept: dict[str, Any]) -> Earlier:
    return Earlier(
        state=kept["state"],
        answer=_answer_from_json(kept["answer"]),
        saved_on=_day_from_json(kept["saved_on"]),
        saved_by_id=kept["saved_by"],
        sent_back_on=_day_from_json(kept["sent_back_on"]),
        sent_back_reason=kept["sent_back_reason"],
    )


def _day_as_json(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day_from_json(kept: str | None) -> date | None:
    return None if kept is None else date.fromisoformat(kept)
