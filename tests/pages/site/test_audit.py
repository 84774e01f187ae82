"""The history for administrators: found by who, what, which and when; nothing private; and whether it is as it was sealed."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from dorset_lsp.common import periodic, sealing, verifying
from dorset_lsp.common.models import AuditCheck, AuditEvent
from partnerships.changes import actions
from tests.factories.partnerships import ActionFactory
from tests.factories.world import ON

pytestmark = pytest.mark.django_db
LIST = reverse("site:audit")
NOW = datetime(2009, 4, 20, 9, 5, tzinfo=UTC)


@pytest.fixture
def admin(client, world):
    client.force_login(world.admin)
    return client


def event(what="action.note", *, who="Owner", name="A thing", kind="partnerships.action", on=ON, **fields):
    return AuditEvent.objects.create(
        what=what, kind=kind, record_id=7, record_name=name, by_name=who, on=on, **fields
    )  # fmt: skip


def found(answer):
    return [row.record.pk for row in answer.context["table"].rows]


@pytest.mark.parametrize("name", ["owner", "lead", "coordinator", "chair", "outsider"])
def test_it_is_for_administrators_alone(client, world, name):
    client.force_login(world.people[name])

    statuses = [client.get(one).status_code for one in (LIST, reverse("site:audit-download", args=["csv"]))]

    assert [*statuses, client.post(reverse("site:audit-verify")).status_code] == [404, 404, 404]


def test_the_newest_stands_first_25_a_page(admin):
    newest = event()

    answer = admin.get(LIST)

    assert (found(answer)[0], answer.context["table"].paginator.per_page) == (newest.pk, 25)


@pytest.mark.parametrize(
    "asked",
    [
        {"who": "mary"},
        {"what": "special"},
        {"kind": "partnerships.risk"},
        {"name": "unusual"},
        {"kind": "partnerships.risk", "record": "7"},
        {"since": "2009-06-01"},
        {"since": "2009-06-01", "until": "2009-06-30"},
        {"until": "2006-01-01"},
    ],
)
def test_it_is_filtered(admin, asked):
    one = event(
        "special.change", who="Mary", name="Unusual", kind="partnerships.risk",
        on=date(2005, 12, 31) if "until" in asked and "since" not in asked else date(2009, 6, 30),
    )  # fmt: skip
    event()

    assert found(admin.get(LIST, asked)) == [one.pk]


def test_a_record_leads_to_all_about_it(admin, world):
    action = ActionFactory(body=world.economy, lead=world.owner)
    actions.note(action=action, text="Half way.", by=world.owner, on=ON)
    actions.note(action=action, text="Done.", by=world.owner, on=ON)
    event()

    page = admin.get(LIST).content.decode()
    address = f"?kind=partnerships.action&amp;record={action.pk}"

    assert address in page
    assert len(found(admin.get(LIST + address.replace("&amp;", "&")))) == 2


def test_the_file_holds_what_the_list_shows(admin):
    event("special.change", difference={"title": ["Old", "New"]}, why="A slip.")

    lines = (
        admin.get(reverse("site:audit-download", args=["csv"]), {"what": "special"})
        .content.decode()
        .splitlines()
    )

    assert len(lines) == 2
    assert lines[1].endswith("Owner,special.change,A thing (partnerships.action 7),title: Old → New,A slip.")


@pytest.mark.parametrize(
    "kind",
    [
        "partnerships.project",
        "performance.return",
        "delivery_chain.grouprating",
        "delivery_chain.dissent",
        "scrutiny.evidence",
    ],
)
def test_of_what_is_private_neither_name_nor_content_nor_reason_is_told(admin, kind):
    event(
        "thing.change",
        name="Zyzzyva name",
        kind=kind,
        difference={"words": ["Zyzzyva old", "Zyzzyva new"]},
        why="Zyzzyva why",
    )

    pages = [
        admin.get(LIST).content.decode(),
        admin.get(reverse("site:audit-download", args=["csv"])).content.decode(),
        admin.get(reverse("admin:common_auditevent_changelist")).content.decode(),
        admin.get(
            reverse("admin:common_auditevent_change", args=[AuditEvent.objects.first().pk])
        ).content.decode(),
    ]

    assert ["Zyzzyva" in page for page in pages] == [False] * 4
    assert "not shown here" in pages[0]


def test_a_name_that_is_not_shown_is_not_found_either(admin):
    event(name="Zyzzyva name", kind="partnerships.project")

    searched = admin.get(reverse("admin:common_auditevent_changelist"), {"q": "Zyzzyva"})

    assert (found(admin.get(LIST, {"name": "Zyzzyva"})), searched.context["cl"].result_count) == ([], 0)


def test_a_wrong_date_says_so_and_shows_everything(admin):
    event()

    assert admin.get(LIST, {"since": "2009-40-01"}).status_code == 200


# --- as it was sealed? --------------------------------------------------------------------------------------


def test_before_the_first_night_nothing_is_claimed(admin):
    assert "has not been compared with its seals yet" in admin.get(LIST).content.decode()


def test_what_the_command_found_stands_on_the_page(admin):
    event()
    sealing.seal(now=NOW)
    call_command("verify_audit", stdout=StringIO())

    page = admin.get(LIST).content.decode()

    assert "As sealed" in page
    assert sealing.newest().chain in page


def test_tampering_stands_on_the_page(admin):
    one = event()
    sealing.seal(now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE common_auditevent SET by_name = 'Mallory' WHERE id = %s", [one.pk])
    with pytest.raises(CommandError):
        call_command("verify_audit", stdout=StringIO(), stderr=StringIO())

    page = admin.get(LIST).content.decode()

    assert "1 fault" in page
    assert "something was changed, removed or added since" in page


def test_an_administrator_has_it_checked_now(admin, do_jobs):
    admin.post(reverse("site:audit-verify"))

    assert "verify_history" in do_jobs()
    assert AuditCheck.objects.get().fault_count == 0


def test_each_night_it_is_checked_once(do_jobs, db):
    for _ in range(2):
        periodic.run(name="verify_history", on=ON)
        do_jobs()

    assert AuditCheck.objects.count() == 1
    assert [item.words for item in verifying.checks_due(date(2009, 4, 21))] == [
        "Compare the history with its seals"
    ]
