"""What a return would say if it were published as it stands, and what still stands against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from partnerships.models import Area
from performance import surprise
from performance.answers import Answer, Figure, answer_of
from performance.assessment import Assessment, Published
from performance.changes.observations import definition_at, definitions_of
from performance.derived import areas_asked_within, headline_area, with_derived
from performance.enums import Absence, Direction, Measure
from performance.facts import Case, cases_of, published
from performance.models import DefinitionVersion, Indicator, Observation, Return
from performance.rounding import exact
from performance.suppression import count_in

ANSWERABLE_ABSENCES = (Absence.NOT_AVAILABLE, Absence.NOT_COLLECTED, Absence.SUPPRESSED)
"""The reasons for no figure that an owner may give; the others follow from dates."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to put right: which field, the sentence, and whether it is refused even in a draft."""

    field: str
    sentence: str
    is_impossible: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """The assessment that an answer would have, its surprises by area, and its faults in page order."""

    assessment: Assessment
    surprises: tuple[str, ...]
    faults: tuple[Fault, ...]

    @property
    def needs_commentary(self) -> bool:
        return self.assessment.needs_commentary


def preview(return_: Return, answer: Answer, *, on: date) -> Preview:
    """Look at an answer before it is accepted. Nothing is written."""
    return previews([(return_, answer)], on=on)[0]


def previews(answers: Sequence[tuple[Return, Answer]], *, on: date) -> list[Preview]:
    """Look at many answers, each by itself. A fixed number of queries.

    Expects ``round``, ``indicator`` and its ``splits__area`` loaded where there is more than one.
    """
    indicators = [return_.indicator for return_, _ in answers]
    cases = cases_of(indicators, on=answers[0][0].round.judged_on(on) if answers else on)
    definitions = definitions_of(indicators)
    earlier = _earlier(indicators, definitions)
    headline = headline_area()
    return [
        _preview(
            return_,
            answer,
            cases[return_.indicator_id],
            Past(definitions, earlier),
            headline,
            on=on,
        )
        for return_, answer in answers
    ]


@dataclass(frozen=True, slots=True)
class Past:
    """What stands published of some indicators: their definitions, and their figures by indicator and area, in order."""

    definitions: dict[int, list[DefinitionVersion]]
    figures: dict[tuple[int, int], list[Published]]


def _preview(return_: Return, answer: Answer, case: Case, past: Past, headline: Area, *, on: date) -> Preview:
    indicator = return_.indicator
    whole = with_derived(indicator, answer.figures, headline).get(headline.pk)
    if whole is not None and whole.is_given:
        case = case.with_figure(_published(return_, whole, case))
    assessment = case.assess(return_.period, on=on, due_on=return_.round.due_on)
    asked = areas_asked_within(indicator, headline)
    checks = _checks(return_, answer, asked, past)
    surprises = tuple(
        f"{area.name}: {sentence}" if len(asked) > 1 else sentence
        for area, check in checks
        for sentence in check.surprising
    )
    figure_faults = _figure_faults(answer, asked, checks, is_ratio=indicator.is_ratio)
    faults = [*figure_faults, *_answer_faults(answer, assessment, whole, surprises)]
    return Preview(assessment, surprises, tuple(faults))


def answered(returns: Sequence[Return], on: date) -> list[tuple[Return, Assessment]]:
    """Each return with the assessment that its saved answer would have. A fixed number of queries.

    Expects ``round``, ``indicator`` and ``figures`` loaded.
    """
    cases = cases_of(
        [return_.indicator for return_ in returns], on=returns[0].round.judged_on(on) if returns else on
    )
    headline = headline_area()
    found = []
    for return_ in returns:
        case = cases[return_.indicator_id]
        whole = answer_of(return_).figures.get(headline.pk)
        if whole is not None and whole.is_given:
            case = case.with_figure(_published(return_, whole, case))
        found.append((return_, case.assess(return_.period, on=on, due_on=return_.round.due_on)))
    return found


def faults_of(return_: Return, answer: Answer, *, on: date) -> tuple[Fault, ...]:
    """What stands against submitting an answer, in page order."""
    return preview(return_, answer, on=on).faults


def field_of(area_id: int, part: str) -> str:
    """The form field of one part of one area's figure, such as ``area_3_value``."""
    return f"area_{area_id}_{part}"


def _published(return_: Return, figure: Figure, case: Case) -> Published:
    return Published(
        period=return_.period,
        value=None if figure.value is None else Fraction(figure.value),
        absence=figure.absence or None,
        reason=figure.absence_reason,
        definition=case.definition_at(return_.period_from),
        numerator=None if figure.numerator is None else Fraction(figure.numerator),
        denominator=None if figure.denominator is None else Fraction(figure.denominator),
    )


