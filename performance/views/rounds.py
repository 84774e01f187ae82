"""Rounds: the list, one round's progress, and the moves from plan to publication."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, ListView, View

from dorset_lsp.common.changes import Refused
from dorset_lsp.common.registers import WRITERS
from dorset_lsp.common.today import today
from dorset_lsp.common.views import carried_out, object_or_404
from performance.changes import returns, rounds
from performance.enums import Frequency
from performance.forms.rounds import (
    CheckForm,
    CorrectForm,
    ExtendForm,
    PlanRoundForm,
    PublishForm,
    ReleaseDayForm,
)
from performance.models import Return, Round, Source
from performance.preview import answered
from performance.querysets import RoundQuerySet
from performance.round_progress import RoundProgress
from performance.views.returns import as_seen


def visible_rounds(request: HttpRequest) -> RoundQuerySet:
    """The scope of every view here."""
    return Round.objects.visible_to(request.user, today())


class RoundList(ListView):
    """Every round with how far it has come."""

    template_name = "performance/round_list.html"
    paginate_by = 25
    context_object_name = "rounds"

    def get_queryset(self) -> RoundQuerySet:
        return visible_rounds(self.request).with_progress().order_by("-period_to")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        viewer = self.request.user
        files = Source.objects.visible_to(viewer, today())
        return super().get_context_data(
            may_plan=viewer.has_perm("performance.plan_round", Round),
            sees_files=viewer.has_perm("performance.set_up_source", Source) or files.exists(),
            **kwargs,
        )


class RoundDetail(DetailView):
    """One round: who owes what, what waits to be checked, and what may be done next."""

    template_name = "performance/round_detail.html"
    context_object_name = "round"

    def get_queryset(self) -> RoundQuerySet:
        return visible_rounds(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        viewer = self.request.user
        progress = RoundProgress(self.object, viewer, today())
        may = {verb: viewer.has_perm(f"performance.{verb}_round", self.object) for verb in VERBS}
        rows = Return.objects.visible_to(viewer, today()).verifiable_by(viewer, today())
        waiting = rows.filter(round=self.object).count()
        return super().get_context_data(
            progress=progress if may["follow"] else None,
            may=may,
            waiting=waiting,
            waiting_label=f"Check {waiting} returns",
            remindable={one.pk for one in progress.remindable()} if may["follow"] else set(),
            may_download=viewer.has_perm("performance.download_workbook", self.object),
            may_set_release=viewer.has_perm("performance.set_release", self.object)
            and not _is_all_out(self.object),
            may_upload=viewer.has_perm("performance.upload_workbook", self.object),
            editions=self.object.editions.select_related("published_by").with_report(),
            **kwargs,
        )


def download(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Who owes what in a round, as CSV or XLSX: states and days, never what a draft says."""
    round_ = object_or_404(visible_rounds(request), request, "performance.follow_round", slug=slug)
    write = WRITERS.get(form)
    if write is None:
        raise Http404
    rows = [_as_cells(one) for one in RoundProgress(round_, request.user, today()).returns]
    return write(f"returns-{round_.slug}", HEADER, rows)


HEADER = ("Organisation", "Code", "Indicator", "Owner", "Period", "Due", "State", "Submitted", "Verified")


def _is_all_out(round_: Round) -> bool:
    editions = round_.editions.all()
    return editions.exists() and not editions.filter(release__isnull=True).exists()


def _as_cells(return_: Return) -> list[Any]:
    indicator = return_.indicator
    return [
        str(indicator.owner_organisation),
        indicator.code,
        indicator.title,
        indicator.owner.name if indicator.owner else "",
        return_.period.label,
        return_.round.due_on,
        return_.get_state_display(),
        return_.submitted_on,
        return_.verified_on,
    ]


VERBS = ("follow", "open", "alter", "publish", "correct")


