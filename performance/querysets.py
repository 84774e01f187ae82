"""Reads of performance as phrases that chain aloud. Each takes the viewer and the day it needs as arguments."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self, TypeAlias

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from dorset_lsp.common.colours import MARKS
from dorset_lsp.common.models.audit import AppendOnlyQuerySet
from partnerships.enums import LEADING_ROLES, ActionState
from partnerships.standing import NOBODY
from performance.enums import RefreshState, ReturnState, RoundState, RowState, SourceStatus, TargetState

if TYPE_CHECKING:
    from partnerships.models import Person
    from partnerships.standing import Standing
    from performance.models import Edition, Indicator, Scorecard


Viewer: TypeAlias = "Person | AnonymousUser"


def _standing(viewer: Viewer, on: date) -> Standing:
    return viewer.standing(on) if viewer.is_authenticated else NOBODY


class IndicatorQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """What is measured and how is open to everybody."""
        return self

    def measured(self) -> Self:
        """Those with figures of their own: not a whole that has parts, and not withdrawn."""
        return self.filter(parts__isnull=True, withdrawn_on__isnull=True)

    def whose_targets_may_be_changed_by(self, person: Person, on: date) -> Self:
        """Those of outcomes whose group the person leads; for the co-ordinator all of them."""
        standing = person.standing(on)
        return self if standing.is_coordinator else self.filter(outcome__body__in=standing.led_body_ids)

    def on_scorecard(self, scorecard: Scorecard) -> Self:
        return self.filter(lines__scorecard=scorecard).order_by("lines__position")


class AgreementQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """Agreements are public."""
        return self

    def in_force_on(self, day: date) -> Self:
        return self.filter(from_on__lte=day, to_on__gt=day)


class RefreshQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """A draft to whoever makes it and the co-ordinator; what was proposed to members of any body as well."""
        if not viewer.is_authenticated:
            return self.none()
        standing = _standing(viewer, on)
        if standing.is_coordinator:
            return self
        own = Q(begun_by=viewer)
        if standing.is_member_of_any_body:
            own |= ~Q(state__in=[RefreshState.DRAFT, RefreshState.DISCARDED])
        return self.filter(own)

    def to_be_decided(self) -> Self:
        return self.filter(state=RefreshState.PROPOSED)

    def live(self) -> Self:
        """Those that may still become a version."""
        return self.filter(state__in=[RefreshState.DRAFT, RefreshState.PROPOSED, RefreshState.REFUSED])


class TargetQuerySet(models.QuerySet):
    def in_force_on(self, day: date) -> Self:
        """Each indicator's target in the latest version of an agreement that was agreed by that day."""
        newer = self.model._default_manager.filter(
            indicator=OuterRef("indicator"),
            version__agreement=OuterRef("version__agreement"),
            version__agreed_on__lte=day,
            version__number__gt=OuterRef("version__number"),
        )
        return self.filter(version__agreed_on__lte=day).exclude(Exists(newer))

    def agreed(self) -> Self:
        return self.filter(state=TargetState.AGREED)


class PrintedCellQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """What was printed in an agreement is open to everybody."""
        return self

    def of(self, indicator: Indicator) -> Self:
        return self.filter(indicator=indicator)


class CatalogueQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """Catalogues are published by others; they are open to everybody."""
        return self

    def with_counts(self) -> Self:
        """Adds how many entries each has, how many are unconfirmed, and how many are used here."""
        unconfirmed = Q(entries__source_status=SourceStatus.UNCONFIRMED)
        return self.annotate(
            entry_count=Count("entries", distinct=True),
            unconfirmed_count=Count("entries", filter=unconfirmed, distinct=True),
            used_count=Count("entries", filter=Q(entries__indicators__isnull=False), distinct=True),
        ).order_by("title")


class CatalogueEntryQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """Catalogues are published by others; they are open to everybody."""
        return self

    def used(self) -> Self:
        """Entries that an indicator of this partnership is chosen from."""
        return self.filter(
            Exists(apps.get_model("performance", "Indicator").objects.filter(catalogue_entry=OuterRef("pk")))
        )

    def unused(self) -> Self:
        return self.exclude(pk__in=self.used().values("pk"))


class ComparisonAreaQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """Which areas are set beside one's own is open to everybody."""
        return self


class ComparisonFigureQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """As far as the viewer may see the indicator: the figures themselves were published by others."""
        indicators = apps.get_model("performance", "Indicator").objects.visible_to(viewer)
        return self.filter(indicator__in=indicators)

    def of(self, indicator: Indicator) -> Self:
        """Those of one indicator, an area after the other, newest first."""
        rows = self.filter(indicator=indicator).select_related("area")
        return rows.order_by("area__position", "area__name", "-to_on")


class CorporateMeasureQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """To the people of its organisation; once it is shared, to all who are signed in. No role sees more."""
        if not viewer.is_authenticated:
            return self.none()
        shared = Q(shared_on__isnull=False)
        if viewer.organisation_id:
            shared |= Q(organisation=viewer.organisation_id)
        return self.filter(shared)

    def shared(self) -> Self:
        return self.filter(shared_on__isnull=False, ended_on__isnull=True)

    def in_use(self) -> Self:
        return self.filter(ended_on__isnull=True)


class CorporateFigureQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """As far as the viewer may see the measure."""
        measures = apps.get_model("performance", "CorporateMeasure").objects.visible_to(viewer)
        return self.filter(of_measure__in=measures)

    def latest(self) -> Self:  # type: ignore[override]  # takes no fields: what is latest is the domain's
        """Without the revisions that a later one replaced."""
        newer = self.model._default_manager.filter(
            of_measure=OuterRef("of_measure"),
            period_from=OuterRef("period_from"),
            period_to=OuterRef("period_to"),
            revision__gt=OuterRef("revision"),
        )
        return self.exclude(Exists(newer))


class CorporateLineQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """What an organisation follows is its own business, whatever it follows."""
        if not viewer.is_authenticated or not viewer.organisation_id:
            return self.none()
        return self.filter(organisation=viewer.organisation_id)


class RoundQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """Members of any body follow every round; who owes a return sees its round; anyone else, what is published."""
        standing = _standing(viewer, on)
        if standing.is_member_of_any_body:
            return self
        returns = apps.get_model("performance", "Return").objects.concerning(viewer, on)
        return self.filter(Q(state=RoundState.PUBLISHED) | Exists(returns.filter(round=OuterRef("pk"))))

    def open(self) -> Self:
        return self.filter(state=RoundState.OPEN)

    def published(self) -> Self:
        return self.filter(state=RoundState.PUBLISHED)

    def in_earnest(self) -> Self:
        """Without practice rounds."""
        return self.filter(is_practice=False)

    def with_progress(self) -> Self:
        """Adds how many returns are asked for and how many stand in each state."""
        states = {
            f"{state.value}_count": Count("returns", filter=Q(returns__state=state)) for state in ReturnState
        }
        came_in = Q(returns__state__in=[ReturnState.SUBMITTED, ReturnState.VERIFIED, ReturnState.PUBLISHED])
        # A query that counts forgets the model's order, so it is said again.
        return self.annotate(
            asked_count=Count("returns"), in_count=Count("returns", filter=came_in), **states
        ).order_by("-period_to")


class EditionQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """Partners see what is published; everybody else what is released."""
        return self if viewer.is_authenticated else self.filter(release__isnull=False)

    def with_report(self) -> Self:
        """Adds the files and the seal of each edition's report, as far as it is made."""
        return self.select_related("round", "report_seal").prefetch_related("report_files")

    def newest_for(self, viewer: Viewer) -> Self:
        """The newest edition of each round among those that the viewer may see, newest round first."""
        seen = apps.get_model("performance", "Edition").objects.visible_to(viewer)
        newer = seen.filter(round=OuterRef("round"), number__gt=OuterRef("number"))
        return self.exclude(Exists(newer)).select_related("round").order_by("-round__period_to")

    def latest(self) -> Self:  # type: ignore[override]  # takes no fields: what is latest is the domain's
        """The newest edition of each round, newest round first."""
        newer = self.model._default_manager.filter(round=OuterRef("round"), number__gt=OuterRef("number"))
        return self.exclude(Exists(newer)).select_related("round").order_by("-round__period_to")


class ReleaseQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """That something is out is known to everybody."""
        return self


class ReportFileQuerySet(AppendOnlyQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """Partners see every report; everybody else released ones in which no figure is provisional."""
        if viewer.is_authenticated:
            return self
        out = self.filter(edition__release__isnull=False)
        results = apps.get_model("performance", "Result").objects.provisional()
        return out.exclude(Exists(results.filter(edition=OuterRef("edition"))))


class ReturnQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """As the policy says: published to all; under check to those concerned and the chair; drafts to those concerned.

        Those concerned are the owner's organisation, the outcome's group and the co-ordinator.
        """
        standing = _standing(viewer, on)
        published = Q(state=ReturnState.PUBLISHED)
        if standing.is_coordinator:
            return self
        concerned = self._concerning(viewer, standing)
        if standing.is_chair:
            concerned |= Q(state__in=[ReturnState.SUBMITTED, ReturnState.VERIFIED])
        return self.filter(published | concerned)

    def concerning(self, viewer: Viewer, on: date) -> Self:
        """What the viewer's organisation owes, what they are named for, and what their groups check."""
        return self.filter(self._concerning(viewer, _standing(viewer, on)))

    def owed_by(self, person: Person) -> Self:
        """What this person is named for, or what waits on their organisation with nobody named."""
        named = Q(indicator__owner=person)
        unnamed = Q(indicator__owner__isnull=True, indicator__owner_organisation=person.organisation_id)
        return self.filter(named | unnamed) if person.organisation_id else self.filter(named)

    def answerable_by(self, person: Person) -> Self:
        """What this person may answer at all: named for it, or of the organisation that answers for it."""
        named = Q(indicator__owner=person)
        if person.organisation_id:
            named |= Q(indicator__owner_organisation=person.organisation_id)
        return self.filter(named)

    def to_be_answered(self) -> Self:
        """Not answered yet, in a round that is open or with a window of its own, such as a correction has."""
        asked = Q(round__state=RoundState.OPEN) | Q(open_until__isnull=False)
        return self.filter(asked, state__in=[ReturnState.NOT_STARTED, ReturnState.DRAFT])

    def not_over(self, on: date) -> Self:
        """Without those of practice rounds that have closed."""
        return self.exclude(round__is_practice=True, round__closes_on__lte=on)

    def submitted(self) -> Self:
        return self.filter(state=ReturnState.SUBMITTED)

    def in_earnest(self) -> Self:
        """Without those of practice rounds."""
        return self.filter(round__is_practice=False)

    def verifiable_by(self, person: Person, on: date) -> Self:
        """Submitted returns that this person may verify: of groups they lead, never an answer of their own."""
        standing = person.standing(on)
        rows = (
            self.submitted()
            .exclude(indicator__owner=person)
            .exclude(submitted_by=person)
            .exclude(saved_by=person)
        )
        return (
            rows
            if standing.is_coordinator
            else rows.filter(indicator__outcome__body__in=standing.led_body_ids)
        )

    def waiting_for(self, person: Person, on: date) -> Self:
        """Verifications that wait for this person: the lead's own groups; the co-ordinator's where no lead can."""
        standing = person.standing(on)
        rows = self.verifiable_by(person, on)
        if not standing.is_coordinator:
            return rows
        lead = (
            apps.get_model("partnerships", "Membership")
            .objects.believed()
            .held_on(on)
            .filter(body=OuterRef("indicator__outcome__body"), role__in=LEADING_ROLES)
            # In SQL nobody differs from NULL, so that an indicator with nobody named would seem to have no lead.
            .exclude(person=Coalesce(OuterRef("indicator__owner"), 0))
            .exclude(person=Coalesce(OuterRef("submitted_by"), 0))
            .exclude(person=Coalesce(OuterRef("saved_by"), 0))
        )
        return rows.filter(~Exists(lead) | Q(indicator__outcome__body__in=standing.led_body_ids))

    def with_everything(self) -> Self:
        """The rows that every list of returns draws from."""
        return self.select_related(
            "round", "indicator__outcome__body", "indicator__owner_organisation", "indicator__owner"
        )

    @staticmethod
    def _concerning(viewer: Viewer, standing: Standing) -> Q:
        if not viewer.is_authenticated:
            return Q(pk__in=[])
        concerned = Q(indicator__owner=viewer) | Q(indicator__outcome__body__in=standing.body_ids)
        if viewer.organisation_id:
            concerned |= Q(indicator__owner_organisation=viewer.organisation_id)
        return concerned


class WorkbookUploadQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """One's own; the co-ordinator sees all."""
        if not viewer.is_authenticated:
            return self.none()
        return self if _standing(viewer, on).is_coordinator else self.filter(uploaded_by=viewer)


class SourceQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """The co-ordinator and administrators see all; others those of their own organisation."""
        if not viewer.is_authenticated:
            return self.none()
        if viewer.is_staff or _standing(viewer, on).is_coordinator:
            return self
        return self.filter(organisation=viewer.organisation_id) if viewer.organisation_id else self.none()

    def running(self) -> Self:
        return self.filter(stopped_on__isnull=True)

    def to_settle(self, person: Person, on: date) -> Self:
        """Those of which rows wait for this person: the co-ordinator's, and those of their own organisation."""
        rows = self.filter(
            Exists(
                apps.get_model("performance", "QuarantinedRow")
                .objects.waiting()
                .filter(source=OuterRef("pk"))
            )
        )
        if _standing(person, on).is_coordinator:
            return rows
        return rows.filter(organisation=person.organisation_id) if person.organisation_id else rows.none()

    def with_waiting(self) -> Self:
        """Each with ``waiting_count``, how many of its rows wait for a person."""
        return self.annotate(waiting_count=Count("rows", filter=Q(rows__state=RowState.WAITING)))


class QuarantinedRowQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """Whoever sees the file."""
        sources = apps.get_model("performance", "Source").objects.visible_to(viewer, on)
        return self.filter(source__in=sources)

    def waiting(self) -> Self:
        return self.filter(state=RowState.WAITING)


class ObservationQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """Partners see what is published; everybody else what is released and final. History was out before."""
        if viewer.is_authenticated:
            return self
        return self.released().filter(is_provisional=False)

    def released(self) -> Self:
        """What is out: of a released edition, or from before the first round here."""
        return self.filter(Q(edition__isnull=True) | Q(edition__release__isnull=False))

    def newest_released(self) -> Self:
        """The newest revision of each figure among those that are out, provisional ones too."""
        same = {name: OuterRef(name) for name in ("indicator", "area", "period_from", "period_to")}
        out = apps.get_model("performance", "Observation").objects.released()
        return self.released().exclude(Exists(out.filter(**same, revision__gt=OuterRef("revision"))))

    def newest_for(self, viewer: Viewer) -> Self:
        """The newest revision of each figure among those that the viewer may see."""
        if viewer.is_authenticated:
            return self.latest()
        same = {name: OuterRef(name) for name in ("indicator", "area", "period_from", "period_to")}
        seen = apps.get_model("performance", "Observation").objects.visible_to(viewer)
        return self.exclude(Exists(seen.filter(**same, revision__gt=OuterRef("revision"))))

    def latest(self) -> Self:  # type: ignore[override]  # takes no fields: what is latest is the domain's
        """Without the revisions that a later one replaced."""
        return self.filter(is_latest=True)

    def known_to(self, edition: Edition) -> Self:
        """The newest revision of each figure among those that an edition rests on: history, and what was out by then."""
        known = Q(edition__isnull=True) | Q(edition_id__lte=edition.pk)
        same = {name: OuterRef(name) for name in ("indicator", "area", "period_from", "period_to")}
        newer = self.model._default_manager.filter(known, **same, revision__gt=OuterRef("revision"))
        return self.filter(known).exclude(Exists(newer))

    def of(self, indicator: Indicator) -> Self:
        return self.filter(indicator=indicator)


class RebaseQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """Open to everybody, with the reason: a chart that starts afresh says why."""
        return self

    def known_to(self, edition: Edition) -> Self:
        """Those made before an edition was published: what its results and its report rest on."""
        return self.filter(Q(after_edition=None) | Q(after_edition__lt=edition.pk))


class ResultQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """Partners see every status that is published; everybody else released ones that rest on final figures."""
        if viewer.is_authenticated:
            return self
        return self.filter(edition__release__isnull=False).exclude(Exists(_provisional_then()))

    def provisional(self) -> Self:
        """Those that rest on a figure that was provisional when they were worked out."""
        return self.filter(Exists(_provisional_then()))

    def newest_for(self, viewer: Viewer) -> Self:
        """What is said last of an indicator in each round, among what the viewer may see."""
        if viewer.is_authenticated:
            return self.of_latest_editions()
        seen = apps.get_model("performance", "Result").objects.visible_to(viewer)
        newer = seen.filter(
            indicator=OuterRef("indicator"),
            edition__round=OuterRef("edition__round"),
            edition__number__gt=OuterRef("edition__number"),
        )
        return self.exclude(Exists(newer))

    def in_edition(self, edition: Edition) -> Self:
        return self.filter(edition=edition)

    def last_commentary_on(self, indicator: Indicator) -> object | None:
        """The newest published result of an indicator that bears a commentary."""
        rows = self.of_latest_editions().filter(indicator=indicator).exclude(commentary="")
        return rows.select_related("edition__round").order_by("-edition__round__period_to").first()

    def of_latest_editions(self) -> Self:
        """Only what the newest edition of each round says."""
        newer = apps.get_model("performance", "Edition").objects.filter(
            round=OuterRef("edition__round"), number__gt=OuterRef("edition__number")
        )
        return self.exclude(Exists(newer))

    def on_scorecard(self, scorecard: Scorecard) -> Self:
        return self.filter(indicator__lines__scorecard=scorecard).order_by("indicator__lines__position")


def _provisional_then() -> models.QuerySet:
    """Figures of a result's indicator that were provisional in its edition: none later had replaced them by then."""
    figures = apps.get_model("performance", "Observation").objects
    same = {name: OuterRef(name) for name in ("indicator", "area", "period_from", "period_to")}
    replaced = figures.filter(
        **same, revision__gt=OuterRef("revision"), edition_id__lte=OuterRef(OuterRef("edition_id"))
    )
    known = Q(edition__isnull=True) | Q(edition_id__lte=OuterRef("edition_id"))
    return figures.filter(known, indicator=OuterRef("indicator"), is_provisional=True).exclude(
        Exists(replaced)
    )


class BenefitIndicatorQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """Open to everybody: which indicators show a benefit stands on a resident's page."""
        return self


class ExceptionActionQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """As far as the viewer may see the actions themselves."""
        actions = apps.get_model("partnerships", "Action").objects.visible_to(viewer, on)
        return self.filter(action__in=actions)

    def live(self) -> Self:
        """Those whose action is still to be done."""
        return self.filter(action__state__in=[ActionState.PROPOSED, ActionState.OPEN])


class ScorecardQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """Scorecards show published statuses only, so they are open to everybody."""
        return self

    def with_owner(self) -> Self:
        return self.select_related("body", "organisation", "outcome", "agreement")

    def counts_in(self, edition: Edition) -> dict[int, dict[str, int]]:
        """How many lines of each scorecard bear each status in an edition, in the order of the marks. One query."""
        rows = (
            self.filter(lines__indicator__results__edition=edition)
            .order_by()
            .values_list("pk", "lines__indicator__results__status")
            .annotate(Count("pk"))
        )
        counts: dict[int, dict[str, int]] = {}
        for pk, status, count in rows:
            counts.setdefault(pk, {})[status] = count
        return {
            pk: {status: found[status] for status in MARKS if status in found} for pk, found in counts.items()
        }
