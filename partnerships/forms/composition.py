"""The form that asks who made up a body on a day."""

from __future__ import annotations

from dorset_lsp.common.forms import BaseForm, SplitDateField


class CompositionForm(BaseForm):
    """On which day, and as it was known on which day. Both may stay empty: today, as known now."""

    on = SplitDateField(label="On this day", required=False)
    known_on = SplitDateField(
        label="As known on this day",
        required=False,
        help_text="Leave it empty to see what is known now, later corrections included.",
    )