def _earlier(
    indicators: Sequence[Indicator], definitions: dict[int, list[DefinitionVersion]]
) -> dict[tuple[int, int], list[Published]]:
    """The published figures of some indicators by indicator and area, oldest first. One query."""
    found: dict[tuple[int, int], list[Published]] = {}
    rows = Observation.objects.latest().filter(indicator__in=indicators)
    for row in rows.order_by("period_to"):
        found.setdefault((row.indicator_id, row.area_id), []).append(published(row, definitions))
    return found


def _checks(
    return_: Return, answer: Answer, asked: list[Area], past: Past
) -> list[tuple[Area, surprise.Check]]:
    """The impossible and the surprising of each area's number, against that area's own earlier figures."""
    indicator = return_.indicator
    version = definition_at(past.definitions, indicator.pk, return_.period_from)
    checks = []
    for area in asked:
        figure = answer.figures.get(area.pk, Figure())
        value = figure.exact(indicator.per)
        if value is None:
            continue
        comparable = [
            (one.period, known)
            for one in past.figures.get((indicator.pk, area.pk), [])
            if one.period.to_on < return_.period_to
            and one.definition == (str(version.number) if version else "")
            and (known := _value(one, indicator.per)) is not None
        ]
        checks.append(
            (
                area,
                surprise.check(
                    value,
                    earlier=[known for _, known in comparable],
                    previous_label=comparable[-1][0].label_beside(return_.period) if comparable else "",
                    decimals=indicator.decimals,
                    unit="%" if indicator.measure == Measure.SHARE else "",
                    minimum=indicator.stated_low,
                    maximum=indicator.stated_high,
                    is_share=indicator.measure == Measure.SHARE,
                    is_count=indicator.measure == Measure.COUNT,
                    numerator=figure.numerator,
                    denominator=figure.denominator,
                ),
            )
        )
    return checks


def _value(one: Published, per: int) -> Fraction | None:
    if one.numerator is not None and one.denominator:
        return exact(one.numerator) / exact(one.denominator) * per
    return None if one.value is None else exact(one.value)


def _figure_faults(
    answer: Answer, asked: list[Area], checks: list[tuple[Area, surprise.Check]], *, is_ratio: bool
) -> list[Fault]:
    faults = [
        Fault(_first_field(area, is_ratio=is_ratio), sentence, is_impossible=True)
        for area, check in checks
        for sentence in check.impossible
    ]
    for area in asked:
        figure = answer.figures.get(area.pk, Figure())
        where = f" for {area.name}" if len(asked) > 1 else ""
        if figure.has_number and figure.denominator is not None and not figure.denominator:
            faults.append(
                Fault(
                    field_of(area.pk, "denominator"),
                    f"The denominator{where} is nought, so there is no figure.",
                )
            )
        if not figure.is_given:
            faults.append(
                Fault(
                    _first_field(area, is_ratio=is_ratio),
                    f"Enter the figure{where}, or say why there is none.",
                )
            )
        elif figure.absence and not figure.absence_reason.strip():
            faults.append(Fault(field_of(area.pk, "absence_reason"), f"Say why there is no figure{where}."))
    return faults


def _answer_faults(
    answer: Answer, assessment: Assessment, whole: Figure | None, surprises: tuple[str, ...]
) -> list[Fault]:
    faults = []
    if surprises and not answer.is_surprise_confirmed:
        faults.append(Fault("is_surprise_confirmed", "Confirm the figure, or correct it."))
    if answer.is_suppressed and (told := count_in(answer.commentary)):
        faults.append(
            Fault(
                "commentary",
                f"The figure is suppressed, so the commentary cannot tell a count: take out “{told}”.",
            )
        )
    if whole is None or not whole.is_given:
        return faults
    if assessment.needs_commentary and not answer.commentary.strip():
        faults.append(Fault("commentary", _why_commentary(assessment)))
    compared = assessment.direction != Direction.NOT_COMPARABLE
    if compared and not answer.direction_view:
        faults.append(Fault("direction_view", "Say how you see it moving."))
    elif compared and answer.direction_view != assessment.direction and not answer.commentary.strip():
        seen, worked_out = Direction(answer.direction_view).label.lower(), assessment.direction.label.lower()
        faults.append(
            Fault(
                "commentary",
                f"You see it {seen}, the figures say {worked_out}. Say what lies behind the difference.",
            )
        )
    return faults


def _why_commentary(assessment: Assessment) -> str:
    if assessment.status in ("red", "amber"):
        return "Say why it is off target and what will be done."
    return "Say why it is getting worse and what will be done."


def _first_field(area: Area, *, is_ratio: bool) -> str:
    return field_of(area.pk, "numerator" if is_ratio else "value")
