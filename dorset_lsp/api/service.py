"""The addresses of the API. Each starts at what the caller may see; figures go in by the changes that forms use."""

from __future__ import annotations

import functools
import inspect
import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any, Final, cast

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from ninja import Header, NinjaAPI, Query
from ninja.errors import AuthenticationError, HttpError, ValidationError

from dorset_lsp.api import makers, shapes
from dorset_lsp.api.answers import CURSOR, as_json, listed
from dorset_lsp.api.callers import ByToken, Caller, OpenOrByToken, TooMany
from dorset_lsp.common.changes import Refused, SomebodyWasFaster
from dorset_lsp.common.today import today
from dorset_lsp.site.public.holding import out_before
from partnerships.models import Action
from performance.answers import Figure
from performance.changes import deliveries
from performance.models import Edition, Indicator, Observation, Result, Return, Scorecard, Target
from scrutiny.models import Recommendation

Limit: Any = Query(100, ge=1, le=500, description="How many at once.")
Cursor: Any = Query("", pattern=CURSOR, description="The `next` of the page before.")
Slug: Any = Query("", max_length=80, pattern=r"^[-a-zA-Z0-9_]*$")
FAULTS: Final = {400: shapes.Fault, 401: shapes.Fault, 422: shapes.Fault, 429: shapes.Fault}
OPTIONAL: Final[dict[str, Any]] = {"security": [{}, {"OpenOrByToken": []}]}
"""A token may be shown, and need not."""
LARGEST_BODY: Final = 2 * 1024 * 1024

api = NinjaAPI(
    title="Partnership API",
    version="1",
    urls_namespace="api-v1",
    description=(
        "Reads what is open to everybody without a token, and what its person may see with one. A token goes into the "
        "header Authorization: Bearer. Lists come page by page, as JSON or, with Accept: text/csv, as CSV, and bear an ETag."
    ),
    docs_url=None,
    auth=[OpenOrByToken()],
)


def _caller(request: HttpRequest) -> Caller:
    return request.auth


def _fault(request: HttpRequest, status: int, detail: str, rows: Any = ()) -> HttpResponse:
    faults = [{"row": one.row, "sentence": one.sentence} for one in rows]
    return api.create_response(request, {"detail": detail, "rows": faults}, status=status)


# --- reading --------------------------------------------------------------------------------------------------


def _reads(path: str, shape: Any, summary: str) -> Any:
    """A list that needs no token, and shows with one what its person may see."""
    add = api.get(path, openapi_extra=OPTIONAL, response={200: shape, **FAULTS}, summary=summary)
    return lambda view: add(_strict(view))


