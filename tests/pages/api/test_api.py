"""The API: what a caller may read, page by page; figures that go in whole or not at all; tokens that end."""

import csv
import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as the_settings
from django.core.cache import cache
from django.urls import reverse

from dorset_lsp.api import callers
from dorset_lsp.api.pages import EXAMPLES
from dorset_lsp.api.service import api
from dorset_lsp.common.models import Clock
from partnerships.changes import api_tokens
from partnerships.models import ApiToken
from performance.changes import returns
from performance.models import Delivery, Observation
from tests.factories.partnerships import OrganisationFactory, PersonFactory
from tests.factories.performance import IndicatorFactory
from tests.factories.world import ON, build_world

RETURNS = "/api/v1/returns"
LISTS = (
    "indicators",
    "observations",
    "targets",
    "results",
    "scorecards",
    "reports",
    "actions",
    "recommendations",
)
CLIENT = Path(the_settings.BASE_DIR) / "docs/examples/push_figures.py"


def items(answer):
    return answer.json()["items"]


def one(world, **more):
    figures = {world.county.slug: {"numerator": "780", "denominator": "1000"}}
    row = {"round": "2008-09-q4", "indicator": "ni-101", "version": 0, "do": "save", "figures": figures}
    return row | {"direction_view": "improving"} | more


def push(client, headers, *rows, key="delivery-1"):
    body = json.dumps({"returns": rows})
    return client.post(RETURNS, body, "application/json", headers={**headers, "Idempotency-Key": key})


# --- reading --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LISTS)
def test_every_list_opens_without_a_token(client, world, name):
    answer = client.get(f"/api/v1/{name}")

    assert (answer.status_code, sorted(answer.json())) == (200, ["items", "next"])


def test_pages_behind_a_cursor_hold_every_row_once(client, world):
    found, cursor = [], ""
    while True:
        answer = client.get("/api/v1/observations", {"limit": 7, "cursor": cursor}).json()
        found += [(row["indicator"], row["area"], row["period_from"]) for row in answer["items"]]
        cursor = answer["next"]
        if not cursor:
            break

    assert (len(found), len(set(found))) == (Observation.objects.count(), Observation.objects.count())


@pytest.mark.parametrize(
    "cursor", ["x", "after-", "after--1", "after-1 ", "after-ÿ", "after-٣", f"after-{10**18}"]
)
def test_a_made_up_cursor_is_refused_in_words(client, world, cursor):
    assert client.get("/api/v1/indicators", {"cursor": cursor}).status_code == 422


def test_a_filter_whose_name_is_mistyped_is_refused_and_does_not_leave_everything_in(client, world):
    answer = client.get("/api/v1/observations?indicatr=ni-101")

    assert (answer.status_code, "There are: area, cursor, indicator, limit." in answer.json()["detail"]) == (
        422,
        True,
    )


def test_a_stranger_whose_address_no_proxy_tells_is_answered(client, world):
    assert client.get("/api/v1/indicators", REMOTE_ADDR="").status_code == 200


def test_a_list_comes_as_csv_to_whoever_asks_for_it(client, world):
    answer = client.get("/api/v1/indicators", headers={"Accept": "text/csv"})

    assert [row["slug"] for row in csv.DictReader(StringIO(answer.content.decode()))] == [
        "ni-101",
        "ni-102",
        "ni-103",
    ]


def test_an_answer_is_not_sent_twice(client, world):
    etag = client.get("/api/v1/indicators")["ETag"]

    assert client.get("/api/v1/indicators", headers={"If-None-Match": etag}).status_code == 304


def test_a_provisional_figure_is_for_tokens_alone(client, world, bearer):
    world.verified(world.ratio, is_provisional=True)
    world.publish()
    headers = bearer(world.owner)

    def seen(**more):
        return [row["period"] for row in items(client.get("/api/v1/observations?indicator=ni-101", **more))]

    assert ("Q4 2008/09" in seen(), "Q4 2008/09" in seen(headers=headers)) == (False, True)


def test_two_organisations_do_not_see_each_other_s_drafts(client, world, bearer):
    stranger = PersonFactory(organisation=OrganisationFactory(name="Another council"))
    IndicatorFactory(code="LI 900", owner_organisation=stranger.organisation)
    world.drafted(world.ratio, commentary="MARK-DRAFT")

    mine, theirs = (client.get(RETURNS, headers=bearer(person)) for person in (world.owner, stranger))

    assert (next(row["commentary"] for row in items(mine)), items(theirs)) == ("MARK-DRAFT", [])


