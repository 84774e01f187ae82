"""Laws about all addresses: every page asks for a sign-in, except a few that say otherwise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from dorset_lsp.api.service import urls as api_urls
from dorset_lsp.site.public import urls as public

OPEN = {
    "site:home": "the public front page",
    **dict.fromkeys((f"public:{one.name}" for one in public.urlpatterns), "the open site is for everybody"),
    **dict.fromkeys((f"api-v1:{one.name}" for one in api_urls[0]), "the API answers a stranger itself"),
    "api-docs": "what the API offers",
    "robots": "asked by search engines",
    "site:judging": "rules are no secret",
    "partnerships:programme-list": "what partners promise residents",
    "site:programme-detail": "what partners promise residents",
    "site:benefit-detail": "what partners promise residents",
    "partnerships:meeting-feed": "opened by the key in its address",
    "scrutiny:topic-suggest-public": "anybody may tell scrutiny what to look at",
    "healthz": "asked by machines",
    "readyz": "asked by machines",
    "admin:login": "a sign-in",
    "account_login": "a sign-in",
    "account_logout": "says good-bye",
    "account_inactive": "part of signing in",
    "account_signup": "says that nobody signs up",
    "account_email_verification_sent": "part of signing in",
    "account_confirm_email": "part of signing in",
    "account_confirm_login_code": "part of signing in",
    "account_reset_password": "a forgotten password",
    "account_reset_password_done": "a forgotten password",
    "account_reset_password_from_key": "a forgotten password",
    "account_reset_password_from_key_done": "a forgotten password",
}
KWARGS = {
    "pk": 1, "number": 1, "slug": "x", "form": "csv", "file_type": "csv", "object_id": "1", "app_label": "common",
    "content_type_id": 1, "url": "x", "key": "x", "uidb36": "x",
    "item": 1, "paper": 1, "decision": 1, "interest": 1, "role": "owner", "way": "up", "name": "x",
    "kind": "performance.indicator", "audience": "public", "verb": "gather",
}  # fmt: skip


def patterns(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(name with its namespace, pattern) of every address."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one, f"{namespace}{one.namespace}:" if one.namespace else namespace)
        else:
            yield f"{namespace}{one.name}", one


ALL = dict(patterns(get_resolver()))
CLOSED = sorted(name for name in ALL if name not in OPEN and not name.endswith(":None"))


def address(name: str) -> str:
    """The address with made-up arguments."""
    wanted = ALL[name].pattern.converters
    try:
        return reverse(name, kwargs={key: KWARGS[key] for key in wanted})
    except NoReverseMatch:
        return reverse(name, args=["1"])


def test_the_pages_that_are_open_to_anyone_are_these():
    open_ = {name for name, pattern in ALL.items() if not getattr(pattern.callback, "login_required", True)}

    assert open_ == set(OPEN)


@pytest.mark.parametrize("name", [name for name in CLOSED if not name.startswith("admin:")])
def test_every_other_page_leads_a_stranger_to_the_sign_in(client, name):
    for method in (client.get, client.post):
        answer = method(address(name))

        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("account_login"))


def test_the_law_is_about_the_pages_that_matter():
    assert {
        "performance:return-edit",
        "performance:round-publish",
        "site:my-work",
        "partnerships:structure",
    } <= set(CLOSED)


def test_every_page_has_a_name_of_the_form_app_and_noun_and_verb():
    ours = [name for name in ALL if name.split(":")[0] in ("site", "performance", "partnerships", "scrutiny")]

    assert [name for name in ours if name.count(":") != 1 or name.endswith(":None") or "_" in name] == []