def _strict(view: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse parameters that there are not: a filter whose name is mistyped would leave everything in."""
    known = inspect.signature(view).parameters.keys() - {"request", "body", "key"}

    @functools.wraps(view)
    def checked(request: HttpRequest, **asked: Any) -> Any:
        if request.GET.keys() - known:
            there_are = ", ".join(sorted(known)) or "none"
            raise HttpError(
                422, f"The address holds a parameter that is not known here. There are: {there_are}."
            )
        return view(request, **asked)

    return checked


@_reads("/indicators", shapes.Indicators, "What is measured")
def indicators(
    request: HttpRequest, outcome: str = Slug, owner: str = Slug, cursor: str = Cursor, limit: int = Limit
) -> Any:
    """Indicators, by outcome or by the organisation that answers for them."""
    rows = Indicator.objects.visible_to(_caller(request).viewer)
    rows = rows.select_related("outcome", "owner_organisation").prefetch_related("definitions")
    rows = _by(rows, outcome__slug=outcome, owner_organisation__slug=owner)
    return listed(request, rows, makers.indicator, cursor=cursor, limit=limit)


@_reads("/observations", shapes.Observations, "Published figures")
def observations(
    request: HttpRequest, indicator: str = Slug, area: str = Slug, cursor: str = Cursor, limit: int = Limit
) -> Any:
    """Every published figure with its revisions. Provisional ones are for tokens alone."""
    rows = Observation.objects.visible_to(_caller(request).viewer).select_related("indicator", "area")
    rows = _by(rows, indicator__slug=indicator, area__slug=area)
    return listed(request, rows, makers.observation, cursor=cursor, limit=limit)


@_reads("/targets", shapes.Targets, "Targets in force")
def targets(request: HttpRequest, indicator: str = Slug, cursor: str = Cursor, limit: int = Limit) -> Any:
    """What the partners agreed to reach, point by point, and in which words."""
    rows = Target.objects.in_force_on(today()).select_related("indicator", "version__agreement")
    rows = _by(rows.prefetch_related("points"), indicator__slug=indicator)
    return listed(request, rows, makers.target, cursor=cursor, limit=limit)


@_reads("/results", shapes.Results, "Statuses, with their rule")
def results(
    request: HttpRequest,
    indicator: str = Slug,
    round: str = Slug,  # noqa: A002 the name in the address
    cursor: str = Cursor,
    limit: int = Limit,
) -> Any:
    """What the newest edition of each round says of an indicator, and how it was worked out."""
    viewer = _caller(request).viewer
    rows = Result.objects.visible_to(viewer).newest_for(viewer).select_related("indicator", "edition__round")
    rows = _by(rows, indicator__slug=indicator, edition__round__slug=round)
    return listed(request, rows, makers.result, cursor=cursor, limit=limit)


@_reads("/scorecards", shapes.Scorecards, "Which indicators stand together")
def scorecards(request: HttpRequest, cursor: str = Cursor, limit: int = Limit) -> Any:
    """Scorecards with their indicators in order."""
    rows = Scorecard.objects.visible_to(_caller(request).viewer).select_related("body", "organisation")
    rows = rows.prefetch_related("lines__indicator")
    return listed(request, rows, makers.scorecard, cursor=cursor, limit=limit)


@_reads("/reports", shapes.Reports, "Frozen reports with their hashes")
def reports(request: HttpRequest, round: str = Slug, cursor: str = Cursor, limit: int = Limit) -> Any:  # noqa: A002
    """Editions with their files. The files of an edition with provisional figures are for tokens alone."""
    viewer = _caller(request).viewer
    rows = _by(Edition.objects.visible_to(viewer).select_related("round"), round__slug=round)
    files = makers.files_for(viewer)
    return listed(request, rows.prefetch_related(files), makers.report, cursor=cursor, limit=limit)


@_reads("/actions", shapes.Actions, "Actions that the token's person may see")
def actions(request: HttpRequest, cursor: str = Cursor, limit: int = Limit) -> Any:
    """Without a token there are none."""
    rows = Action.objects.visible_to(_caller(request).viewer, today()).select_related("organisation", "body")
    return listed(request, rows, makers.action, cursor=cursor, limit=limit)


@_reads("/recommendations", shapes.Recommendations, "What scrutiny asked for")
def recommendations(
    request: HttpRequest, review: str = Slug, cursor: str = Cursor, limit: int = Limit
) -> Any:
    """Each with its words, or the summary in their place for whoever may not read them."""
    caller = _caller(request)
    rows = Recommendation.objects.visible_to(caller.viewer, today()).select_related("review")
    if caller.token is None:
        rows = out_before(rows, "review__issued_on", today())
    rows = _by(rows, review__slug=review)
    return listed(request, rows, makers.recommendation, cursor=cursor, limit=limit)


@api.get(
    "/returns",
    response={200: shapes.Returns, **FAULTS},
    auth=[ByToken()],
    summary="What your organisation owes",
)
@_strict
def returns(request: HttpRequest, round: str = Slug, cursor: str = Cursor, limit: int = Limit) -> Any:  # noqa: A002
    """The returns of the token's organisation and of no other, with what is saved and the version to answer."""
    caller = _caller(request)
    rows = Return.objects.visible_to(caller.viewer, today()).filter(
        indicator__owner_organisation=caller.token.organisation_id
    )
    rows = _by(rows.select_related("round", "indicator"), round__slug=round)
    rows = rows.prefetch_related("figures__area", "indicator__splits__area")
    return listed(request, rows, makers.return_, cursor=cursor, limit=limit)


def _by(rows: Any, **wanted: str) -> Any:
    """The rows that the given filters leave; an empty one filters nothing."""
    return rows.filter(**{field: value for field, value in wanted.items() if value})


# --- writing --------------------------------------------------------------------------------------------------


@api.post(
    "/returns",
    response={200: shapes.DeliveryOut, 403: shapes.Fault, 409: shapes.Fault, **FAULTS},
    auth=[ByToken()],
    summary="Answer returns: all of them or none",
)
@_strict
def deliver(
    request: HttpRequest,
    body: shapes.DeliveryIn,
    key: str = Header(..., alias="Idempotency-Key", min_length=8, max_length=100, pattern=r"^[!-~]+$"),
) -> Any:
    """Saves drafts or submits. The same Idempotency-Key again gets the same answer and changes nothing."""
    caller = _caller(request)
    if not caller.token.may_write:
        raise HttpError(403, "This token may only read.")
    said = body.model_dump(mode="json")
    done = deliveries.deliver(
        token=caller.token,
        key=key,
        sha256=sha256(json.dumps(said, sort_keys=True).encode()).hexdigest(),
        rows=[_row(one) for one in body.returns],
        by=caller.viewer,
        on=today(),
    )
    return as_json(request, done)


def _row(one: shapes.ReturnIn) -> deliveries.Row:
    return deliveries.Row(
        round=one.round,
        indicator=one.indicator,
        version=one.version,
        figures={slug: Figure(**figure.model_dump()) for slug, figure in one.figures.items()},
        is_final=one.do == "submit",
        is_provisional=one.is_provisional,
        commentary=one.commentary,
        direction_view=one.direction_view,
        is_surprise_confirmed=one.is_surprise_confirmed,
    )


# --- faults ---------------------------------------------------------------------------------------------------


@api.exception_handler(deliveries.Faulty)
def _faulty(request: HttpRequest, fault: deliveries.Faulty) -> HttpResponse:
    return _fault(request, 422, "Nothing was kept. Each fault is named by its row.", fault.faults)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, fault: Refused) -> HttpResponse:
    return _fault(request, 409, str(fault))


