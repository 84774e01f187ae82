"""Signing in, as docs/decisions/0007-allauth-owns-sign-in.md describes it."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from partnerships.models import Person

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-password"


@pytest.fixture
def ann():
    return Person.objects.create_user("ann@example.com", PASSWORD, name="Ann Bee")


def sign_in(client, *, email="ann@example.com", password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def who(client):
    return client.session.get("_auth_user_id")


def test_the_right_password_leads_to_the_page_that_was_asked_for(client, ann):
    answer = sign_in(client, next="/healthz")

    assert (answer.status_code, answer.url) == (302, "/healthz")
    assert who(client) == str(ann.pk)


def test_a_wrong_password_and_an_unknown_address_read_the_same(client, ann):
    sentences = []
    for email in ("ann@example.com", "nobody@example.com"):
        answer = sign_in(client, email=email, password="wrong-password")
        sentences.append((answer.status_code, answer.context["form"].errors.as_data()["__all__"][0].messages))
        assert who(client) is None

    assert sentences[0] == sentences[1]


def test_a_person_who_left_cannot_sign_in(client, ann):
    Person.objects.filter(pk=ann.pk).update(is_active=False)

    sign_in(client)

    assert who(client) is None


def test_the_session_is_new_lasts_twelve_hours_and_is_out_of_reach(client, ann):
    client.get(reverse("account_login"))
    session = client.session
    session["before"] = True
    session.save()
    old_key = session.session_key
    client.cookies["sessionid"] = old_key

    cookie = sign_in(client).cookies["sessionid"]

    assert cookie.value != old_key
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (43200, True, "Lax")


def test_the_sixth_attempt_on_one_account_is_refused_even_with_the_right_password(client, ann, settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "attempts"}
    }
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/300s/key"}
    for _ in range(5):
        sign_in(client, password="wrong-password")

    sign_in(client)

    assert who(client) is None


def test_nobody_signs_up(client):
    answer = client.post(
        reverse("account_signup"), {"email": "new@example.com", "password1": PASSWORD, "password2": PASSWORD}
    )

    assert answer.templates[0].name == "account/signup_closed.html"
    assert not Person.objects.filter(email="new@example.com").exists()


def test_a_forgotten_password_is_set_anew_by_a_link_that_works_once(client, ann):
    client.post(reverse("account_reset_password"), {"email": "ann@example.com"})
    message = mail.outbox[0]
    link = re.search(r"https?://testserver(/\S+)", message.body).group(1)

    form_address = client.get(link).url
    client.post(form_address, {"password1": "another-password", "password2": "another-password"})
    again = client.get(link)

    assert (message.to, message.extra_headers["Auto-Submitted"]) == (["ann@example.com"], "auto-generated")
    assert Person.objects.get().check_password("another-password")
    assert again.status_code == 200  # the page that says the link was used; a good link redirects
    assert again.context["token_fail"] is True


def test_a_short_password_is_refused(client, ann):
    client.post(reverse("account_reset_password"), {"email": "ann@example.com"})
    link = re.search(r"https?://testserver(/\S+)", mail.outbox[0].body).group(1)

    client.post(client.get(link).url, {"password1": "nine-char", "password2": "nine-char"})

    assert Person.objects.get().check_password(PASSWORD)


def test_a_page_asks_for_a_sign_in_unless_it_says_otherwise(client):
    closed = client.get(reverse("account_change_password"))
    open_ = client.get("/healthz")

    assert (closed.status_code, closed.url.split("?")[0]) == (302, reverse("account_login"))
    assert open_.status_code == 200


def test_the_browser_is_told_what_our_pages_may_do(client):
    answer = client.get(reverse("account_login"))

    assert dict(rule.split(" ", 1) for rule in answer["Content-Security-Policy"].split("; ")) == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert (answer["X-Frame-Options"], answer["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert answer["Referrer-Policy"] == "same-origin"
