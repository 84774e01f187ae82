"""Chain maps: one map with what it answers, and the plain forms that draw it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from delivery_chain.changes import maps
from delivery_chain.forms.maps import ActorForm, DrawForm, LinkForm
from delivery_chain.map_page import MapPage
from delivery_chain.models import Actor, ChainMap, Link
from delivery_chain.querysets import ChainMapQuerySet
from delivery_chain.views.comparison import AboutAStage
from dorset_lsp.common.registers import WRITERS
from dorset_lsp.common.today import today
from dorset_lsp.common.views import carried_out
from partnerships.views.verbs import ChangeForm


def visible_maps(request: HttpRequest) -> ChainMapQuerySet:
    """The scope of every view here."""
    rows = ChainMap.objects.visible_to(request.user, today()).with_everything()
    return rows.prefetch_related("review__people", "links__actions__action__lead")


def find_map(request: HttpRequest, **lookup: Any) -> ChainMap:
    """One map that may be changed by the viewer now. Raises Http404 otherwise."""
    drawn = get_object_or_404(visible_maps(request), **lookup)
    if not request.user.has_perm("delivery_chain.draw_map", drawn.review):
        raise Http404
    return drawn


def detail(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One map: the picture, what it answers, and the same in words."""
    drawn = get_object_or_404(visible_maps(request), review=pk, stage__number=number)
    may = {
        verb: request.user.has_perm(f"delivery_chain.{verb}", drawn.review)
        for verb in ("draw_map", "plan_action")
    }
    context = {"map": drawn, "review": drawn.review, "page": MapPage(drawn), "may": may}
    return render(request, "delivery_chain/map_detail.html", context)


def picture(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The picture alone, as an SVG file."""
    drawn = get_object_or_404(visible_maps(request), review=pk, stage__number=number)
    svg = render_to_string("delivery_chain/map.svg", {"map": drawn, "page": MapPage(drawn)})
    return HttpResponse(
        svg.strip(),
        content_type="image/svg+xml",
        headers={"Content-Disposition": f'attachment; filename="chain-map-{pk}-{number}.svg"'},
    )


HEADER = ("From", "Link", "To", "Strength", "Rests on one person", "How we know")


def download(request: HttpRequest, pk: int, number: int, file_type: str) -> HttpResponse:
    """The links in words, as CSV or XLSX."""
    drawn = get_object_or_404(visible_maps(request), review=pk, stage__number=number)
    write = WRITERS.get(file_type)
    if write is None:
        raise Http404
    rows = [
        (
            one.from_actor.name,
            one.get_kind_display(),
            one.to_actor.name,
            one.get_strength_display(),
            "yes" if one.rests_on_one else "no",
            one.evidence,
        )
        for one in MapPage(drawn).links
    ]
    return write(f"chain-map-{pk}-{number}", HEADER, rows)


class Draw(AboutAStage):
    """Begin a map: empty, or as a copy of an earlier round's or of another stage's."""

    permission = "delivery_chain.draw_map"
    template_name = "delivery_chain/map_draw.html"
    form_class = DrawForm
    said = "Begun. Put the actors on it first, then the links."

    def get_form_kwargs(self) -> dict[str, Any]:
        maps_ = ChainMap.objects.visible_to(self.request.user, today()).filter(
            Q(review=self.record) | Q(review__body=self.record.body)
        )
        named = maps_.select_related("stage", "review__outcome", "review__strategy")
        return super().get_form_kwargs() | {"maps": named.order_by("-drawn_on", "stage__number")}

    def make(self, form: DrawForm) -> ChainMap:
        return maps.draw(
            review=self.record,
            stage=self.stage,
            copy_from=form.cleaned_data["copy_from"],
            by=self.request.user,
            on=today(),
        )

    def answer(self, made: object) -> HttpResponse:
        return redirect("delivery_chain:map-change", pk=self.record.pk, number=self.stage.number)


def change(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Everything on a map with the way to change it, and forms for one more actor and one more link."""
    drawn = find_map(request, review=pk, stage__number=number)
    context = {
        "map": drawn,
        "review": drawn.review,
        "page": MapPage(drawn),
        "actor_form": ActorForm(record=None, prefix="actor"),
        "link_form": LinkForm(record=None, drawn=drawn, prefix="link"),
    }
    return render(request, "delivery_chain/map_change.html", context)


class OnAMap(ChangeForm):
    """A form about an actor or a link: ``record`` is the map, ``part`` what is changed, None for a new one."""

    record: ChainMap
    part: Any = None

    def answer(self, made: object) -> HttpResponse:
        return redirect(
            "delivery_chain:map-change", pk=self.record.review_id, number=self.record.stage.number
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(map=self.record, review=self.record.review, part=self.part, **kwargs)


class PutActor(OnAMap):
    """Put an actor on the map, or change one."""

    template_name = "delivery_chain/actor_form.html"
    form_class = ActorForm
    said = "On the map."

    def find(self) -> ChainMap:
        if "number" in self.kwargs:
            return find_map(self.request, review=self.kwargs["pk"], stage__number=self.kwargs["number"])
        drawn = find_map(self.request, actors=self.kwargs["pk"])
        self.part = drawn.actors.get(pk=self.kwargs["pk"])
        return drawn

    def get_form_kwargs(self) -> dict[str, Any]:
        prefix = "actor" if self.part is None else None
        return super().get_form_kwargs() | {"record": self.part, "prefix": prefix}

    def make(self, form: ActorForm) -> Actor:
        return maps.put_actor(
            drawn=self.record, actor=self.part, values=form.values, by=self.request.user, on=today()
        )


class PutLink(OnAMap):
    """Draw a link, or change one."""

    template_name = "delivery_chain/link_form.html"
    form_class = LinkForm
    said = "Drawn."

    def find(self) -> ChainMap:
        if "number" in self.kwargs:
            return find_map(self.request, review=self.kwargs["pk"], stage__number=self.kwargs["number"])
        drawn = find_map(self.request, links=self.kwargs["pk"])
        self.part = drawn.links.get(pk=self.kwargs["pk"])
        return drawn

    def get_form_kwargs(self) -> dict[str, Any]:
        prefix = "link" if self.part is None else None
        return super().get_form_kwargs() | {"record": self.part, "drawn": self.record, "prefix": prefix}

    def make(self, form: LinkForm) -> Link:
        return maps.put_link(
            drawn=self.record, link=self.part, values=form.values, by=self.request.user, on=today()
        )


@require_POST
def remove_actor(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an actor off the map."""
    drawn = find_map(request, actors=pk)
    actor = drawn.actors.get(pk=pk)
    carried_out(
        request,
        lambda: maps.remove_actor(actor=actor, by=request.user, on=today()),
        said=f"{actor} is taken off.",
    )
    return redirect("delivery_chain:map-change", pk=drawn.review_id, number=drawn.stage.number)


@require_POST
def remove_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a link off the map."""
    drawn = find_map(request, links=pk)
    link = drawn.links.get(pk=pk)
    carried_out(
        request,
        lambda: maps.remove_link(link=link, by=request.user, on=today()),
        said="The link is taken off.",
    )
    return redirect("delivery_chain:map-change", pk=drawn.review_id, number=drawn.stage.number)
