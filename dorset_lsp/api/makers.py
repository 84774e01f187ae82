"""From rows to what the API says of them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse

from dorset_lsp.api import shapes
from partnerships.models import Action
from performance.derived import areas_asked
from performance.models import (
    Edition,
    Indicator,
    Observation,
    ReportFile,
    Result,
    Return,
    ReturnFigure,
    Scorecard,
    Target,
)
from scrutiny.models import Recommendation


def indicator(row: Indicator) -> shapes.IndicatorOut:
    definitions = list(row.definitions.all())
    return shapes.IndicatorOut(
        slug=row.slug, code=row.code, title=row.title, outcome=row.outcome.slug, owner=row.owner_organisation.slug,
        unit=row.unit, decimals=row.decimals, polarity=row.polarity, frequency=row.frequency,
        definition=definitions[0].text if definitions else "", is_withdrawn=row.withdrawn_on is not None,
        page=f"{settings.PUBLIC_URL}{reverse('public:indicator', args=[row.slug])}",
    )  # fmt: skip


def observation(row: Observation) -> shapes.ObservationOut:
    return shapes.ObservationOut(
        indicator=row.indicator.slug, area=row.area.slug, period=row.period.label, period_from=row.period_from,
        period_to=row.period_to, value=row.value, numerator=row.numerator, denominator=row.denominator,
        absence=row.absence, absence_reason=row.absence_reason, is_provisional=row.is_provisional,
        revision=row.revision, revision_reason=row.revision_reason, received_on=row.received_on,
        published_on=row.published_on, is_illustrative=row.is_illustrative,
    )  # fmt: skip


def target(row: Target) -> shapes.TargetOut:
    return shapes.TargetOut(
        indicator=row.indicator.slug, agreement=row.version.agreement.slug, version=row.version.title,
        kind=row.kind, state=row.state, state_reason=row.state_reason, baseline=row.baseline,
        points=[
            shapes.PointOut(
                label=one.label, period_to=one.to_on, value=one.value, value_high=one.value_high,
                as_printed=one.as_printed,
            )
            for one in row.points.all()
        ],
    )  # fmt: skip


def result(row: Result) -> shapes.ResultOut:
    return shapes.ResultOut(
        indicator=row.indicator.slug, round=row.edition.round.slug, edition=row.edition.number,
        period=row.period_label, status=row.status, direction=row.direction, value=row.value,
        shown_value=row.shown_value, shown_milestone=row.shown_milestone, sentence=row.sentence,
        rule=row.working.get("status", []), commentary=row.commentary, is_provisional=row.is_provisional,
    )  # fmt: skip


def scorecard(row: Scorecard) -> shapes.ScorecardOut:
    lines = sorted(row.lines.all(), key=lambda line: line.position)
    return shapes.ScorecardOut(
        slug=row.slug,
        title=row.title,
        owner=row.owner_name,
        indicators=[line.indicator.slug for line in lines],
    )


def files_for(viewer: Any) -> Prefetch:
    """The files of editions that the viewer may see."""
    return Prefetch("report_files", queryset=ReportFile.objects.visible_to(viewer), to_attr="open_files")


def report(row: Edition) -> shapes.ReportOut:
    return shapes.ReportOut(
        round=row.round.slug,
        edition=row.number,
        published_on=row.published_on,
        note=row.note,
        files=[
            shapes.FileOut(
                name=file.name,
                format=file.format,
                size=file.size,
                sha256=file.sha256,
                address=f"{settings.PUBLIC_URL}{reverse('public:report-file', args=[row.round.slug, row.number, file.format])}",
            )
            for file in row.open_files  # read by ``files_for``
        ],
    )


def action(row: Action) -> shapes.ActionOut:
    return shapes.ActionOut(
        id=row.pk,
        title=row.title,
        organisation=row.organisation.slug,
        body=row.body.slug,
        due_on=row.due_on,
        state=row.state,
    )


def recommendation(row: Any) -> shapes.RecommendationOut:
    """``words`` is what the caller may read of them."""
    told: Recommendation = row
    return shapes.RecommendationOut(
        id=told.pk, review=told.review.slug, number=told.number, label=told.label, words=row.words or "",
        different=told.different, different_by=told.different_by,
    )  # fmt: skip


def return_(row: Return) -> shapes.ReturnOut:
    return shapes.ReturnOut(
        round=row.round.slug,
        indicator=row.indicator.slug,
        code=row.indicator.code,
        period=row.period.label,
        state=row.state,
        version=row.version,
        due_on=row.last_day,
        takes="numerator and denominator" if row.indicator.is_ratio else "value",
        areas=[area.slug for area in areas_asked(row.indicator)],
        figures={figure.area.slug: _figure(figure) for figure in row.figures.all()},
        commentary=row.commentary,
    )


def _figure(row: ReturnFigure) -> shapes.FigureOut:
    return shapes.FigureOut(
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        absence=row.absence,
        absence_reason=row.absence_reason,
    )
