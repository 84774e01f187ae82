"""The history is sealed every five minutes into a chain of hashes, so that tampering with it shows.

    rows_sha256 = SHA-256 of the rows, by id, each as JSON with sorted keys and a line feed
    chain       = SHA-256 of previous, number and rows_sha256, each followed by a line feed

``previous`` is the chain hash of the link before, and 64 noughts for the first. Whoever can write to the database
can make a whole chain anew; a chain hash that was printed or mailed cannot be taken back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction

from dorset_lsp.common.models.audit import AboutARecord, AuditEvent, StateChange
from dorset_lsp.common.models.audit_seal import AuditSeal, History

FIRST: Final = "0" * 64
"""What stands for the link before the first."""
AT_MOST: Final = 5_000
"""Rows in one link, so that sealing a long history needs little memory."""
REMEMBERED: Final = 2_000
"""Links whose absent rows may still come: about a week of them."""
HISTORIES: Final[dict[str, type[AboutARecord]]] = {History.EVENTS: AuditEvent, History.MOVES: StateChange}


def seal(*, now: datetime, at_most: int = AT_MOST) -> list[AuditSeal]:
    """Seal what is not sealed yet. Gives the new links; none when there is nothing new, or another process was faster."""
    made = []
    try:
        for history in HISTORIES:
            while link := _next_link(history, now, at_most):
                made.append(link)
    except IntegrityError:
        return made  # another process made this very link; what it left is for the next time
    return made


def faults() -> Iterator[str]:
    """What is not as it was sealed, in sentences; nothing when all is."""
    for history in HISTORIES:
        yield from _faults_of(history)


def unsealed() -> dict[str, int]:
    """How many rows of each history are newer than its last link."""
    return {
        history: rows._base_manager.filter(pk__gt=_last_id(_newest(history))).count()
        for history, rows in HISTORIES.items()
    }


def newest() -> AuditSeal | None:
    """The link that was made last, of either history."""
    return AuditSeal.objects.first()


def _next_link(history: str, now: datetime, at_most: int) -> AuditSeal | None:
    """Make the next link, of at most so many new rows."""
    rows = HISTORIES[history]._base_manager
    before = _newest(history)
    first_id = _last_id(before) + 1
    late = list(rows.filter(pk__in=_absent_so_far(history)).order_by("pk"))
    new = list(rows.filter(pk__gte=first_id).order_by("pk")[:at_most])
    if not late and not new:
        return None
    last_id = new[-1].pk if new else first_id - 1
    here = {row.pk for row in new}
    number, previous = (before.number + 1, before.chain) if before else (1, FIRST)
    rows_sha256 = _hash_of_rows([*late, *new])
    with transaction.atomic():
        return AuditSeal.objects.create(
            history=history,
            number=number,
            first_id=first_id,
            last_id=last_id,
            absent=[pk for pk in range(first_id, last_id + 1) if pk not in here],
            late=[row.pk for row in late],
            rows=len(late) + len(new),
            rows_sha256=rows_sha256,
            previous=previous,
            chain=_chain(previous, number, rows_sha256),
            sealed_at=now,
        )


def _faults_of(history: str) -> Iterator[str]:
    rows = HISTORIES[history]._base_manager
    previous, expected, absent = FIRST, 1, set()
    next_id = 1
    for link in AuditSeal.objects.filter(history=history).order_by("number"):
        name = f"{link} ({link.sealed_at:%Y-%m-%d %H:%M} UTC)"
        if (link.number, link.previous, link.first_id) != (expected, previous, next_id):
            yield f"{name} does not follow the one before it: a link was removed or altered."
        if link.chain != _chain(link.previous, link.number, link.rows_sha256):
            yield f"{name} was altered."
        absent |= set(link.absent)
        absent -= set(link.late)
        span = rows.filter(pk__range=(link.first_id, link.last_id)).exclude(pk__in=link.absent)
        found = [*rows.filter(pk__in=link.late).order_by("pk"), *span.order_by("pk")]
        if len(found) != link.rows or _hash_of_rows(found) != link.rows_sha256:
            yield (
                f"{name}: of {history} {link.first_id} to {link.last_id}, something was changed, removed or added since."
            )
        previous, expected, next_id = link.chain, link.number + 1, link.last_id + 1
    for pk in rows.filter(pk__in=absent - set(_absent_so_far(history))).values_list("pk", flat=True):
        yield f"Row {pk} of {history} was added long after its neighbours were sealed."


def _newest(history: str) -> AuditSeal | None:
    return AuditSeal.objects.filter(history=history).order_by("-number").first()


def _last_id(link: AuditSeal | None) -> int:
    return link.last_id if link else 0


def _absent_so_far(history: str) -> list[int]:
    """The ids that recent links left out and no later one has taken in."""
    links = AuditSeal.objects.filter(history=history).order_by("-number")[:REMEMBERED]
    absent: set[int] = set()
    late: set[int] = set()
    for link in links:
        absent.update(link.absent)
        late.update(link.late)
    return sorted(absent - late)


def _hash_of_rows(rows: Iterable[AboutARecord]) -> str:
    told = sha256()
    for row in rows:
        told.update(_canonical(row).encode() + b"\n")
    return told.hexdigest()


def _canonical(row: AboutARecord) -> str:
    values: dict[str, Any] = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields
    }
    values["at"] = values["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return json.dumps(values, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder)


def _chain(previous: str, number: int, rows_sha256: str) -> str:
    return sha256(f"{previous}\n{number}\n{rows_sha256}\n".encode()).hexdigest()
