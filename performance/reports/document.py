"""The report in words: what the web page and the PDF show, put together from the canonical data alone."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from dorset_lsp.common.colours import mark_for, word_of
from dorset_lsp.common.days import in_full
from performance.enums import Absence, Direction, Frequency, Polarity, Status
from performance.reports.charts import svg_of
from performance.signals import assurance_mark, too_few, variation_mark

Document = dict[str, Any]
FIGURES_SHOWN: Final = 8
"""Periods in the table below a chart; all of them are in the workbook and in the JSON file."""

HOW_JUDGED: Final = (
    (
        "Status",
        "status",
        (
            "A figure is held against its milestone, exactly, and rounded only to be shown. Green: as good as the milestone or "
            "better. Amber: short of it by no more than the indicator’s tolerance. Red: short by more. A figure without an "
            "agreed target, one that is not due and one that is missing have no colour, and say why."
        ),
    ),
    (
        "Milestone",
        "milestone",
        (
            "A target is agreed for the end of a year. In between, the milestone lies on the straight line from one agreed "
            "point to the next; for a figure that adds up over the year it is the part that is due so far."
        ),
    ),
    (
        "Direction",
        "direction",
        (
            "A figure is compared with the one published before, or, where it is seasonal or adds up over the year, with the "
            "same period a year before; never across a change of definition."
        ),
    ),
    (
        "Signal or noise",
        "signal",
        (
            "From 12 points on a chart shows the usual range: the mean, and 2.66 times the average move on either side. A "
            "point outside it, or part of an unlikely run, is a signal; all else is usual variation."
        ),
    ),
    (
        "Forecast",
        "forecast",
        (
            "A straight line through the comparable figures is drawn on to the agreement’s end, with the range that would hold "
            "the figure nine times in ten if the trend goes on. It needs four figures on one definition."
        ),
    ),
)
"""Heading, name of the rule, and what the rule says in short. The figures of each case stand with its indicator."""


def in_words(canonical: Document) -> Document:
    """The canonical data with codes told by words, days by their names, and each indicator as one section."""
    results = {one["code"]: one for one in canonical["results"]}
    number, published = canonical["edition"]["number"], canonical["edition"]["published_on"]
    title = f"Performance report, {canonical['round']['title']}"
    return {
        "title": title,
        "full_title": f"{title}, edition {number}",
        "partnership": canonical["partnership"],
        "round": canonical["round"]["title"],
        "period": canonical["round"]["period"],
        "number": number,
        "published": _day(published),
        "published_on": published,
        "note": canonical["edition"]["note"],
        "lede": f"{canonical['on_target']} of the {canonical['judged']} indicators that can be judged are on target.",
        "summary": canonical["summary"],
        "counts": [
            {"label": Status(code).label, "style": mark_for(code).css, "count": count}
            for code, count in canonical["counts"]
        ],
        "is_illustrative": any(one["is_illustrative"] for one in canonical["results"]),
        "is_provisional": any(one["is_provisional"] for one in canonical["results"]),
        "exceptions": [{**_line(results[one["code"]]), "why": one["why"]} for one in canonical["exceptions"]],
        "outcomes": [
            {"title": one["title"], "subtitle": "", "lines": [_line(results[code]) for code in one["codes"]]}
            for one in canonical["outcomes"]
        ],
        "scorecards": [
            {
                "title": one["title"],
                "subtitle": f"{one['subtitle']} Owner: {one['owner']}.".strip(),
                "lines": [_line(results[code]) for code in one["codes"]],
            }
            for one in canonical["scorecards"]
            if one["codes"]
        ],
        "differences": canonical["differences"],
        "rules": [
            {"title": heading, "version": canonical["rules"][rule], "text": text}
            for heading, rule, text in HOW_JUDGED
            if rule in canonical["rules"]
        ],
    }


def sections(canonical: Document) -> list[Document]:
    """The section of each indicator that was judged, in the report's order, without their charts."""
    results = {one["code"]: one for one in canonical["results"]}
    return [_section(results[one["code"]], one) for one in canonical["indicators"]]


def chart_of(section: Document, indicator: Document) -> str:
    """The chart of a section; empty where there are no figures."""
    return svg_of(indicator, alternative=section["alternative"])


