"""The e-mails that a demonstration keeps, which exist nowhere else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.common import SentMailFactory

pytestmark = pytest.mark.django_db
LIST = reverse("site:mail")


@pytest.fixture
def demo(client, world, settings):
    settings.DEMO = True
    client.force_login(world.member)
    return client


def subjects(answer):
    return [row.record.subject for row in answer.context["table"].rows]


def test_the_newest_stands_first(demo):
    SentMailFactory(subject="Old")
    SentMailFactory(subject="New")

    assert subjects(demo.get(LIST)) == ["New", "Old"]


def test_it_is_found_by_its_receiver(demo):
    SentMailFactory(to="ann@example.com", subject="For Ann")
    SentMailFactory(to="bob@example.com", subject="For Bob")

    assert subjects(demo.get(LIST, {"to": "bob"})) == ["For Bob"]


def test_an_e_mail_shows_headers_and_text_with_its_links_to_follow(demo):
    message = SentMailFactory(
        text="Go on: http://testserver/my-work/", headers={"Auto-Submitted": "auto-generated"}
    )

    page = demo.get(reverse("site:mail-detail", args=[message.pk])).content.decode()

    assert '<a href="http://testserver/my-work/" rel="nofollow">' in page
    assert [text in page for text in ("Auto-Submitted", "auto-generated", message.to)] == [True, True, True]


def test_its_html_is_shown_as_source_and_never_run(demo):
    message = SentMailFactory(html="<script>alert(1)</script>")

    page = demo.get(reverse("site:mail-detail", args=[message.pk])).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_its_html_version_is_drawn_in_a_sandbox_that_runs_and_fetches_nothing(demo):
    message = SentMailFactory(html="<p>Hello</p>")
    bare = SentMailFactory()

    answer = demo.get(reverse("site:mail-html", args=[message.pk]))

    assert answer.content == b"<p>Hello</p>"
    policy = dict(part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";"))
    assert (policy["sandbox"], policy["default-src"], "script-src" in policy) == ("", "'none'", False)
    assert demo.get(reverse("site:mail-html", args=[bare.pk])).status_code == 404


def test_outside_a_demonstration_there_is_no_such_page(demo, settings):
    message = SentMailFactory(html="<p>Hello</p>")
    urls = [LIST, *(reverse(f"site:mail-{page}", args=[message.pk]) for page in ("detail", "html"))]
    assert [demo.get(url).status_code for url in urls] == [200, 200, 200]

    settings.DEMO = False

    assert [demo.get(url).status_code for url in urls] == [404, 404, 404]


def test_more_mail_costs_no_more_queries(demo):
    SentMailFactory()
    demo.get(LIST)
    with CaptureQueriesContext(connection) as few:
        demo.get(LIST)
    SentMailFactory.create_batch(30)

    with CaptureQueriesContext(connection) as many:
        answer = demo.get(LIST)

    assert len(many) == len(few)
    assert len(answer.context["table"].page.object_list) == 25


def test_its_file_holds_what_the_filter_shows(demo):
    SentMailFactory(to="ann@example.com", subject="For Ann")
    SentMailFactory(to="bob@example.com", subject="For Bob")

    answer = demo.get(reverse("site:mail-download", args=["csv"]), {"to": "bob"})

    header, *rows = answer.content.decode("utf-8-sig").splitlines()
    assert (header, rows) == ("Subject,To,Sent", ["For Bob,bob@example.com,2026-03-04 09:30"])