class PlanRound(View):
    """Put a round on the calendar, with sensible dates to begin with."""

    def get(self, request: HttpRequest) -> HttpResponse:
        _require(request, "performance.plan_round", Round)
        return self._page(request, PlanRoundForm(initial=_next_round(request)))

    def post(self, request: HttpRequest) -> HttpResponse:
        _require(request, "performance.plan_round", Round)
        form = PlanRoundForm(request.POST)
        if not form.is_valid():
            return self._page(request, form)
        period = form.cleaned_data["period"]
        round_ = rounds.plan(
            slug=form.title.lower().replace("/", "-").replace(" ", "-"),
            title=form.title,
            is_practice=form.cleaned_data["is_practice"],
            period=period,
            opens_on=form.cleaned_data["opens_on"],
            due_on=form.cleaned_data["due_on"],
            closes_on=form.cleaned_data["closes_on"],
            by=request.user,
            on=today(),
        )
        messages.success(request, f"{round_} is planned.")
        return redirect(round_)

    def _page(self, request: HttpRequest, form: PlanRoundForm) -> HttpResponse:
        return render(
            request, "performance/round_form.html", {"form": form, "title": "Plan a round", "button": "Plan"}
        )


@require_POST
def open_round(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a round: every indicator is asked for what it owes, and the owners are told."""
    round_ = object_or_404(visible_rounds(request), request, "performance.open_round", slug=slug)
    carried_out(
        request,
        lambda: rounds.open_(round_=round_, by=request.user, on=today()),
        said=f"{round_} is open. The owners have been told by e-mail.",
    )
    return redirect(round_)


class ExtendRound(View):
    """Change a round's dates, with the reason."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        round_ = object_or_404(visible_rounds(request), request, "performance.alter_round", slug=slug)
        initial = {"due_on": round_.due_on, "closes_on": round_.closes_on}
        return self._page(request, round_, ExtendForm(opens_on=round_.opens_on, initial=initial))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        round_ = object_or_404(visible_rounds(request), request, "performance.alter_round", slug=slug)
        form = ExtendForm(request.POST, opens_on=round_.opens_on)
        if form.is_valid() and carried_out(
            request,
            lambda: rounds.extend(round_=round_, **form.cleaned_data, by=request.user, on=today()),
            said=f"The dates of {round_} are changed.",
        ):
            return redirect(round_)
        return self._page(request, round_, form)

    def _page(self, request: HttpRequest, round_: Round, form: ExtendForm) -> HttpResponse:
        context = {
            "form": form,
            "round": round_,
            "title": f"Change the dates of {round_}",
            "button": "Change",
        }
        return render(request, "performance/round_form.html", context)


class SetRelease(View):
    """Set or move the day from which everybody may read a round's report."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        round_ = self._round(request, slug)
        return self._page(request, round_, self._form(round_))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        round_ = self._round(request, slug)
        form = self._form(round_, request.POST)
        if form.is_valid() and carried_out(
            request,
            lambda: rounds.set_release(
                round_=round_,
                release_on=form.cleaned_data["release_on"],
                reason=form.cleaned_data.get("reason", ""),
                by=request.user,
                on=today(),
            ),
            said=f"The day of the report of {round_} is set.",
        ):
            return redirect(round_)
        return self._page(request, round_, form)

    def _round(self, request: HttpRequest, slug: str) -> Round:
        found: Round = object_or_404(visible_rounds(request), request, "performance.set_release", slug=slug)
        return found

    def _form(self, round_: Round, data: Any = None) -> ReleaseDayForm:
        is_announced = round_.release_on is not None
        return ReleaseDayForm(data, initial={"release_on": round_.release_on}, is_announced=is_announced)

    def _page(self, request: HttpRequest, round_: Round, form: ReleaseDayForm) -> HttpResponse:
        title = f"When everybody may read the report of {round_}"
        return render(
            request,
            "performance/round_form.html",
            {"form": form, "round": round_, "title": title, "button": "Set the day"},
        )


class PublishRound(View):
    """Say what will be published and what is missing, and publish after a tick."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        round_ = object_or_404(visible_rounds(request), request, "performance.publish_round", slug=slug)
        return self._page(request, round_, PublishForm(initial={"release_on": round_.release_on}))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        round_ = object_or_404(visible_rounds(request), request, "performance.run_round", slug=slug)
        form = PublishForm(request.POST)
        if not form.is_valid():
            return self._page(request, round_, form)
        carried_out(
            request,
            lambda: rounds.publish(
                round_=round_, by=request.user, on=today(), release_on=form.cleaned_data["release_on"]
            ),
            said=f"{round_} is published. Scorecards and the dashboard show it now.",
        )
        return redirect(round_)

    def _page(self, request: HttpRequest, round_: Round, form: PublishForm) -> HttpResponse:
        context = {"form": form, "round": round_, "progress": RoundProgress(round_, request.user, today())}
        return render(request, "performance/round_publish.html", context)


class CorrectRound(View):
    """Publish the next edition of a round with what was corrected since."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        round_ = object_or_404(visible_rounds(request), request, "performance.correct_round", slug=slug)
        return self._page(request, round_, CorrectForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        round_ = object_or_404(visible_rounds(request), request, "performance.correct_round", slug=slug)
        form = CorrectForm(request.POST)
        if form.is_valid() and carried_out(
            request,
            lambda: rounds.publish_correction(
                round_=round_, note=form.cleaned_data["note"], by=request.user, on=today()
            ),
            said=f"The next edition of {round_} is published.",
        ):
            return redirect(round_)
        return self._page(request, round_, form)

    def _page(self, request: HttpRequest, round_: Round, form: CorrectForm) -> HttpResponse:
        context = {"form": form, "round": round_, "progress": RoundProgress(round_, request.user, today())}
        return render(request, "performance/round_correct.html", context)


class CheckReturns(View):
    """Verify or send back many submitted returns at once; each is told apart when one of them has moved meanwhile."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        round_ = object_or_404(visible_rounds(request), request, "performance.follow_round", slug=slug)
        waiting = self._waiting(request, round_)
        return self._page(request, round_, waiting, CheckForm(choices=_choices(waiting)))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        round_ = object_or_404(visible_rounds(request), request, "performance.follow_round", slug=slug)
        checkable = self._checkable(request, round_)
        form = CheckForm(request.POST, choices=_choices(checkable))
        if not form.is_valid():
            return self._page(request, round_, self._waiting(request, round_), form)
        chosen = [as_seen(one, request) for one in checkable if str(one.pk) in form.cleaned_data["chosen"]]
        done, refused = _check_each(request, chosen, form.cleaned_data["reason"])
        verb = "Sent back" if "send_back" in request.POST else "Verified"
        if done:
            messages.success(request, f"{verb}: {', '.join(done)}.")
        for sentence in refused:
            messages.error(request, sentence)
        return redirect("performance:round-check", slug=slug)

    def _waiting(self, request: HttpRequest, round_: Round) -> list[Return]:
        rows = Return.objects.visible_to(request.user, today()).verifiable_by(request.user, today())
        return list(
            rows.filter(round=round_)
            .with_everything()
            .select_related("submitted_by")
            .prefetch_related("figures__area")
        )

    def _checkable(self, request: HttpRequest, round_: Round) -> list[Return]:
        """What the page may have offered: also a return that has moved since, so that its change says who was faster."""
        rows = Return.objects.visible_to(request.user, today()).filter(round=round_).with_everything()
        return [one for one in rows if request.user.has_perm("performance.check_return", one)]

    def _page(
        self, request: HttpRequest, round_: Round, waiting: list[Return], form: CheckForm
    ) -> HttpResponse:
        context = {"form": form, "round": round_, "waiting": answered(waiting, today())}
        return render(request, "performance/round_check.html", context)


def _check_each(request: HttpRequest, chosen: list[Return], reason: str) -> tuple[list[str], list[str]]:
    """Make the move on each return by itself, so that one that was taken meanwhile does not stop the rest."""
    done, refused = [], []
    for return_ in chosen:
        try:
            if "send_back" in request.POST:
                returns.send_back(return_=return_, reason=reason, by=request.user, on=today())
            else:
                returns.verify(return_=return_, by=request.user, on=today())
            done.append(return_.indicator.code)
        except Refused as refusal:
            refused.append(str(refusal))
    return done, refused


def _choices(waiting: list[Return]) -> list[tuple[str, str]]:
    return [(str(one.pk), str(one)) for one in waiting]


def _next_round(request: HttpRequest) -> dict[str, Any]:
    """The quarter after the latest round, with the usual dates."""
    latest = visible_rounds(request).order_by("-period_to").first()
    if latest is None:
        return {}
    period = latest.period.following(Frequency.QUARTERLY)
    opens_on, due_on, closes_on = rounds.usual_dates(period)
    return {"period": period.label, "opens_on": opens_on, "due_on": due_on, "closes_on": closes_on}


def _require(request: HttpRequest, permission: str, target: object) -> None:
    if not request.user.has_perm(permission, target):
        raise Http404