def _line(result: Document) -> Document:
    """One row of a scorecard's table."""
    return {
        "code": result["code"],
        "title": result["title"],
        "sentence": result["sentence"],
        "figure": _figure(result),
        "period": result["period_label"],
        "milestone": result["shown_milestone"] or "none",
        "status": mark_for(result["mark"]).word,
        "style": mark_for(result["mark"]).css,
        "direction": Direction(result["direction"]).label,
        "marks": _data_marks(result),
        "signals": [{"code": code, "word": word_of(code)} for code in signal_marks(result)],
        "points": too_few(result.get("points", 0)),
    }


def signal_marks(result: Document) -> list[str]:
    """The codes of the marks of variation and assurance; none below twelve points, nor in what older reports froze."""
    found = (
        variation_mark(result["variation"], result.get("signal_side", 0)),
        assurance_mark(result["assurance"]),
    )
    return [code for code in found if code]


def _figure(result: Document) -> str:
    if result["absence"]:
        return Absence(result["absence"]).label
    return result["shown_value"] or "none"


def _data_marks(result: Document) -> str:
    """What is to be known about the figure's quality."""
    before_quality = "provisional" if result["is_provisional"] else ""  # frozen before quality was told
    told = result.get("quality", before_quality)
    return ", ".join(filter(None, (told, "illustrative" if result["is_illustrative"] else "")))


def _section(result: Document, indicator: Document) -> Document:
    figures = [one for one in indicator["figures"] if one["value"] is not None]
    shown = list(reversed(indicator["figures"]))[:FIGURES_SHOWN]
    return {
        **_line(result),
        "slug": indicator["slug"],
        "sentence": result["working"]["sentence"],
        "facts": [[name, text] for name, text in _facts(result, indicator) if text],
        "alternative": (
            f"Chart of {len(figures)} figures from {figures[0]['period']} to {figures[-1]['period']}. "
            f"{result['working']['sentence']}"
            if figures
            else ""
        ),
        "chart": "",
        "figures": [
            {
                "period": one["period"],
                "figure": one["shown"] or one["absence"],
                "received": _day(one["received_on"]),
                "notes": ", ".join(_notes(one)),
            }
            for one in shown
        ],
        "left_out": len(indicator["figures"]) - len(shown),
        "commentary": [part for part in result["commentary"].splitlines() if part.strip()],
        "working": [
            *(list(line) for part in ("status", "direction") for line in result["working"][part]),
            *_signal_lines(result["working"]),
            *(list(line) for line in result["working"].get("quality", ())),
            *([["Forecast", result["forecast"]["sentence"]]] if result.get("forecast") else []),
        ],
    }


def _signal_lines(working: Document) -> list[list[str]]:
    """Why variation and assurance bear their marks, and the limits with what was screened out of them."""
    told = [["Variation", working.get("variation", "")], ["Assurance", working.get("assurance", "")]]
    return [line for line in (*told, list(working.get("limits") or ("", ""))) if line[1]]


def _facts(result: Document, indicator: Document) -> list[tuple[str, str]]:
    target = indicator["target"] or {}
    points = "; ".join(f"{one['label']}: {one['shown']}" for one in target.get("points", ()))
    baseline = f"{target['baseline']} ({target['baseline_label']})" if target.get("baseline") else ""
    return [
        ("Measured in", indicator["unit"]),
        ("Good is", Polarity(indicator["polarity"]).label),
        ("Measured", Frequency(indicator["frequency"]).label),
        ("Owner", result["owner_name"]),
        ("Target", ". ".join(filter(None, (target["state"], target["reason"]))) if target else "none"),
        ("Target points", points),
        ("Baseline", baseline),
        ("Tolerance", indicator["tolerance"]),
        ("Definition", _definition(indicator)),
        ("Source", indicator["source"]),
    ]


def _definition(indicator: Document) -> str:
    """The version that counts, which is the newest."""
    newest = next(iter(indicator["definitions"]), None)
    return f"{newest['text']} (version {newest['number']})" if newest else ""


def _notes(figure: Document) -> list[str]:
    notes = ["provisional"] if figure["is_provisional"] else []
    if figure["revision"] > 1:
        notes.append(f"revision {figure['revision']}")
    return notes + ([figure["judgement"]] if figure["judgement"] else [])


def _day(iso: str | None) -> str:
    return in_full(date.fromisoformat(iso)) if iso else ""
