import re
import smtplib

import pytest
from django.core import mail as django_mail
from django.core.mail.backends.base import BaseEmailBackend

from dorset_lsp.common import mail
from dorset_lsp.common.models.job import Job
from dorset_lsp.common.models.sent_mail import SentMail

pytestmark = pytest.mark.django_db


REFUSALS = {450, 550}  # these two codes speak of one receiver


class AwayBackend(BaseEmailBackend):
    """A mail server that answers with the code in the subject, or not at all."""

    def send_messages(self, email_messages):
        code = int(email_messages[0].subject)
        if code == 0:
            raise ConnectionRefusedError("connection refused")
        if code in REFUSALS:
            raise smtplib.SMTPRecipientsRefused({"ann@example.com": (code, b"no")})
        raise smtplib.SMTPResponseException(code, b"no")


def letter(**changes):
    return {
        "to": "ann@example.com",
        "subject": "Return due",
        "text": "It is due on Friday.",
        "key": "return:7:due:2009-11-02",
    } | changes


def test_one_mail_goes_out_once_however_often_it_is_asked_for(do_jobs):
    mail.send(**letter())
    mail.send(**letter(text="asked again"))

    assert do_jobs() == ["send_mail"]
    assert do_jobs() == []
    sent = django_mail.outbox[0]
    assert len(django_mail.outbox) == 1
    assert (sent.to, sent.subject, sent.body) == (["ann@example.com"], "Return due", "It is due on Friday.")


def test_a_mail_says_that_a_machine_sent_it(do_jobs):
    mail.send(**letter(headers={"List-Id": "returns"}))

    do_jobs()

    headers = django_mail.outbox[0].extra_headers
    assert re.fullmatch(r"<[0-9a-f]{32}@testserver>", headers.pop("Message-ID"))
    assert headers == {
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Id": "returns",
    }


def test_a_subject_is_one_line_with_the_prefix_of_the_place(do_jobs, settings):
    settings.EMAIL_SUBJECT_PREFIX = "[Partnership] "
    mail.send(**letter(subject="Return due\nBcc: everybody@example.com"))

    do_jobs()

    assert django_mail.outbox[0].subject == "[Partnership] Return due Bcc: everybody@example.com"


def test_the_demo_keeps_mail_as_rows_with_both_forms_of_the_text(do_jobs, settings):
    settings.EMAIL_BACKEND = "dorset_lsp.common.mail.DatabaseBackend"
    mail.send(**letter(html="<p>It is due on <b>Friday</b>.</p>"))

    do_jobs()

    row = SentMail.objects.get()
    assert (row.to, row.subject, row.text) == ("ann@example.com", "Return due", "It is due on Friday.")
    assert row.html == "<p>It is due on <b>Friday</b>.</p>"
    assert row.headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("code", [0, 421, 450])
def test_a_server_that_is_away_or_busy_is_tried_again(code, do_jobs, settings):
    settings.EMAIL_BACKEND = f"{__name__}.AwayBackend"
    mail.send(**letter(subject=str(code)))

    assert do_jobs() == []

    assert Job.objects.get().state == "queued"


@pytest.mark.parametrize("code", [550, 554])
def test_an_address_that_the_server_refuses_is_a_failure_in_sight(code, do_jobs, settings):
    settings.EMAIL_BACKEND = f"{__name__}.AwayBackend"
    mail.send(**letter(subject=str(code)))

    with pytest.raises(smtplib.SMTPException):
        do_jobs()

    job = Job.objects.get()
    assert job.state == "failed"
    assert job.error.startswith("SMTP")
    assert str(code) in job.error