@api.exception_handler(SomebodyWasFaster)
def _faster(request: HttpRequest, fault: SomebodyWasFaster) -> HttpResponse:
    return _fault(request, 409, str(fault))


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, fault: AuthenticationError) -> HttpResponse:
    answer = _fault(request, 401, "This needs a token that is good: not ended, not revoked.")
    answer["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(HttpError)
def _http(request: HttpRequest, fault: HttpError) -> HttpResponse:
    return _fault(request, fault.status_code, str(fault))


@api.exception_handler(TooMany)
def _too_many(request: HttpRequest, fault: TooMany) -> HttpResponse:
    answer = _fault(request, 429, "Too many calls in this minute.")
    answer["Retry-After"] = str(fault.wait)
    return answer


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """What does not fit the document: where, and why, in one sentence; rows of a delivery by their number."""
    rows = [fault for fault in map(_row_fault, fault.errors) if fault is not None]
    told = "; ".join(f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in fault.errors)
    return _fault(request, 422, told[:2000], rows)


def _row_fault(error: dict[str, Any]) -> deliveries.RowFault | None:
    """The fault as one of a row of a delivery; None when it is about something else."""
    match error["loc"]:
        case ("body", "body", "returns", int(row), *rest):
            return deliveries.RowFault(row, f"{'.'.join(map(str, rest))}: {error['msg']}")
        case _:
            return None


urls: Final = api.urls
"""The addresses, for the page map. They are made once: each asking of ``api.urls`` makes them anew."""
for _pattern in urls[0]:
    # A stranger is answered by the API itself, never led to the sign-in.
    _pattern.callback = login_not_required(cast("Callable[..., Any]", _pattern.callback))
