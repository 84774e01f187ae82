"""The page of jobs: who sees it, what it tells them, and trying again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dorset_lsp.common.models import AuditEvent, Job
from dorset_lsp.schedule import PERIODIC
from tests.factories.common import JobFactory, PeriodicRunFactory

pytestmark = pytest.mark.django_db
URL = reverse("site:status")
REASON = "SMTPDataError: 550 mailbox of ann@example.com unknown"


@pytest.fixture
def failed(world):
    return JobFactory(key="mail:lost", state="failed", attempts=5, finished_at=timezone.now(), error=REASON)


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("admin", 200), ("coordinator", 200), ("chair", 200), ("lead", 200), ("member", 200),
        ("owner", 404), ("outsider", 404),
    ],
)  # fmt: skip
def test_members_of_any_body_and_administrators_see_it(client, world, who, status):
    client.force_login(world.people[who])

    assert client.get(URL).status_code == status
    assert client.get(reverse("site:status-download", args=["csv"])).status_code == status


def test_it_says_of_each_periodic_job_when_it_ran_and_whether_it_is_late(client, world):
    run = PeriodicRunFactory(name="remind_owners", started_at=timezone.now(), found=3, enqueued=2)
    client.force_login(world.member)

    reports = {one.name: one for one in client.get(URL).context["reports"]}

    assert list(reports) == [job.name for job in PERIODIC.values()]
    assert (reports["remind_owners"].last_run, reports["remind_owners"].is_late) == (run, False)
    assert (reports["tell_leads"].last_run, reports["tell_leads"].is_late) == (None, True)


@pytest.mark.parametrize(("who", "is_told"), [("admin", True), ("coordinator", False), ("member", False)])
def test_only_administrators_read_why_something_failed(client, world, failed, who, is_told):
    PeriodicRunFactory(name="tell_leads", error="KeyError: secret")
    client.force_login(world.people[who])

    pages = text(client.get(URL)), text(client.get(reverse("site:status-download", args=["csv"])))
    detail = client.get(reverse("site:job-detail", args=[failed.pk]))

    assert ["550 mailbox" in page for page in pages] == [is_told, is_told]
    assert ("KeyError: secret" in pages[0]) is is_told
    assert "mail:lost" in pages[0]
    assert detail.status_code == (200 if is_told else 404)


def test_it_is_filtered_by_state(client, world, failed):
    JobFactory(key="mail:waiting")
    client.force_login(world.admin)

    rows = client.get(URL, {"state": "failed"}).context["table"].rows

    assert [row.record for row in rows] == [failed]


def test_an_administrator_tries_a_failed_job_again(client, world, failed):
    client.force_login(world.admin)
    page = text(client.get(reverse("site:job-detail", args=[failed.pk])))

    client.post(reverse("site:job-try-again", args=[failed.pk]))

    job = Job.objects.get(pk=failed.pk)
    assert "Try again" in page
    assert (job.state, job.attempts, job.finished_at) == ("queued", 0, None)
    event = AuditEvent.objects.get(what="job.try_again")
    assert (event.by_id, event.difference, event.why) == (
        world.admin.pk,
        {"state": ["failed", "queued"]},
        REASON,
    )


def test_what_has_not_failed_is_not_tried_again(client, world):
    job = JobFactory()
    client.force_login(world.admin)

    answer = client.post(reverse("site:job-try-again", args=[job.pk]), follow=True)

    assert "This job has not failed" in text(answer)
    assert not AuditEvent.objects.filter(what="job.try_again").exists()


@pytest.mark.parametrize("who", ["coordinator", "member", "owner"])
def test_nobody_else_tries_a_job_again(client, world, failed, who):
    client.force_login(world.people[who])

    assert client.post(reverse("site:job-try-again", args=[failed.pk])).status_code == 404
    assert Job.objects.get(pk=failed.pk).state == "failed"


@pytest.mark.parametrize(("who", "is_linked"), [("admin", True), ("coordinator", True), ("member", False)])
def test_the_foot_of_pages_leads_there_for_those_who_look_after_the_site(client, world, who, is_linked):
    client.force_login(world.people[who])

    assert (f'<a href="{URL}">' in text(client.get("/my-work/"))) is is_linked


def test_more_jobs_and_runs_cost_no_more_queries(client, world, failed):
    client.force_login(world.admin)
    PeriodicRunFactory()
    client.get(URL)
    with CaptureQueriesContext(connection) as few:
        client.get(URL)
    JobFactory.create_batch(30)
    for name in ("open_rounds", "tell_leads", "remind_owners"):
        PeriodicRunFactory.create_batch(5, name=name)

    with CaptureQueriesContext(connection) as many:
        answer = client.get(URL)

    assert len(many) == len(few)
    assert len(answer.context["table"].page.object_list) == 25
