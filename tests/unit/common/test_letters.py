"""E-mails in two forms with the same words; what people typed can break neither the HTML nor the headers."""

import re

import pytest
from django.core import mail as django_mail

from dorset_lsp.common import mail
from dorset_lsp.common.letters import Letter, html_of, post, text_of

pytestmark = pytest.mark.django_db
EVIL = "<script>alert(1)</script>\r\nBcc: everybody@example.com"


def letter(**changes):
    parts = {
        "name": "Ann",
        "opening": "Two figures are due:",
        "lines": ["NI 1", "NI 2"],
        "link_label": "Enter them",
        "link": "https://partnership.example/my-work/",
        "why": "You answer for them.",
        "sender": "The partnership",
    }
    return Letter(**(parts | changes))


def test_the_text_has_greeting_words_list_link_and_why():
    assert text_of(letter(quotation="As said.", paragraphs=["Thank you."])) == (
        "Dear Ann,\n\nTwo figures are due:\n\n  As said.\n\n  NI 1\n  NI 2\n\nThank you.\n\n"
        "Enter them: https://partnership.example/my-work/\n\n--\nYou answer for them.\n"
        "The partnership, http://testserver\n"
    )


def test_a_letter_without_list_and_quotation_has_no_gaps():
    assert "Two figures are due:\n\nEnter them: https" in text_of(letter(lines=[]))


def test_both_forms_go_out_with_the_same_words_and_one_link(do_jobs):
    post(letter(), to="ann@example.com", subject="Two figures", key="k")

    do_jobs()

    sent = django_mail.outbox[0]
    html, kind = sent.alternatives[0]
    assert kind == "text/html"
    assert re.findall(r'href="([^"]+)"', html) == ["https://partnership.example/my-work/"]
    words = re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL))
    assert [part in words for part in ("Dear Ann,", "NI 1", "NI 2", "You answer for them.")] == [True] * 4
    assert sent.body == text_of(letter())


def test_nothing_is_fetched_from_elsewhere():
    assert re.findall(r"<img|<link|<script|url\(|@import", html_of(letter(), subject="s")) == []


@pytest.mark.parametrize("part", ["name", "opening", "quotation", "why", "sender", "link_label"])
def test_what_people_typed_is_escaped_in_the_html(part):
    html = html_of(letter(**{part: EVIL}), subject=EVIL)

    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 2


def test_what_people_typed_cannot_add_a_header(do_jobs):
    post(letter(name=EVIL), to="ann@example.com", subject=f"From {EVIL}", key=EVIL)

    do_jobs()

    message = django_mail.outbox[0].message()
    assert (message["To"], message["Bcc"]) == ("ann@example.com", None)
    assert "\n" not in django_mail.outbox[0].subject


def test_the_message_id_is_of_our_domain_and_the_same_for_the_same_key(settings):
    settings.PUBLIC_URL = "https://partnership.example:8443/site"

    first, again, other = mail.message_id("a"), mail.message_id("a"), mail.message_id("b")

    assert re.fullmatch(r"<[0-9a-f]{32}@partnership\.example>", first)
    assert (first == again, first == other, mail.message_id() == mail.message_id()) == (True, False, False)
