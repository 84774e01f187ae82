"""The files of a partnership folder, version 1: their columns, keys and references, in the order of loading.

``docs/how-to/start-a-partnership.md`` tells the same in the words of whoever writes a folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dorset_lsp.site.loading.cells import (
    DAY,
    EMAIL,
    NUMBER,
    NUMBERS,
    SLUG,
    WEIGHTS,
    WHOLE,
    WORDS,
    YES_NO,
    Kind,
    choice,
    one_of,
    text,
)
from partnerships import enums as people
from performance import enums as figures

FORMAT: Final = 1


@dataclass(frozen=True)
class Column:
    """One column: its kind, whether each row must fill it, and the file whose key it (or each of its items) names."""

    name: str
    kind: Kind
    required: bool = False
    refers_to: str = ""


@dataclass(frozen=True)
class Together:
    """Columns that name another file's row together, such as body and seat. Asked when all of them are filled."""

    columns: tuple[str, ...]
    refers_to: str


@dataclass(frozen=True)
class File:
    """One file: its columns, the columns that make its key, and whether a parent must stand above its parts."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    together: tuple[Together, ...] = ()
    above: str = ""

    @property
    def csv(self) -> str:
        return f"{self.name}.csv"

    @property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}


def _must(name: str, kind: Kind, refers_to: str = "") -> Column:
    return Column(name, kind, required=True, refers_to=refers_to)


def _may(name: str, kind: Kind, refers_to: str = "") -> Column:
    return Column(name, kind, refers_to=refers_to)


_LIFE: Final = (_must("from", DAY), _may("to", DAY))
_ILLUSTRATIVE: Final = _may("illustrative", YES_NO)
_FIGURE: Final = (
    _may("value", NUMBER),
    _may("numerator", NUMBER),
    _may("denominator", NUMBER),
    _may("absence", choice(figures.Absence)),
    _may("absence_reason", text(300)),
)
_RETURN: Final = (_must("round", SLUG, "rounds"), _must("indicator", text(20), "indicators"))

_PARTNERSHIP: Final = (
    File("areas", (
        _must("slug", SLUG), _must("name", text(120)), _must("kind", choice(people.AreaKind)),
        _may("parent", SLUG, "areas"),
    ), key=("slug",), above="parent"),
    File("organisations", (
        _must("slug", SLUG), _must("name", text(160)), _may("short_name", text(60)),
        _must("kind", choice(people.OrganisationKind)), _may("area", SLUG, "areas"), _ILLUSTRATIVE,
    ), key=("slug",)),
    File("people", (
        _must("email", EMAIL), _must("name", text(120)), _may("job_title", text(120)),
        _may("organisation", SLUG, "organisations"), _must("signs_in", YES_NO), _may("staff", YES_NO), _ILLUSTRATIVE,
    ), key=("email",)),
    File("bodies", (
        _must("slug", SLUG), _must("name", text(160)), _must("kind", choice(people.BodyKind)),
        _may("parent", SLUG, "bodies"), _must("area", SLUG, "areas"), _must("layer", choice(people.Layer)),
        _may("character", choice(people.Character)), _may("purpose", text()), _may("terms_of_reference", text()),
        _may("quorum", WHOLE), _may("meetings_a_year", WHOLE), *_LIFE, _ILLUSTRATIVE,
    ), key=("slug",), above="parent"),
    File("seats", (
        _must("body", SLUG, "bodies"), _must("number", WHOLE), _may("organisation", SLUG, "organisations"),
        _may("title", text(120)), *_LIFE,
    ), key=("body", "number")),
    File("memberships", (
        _must("body", SLUG, "bodies"), _may("seat", WHOLE), _must("person", EMAIL, "people"),
        _must("role", choice(people.MembershipRole)), _may("basis", choice(people.Basis)), *_LIFE,
        _may("end_reason", text(200)),
    ), key=("body", "person", "role", "from"), together=(Together(("body", "seat"), "seats"),)),
    File("challenges", (
        _must("slug", SLUG), _must("number", WHOLE), _must("title", text(200)),
    ), key=("slug",)),
    File("outcomes", (
        _must("slug", SLUG), _must("title", text(200)), _must("short_title", text(40)), _may("description", text()),
        _may("challenge", SLUG, "challenges"), _must("body", SLUG, "bodies"), _must("in_agreement", YES_NO),
        _must("position", WHOLE), _ILLUSTRATIVE,
    ), key=("slug",)),
)  # fmt: skip

_PERFORMANCE: Final = (
    File("indicators", (
        _must("code", text(20)), _may("catalogue", SLUG), _may("catalogue_code", text(20)), _may("title", text(200)),
        _may("part_of", text(20), "indicators"),
        _must("outcome", SLUG, "outcomes"), _must("owner_organisation", SLUG, "organisations"),
        _may("owner", EMAIL, "people"), _must("measure", choice(figures.Measure)), _may("unit", text(60)),
        _must("decimals", WHOLE), _may("polarity", choice(figures.Polarity)),
        _may("frequency", choice(figures.Frequency)), _may("first_year", WHOLE), _may("year_start_month", WHOLE),
        _may("seasonal", YES_NO), _may("lag_days", WHOLE), _must("combine", choice(figures.Combine)),
        _may("profile", NUMBERS), _may("per", WHOLE), _may("numerator_label", text(120)),
        _may("denominator_label", text(120)), _may("county_rule", choice(figures.CountyRule)),
        _may("tolerance_kind", choice(figures.ToleranceKind)), _may("tolerance", NUMBER), _may("stated_low", NUMBER),
        _may("stated_high", NUMBER), _may("source", text(300)), _may("source_status", choice(figures.SourceStatus)),
        _may("source_note", text(300)), _may("illustrative_figures", YES_NO), _may("first_figure", DAY),
        _may("withdrawn", DAY), _may("withdrawn_by_whom", text(160)), _may("aliases", WORDS),
        _may("splits", WEIGHTS, "areas"),
    ), key=("code",), above="part_of"),
    File("definitions", (
        _must("indicator", text(20), "indicators"), _must("number", WHOLE), _must("from", DAY), _must("text", text()),
        _may("reason", text(300)),
    ), key=("indicator", "number")),
    File("targets", (
        _must("version", WHOLE), _must("indicator", text(20), "indicators"),
        _must("kind", choice(figures.TargetKind)), _must("state", choice(figures.TargetState)),
        _may("state_as_printed", text(120)), _may("state_reason", text(300)), _may("baseline", NUMBER),
        _may("baseline_as_printed", text(300)), _may("baseline_label", text(60)), _may("baseline_from", DAY),
        _may("baseline_to", DAY), _may("relates_to", WORDS, "organisations"),
    ), key=("version", "indicator")),
    File("target_points", (
        _must("version", WHOLE), _must("indicator", text(20), "indicators"), _must("label", text(60)),
        _must("from", DAY), _must("to", DAY), _may("value", NUMBER), _may("value_high", NUMBER),
        _may("as_printed", text(300)),
    ), key=("version", "indicator", "to"), together=(Together(("version", "indicator"), "targets"),)),
    File("printed", (
        _must("document", SLUG), _must("row", WHOLE), _must("indicator", text(20), "indicators"),
        _must("heading", text(120)), _may("text", text()), _may("read_as", choice(figures.PrintedKind)),
    ), key=("document", "row", "heading")),
    File("scorecards", (
        _must("slug", SLUG), _must("title", text(120)), _may("subtitle", text(200)), _may("body", SLUG, "bodies"),
        _may("organisation", SLUG, "organisations"), _may("outcome", SLUG, "outcomes"), _may("agreement", YES_NO),
        _must("indicators", WORDS, "indicators"), _must("position", WHOLE),
    ), key=("slug",)),
    File("history", (
        _must("indicator", text(20), "indicators"), _must("area", SLUG, "areas"), _must("from", DAY), _must("to", DAY),
        *_FIGURE, _must("received", DAY), _must("published", DAY), _may("provisional", YES_NO),
        _may("source", text(300)), _ILLUSTRATIVE,
    ), key=("indicator", "area", "from", "to")),
    File("rounds", (
        _must("slug", SLUG), _must("title", text(60)), _must("from", DAY), _must("to", DAY), _must("opens", DAY),
        _must("due", DAY), _must("closes", DAY), _may("opened", DAY), _may("published", DAY),
        _may("published_by", EMAIL, "people"),
    ), key=("slug",)),
    File("answers", (
        *_RETURN, _must("attempt", WHOLE), _must("area", SLUG, "areas"), *_FIGURE,
    ), key=("round", "indicator", "attempt", "area")),
    File("commentaries", (
        *_RETURN, _must("attempt", WHOLE), _may("provisional", YES_NO), _may("surprise_confirmed", YES_NO),
        _may("direction_view", choice(figures.Direction)), _may("commentary", text()),
    ), key=("round", "indicator", "attempt")),
    File("events", (
        *_RETURN, _must("on", DAY), _must("event", one_of("save", "submit", "send_back", "verify", "reopen")),
        _may("attempt", WHOLE), _must("by", EMAIL, "people"), _may("text", text()),
    ), key=("round", "indicator", "on", "event", "attempt")),
    File("actions", (
        _must("key", SLUG), _must("title", text(200)), _may("description", text()),
        _may("outcome", SLUG, "outcomes"), _must("body", SLUG, "bodies"),
        _must("organisation", SLUG, "organisations"), _must("lead", EMAIL, "people"), _must("due", DAY),
        _must("raised", DAY), _must("raised_by", EMAIL, "people"), _may("agreed", DAY),
        _may("agreed_by", EMAIL, "people"), _may("ended", DAY), _may("ended_by", EMAIL, "people"),
        _may("end", one_of("done", "dropped")), _may("reason", text()),
        _may("from_indicator", text(20), "indicators"), _may("from_round", SLUG, "rounds"), _ILLUSTRATIVE,
    ), key=("key",)),
    File("action_notes", (
        _must("action", SLUG, "actions"), _must("on", DAY), _must("by", EMAIL, "people"), _must("text", text()),
    ), key=("action", "on", "by")),
)  # fmt: skip

FILES: Final = {file.name: file for file in (*_PARTNERSHIP, *_PERFORMANCE)}
