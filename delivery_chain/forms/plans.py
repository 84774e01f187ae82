"""The form of an action that comes from a stage or a link."""

from __future__ import annotations

from partnerships.forms.actions import ProposeForm


class ActForm(ProposeForm):
    """What is to be done, by whom, for which organisation, by when. What it is for follows from where it comes from."""

    outcome = None  # type: ignore[assignment]
