"""The golden thread of an outcome: seven questions, each with its answer in a sentence, or with what is missing named.

Who said that it matters, what was promised, how it is measured, where the chain is weak, who is doing what, what it costs,
and what scrutiny found. The sentences are made from what the page shows below them, so the two cannot disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from delivery_chain.words import listed
from dorset_lsp.common.days import in_full
from dorset_lsp.common.templatetags.components import plural
from dorset_lsp.site.diagnosis import Diagnosis
from dorset_lsp.site.latest import Latest
from dorset_lsp.site.outcome_links import Links
from partnerships.enums import ActionState
from partnerships.models import Action, Outcome
from performance.enums import TargetState
from performance.models import Agreement, Target
from scrutiny.touching import Scrutiny


@dataclass(frozen=True, slots=True)
class Strand:
    """One question of the thread: where its answer stands on the page, the answer, and what is missing."""

    anchor: str
    question: str
    answer: str
    missing: str = ""


def targets_of(outcome: Outcome, on: date) -> list[Target]:
    """The targets in force for an outcome's indicators. One query."""
    rows = Target.objects.in_force_on(on).filter(indicator__outcome=outcome)
    return list(rows.exclude(state=TargetState.WITHDRAWN).select_related("indicator"))


def said(outcome: Outcome, links: Links) -> Strand:
    """Who said that it matters: the strategy's challenge, communities, districts."""
    parts = [f"It answers the challenge “{outcome.challenge}”."] if outcome.challenge else []
    if links.findings:
        places = listed(list(dict.fromkeys(str(one.area) for one in links.findings)))
        parts.append(f"{plural(len(links.findings), 'finding')} of communities adopted, from {places}.")
    if links.priorities:
        parts.append(f"A priority of {plural(len(links.priorities), 'district')}.")
    missing = "" if links.findings else "No finding of a community was adopted into it."
    return Strand("said", "Who said it matters?", " ".join(parts), missing)


def promised(
    outcome: Outcome, agreement: Agreement | None, targets: Sequence[Target], links: Links
) -> Strand:
    """What was promised: the agreement's targets, by whether they are agreed, and the benefits of programmes."""
    agreed = sum(one.state == TargetState.AGREED for one in targets)
    parts = []
    if targets:
        parts.append(
            f"{plural(len(targets), 'target')} in {agreement or 'the agreement'}, {agreed} of them agreed."
        )
    if links.benefits:
        parts.append(f"{plural(len(links.benefits), 'benefit')} of programmes promised.")
    missing = ""
    if not targets:
        missing = (
            "It stands in the agreement, but none of its indicators has a target there."
            if outcome.is_in_agreement and agreement
            else "No target: it stands outside the agreement."
        )
    elif agreed < len(targets):
        missing = f"{plural(len(targets) - agreed, 'target')} not agreed."
    return Strand("promised", "What did we promise?", " ".join(parts), missing)


def measured(latest: Latest) -> Strand:
    """How it is measured: the indicators, and what the latest edition says of them."""
    if not latest.lines:
        return Strand("measured", "How do we measure?", "", "No indicator shows whether it is reached.")
    silent = sum(result is None for _, result in latest.lines)
    parts = [f"{plural(len(latest.lines), 'indicator')}.", latest.summary]
    missing = f"{plural(silent, 'indicator')} without anything published." if silent else ""
    return Strand("measured", "How do we measure?", " ".join(part for part in parts if part), missing)


def weak(diagnosis: Diagnosis) -> Strand:
    """Where the chain is weak: the red stages of the latest review."""
    question = "Where is the chain weak?"
    if not diagnosis.reviews:
        return Strand("weak", question, "", "Its delivery chain has not been assessed.")
    last = diagnosis.reviews[-1]
    reds = [str(line.stage) for line in diagnosis.red_lines]
    answer = (
        f"{listed(reds)} {'is' if len(reds) == 1 else 'are'} red" if reds else "No stage is red"
    ) + f", as agreed on {in_full(last.agreed_on or diagnosis.on)}."
    bare = [str(line.stage) for line in diagnosis.red_lines if not line.owners]
    missing = f"Nobody repairs {listed(bare)}." if bare else ""
    return Strand("weak", question, answer, missing)


def doing(actions: Sequence[Action], on: date) -> Strand:
    """Who is doing what: live actions, of them late, by whom; and what is done."""
    counts = Counter(one.state for one in actions)
    live = [one for one in actions if one.is_live]
    late = sum(one.is_overdue(on) for one in live)
    parts = []
    if live:
        leads = listed(list(dict.fromkeys(one.organisation.label for one in live)))
        parts.append(f"{plural(len(live), 'action')} under way, {late or 'none'} late, by {leads}.")
    if counts[ActionState.DONE]:
        parts.append(f"{counts[ActionState.DONE]} done.")
    missing = "" if live else "No action that is open to you to see is under way."
    return Strand("doing", "Who is doing what?", " ".join(parts), missing)


def costs(links: Links) -> Strand:
    """What it costs and what that bought, by the projects and by what partners declare."""
    missing = "" if links.has_money else "No project and no aligned money is tied to it."
    unreported = sum(one.report_due_on is not None and one.state != "finished" for one in links.projects)
    if unreported and not missing:
        missing = f"{plural(unreported, 'project')} yet to report what changed."
    return Strand("costs", "What does it cost?", links.what_it_bought, missing)


def scrutinised(scrutiny: Scrutiny) -> Strand:
    """What scrutiny found about its figures and asked for."""
    parts = []
    if scrutiny.recommendations:
        parts.append(
            f"{plural(len(scrutiny.recommendations), 'recommendation')} about its figures or actions."
        )
    if scrutiny.evidence:
        parts.append(f"{plural(len(scrutiny.evidence), 'piece')} of evidence about its figures.")
    if scrutiny.questions:
        waiting = sum(one.state == "asked" for one in scrutiny.questions)
        parts.append(
            f"{plural(len(scrutiny.questions), 'question')} of members about its figures, {waiting or 'none'} waiting."
        )
    return Strand(
        "scrutiny",
        "What did scrutiny find?",
        " ".join(parts),
        "" if parts else "Scrutiny has not looked at it.",
    )


def thread(
    outcome: Outcome,
    *,
    agreement: Agreement | None,
    targets: Sequence[Target],
    latest: Latest,
    diagnosis: Diagnosis,
    actions: Sequence[Action],
    links: Links,
    scrutiny: Scrutiny,
    on: date,
) -> list[Strand]:
    """The seven strands in the order in which they are asked."""
    return [
        said(outcome, links),
        promised(outcome, agreement, targets, links),
        measured(latest),
        weak(diagnosis),
        doing(actions, on),
        costs(links),
        scrutinised(scrutiny),
    ]
