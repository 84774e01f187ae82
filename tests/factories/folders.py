"""Partnership folders for tests: one small and fixed, and generated ones with every kind of cell."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from hypothesis import strategies as st

from dorset_lsp.site.loading import Folder, load
from dorset_lsp.site.loading.exporting import Files, export, write
from dorset_lsp.site.loading.exporting.printing import content_of
from dorset_lsp.site.loading.faults import Faults
from dorset_lsp.site.loading.formats import FILES
from dorset_lsp.site.loading.words import AgreementWords, StrategyWords, VersionWords, Words, text_of
from partnerships import enums as people
from performance import enums as figures

Rows = list[dict[str, Any]]


def loaded_and_exported(path: Path) -> Files:
    """What is exported after the folder was loaded. The database is then as it was."""
    with transaction.atomic():
        load(path)
        files = export()
        transaction.set_rollback(True)
    return files


def export_of_export(files: Files, path: Path) -> Files:
    """What is exported after an export was loaded in turn."""
    write(files, path, replace=True)
    return loaded_and_exported(path)


def folder_files(words: Words, tables: dict[str, Rows]) -> Files:
    """The files of a folder with these values; a column that a row does not give is left empty."""
    faults = Faults()
    files = {"partnership.yaml": text_of(words).encode()}
    for name, rows in tables.items():
        whole = [{column: row.get(column) for column in FILES[name].by_name} for row in rows]
        files[f"{name}.csv"] = content_of(FILES[name], whole, faults)
    faults.raise_if_any()
    return files


def said(folder: Folder) -> dict[str, dict[Any, dict[str, Any]]]:
    """What the cells mean that are filled, by file and key, whatever the order of rows."""
    return {
        name: {
            row.key(FILES[name].key): {
                column: row[column] for column in row.printed if row.printed[column].strip()
            }
            for row in rows
        }
        for name, rows in folder.tables.items()
    }


# ── One small and fixed, with a round and an action ─────────────────────────────────────────────────────
VALE_WORDS = """
format: 1
name: Vale Partnership
area: vale
today: 2009-04-20
strategy: {slug: vale-2020, title: Vale 2020, from: 2008-04-01, to: 2020-04-01}
agreement:
  slug: vale-agreement
  title: Vale agreement
  area: vale
  from: 2008-04-01
  to: 2011-04-01
  versions: [{number: 1, title: As signed, agreed: 2008-04-01}]
