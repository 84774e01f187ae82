"""A programme of benefits as a resident reads it, and one benefit with the indicators that show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.utils.decorators import method_decorator
from django.views.generic import DetailView

from dorset_lsp.common.today import today
from dorset_lsp.site.latest import latest_results
from dorset_lsp.site.public.holding import held_from
from partnerships.enums import BenefitState
from partnerships.history import history_of
from partnerships.models import Action, Benefit, BenefitNote, Programme
from partnerships.reads.programmes import ProgrammeQuerySet
from partnerships.views.programmes import PERMISSIONS, is_possible
from performance.models import BenefitIndicator, Indicator

TAGS = {
    BenefitState.PLANNED: "plain",
    BenefitState.UNDER_WAY: "attention",
    BenefitState.ACHIEVED: "good",
    BenefitState.DROPPED: "grey",
}


@method_decorator(login_not_required, name="dispatch")
class ProgrammeDetail(DetailView):
    """What partners promised, how far each promise is, and who works on it. Open to everybody."""

    template_name = "partnerships/programme_detail.html"
    context_object_name = "programme"

    def get_queryset(self) -> ProgrammeQuerySet:
        return Programme.objects.visible_to(self.request.user).select_related("body")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        viewer = self.request.user
        benefits = list(
            Benefit.objects.visible_to(viewer)
            .filter(programme=self.object)
            .select_related("programme", "organisation", "lead", "outcome")
            .prefetch_related("notes")
        )
        shown: dict[int, list[Indicator]] = {}
        links = BenefitIndicator.objects.visible_to(viewer).filter(benefit__in=benefits)
        for link in links.select_related("indicator"):
            shown.setdefault(link.benefit_id, []).append(link.indicator)
        states = Counter(benefit.state for benefit in benefits)
        first = None if viewer.is_authenticated else held_from(today())
        return super().get_context_data(
            benefits=[
                (one, TAGS[BenefitState(one.state)], _out(one.notes.all(), first)[:1], shown.get(one.pk, []))
                for one in benefits
            ],
            counts=[(label, states[value]) for value, label in BenefitState.choices if states[value]],
            benefit_count=len(benefits),
            posts=self.object.posts.select_related("employer", "holder"),
            **kwargs,
        )


@method_decorator(login_not_required, name="dispatch")
class BenefitDetail(DetailView):
    """One benefit: what people will notice, how it comes on, and what shows it."""

    template_name = "partnerships/benefit_detail.html"
    context_object_name = "benefit"

    def get_object(self, queryset: Any = None) -> Benefit:
        rows = Benefit.objects.visible_to(self.request.user).filter(
            programme__slug=self.kwargs["slug"], number=self.kwargs["number"]
        )
        found: Benefit | None = rows.select_related(
            "programme__body", "organisation", "lead", "outcome"
        ).first()
        if found is None:
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        viewer, benefit = self.request.user, self.object
        indicators = Indicator.objects.visible_to(viewer).filter(benefit_links__benefit=benefit)
        actions = Action.objects.visible_to(viewer, today()).filter(benefit_link__benefit=benefit)
        first = None if viewer.is_authenticated else held_from(today())
        return super().get_context_data(
            tag_kind=TAGS[BenefitState(benefit.state)],
            notes=_out(benefit.notes.select_related("written_by"), first),
            latest=latest_results(viewer, indicators),
            actions=actions.select_related("lead", "organisation", "body").order_by_need(),
            happenings=history_of(benefit) if first is None else [],
            may={
                verb: viewer.is_authenticated
                and is_possible(benefit, verb)
                and viewer.has_perm(permission, benefit)
                for verb, permission in PERMISSIONS.items()
            },
            **kwargs,
        )


def _out(notes: Iterable[BenefitNote], first: date | None) -> list[BenefitNote]:
    """The notes that were there before public changes were held; all of them when none are."""
    return [note for note in notes if first is None or note.written_on < first]
