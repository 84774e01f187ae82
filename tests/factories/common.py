"""E-mails kept by a demonstration, and audit events, as rows."""

from __future__ import annotations

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from dorset_lsp.common.models import AuditEvent, Clock, Job, PeriodicRun, SentMail, StateChange


class SentMailFactory(DjangoModelFactory):
    class Meta:
        model = SentMail

    to = factory.Sequence(lambda n: f"reader-{n}@example.com")
    subject = factory.Sequence(lambda n: f"Subject {n}")
    text = "Dear reader,\n\nThe round is open: http://testserver/my-work/\n"
    headers = factory.LazyFunction(lambda: {"Auto-Submitted": "auto-generated"})
    sent_at = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


class AuditEventFactory(DjangoModelFactory):
    """One event about any record; the tests that need a true one make the change instead."""

    class Meta:
        model = AuditEvent

    what = "body.change"
    kind = "partnerships.body"
    record_id = 1
    record_name = "A body"
    by_name = "Somebody"
    on = date(2009, 4, 20)


class StateChangeFactory(DjangoModelFactory):
    class Meta:
        model = StateChange

    kind = "partnerships.action"
    record_id = 1
    by_name = "Somebody"
    on = date(2009, 4, 20)
    verb = "agree"
    from_state = "proposed"
    to_state = "open"


class ClockFactory(DjangoModelFactory):
    class Meta:
        model = Clock
        django_get_or_create = ("id",)

    id = 1
    stated_on = date(2009, 4, 20)


class JobFactory(DjangoModelFactory):
    class Meta:
        model = Job

    name = "send_mail"
    key = factory.Sequence(lambda n: f"mail:{n}")
    queued_at = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
    due_at = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


class PeriodicRunFactory(DjangoModelFactory):
    """A run that ended well and found nothing."""

    class Meta:
        model = PeriodicRun

    name = "remind_owners"
    on = date(2009, 4, 20)
    started_at = datetime(2026, 3, 4, 7, 0, tzinfo=UTC)
    finished_at = factory.LazyAttribute(lambda one: one.started_at)
