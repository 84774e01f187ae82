"""Who may set up the partnership: administrators. Everything else is each app's own policy."""

from typing import Any

import rules


@rules.predicate
def is_administrator(person: Any) -> bool:
    return bool(person.is_active and person.is_staff)


rules.add_perm("common.set_up", is_administrator)
