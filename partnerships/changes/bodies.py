"""The one change to what a body says of itself: its purpose, its terms, how often it meets, what its support costs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from dorset_lsp.common.changes import Actor, change, nothing_to_change, record, require, save_fields
from partnerships.models import Body

SAID: Final = ("purpose", "terms_of_reference", "quorum", "meetings_a_year", "support_pence")
"""What the co-ordinator may change. The rest of a body is set up by an administrator."""


@change
def describe(*, body: Body, seen: Mapping[str, Any], values: Mapping[str, Any], by: Actor, on: date) -> None:
    """Change what a body says of itself. ``seen`` is what it said when the form was drawn.

    Raises SomebodyWasFaster, with nothing changed, when it says something else by now.
    """
    require(by, "partnerships.edit_body", body)
    said = {name: values[name] for name in SAID if name in values}
    if all(getattr(body, name) == value for name, value in said.items()):
        nothing_to_change()
        return
    difference = save_fields(
        body, said, expecting={name: seen[name] for name in SAID if seen.get(name) is not None}
    )
    record("body.describe", body, by=by, on=on, difference=difference)
