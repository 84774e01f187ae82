"""Changes to the tokens by which organisations' own systems reach the API."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import Final

from dorset_lsp.common.changes import Refused, change, nothing_to_change, record, require, save_fields
from dorset_lsp.common.days import in_full
from partnerships.calendar_keys import digest_of
from partnerships.models import ApiToken, Organisation, Person

LONGEST: Final = timedelta(days=366)
MARK: Final = "lsp_"
"""What a token begins with, so that whoever finds one in a log knows what it is."""


@change
def make(
    *, organisation: Organisation, label: str, scope: str, expires_on: date, by: Person, on: date
) -> str:
    """Make a token. Returns it: it is kept nowhere and can be shown only now. Refused when it would last above a year."""
    require(by, "partnerships.make_token", organisation)
    if not on < expires_on <= on + LONGEST:
        raise Refused(f"A token ends after today and by {in_full(on + LONGEST)}.")
    secret = f"{MARK}{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        organisation=organisation, person=by, label=label, scope=scope, sha256=digest_of(secret),
        made_on=on, expires_on=expires_on,
    )  # fmt: skip
    record(
        "api_token.make", token, by=by, on=on, difference={"scope": (None, scope), "ends": (None, expires_on)}
    )
    return secret


@change
def revoke(*, token: ApiToken, by: Person, on: date) -> None:
    """Void a token at once. Doing so again changes nothing."""
    require(by, "partnerships.revoke_token", token)
    if token.revoked_on is not None:
        nothing_to_change()
        return
    difference = save_fields(token, {"revoked_on": on, "revoked_by": by})
    record("api_token.revoke", token, by=by, on=on, difference=difference)
