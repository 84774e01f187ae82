"""Changes to what an organisation measures for itself. Nothing of its content is told to the history: that is read by others."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from dorset_lsp.common.changes import Actor, Refused, change, nothing_to_change, record, require, save_fields
from partnerships.models import Organisation, Person
from performance import emails
from performance.likeness import Known, copied
from performance.models import CorporateFigure, CorporateLine, CorporateMeasure, Indicator
from performance.periods import Period


@dataclass(frozen=True, slots=True)
class Described:
    """What a measure is: its title and definition, in what it is counted, which way is better, how often, and its target."""

    title: str
    definition: str
    measure: str
    unit: str
    decimals: int
    polarity: str
    frequency: str
    target: Decimal | None = None


@change
def add(
    *, organisation: Organisation, described: Described, is_illustrative: bool = False, by: Person, on: date
) -> CorporateMeasure:
    """Begin to measure something for the organisation alone. The same again, by title, is what stands there.

    Raises Refused, with how to share, when it is a copy of what everybody can share already.
    """
    require(by, "performance.keep_corporate", organisation)
    there = CorporateMeasure.objects.filter(organisation=organisation, title=described.title).first()
    if there is not None:
        nothing_to_change()
        return there
    _refuse_a_copy(described, organisation)
    made = CorporateMeasure.objects.create(
        organisation=organisation,
        **asdict(described),
        is_illustrative=is_illustrative,
        added_on=on,
        added_by=by,
    )
    record("corporatemeasure.add", made, by=by, on=on)
    return made


@change
def describe(*, measure: CorporateMeasure, described: Described, by: Person, on: date) -> CorporateMeasure:
    """Say differently what it is. Raises Refused when that makes it a copy, or when another has the title."""
    require(by, "performance.keep_corporate", measure.organisation)
    others = CorporateMeasure.objects.filter(organisation=measure.organisation, title=described.title)
    if others.exclude(pk=measure.pk).exists():
        raise Refused("You have a measure of that title already.")
    _refuse_a_copy(described, measure.organisation)
    if save_fields(measure, asdict(described)):
        record("corporatemeasure.describe", measure, by=by, on=on)
    else:
        nothing_to_change()
    return measure


@change
def record_figure(
    *,
    measure: CorporateMeasure,
    period: Period,
    value: Decimal,
    note: str = "",
    reason: str = "",
    by: Person,
    on: date,
) -> CorporateFigure:
    """Write down a figure, or with a reason a correction of one. The same figure again changes nothing."""
    require(by, "performance.keep_corporate", measure.organisation)
    if period.to_on > on:
        raise Refused(f"{period.label} has not ended yet.")
    rows = measure.figures.filter(period_from=period.from_on, period_to=period.to_on)
    there = rows.order_by("-revision").first()
    if there is not None and (there.value, there.note) == (value, note):
        nothing_to_change()
        return there
    if there is not None and not reason.strip():
        raise Refused(f"There is a figure for {period.label} already. Say why it is corrected.")
    made = CorporateFigure.objects.create(
        of_measure=measure, period_from=period.from_on, period_to=period.to_on, value=value, note=note,
        revision=there.revision + 1 if there else 1, revision_reason=reason.strip() if there else "", recorded_on=on,
        recorded_by=by,
    )  # fmt: skip
    record("corporatemeasure.record_figure", measure, by=by, on=on)
    return made


@change
def share(*, measure: CorporateMeasure, by: Person, on: date) -> CorporateMeasure:
    """Let partners read it: definition, target and figures. The co-ordinator is told."""
    require(by, "performance.keep_corporate", measure.organisation)
    if measure.is_shared:
        nothing_to_change()
        return measure
    save_fields(measure, {"shared_on": on})
    record("corporatemeasure.share", measure, by=by, on=on)
    emails.tell_coordinators_of_shared_measure(measure, by=by, on=on)
    return measure


@change
def keep_private(*, measure: CorporateMeasure, by: Actor, on: date) -> CorporateMeasure:
    """Take it out of partners' sight again. What they read or took away meanwhile they have."""
    require(by, "performance.keep_corporate", measure.organisation)
    if save_fields(measure, {"shared_on": None}):
        record("corporatemeasure.keep_private", measure, by=by, on=on)
    else:
        nothing_to_change()
    return measure


@change
def end(*, measure: CorporateMeasure, by: Actor, on: date) -> CorporateMeasure:
    """Stop measuring it. Its figures stay, and it can be taken up again."""
    require(by, "performance.keep_corporate", measure.organisation)
    if measure.ended_on is None and save_fields(measure, {"ended_on": on}):
        record("corporatemeasure.end", measure, by=by, on=on)
    else:
        nothing_to_change()
    return measure


@change
def resume(*, measure: CorporateMeasure, by: Actor, on: date) -> CorporateMeasure:
    """Take up again what was stopped."""
    require(by, "performance.keep_corporate", measure.organisation)
    if save_fields(measure, {"ended_on": None}):
        record("corporatemeasure.resume", measure, by=by, on=on)
    else:
        nothing_to_change()
    return measure


@change
def put_on(*, organisation: Organisation, indicator: Indicator, by: Actor, on: date) -> CorporateLine:
    """Set an indicator of the partnership on the corporate scorecard: one definition, one figure."""
    require(by, "performance.keep_corporate", organisation)
    line, is_new = CorporateLine.objects.get_or_create(organisation=organisation, indicator=indicator)
    if is_new:
        record("corporateline.put_on", line, by=by, on=on)
    else:
        nothing_to_change()
    return line


@change
def take_off(*, organisation: Organisation, indicator: Indicator, by: Actor, on: date) -> None:
    """Take an indicator off the corporate scorecard. The indicator itself stays as it is."""
    require(by, "performance.keep_corporate", organisation)
    line = CorporateLine.objects.filter(organisation=organisation, indicator=indicator).first()
    if line is None:
        nothing_to_change()
        return
    record("corporateline.take_off", line, by=by, on=on)
    line.delete()


def _refuse_a_copy(described: Described, organisation: Organisation) -> None:
    """A definition that stands already is shared and not copied. What others keep to themselves is never told of."""
    found = copied(described.title, described.definition, _shared_by_the_partnership())
    if found is not None:
        raise Refused(
            f"{found.name} is measured here already. Put it on your scorecard under “Shared indicators”: then there is one "
            "definition and one figure."
        )
    found = copied(described.title, described.definition, _shared_by_others(organisation))
    if found is not None:
        raise Refused(
            f"{found.name}. Read it there, or ask them for the figure: a second copy of the definition would drift from it."
        )


def _shared_by_the_partnership() -> list[Known]:
    rows = Indicator.objects.filter(withdrawn_on__isnull=True).prefetch_related("aliases", "definitions")
    return [
        Known(
            str(one),
            (one.title, one.code, str(one), *(alias.alias for alias in one.aliases.all())),
            tuple(version.text for version in one.definitions.all()),
        )
        for one in rows
    ]


def _shared_by_others(organisation: Organisation) -> list[Known]:
    rows = CorporateMeasure.objects.shared().exclude(organisation=organisation).select_related("organisation")
    return [
        Known(f"“{one.title}” is shared by {one.organisation}", (one.title,), (one.definition,))
        for one in rows
    ]
