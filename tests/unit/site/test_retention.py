"""Old records are reported before they go, and go by the periods that the privacy notice tells."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db.models.deletion import ProtectedError
from django.urls import reverse

from dorset_lsp.common import periodic
from dorset_lsp.common.changes import Refused
from dorset_lsp.common.models import AuditCheck, AuditEvent
from dorset_lsp.site import retention
from dorset_lsp.site.changes import retention as changes
from dorset_lsp.site.models import FolderUpload, LastLook, RetentionReport
from dorset_lsp.site.periodic import KEEPER, remove_records
from partnerships.models import ApiToken, PostedNotice
from performance.models import Delivery, WorkbookUpload
from tests.factories.common import JobFactory, PeriodicRunFactory
from tests.factories.performance import PullFactory, QuarantinedRowFactory, SourceFactory
from tests.factories.world import ON, build_world

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db
KEPT = {kind.name: kind.kept for kind in retention.REMOVABLE}


@pytest.fixture
def world(db):
    return build_world()


def moment(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def token(world, ends_on, **more):
    count = ApiToken.objects.count()
    return ApiToken.objects.create(
        organisation=world.council, person=world.owner, label="Figures", sha256=f"{count:064}",
        made_on=ends_on - timedelta(days=30), expires_on=ends_on, **more,
    )  # fmt: skip


def upload(world, day, state):
    return WorkbookUpload.objects.create(
        round=world.round,
        file_name="q4.xlsx",
        sha256="0" * 64,
        uploaded_by=world.owner,
        uploaded_on=day,
        state=state,
    )


def folder(world, day, state):
    return FolderUpload.objects.create(
        file_name="f.zip",
        sha256="0" * 64,
        content=b"names",
        uploaded_by=world.admin,
        uploaded_on=day,
        state=state,
    )


def fetch(day, source=None):
    """An old fetch that a later one of the same file has made needless."""
    pull = PullFactory(pulled_on=day, **({"source": source} if source else {}))
    PullFactory(source=pull.source, pulled_on=ON)
    return pull


def taken_row(day):
    return QuarantinedRowFactory(state="taken", settled_on=day, pull__pulled_on=ON)


MAKE = {
    "deliveries": lambda world, day: Delivery.objects.create(
        token=token(world, ON + timedelta(days=90)),
        key="delivery-1",
        sha256="2" * 64,
        answer={},
        delivered_on=day,
    ),
    "tokens": token,
    "unconfirmed_uploads": lambda world, day: upload(world, day, "checked"),
    "uploads": lambda world, day: upload(world, day, "applied"),
    "unconfirmed_folders": lambda world, day: folder(world, day, "checked"),
    "folders": lambda world, day: folder(world, day, "applied"),
    "rows_set_aside": lambda world, day: taken_row(day),
    "fetches": lambda world, day: fetch(day),
    "notices": lambda world, day: PostedNotice.objects.create(
        person=world.owner,
        key=f"told:{day}",
        kind="files",
        subject="S",
        opening="O",
        path="/",
        by_mail="none",
        posted_on=day,
    ),
    "looks": lambda world, day: LastLook.objects.create(
        person=world.owner,
        kind="performance.indicator",
        record_id=1,
        title="T",
        path="/",
        looked_at=moment(day),
        looked_on=day,
        up_to=1,
    ),
    "checks": lambda world, day: AuditCheck.objects.create(
        on=day, checked_at=moment(day), links=1, waiting=0, fault_count=0
    ),
    "jobs": lambda world, day: JobFactory(key=f"done:{day}", state="done", finished_at=moment(day)),
    "runs": lambda world, day: PeriodicRunFactory(started_at=moment(day), finished_at=moment(day)),
    "sessions": lambda world, day: Session.objects.create(
        session_key=f"s{day:%Y%m%d}", session_data="x", expire_date=moment(day)
    ),
}


def test_every_kind_that_is_removed_is_made_by_a_test():
    assert set(MAKE) == set(KEPT)


@pytest.mark.parametrize("name", KEPT)
def test_a_record_is_old_the_day_after_its_period_and_not_on_its_last(world, name):
    MAKE[name](world, ON - KEPT[name])
    on_its_last_day = retention.counts_on(ON)
    after_it = retention.counts_on(ON + DAY)

    assert (on_its_last_day, after_it) == ({}, {name: 1})


@pytest.mark.parametrize("name", KEPT)
def test_nothing_goes_before_its_report_has_stood(world, name):
    made = MAKE[name](world, ON - KEPT[name] - DAY)
    report = changes.report(by=KEEPER, on=ON)

    with pytest.raises(Refused, match="Nothing of it is removed before 4 May 2009"):
        changes.carry_out(report=report, by=KEEPER, on=ON + timedelta(days=13))
    assert type(made).objects.filter(pk=made.pk).exists()

    changes.carry_out(report=report, by=KEEPER, on=ON + timedelta(days=14))

    assert not type(made).objects.filter(pk=made.pk).exists()
    assert report.removed == {name: 1}


def test_what_became_old_since_the_report_is_for_the_next_one(world):
    upload(world, ON - timedelta(days=31), "checked")
    later = upload(world, ON - timedelta(days=25), "checked")
    report = changes.report(by=KEEPER, on=ON)

    changes.carry_out(report=report, by=KEEPER, on=ON + timedelta(days=20))

    assert list(WorkbookUpload.objects.all()) == [later]


def test_an_upload_that_was_confirmed_meanwhile_stays(world):
    kept = upload(world, ON - timedelta(days=31), "checked")
    report = changes.report(by=KEEPER, on=ON)
    WorkbookUpload.objects.filter(pk=kept.pk).update(state="applied")

    changes.carry_out(report=report, by=KEEPER, on=ON + timedelta(days=14))

    assert (WorkbookUpload.objects.get(), report.removed) == (kept, {})


def test_failed_and_waiting_jobs_stay_however_old(world):
    JobFactory(state="failed", finished_at=moment(date(2001, 1, 1)), error="no")
    JobFactory(queued_at=moment(date(2001, 1, 1)))

    assert retention.counts_on(ON) == {}


def test_a_token_stays_as_long_as_a_delivery_of_it_does(world):
    old = token(world, ON - timedelta(days=800))
    Delivery.objects.create(token=old, key="delivery-1", sha256="2" * 64, answer={}, delivered_on=ON - DAY)

    assert retention.counts_on(ON) == {}


def test_rows_that_wait_or_were_left_out_stay_so_that_they_are_not_asked_about_again(world):
    old = ON - timedelta(days=800)
    QuarantinedRowFactory(pull__pulled_on=old)
    QuarantinedRowFactory(state="dismissed", settled_on=old, pull__pulled_on=old)

    assert retention.counts_on(ON) == {}


def test_the_last_fetch_of_a_file_and_one_that_a_later_rests_on_stay(world):
    old, source = ON - timedelta(days=800), SourceFactory()
    PullFactory(source=source, pulled_on=old, content=b"x", sha256="1" * 64)
    PullFactory(source=source, pulled_on=old + DAY, sha256="1" * 64)

    assert retention.counts_on(ON) == {}


def test_a_written_once_row_goes_by_no_other_way(world):
    MAKE["deliveries"](world, ON)

    with pytest.raises(TypeError):
        Delivery.objects.all().delete()
    with pytest.raises(ProtectedError):
        ApiToken.objects.all().delete()


# --- the timetable --------------------------------------------------------------------------------------------


def found(name, on):
    return len(periodic.found(name=name, on=on))


def test_one_report_stands_at_a_time_and_is_carried_out_once(world, do_jobs, mailoutbox):
    upload(world, ON - timedelta(days=31), "checked")
    for _ in range(2):
        periodic.run(name="report_records", on=ON)
        do_jobs()
    do_jobs()
    told = [mail.to for mail in mailoutbox if "Old records" in mail.subject]
    before = [found("report_records", ON + DAY), found("remove_records", ON + timedelta(days=13))]
    for days in (15, 15):  # a day late, and twice
        periodic.run(name="remove_records", on=ON + timedelta(days=days))
        do_jobs()

    assert (told, before) == ([[world.admin.email]], [0, 0])
    assert (RetentionReport.objects.get().state, WorkbookUpload.objects.count()) == ("removed", 0)
    assert AuditEvent.objects.filter(what="retention.remove").get().difference == {
        "unconfirmed_uploads": [1, 0]
    }


def test_where_nothing_is_old_nothing_is_reported(world):
    assert found("report_records", ON) == 0


def test_a_stopped_report_removes_nothing_and_the_next_comes_after_its_notice(world):
    upload(world, ON - timedelta(days=31), "checked")
    report = changes.report(by=KEEPER, on=ON)
    changes.stop(report=report, reason="A request for information.", by=world.admin, on=ON + DAY)

    remove_records(report_id=report.pk, on=f"{ON + timedelta(days=20)}")

    assert WorkbookUpload.objects.count() == 1
    assert [found("report_records", ON + timedelta(days=days)) for days in (2, 14, 15)] == [0, 0, 1]


def test_a_partnership_that_stands_at_a_day_in_its_past_removes_nothing_of_today(world):
    JobFactory(key="done", state="done", finished_at=moment(date(2026, 1, 1)))

    assert retention.counts_on(ON) == {}


def test_a_job_done_at_midnight_of_the_day_counts_for_that_day(world):
    JobFactory(key="in time", state="done", finished_at=datetime(2009, 1, 20, tzinfo=UTC))

    assert [bool(retention.counts_on(date(2009, 4, 20) + timedelta(days=days))) for days in (0, 1)] == [
        False,
        True,
    ]


# --- who -------------------------------------------------------------------------------------------------------


def test_only_an_administrator_stops_a_report_and_with_a_reason(world):
    upload(world, ON - timedelta(days=31), "checked")
    report = changes.report(by=KEEPER, on=ON)

    with pytest.raises(PermissionDenied):
        changes.stop(report=report, reason="So.", by=world.coordinator, on=ON)
    with pytest.raises(Refused):
        changes.stop(report=report, reason=" ", by=world.admin, on=ON)


def test_an_administrator_reads_what_will_go_and_stops_it(client, world):
    upload(world, ON - timedelta(days=31), "checked")
    report = changes.report(by=KEEPER, on=ON)
    client.force_login(world.admin)
    page = client.get(reverse("site:retention")).content.decode()
    stop = reverse("site:retention-stop", args=[report.pk])

    empty = client.post(stop, {"reason": ""})
    after = client.post(stop, {"reason": "A case."}, follow=True).content.decode()

    assert "Workbooks that were uploaded and checked and never taken over" in page
    assert ("4 May 2009" in page, empty.status_code, "stopped by Admin" in after) == (True, 200, True)
    assert client.get(stop).status_code == 404


@pytest.mark.parametrize("name", ["coordinator", "chair", "owner"])
def test_nobody_else_sees_that_page(client, world, name):
    client.force_login(getattr(world, name))

    assert client.get(reverse("site:retention")).status_code == 404


def test_the_privacy_notice_tells_every_kind_and_its_period(client, world):
    page = client.get(reverse("public:privacy")).content.decode()

    assert [kind.name for kind in retention.KINDS if kind.what not in page or kind.how_long not in page] == []
    assert all(kind.kept in retention.PERIODS for kind in retention.REMOVABLE)
