"""The document of the API as a page to read: drawn from the document itself, without a script from anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dorset_lsp.api.service import api
from dorset_lsp.site.public.pages import open_page

EXAMPLES: Final = (
    ("The first five indicators", "/api/v1/indicators?limit=5"),
    ("What is measured for one outcome", "/api/v1/indicators?outcome=homes"),
    ("The figures of one indicator", "/api/v1/observations?indicator=ni-154"),
    ("How everything stood in one round", "/api/v1/results?round=2008-09-q3"),
)
"""Addresses to try. A test asks each of them."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that the API does: its method and address, what it is, its parameters and answers."""

    method: str
    path: str
    summary: str
    text: str
    needs_token: bool
    parameters: list[dict[str, Any]]
    fields: list[tuple[str, str, str]]
    answers: list[tuple[str, str]]


@open_page
def api_docs(request: HttpRequest) -> HttpResponse:
    """Every operation, and examples to try."""
    document = api.get_openapi_schema()
    context = {
        "about": document["info"]["description"],
        "operations": list(_operations(document)),
        "examples": EXAMPLES,
    }
    return render(request, "public/api.html", context)


MEANINGS: Final = {
    "200": "as asked",
    "400": "the cursor was not handed out here",
    "401": "no token, or one that is not good",
    "403": "the token may only read",
    "409": "somebody was faster, or the key was used for something else",
    "422": "something does not fit; nothing was kept",
    "429": "too many calls in this minute; Retry-After says when to go on",
}


def _operations(document: dict[str, Any]) -> Iterator[Operation]:
    shapes = document["components"]["schemas"]
    for path, methods in document["paths"].items():
        for method, one in methods.items():
            yield Operation(
                method=method.upper(),
                path=path,
                summary=one.get("summary", ""),
                text=one.get("description", ""),
                needs_token=path.endswith("/returns"),
                parameters=[
                    {"name": each["name"], "required": each["required"], "about": each["schema"].get("description", "")}
                    for each in one.get("parameters", [])
                ],
                fields=_fields(one, shapes),
                answers=[(str(code), MEANINGS.get(str(code), "")) for code in one["responses"]],
            )  # fmt: skip


def _fields(operation: dict[str, Any], shapes: dict[str, Any]) -> list[tuple[str, str, str]]:
    """The fields of one item of a list: name, kind, what it means."""
    content = operation["responses"][200]["content"]["application/json"]["schema"]
    shape = shapes[content["$ref"].rpartition("/")[2]]
    items = shape["properties"].get("items", {}).get("items", {}).get("$ref")
    shape = shapes[items.rpartition("/")[2]] if items else shape
    return [(name, _kind(one), one.get("description", "")) for name, one in shape["properties"].items()]


def _kind(field: dict[str, Any]) -> str:
    if "anyOf" in field:
        kinds = sorted({_kind(one) for one in field["anyOf"]})
        return " or ".join("nothing" if kind == "null" else kind for kind in kinds)
    return str(field.get("format") or field.get("type") or "object")
