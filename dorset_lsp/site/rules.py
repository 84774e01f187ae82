"""Who may do what with the site's own records."""

from __future__ import annotations

import rules

from dorset_lsp.site.models import Pack
from partnerships.models import Person
from partnerships.rules import is_coordinator, is_of_the_meetings_body, leads_the_meetings_body


@rules.predicate
def is_of_the_packs_body(person: Person, pack: Pack | None) -> bool:
    """Belongs in any role to the body for whose meeting the pack is."""
    return pack is not None and is_of_the_meetings_body(person, pack.meeting)


# Both of these are about the meeting, because the first pack of a meeting is not there yet.
rules.add_perm("site.send_pack", is_coordinator | leads_the_meetings_body)
rules.add_perm("site.view_packs", is_coordinator | is_of_the_meetings_body)
rules.add_perm("site.view_pack", is_coordinator | is_of_the_packs_body)
rules.add_perm("site.keep_pack", rules.always_deny)  # a worker's alone