demo_accounts: [{email: olive@vale.example, shows: What an owner sees}]
"""

VALE_FILES = {
    "areas": "slug,name,kind,parent\nvale,Vale,county,\nhill,Hill,district,vale\nmarsh,Marsh,district,vale\n",
    "organisations": "slug,name,kind\nvale-council,Vale Council,county_council\n",
    "people": (
        "email,name,organisation,signs_in\n"
        "olive@vale.example,Olive Owner,vale-council,yes\n"
        "leo@vale.example,Leo Lead,,yes\n"
        "cora@vale.example,Cora Coordinator,,yes\n"
        "una@vale.example,Una Away,,no\n"
    ),
    "bodies": (
        "slug,name,kind,parent,area,layer,from\n"
        "board,Board,board,,vale,strategic,2002-01-01\n"
        "homes-group,Homes group,theme_group,board,vale,operational,2004-01-01\n"
    ),
    "seats": "body,number,from,to\nboard,1,2002-01-01,\nboard,2,2002-01-01,2007-10-01\nhomes-group,1,2004-01-01,\n",
    "memberships": (
        "body,seat,person,role,from,to,end_reason\n"
        "board,,cora@vale.example,support,2006-01-01,,\n"
        "board,1,una@vale.example,chair,2006-01-01,2008-01-01,Moved away\n"
        "board,2,leo@vale.example,member,2006-01-01,2007-10-01,The Board became smaller\n"
        "homes-group,1,leo@vale.example,chair,2006-01-01,,\n"
    ),
    "challenges": "slug,number,title\nhomes,1,Homes\n",
    "outcomes": (
        "slug,title,short_title,challenge,body,in_agreement,position\n"
        "homes,More homes,Homes,homes,homes-group,yes,1\n"
    ),
    "indicators": (
        "code,title,outcome,owner_organisation,owner,measure,unit,decimals,polarity,frequency,lag_days,combine,"
        "county_rule,source_status,splits,aliases\n"
        "NI 154,Net additional homes,homes,vale-council,olive@vale.example,count,homes,0,higher,quarterly,20,"
        "sum_to_date,sum,confirmed,hill;marsh:2.5,BV 154\n"
    ),
    "definitions": "indicator,number,from,text\nNI 154,1,2000-01-01,Homes built less homes lost.\n",
    "targets": "version,indicator,kind,state,relates_to\n1,NI 154,designated,agreed,vale-council\n",
    "target_points": (
        "version,indicator,label,from,to,value,as_printed\n"
        "1,NI 154,2008/09,2008-04-01,2009-04-01,400,about 400\n"
    ),
    "scorecards": "slug,title,body,outcome,indicators,position\nhomes,Homes,homes-group,homes,NI 154,1\n",
    "history": (
        "indicator,area,from,to,value,received,published\n"
        "NI 154,vale,2007-04-01,2007-07-01,90,2007-07-20,2007-08-20\n"
    ),
    "rounds": (
        "slug,title,from,to,opens,due,closes,opened,published,published_by\n"
        "q1,Q1 2008/09,2008-04-01,2008-07-01,2008-07-01,2008-07-31,2008-08-15,2008-07-01,2008-08-26,cora@vale.example\n"
    ),
    "answers": (
        "round,indicator,attempt,area,value\n"
        "q1,NI 154,1,hill,40\nq1,NI 154,1,marsh,50\nq1,NI 154,2,hill,45\nq1,NI 154,2,marsh,50\n"
    ),
    "commentaries": (
        "round,indicator,attempt,direction_view,commentary\n"
        "q1,NI 154,1,steady,One site is late.\nq1,NI 154,2,improving,One site is late.\n"
    ),
    "events": (
        "round,indicator,on,event,attempt,by,text\n"
        "q1,NI 154,2008-07-10,save,1,olive@vale.example,\n"
        "q1,NI 154,2008-07-11,submit,,olive@vale.example,\n"
        "q1,NI 154,2008-07-14,send_back,,leo@vale.example,Is Hill complete?\n"
        "q1,NI 154,2008-07-16,submit,2,olive@vale.example,\n"
        "q1,NI 154,2008-07-18,verify,,leo@vale.example,\n"
    ),
    "actions": (
        "key,title,body,organisation,lead,due,raised,raised_by,agreed,agreed_by,from_indicator,from_round\n"
        "late,List late sites,homes-group,vale-council,olive@vale.example,2009-03-31,2008-09-01,leo@vale.example,"
        "2008-09-05,leo@vale.example,NI 154,q1\n"
    ),
    "action_notes": "action,on,by,text\nlate,2008-10-01,olive@vale.example,Twelve sites are on the list.\n",
}  # fmt: skip


# ── Generated worlds ─────────────────────────────────────────────────────────────────────────────────────
letters = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")


def texts(most: int, least: int = 1) -> st.SearchStrategy[str]:
    """Any words at all, with no space around them."""
    made = st.text(letters, min_size=least, max_size=min(most, 40)).map(str.strip)
    return made.filter(bool) if least else made


def some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


days = st.dates(date(1990, 1, 1), date(2030, 1, 1))
numbers = st.decimals(Decimal(-999999), Decimal(999999), places=3, allow_nan=False, allow_infinity=False)
printed_words = st.text(letters, max_size=20)
yes_no = st.booleans()
items = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Z"], exclude_characters=";"), min_size=1, max_size=9
)


@st.composite
def lives(draw: st.DrawFn) -> dict[str, date | None]:
    begins = draw(days)
    return {
        "from": begins,
        "to": draw(some(st.integers(1, 5000).map(lambda after: begins + timedelta(after)))),
    }


@st.composite
def worlds(draw: st.DrawFn) -> Files:
    """A small partnership: every file of its set-up, targets and history, with any words and numbers in them."""
    span = {"from_on": date(2008, 4, 1), "to_on": date(2011, 4, 1)}
    words = Words(
        name=draw(texts(120)), short_name=draw(texts(30, 0)), area="whole", today=draw(some(days)),
        about=draw(texts(500, 0)), note_on_figures=draw(texts(300, 0)), people_note=draw(texts(200, 0)),
        year_start_month=draw(st.integers(1, 12)),
        strategy=StrategyWords("strategy", draw(texts(160)), draw(texts(500, 0)), **span, source=draw(texts(300, 0))),
        agreement=AgreementWords(
            "agreement", draw(texts(160)), "whole", **span,
            versions=(VersionWords(1, draw(texts(120)), draw(days), draw(texts(300, 0))),),
        ),
        demo_accounts=(),
    )  # fmt: skip
    codes = [f"NI {number}" for number in range(draw(st.integers(1, 4)))]
    tables = _who(draw) | _what(draw, codes) | _agreed(draw, codes) | {"history": _history(draw, codes)}
    return folder_files(words, tables)


def _who(draw: st.DrawFn) -> dict[str, Rows]:
    areas = [{"slug": "whole", "name": draw(texts(120)), "kind": "county"}]
    areas += [
        {"slug": f"part-{number}", "name": draw(texts(120)), "kind": "district", "parent": "whole"}
        for number in range(2)
    ]
    organisations = [
        {
            "slug": f"org-{number}", "name": f"{number} {draw(texts(100))}", "short_name": draw(texts(60, 0)),
            "kind": draw(st.sampled_from(people.OrganisationKind.values)), "area": draw(st.sampled_from(["", "whole"])),
            "illustrative": draw(yes_no),
        }
        for number in range(2)
    ]  # fmt: skip
    somebody = [
        {
            "email": f"p{number}@vale.example", "name": draw(texts(120)), "job_title": draw(texts(120, 0)),
            "organisation": draw(st.sampled_from(["", "org-0"])), "signs_in": draw(yes_no), "staff": draw(yes_no),
            "illustrative": draw(yes_no),
        }
        for number in range(2)
    ]  # fmt: skip
    bodies = [
        {
            "slug": slug, "name": draw(texts(160)), "kind": "board", "parent": parent, "area": "whole",
            "layer": draw(st.sampled_from(people.Layer.values)), "purpose": draw(texts(300, 0)),
            "character": draw(st.sampled_from(["", *people.Character.values])),
            "terms_of_reference": draw(texts(300, 0)), "quorum": draw(some(st.integers(0, 99))),
            "meetings_a_year": draw(some(st.integers(0, 99))), "illustrative": draw(yes_no), **draw(lives()),
        }
        for slug, parent in (("b", ""), ("a", "b"))
    ]  # fmt: skip
    seat = {
        "body": "b",
        "number": draw(st.integers(0, 99)),
        "title": draw(texts(120, 0)),
        "from": date(1990, 1, 1),
    }
    terms = [
        {
            "body": "b", "seat": None, "person": f"p{number}@vale.example", "role": "support",
            "basis": draw(st.sampled_from(["", *people.Basis.values])), **draw(lives()),
        }
        for number in range(2)
    ]  # fmt: skip
    for term in terms:
        term["end_reason"] = draw(texts(200, 0)) if term["to"] else ""
    chair = {
        "body": "b",
        "seat": seat["number"],
        "person": "p0@vale.example",
        "role": "chair",
        **draw(lives()),
    }
    return {
        "areas": areas, "organisations": organisations, "people": somebody, "bodies": bodies, "seats": [seat],
        "memberships": [*terms, chair],
    }  # fmt: skip


def _what(draw: st.DrawFn, codes: list[str]) -> dict[str, Rows]:
    outcome = {
        "slug": "outcome", "title": draw(texts(200)), "short_title": draw(texts(40)), "body": "a",
        "description": draw(texts(300, 0)), "challenge": draw(st.sampled_from(["", "challenge"])),
        "in_agreement": draw(yes_no), "position": draw(st.integers(0, 99)), "illustrative": draw(yes_no),
    }  # fmt: skip
    indicators = [_indicator(draw, code, part_of="" if code == codes[0] else codes[0]) for code in codes]
    return {
        "challenges": [{"slug": "challenge", "number": draw(st.integers(0, 9)), "title": draw(texts(200))}],
        "outcomes": [outcome],
        "indicators": indicators,
        "definitions": [
            {"indicator": code, "number": 1, "from": draw(days), "text": draw(texts(900)), "reason": draw(texts(300, 0))}
            for code in codes
        ],
    }  # fmt: skip


def _indicator(draw: st.DrawFn, code: str, part_of: str) -> dict[str, Any]:
    any_of = lambda choices: draw(st.sampled_from(choices.values))  # noqa: E731
    return {
        "code": code, "title": draw(texts(200)), "part_of": part_of, "outcome": "outcome",
        "owner_organisation": "org-0", "owner": draw(st.sampled_from(["", "p1@vale.example"])),
        "measure": any_of(figures.Measure), "unit": draw(texts(60, 0)), "decimals": draw(st.integers(0, 3)),
        "polarity": any_of(figures.Polarity), "frequency": any_of(figures.Frequency),
        "first_year": draw(st.integers(1990, 2020)), "year_start_month": draw(some(st.integers(1, 12))),
        "seasonal": draw(yes_no), "lag_days": draw(some(st.integers(0, 400))), "combine": "sum_to_date",
        "profile": draw(st.sampled_from([(), (Decimal("12.5"), Decimal(50), Decimal(50), Decimal(100))])),
        "per": draw(some(st.integers(1, 100_000))), "numerator_label": draw(texts(120, 0)),
        "denominator_label": draw(texts(120, 0)), "county_rule": draw(st.sampled_from(["entered", "sum"])),
        "tolerance_kind": any_of(figures.ToleranceKind), "tolerance": draw(some(st.integers(0, 50).map(Decimal))),
        "stated_low": draw(some(numbers)), "stated_high": draw(some(numbers)), "source": draw(texts(300, 0)),
        "source_status": any_of(figures.SourceStatus), "source_note": draw(texts(300, 0)),
        "illustrative_figures": draw(yes_no), "first_figure": draw(some(days)), "withdrawn": draw(days),
        "withdrawn_by_whom": draw(texts(160, 0)), "aliases": tuple(draw(st.lists(items, max_size=3, unique=True))),
        "splits": draw(st.sampled_from([(("part-0", Decimal(1)), ("part-1", Decimal("2.5"))), (("part-0", Decimal(3)),)])),
    }  # fmt: skip


def _agreed(draw: st.DrawFn, codes: list[str]) -> dict[str, Rows]:
    targets, points = [], []
    for code in codes:
        key = {"version": 1, "indicator": code}
        targets.append({
            **key, "kind": draw(st.sampled_from(figures.TargetKind.values)), "state": "agreed",
            "state_reason": draw(texts(300, 0)), "baseline": draw(numbers), "baseline_to": date(2008, 4, 1),
            "baseline_label": draw(texts(60, 0)), "baseline_as_printed": draw(texts(120, 0)),
            "relates_to": draw(st.sampled_from([(), ("org-1", "org-0"), ("org-0",)])),
        })  # fmt: skip
        points.append({
            **key, "label": draw(texts(60)), "from": date(2008, 4, 1), "to": date(2009, 4, 1), "value": draw(numbers),
            "value_high": draw(some(numbers)), "as_printed": draw(texts(120, 0)),
        })  # fmt: skip
    card = {
        "slug": "card", "title": draw(texts(120)), "subtitle": draw(texts(200, 0)), "body": "b", "agreement": draw(yes_no),
        "outcome": "outcome", "indicators": tuple(draw(st.permutations(codes))), "position": draw(st.integers(0, 9)),
    }  # fmt: skip
    return {"targets": targets, "target_points": points, "scorecards": [card]}


def _history(draw: st.DrawFn, codes: list[str]) -> Rows:
    rows = []
    for code in codes:
        for place in range(draw(st.integers(0, 3))):
            figure = draw(st.sampled_from([
                {"value": draw(numbers)},
                {"numerator": Decimal(draw(st.integers(0, 999))), "denominator": Decimal(draw(st.integers(1, 999)))},
                {"absence": "suppressed", "absence_reason": draw(texts(300, 0))},
            ]))  # fmt: skip
            rows.append({
                "indicator": code, "area": "whole", "from": date(2000 + place, 1, 1), "to": date(2000 + place, 4, 1),
                "received": draw(days), "published": draw(days), "provisional": draw(yes_no),
                "source": draw(texts(300, 0)), "illustrative": draw(yes_no), **figure,
            })  # fmt: skip
    return rows
