"""A page for one deed: a question or a few fields, what follows from it, and one button."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from partnerships.views.verbs import ChangeForm

Trail = list[tuple[str, str]]


class Deed(ChangeForm):
    """A form that does one thing with one record, drawn by one template.

    ``heading`` is the page's title and question, ``button`` the word on it; ``lede`` says what it is about, ``follows``
    what comes of it. ``trail`` leads to the page. Where the deed is not possible now, ``hindrance`` says why, and the
    page leads back to the record.
    """

    template_name = "partnerships/deed.html"
    heading = ""
    button = "Save"
    lede = ""
    follows: ClassVar[tuple[str, ...]] = ()
    is_grave = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        why_not = self.hindrance()
        if not why_not:
            return super().get(request, *args, **kwargs)
        messages.info(request, why_not)
        return redirect(self.back_url())

    def hindrance(self) -> str:
        """Why the deed is not possible now; nothing when it is."""
        return ""

    def trail(self) -> Trail:
        """Where the page stands, after "Partnership"."""
        return [(str(self.record), self.back_url())]

    def back_url(self) -> str:
        """Where "Cancel" leads, and the answer when it is done."""
        return str(self.record.get_absolute_url())

    def lede_words(self) -> str:
        """The sentence above the form."""
        return self.lede

    def answer(self, made: object) -> HttpResponse:
        return redirect(self.back_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        top = ("Partnership", reverse("partnerships:structure"))
        return super().get_context_data(
            crumbs=[top, *self.trail(), (self.heading, "")],
            heading=self.heading,
            button=self.button,
            lede=self.lede_words(),
            follows=self.follows,
            is_grave=self.is_grave,
            back_url=self.back_url(),
            **kwargs,
        )
