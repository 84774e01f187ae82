"""How lists are answered: page by page behind a cursor, as JSON or CSV, with an ETag so that nothing is sent twice."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from hashlib import blake2b
from io import StringIO
from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from ninja import Schema

from dorset_lsp.common.exports import neutral

MARK: Final = "after-"
CURSOR: Final = rf"^({MARK}[0-9]{{1,18}})?$"
"""What a cursor looks like. Eighteen digits fit every database; the number is told to nobody as a promise."""


def listed(
    request: HttpRequest,
    rows: QuerySet[Any],
    make: Callable[[Any], Schema],
    *,
    cursor: str,
    limit: int,
) -> HttpResponseBase:
    """One page of rows, in the order in which they were made; ``next`` is the cursor of the page after it."""
    found = list(rows.order_by("pk").filter(pk__gt=_after(cursor))[: limit + 1])
    page = [make(row).model_dump(mode="json") for row in found[:limit]]
    following = _cursor(found[limit - 1].pk) if len(found) > limit else ""
    if "text/csv" in request.headers.get("Accept", ""):
        answer = HttpResponse(_as_csv(page), content_type="text/csv; charset=utf-8")
        answer["Next-Cursor"] = following
        return marked(request, answer)
    return as_json(request, {"items": page, "next": following})


def as_json(request: HttpRequest, content: dict[str, Any]) -> HttpResponseBase:
    """A JSON answer with its ETag."""
    text = json.dumps(content, ensure_ascii=False)
    return marked(request, HttpResponse(text, content_type="application/json; charset=utf-8"))


def marked(request: HttpRequest, answer: HttpResponse) -> HttpResponseBase:
    """The answer with an ETag, or 304 when the caller has it already."""
    answer["ETag"] = f'"{blake2b(answer.content, digest_size=16).hexdigest()}"'
    answer["Cache-Control"] = "private, no-cache"
    patch_vary_headers(answer, ["Accept", "Authorization"])
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer


def _as_csv(items: Iterable[dict[str, Any]]) -> str:
    out = StringIO()
    rows = list(items)
    writer = csv.writer(out)
    if rows:
        writer.writerow(rows[0])
    for row in rows:
        writer.writerow([neutral(_cell(value)) for value in row.values()])
    return out.getvalue()


def _cell(value: Any) -> Any:
    """What is no plain value stands in its cell as JSON."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else value


def _cursor(pk: int) -> str:
    return f"{MARK}{pk}"


def _after(cursor: str) -> int:
    """The row that a cursor stands behind. The document says what a cursor looks like, so no other comes here."""
    return int(cursor.removeprefix(MARK) or 0)