def test_neither_of_two_tokens_reads_or_overwrites_what_the_other_drafted(client, world, bearer):
    stranger = PersonFactory(organisation=OrganisationFactory(name="Another council"))
    world.split.owner, world.split.owner_organisation = stranger, stranger.organisation
    world.split.save()
    world.drafted(world.ratio, commentary="MARK-ONE")
    split = world.return_of(world.split)
    returns.save(
        return_=split, version=0, answer=world.answer(world.split, commentary="MARK-TWO"), by=stranger, on=ON
    )
    headers = {"MARK-ONE": bearer(world.owner), "MARK-TWO": bearer(stranger)}

    read = {mark: client.get(RETURNS, headers=one_s).content.decode() for mark, one_s in headers.items()}
    written = push(client, headers["MARK-TWO"], one(world, version=1, commentary="Theirs."))

    assert {mark: ("MARK-ONE" in text, "MARK-TWO" in text) for mark, text in read.items()} == {
        "MARK-ONE": (True, False), "MARK-TWO": (False, True),
    }  # fmt: skip
    assert (written.status_code, world.return_of(world.ratio).commentary) == (422, "MARK-ONE")


def test_a_co_ordinator_s_token_shows_no_draft_of_others(client, world, bearer):
    world.drafted(world.ratio, commentary="MARK-DRAFT")

    assert items(client.get(RETURNS, headers=bearer(world.coordinator))) == []


def test_every_example_on_the_page_of_the_api_answers(client, world):
    assert [client.get(address).status_code for _, address in EXAMPLES] == [200] * len(EXAMPLES)
    assert client.get(reverse("api-docs")).status_code == 200


def test_the_page_of_the_api_names_every_operation_and_runs_no_script_from_elsewhere(client, world):
    page = client.get(reverse("api-docs")).content.decode()
    paths = api.get_openapi_schema()["paths"]

    assert [path for path in paths if path not in page] == []
    assert page.count("<script") == page.count('<script src="/static/')


# --- writing --------------------------------------------------------------------------------------------------


def test_a_system_saves_a_draft_by_the_same_change_as_the_form(client, world, bearer):
    answer = push(client, bearer(world.owner), one(world, commentary="From our system."))

    return_ = world.return_of(world.ratio)
    assert (answer.status_code, answer.json()["returns"][0]["state"]) == (200, "draft")
    assert (return_.commentary, return_.saved_by, return_.figures.get().numerator) == (
        "From our system.", world.owner, Decimal(780),
    )  # fmt: skip


def test_the_same_key_again_gets_the_same_answer_and_changes_nothing(client, world, bearer):
    headers = bearer(world.owner)
    first, again = (push(client, headers, one(world)) for _ in range(2))

    assert (again.status_code, again.json()) == (200, first.json())
    assert (world.return_of(world.ratio).version, Delivery.objects.count()) == (1, 1)


def test_a_key_that_was_used_for_something_else_is_refused(client, world, bearer):
    headers = bearer(world.owner)
    push(client, headers, one(world))

    assert push(client, headers, one(world, commentary="Other words.")).status_code == 409


def test_of_several_returns_all_are_kept_or_none_and_each_fault_is_named_by_its_row(client, world, bearer):
    wrong = one(world, indicator="ni-102", figures={"nowhere": {"value": "3"}})
    unowed = one(world, indicator="ni-999")
    answer = push(client, bearer(world.owner), one(world), wrong, unowed)

    assert (answer.status_code, [fault["row"] for fault in answer.json()["rows"]]) == (422, [1, 2])
    assert (world.return_of(world.ratio).state, Delivery.objects.exists()) == ("not_started", False)


@pytest.mark.parametrize(
    "figure",
    [
        {"value": "5"}, {"numerator": "5"}, {"value": "1", "absence": "suppressed", "absence_reason": "Few."},
        {"absence": "suppressed"}, {"numerator": "2000", "denominator": "1000"}, {"value": "1e30"}, {"other": "1"},
    ],
)  # fmt: skip
def test_a_figure_that_cannot_be_is_refused_and_nothing_is_kept(client, world, bearer, figure):
    answer = push(client, bearer(world.owner), one(world, figures={world.county.slug: figure}))

    assert (answer.status_code, len(answer.json()["rows"])) == (422, 1)
    assert world.return_of(world.ratio).state == "not_started"


