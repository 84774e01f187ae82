"""What every form that ends in a change shares: scope, permission, form, change, answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import models
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView

from dorset_lsp.common.changes import Refused


class ChangeForm(FormView):
    """A form about one record, whose answer is a change.

    A subclass finds ``record`` out of what the viewer may see (404 otherwise), and makes the change. A refusal stands
    above the form, with everything kept as it was typed.
    """

    said = ""
    record: Any

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.record = self.find()

    def find(self) -> models.Model:
        """The record that the form is about. Raises Http404 when the viewer may not do this with it."""
        raise NotImplementedError

    def make(self, form: Any) -> object:
        """Make the change. Raises Refused with the sentence to show."""
        raise NotImplementedError

    def form_valid(self, form: BaseForm) -> HttpResponse:
        try:
            made = self.make(form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, self.said)
        return self.answer(made)

    def answer(self, made: object) -> HttpResponse:
        """Where to go when it is done: back to the record."""
        return redirect(self.record)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(record=self.record, **kwargs)
