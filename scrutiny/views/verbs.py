"""What the forms of scrutiny share: one page for them all, with its heading, its way back and what follows."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from dorset_lsp.common.today import today
from dorset_lsp.common.views import object_or_404
from partnerships.views.verbs import ChangeForm
from scrutiny.models import ScrutinyReview


class ScrutinyForm(ChangeForm):
    """A form about one record of scrutiny. A subclass says its heading, its button and what follows from pressing it."""

    template_name = "scrutiny/form.html"
    heading = ""
    submit_label = "Save"
    intro = ""
    follows: tuple[str, ...] = ()
    is_warning = False

    def trail(self) -> list[tuple[str, str]]:
        """The way back, from Scrutiny to the record."""
        return trail_of(self.record)

    def cancel_url(self) -> str:
        """Where one goes who does not want to."""
        return str(self.record.get_absolute_url())

    def about(self) -> str:
        """The record, in one line under the heading."""
        return str(self.record)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading=self.heading,
            submit_label=self.submit_label,
            intro=self.intro,
            follows=self.follows,
            is_warning=self.is_warning,
            about=self.about(),
            trail=[*self.trail(), (self.heading, "")],
            cancel_url=self.cancel_url(),
            **kwargs,
        )


class ReviewForm(ScrutinyForm):
    """A form about one review."""

    permission = ""
    record: ScrutinyReview

    def find(self) -> ScrutinyReview:
        rows = ScrutinyReview.objects.visible_to(self.request.user, today()).select_related(
            "committee", "group"
        )
        return object_or_404(rows, self.request, self.permission, slug=self.kwargs["slug"])


def trail_of(record: Any) -> list[tuple[str, str]]:
    """From Scrutiny down to a record, each with its address."""
    index = ("Scrutiny", reverse("scrutiny:index"))
    review = getattr(record, "review", None)
    if review is not None:
        return [index, (str(review), review.get_absolute_url()), (_short(record), record.get_absolute_url())]
    return [index, (str(record), record.get_absolute_url())]


def _short(record: Any) -> str:
    return str(record).partition(" of ")[0]


def allowed_or_404(request: HttpRequest, permission: str, record: Any) -> None:
    """404 for what the policy does not let somebody do, as for what is not there."""
    if not request.user.has_perm(permission, record):
        raise Http404