def test_whoever_read_an_older_version_is_told(client, world, bearer):
    world.drafted(world.ratio)

    answer = push(client, bearer(world.owner), one(world, version=0))

    assert (answer.status_code, world.return_of(world.ratio).version) == (422, 1)


def test_a_token_that_may_only_read_writes_nothing(client, world, bearer):
    assert push(client, bearer(world.owner, scope="read"), one(world)).status_code == 403


def test_nobody_writes_without_a_token_or_a_key(client, world, bearer):
    without_key = client.post(RETURNS, "{}", "application/json", headers=bearer(world.owner))

    assert (push(client, {}, one(world)).status_code, without_key.status_code) == (401, 422)


# --- tokens ---------------------------------------------------------------------------------------------------


def test_a_token_ends_when_it_is_revoked_when_its_day_comes_and_when_its_person_leaves(client, world, bearer):
    headers = bearer(world.owner)
    opens = [client.get(RETURNS, headers=headers).status_code]
    Clock.objects.update_or_create(pk=1, defaults={"stated_on": date(2009, 5, 20)})
    cache.clear()
    opens.append(client.get(RETURNS, headers=headers).status_code)
    Clock.objects.update_or_create(pk=1, defaults={"stated_on": ON})
    cache.clear()
    world.owner.organisation = OrganisationFactory()
    world.owner.save()
    opens.append(client.get(RETURNS, headers=headers).status_code)
    world.owner.organisation = world.council
    world.owner.save()
    api_tokens.revoke(token=ApiToken.objects.get(), by=world.owner, on=ON)
    opens.append(client.get(RETURNS, headers=headers).status_code)

    assert opens == [200, 401, 401, 401]


def test_a_token_is_shown_once_and_kept_as_its_hash_alone(client, world):
    client.force_login(world.owner)
    page = reverse("partnerships:tokens")
    made = client.post(page, {"label": "Figures", "scope": "returns", "days": "90"}).content.decode()
    secret = made.partition('id="token">')[2].partition("<")[0]

    row = ApiToken.objects.get()
    assert secret.startswith("lsp_")
    assert secret not in client.get(page).content.decode()
    assert secret not in str([getattr(row, field.attname) for field in row._meta.fields])


def test_a_colleague_revokes_a_token_and_a_stranger_does_not_see_it(client, world, bearer):
    bearer(world.owner)
    address = reverse("partnerships:token-revoke", args=[ApiToken.objects.get().pk])
    client.force_login(world.outsider)
    refused = client.post(address).status_code
    client.force_login(world.colleague)
    client.post(address)

    assert (refused, ApiToken.objects.get().revoked_by) == (404, world.colleague)


def test_the_use_of_a_token_is_noted(client, world, bearer):
    client.get(RETURNS, headers=bearer(world.owner))

    assert ApiToken.objects.get().last_used_at is not None


def test_too_many_calls_in_a_minute_are_told_to_wait(client, world, monkeypatch, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    monkeypatch.setattr(callers.time, "time", lambda: 1_000_000.0)
    statuses = {client.get("/api/v1/scorecards").status_code for _ in range(callers.CALLS_WITHOUT)}
    refused = client.get("/api/v1/scorecards")

    assert (statuses, refused.status_code, refused["Retry-After"]) == ({200}, 429, "20")


# --- a council's own system -----------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_the_client_of_a_few_lines_pushes_a_council_s_own_figures(live_server, bearer, tmp_path):
    world = build_world()
    token = bearer(world.owner)["Authorization"].split()[1]
    file = tmp_path / "figures.csv"
    file.write_text(
        "round,indicator,area,value,numerator,denominator,commentary,direction_view\n"
        f"2008-09-q4,ni-101,{world.county.slug},,780,1000,Sent by our system.,improving\n"
    )
    command = [sys.executable, CLIENT, live_server.url, token, file]

    done = [subprocess.run(command, capture_output=True, text=True, timeout=60) for _ in range(2)]

    assert done[0].stdout == "2008-09-q4 ni-101 draft version 1\n", done[0].stderr
    assert world.return_of(world.ratio).commentary == "Sent by our system."
