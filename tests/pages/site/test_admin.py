"""The administration: laws over every page in it, and what its forms leave behind."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from dorset_lsp.common import sealing
from dorset_lsp.common.changes import NamedJob
from dorset_lsp.common.models import AuditCheck, AuditEvent, Clock, Job, SentMail, Stamp
from dorset_lsp.site.models import Pack, PackFile, RetentionReport
from partnerships.changes import actions
from partnerships.models import (
    Action,
    ApiToken,
    Area,
    Body,
    Membership,
    NoticeChoice,
    Organisation,
    Outcome,
    Partnership,
    Person,
    PreElectionPeriod,
    Seat,
)
from performance.answers import Figure
from performance.models import (
    CorporateFigure,
    CorporateLine,
    Delivery,
    ExceptionAction,
    IndicatorAlias,
    LateNotice,
    LeadNotice,
    RefreshLine,
    RefreshPoint,
    ReopenRequest,
    Return,
    ReturnReminder,
    Target,
    WorkbookUpload,
)
from tests.factories import money
from tests.factories.common import JobFactory, PeriodicRunFactory, SentMailFactory
from tests.factories.delivery_chain import build_everything
from tests.factories.meetings import build_meetings
from tests.factories.partnerships import (
    ActionFactory,
    ActionNoteFactory,
    AreaFactory,
    ChallengeFactory,
    MeetingFactory,
    MembershipFactory,
    PersonFactory,
)
from tests.factories.performance import (
    AgreementVersionFactory,
    CatalogueEntryFactory,
    ComparisonFigureFactory,
    CorporateMeasureFactory,
    PrintedCellFactory,
    QuarantinedRowFactory,
    RebaseFactory,
    RefreshFactory,
)
from tests.factories.reports import make_report
from tests.factories.world import ON

JOB = NamedJob("loading a folder")
OURS = ("common", "partnerships", "performance", "delivery_chain")
MODELS = sorted(
    (model for model in admin.site._registry if model._meta.app_label in OURS),
    key=lambda one: one._meta.label,
)
READ_ONLY = {
    "common.auditcheck", "common.auditevent", "common.auditseal",
    "common.clock", "common.job", "common.periodicrun", "common.sentmail", "common.stamp",
    "common.statechange",
    "partnerships.action",
    "partnerships.agendaitem", "partnerships.attendance", "partnerships.calendarkey", "partnerships.decision",
    "partnerships.decisionaction", "partnerships.interest", "partnerships.invitation", "partnerships.meeting",
    "partnerships.notice", "partnerships.noticechoice", "partnerships.postednotice",
    "partnerships.paper", "partnerships.training",
    "partnerships.actionnote", "performance.catalogue", "performance.catalogueentry",
    "performance.edition", "performance.exceptionaction", "performance.latenotice",
    "performance.leadnotice", "performance.observation",
    "performance.printedcell", "performance.rebase", "performance.reopenrequest", "performance.reportdata",
    "performance.reportfile", "performance.reportseal", "performance.result", "performance.return",
    "performance.returnfigure",
    "performance.returnreminder", "performance.round", "performance.workbookupload", "performance.release",
    "performance.delivery", "partnerships.apitoken", "performance.source", "performance.pull",
    "performance.quarantinedrow",
    "performance.refresh", "performance.refreshline",
    "performance.refreshpoint", "performance.corporatemeasure", "performance.corporatefigure",
    "performance.corporateline",
    "delivery_chain.actor", "delivery_chain.agreedrating", "delivery_chain.chainmap", "delivery_chain.dissent",
    "delivery_chain.groupmember", "delivery_chain.grouprating", "delivery_chain.individualrating",
    "delivery_chain.individualsheet", "delivery_chain.link", "delivery_chain.linkaction",
    "delivery_chain.nextroundnotice", "delivery_chain.review", "delivery_chain.reviewgroup",
    "delivery_chain.sheetreminder", "delivery_chain.stageaction", "delivery_chain.undonenotice",
} | money.READ_ONLY  # fmt: skip

pytestmark = pytest.mark.django_db


def first(model):
    return model._base_manager.first()


def page(model, what, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{what}", args=args)


@pytest.fixture
def full(world):
    """A world in which every model has a row."""
    world.verified(world.ratio)
    world.drafted(world.total)
    edition = make_report(world.publish())
    ActionNoteFactory(action__body=world.economy)
    ExceptionAction.objects.create(result=edition.results.first(), action=ActionFactory(body=world.economy))
    ReopenRequest.objects.create(
        of_return=world.return_of(world.ratio), reason="Late news.", asked_on=ON, asked_by=world.owner
    )
    ReturnReminder.objects.create(of_return=world.return_of(world.total), person=world.owner, sent_on=ON)
    RebaseFactory(indicator=world.ratio)
    QuarantinedRowFactory()
    RetentionReport.objects.create(made_on=ON, removes_on=date(2009, 5, 4), counts={"jobs": 3})
    pack = Pack.objects.create(
        meeting=MeetingFactory(), number=1, canonical="{}", sent_on=ON, sent_by=world.coordinator
    )
    PackFile.objects.create(pack=pack, name="pack.pdf", path="packs/pack.pdf", sha256="0" * 64, size=1)
    ComparisonFigureFactory(indicator=world.ratio)
    line = RefreshLine.objects.create(
        refresh=RefreshFactory(agreement=world.agreement), indicator=world.ratio, kind="local", state="agreed"
    )
    RefreshPoint.objects.create(
        line=line, from_on=date(2008, 4, 1), to_on=date(2009, 4, 1), label="2008/09", value=75
    )
    CorporateFigure.objects.create(
        of_measure=CorporateMeasureFactory(organisation=world.council), period_from=date(2009, 1, 1),
        period_to=date(2009, 4, 1), value=7, recorded_on=ON, recorded_by=world.owner,
    )  # fmt: skip
    CorporateLine.objects.create(organisation=world.council, indicator=world.ratio)
    PreElectionPeriod.objects.create(election="the next elections", from_on=ON, to_on=date(2009, 6, 5))
    token = ApiToken.objects.create(
        organisation=world.council, person=world.owner, label="Figures", sha256="1" * 64, made_on=ON,
        expires_on=date(2009, 7, 1),
    )  # fmt: skip
    Delivery.objects.create(token=token, key="delivery-1", sha256="2" * 64, answer={}, delivered_on=ON)
    IndicatorAlias.objects.create(indicator=world.ratio, alias="BV 1")
    WorkbookUpload.objects.create(
        round=world.round, file_name="q4.xlsx", sha256="0" * 64, uploaded_by=world.owner, uploaded_on=ON
    )
    NoticeChoice.objects.create(person=world.owner, kind="meetings", by_mail="digest")
    ChallengeFactory()
    CatalogueEntryFactory()
    PrintedCellFactory(indicator=world.ratio)
    SentMailFactory()
    JobFactory()
    PeriodicRunFactory()
    money.a_row_of_each()
    LateNotice.objects.create(
        round=world.round, due_on=world.round.due_on, noted_on=date(2009, 5, 1), late_count=2
    )
    LeadNotice.objects.create(person=world.lead, week_from=ON, sent_on=ON)
    Stamp.objects.get_or_create(kind="sample", defaults={"version": "1"})
    build_everything(world)
    build_meetings(world)
    AuditCheck.objects.create(on=ON, checked_at=timezone.now(), links=1, waiting=0, fault_count=0)
    sealing.seal(now=timezone.now())
    return world


@pytest.fixture
def as_admin(client, world):
    client.force_login(world.admin)
    return client


@pytest.fixture
def as_admin_and_coordinator(client, world):
    """An administrator who supports the Board too, and so may appoint and invite."""
    MembershipFactory(body=world.board, seat=None, role="support", person=world.admin)
    client.force_login(world.admin)
    return client


# --- laws over all pages --------------------------------------------------------------------------------


def test_every_list_opens_shows_its_rows_and_finds_words(full, as_admin):
    lists = {model: as_admin.get(page(model, "changelist")) for model in MODELS}
    empty = {model: as_admin.get(page(model, "changelist"), {"q": "zebra"}) for model in MODELS}

    counts = {model: answer.context["cl"].result_count for model, answer in lists.items()}
    assert counts == {model: model._base_manager.count() for model in MODELS}
    assert [model for model, count in counts.items() if not count] == []
    assert {answer.context["cl"].result_count for answer in empty.values()} == {0}


def test_every_record_and_its_history_open(full, as_admin):
    asked = [(what, model) for model in MODELS for what in ("change", "history")]

    answers = {
        (what, model): as_admin.get(page(model, what, first(model).pk)).status_code for what, model in asked
    }

    assert answers == dict.fromkeys(asked, 200)


def test_exactly_what_the_rules_move_or_publish_can_only_be_looked_at(full, as_admin):
    forms = {model: as_admin.get(page(model, "change", first(model).pk)) for model in MODELS}

    closed = {
        model._meta.label_lower for model, form in forms.items() if not form.context["has_change_permission"]
    }
    refusals = {
        as_admin.post(page(model, what, *args)).status_code
        for model in MODELS
        if model._meta.label_lower in READ_ONLY
        for what, args in (("add", ()), ("delete", (first(model).pk,)))
    }

    assert closed == READ_ONLY
    assert refusals == {403}


def test_a_pack_can_only_be_looked_at(full, as_admin):
    for model in (Pack, PackFile):
        record = first(model)
        assert not as_admin.get(page(model, "change", record.pk)).context["has_change_permission"]
        assert [as_admin.post(page(model, what, *args)).status_code
                for what, args in (("add", ()), ("delete", (record.pk,)))] == [403, 403]  # fmt: skip


def test_no_state_that_a_door_moves_can_be_typed(full, as_admin_and_coordinator):
    """A target's state is what the partners agreed, a fact that is entered, and no step of a workflow."""
    asked = [(model, page(model, "change", first(model).pk)) for model in MODELS]
    asked += [(model, page(model, "add")) for model in MODELS]

    answers = [(model, as_admin_and_coordinator.get(url)) for model, url in asked]
    typed = {
        model for model, answer in answers
        if answer.status_code == 200 and "state" in answer.context["adminform"].form.fields
    }  # fmt: skip

    assert typed == {Target}


def test_nobody_but_an_administrator_gets_in(full, client):
    client.force_login(full.coordinator)

    assert {client.get(page(model, "changelist"), follow=True).status_code for model in MODELS} == {403}


def test_it_has_no_sign_in_form_of_its_own(client, world):
    answer = client.get(reverse("admin:login"))

    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login"))


def test_no_list_offers_a_bulk_action(full, as_admin):
    forms = [as_admin.get(page(model, "changelist")).context["action_form"] for model in MODELS]

    assert forms == [None] * len(MODELS)


def test_every_model_of_ours_is_in_the_administration(apps_of_ours):
    assert set(MODELS) == apps_of_ours


@pytest.fixture
def apps_of_ours():
    from django.apps import apps

    return {model for label in OURS for model in apps.get_app_config(label).get_models()}


def test_no_page_of_it_asks_for_groups_and_permissions(full, as_admin):
    assert admin.site.is_registered(Group) is False
    fields = as_admin.get(page(Person, "change", full.owner.pk)).context["adminform"].form.fields
    assert sorted(fields) == ["is_staff", "job_title", "name", "organisation"]


def test_the_first_page_leads_to_the_audit_and_not_to_a_second_history(as_admin):
    answer = as_admin.get(reverse("admin:index"))

    assert page(AuditEvent, "changelist") in answer.content.decode()
    assert "Recent actions" not in answer.content.decode()


# --- saving set-up records ------------------------------------------------------------------------------


def test_adding_an_organisation_leaves_an_audit_event(as_admin, world):
    said = {
        "name": "Fire service",
        "slug": "fire-service",
        "kind": "fire",
        "short_name": "Fire",
        "area": world.county.pk,
    }

    answer = as_admin.post(page(Organisation, "add"), said)

    assert answer.status_code == 302
    made = Organisation.objects.get(slug="fire-service")
    event = AuditEvent.objects.get(kind="partnerships.organisation", record_id=made.pk)
    assert (event.what, event.by_name, event.on) == ("organisation.add", "Admin", ON)
    assert event.difference["name"] == [None, "Fire service"]


def test_changing_one_says_what_it_was_before(as_admin, world):
    council = world.council
    said = {
        "name": "The council",
        "slug": council.slug,
        "kind": council.kind,
        "area": world.county.pk,
        "short_name": "",
    }

    as_admin.post(page(Organisation, "change", council.pk), said)

    event = AuditEvent.objects.get(kind="partnerships.organisation", record_id=council.pk)
    assert (event.what, event.difference) == (
        "organisation.change",
        {"name": ["County council", "The council"]},
    )


def test_a_wrong_form_says_so_at_the_field_and_saves_nothing(as_admin, world):
    answer = as_admin.post(page(Area, "add"), {"name": "", "slug": "here", "kind": "county"})

    assert answer.context["adminform"].form.errors["name"] == ["This field is required."]
    assert Area.objects.filter(slug="here").count() == 0


def test_a_seat_added_beside_its_body_has_an_event_of_its_own(as_admin, world):
    body, seat = world.economy, world.economy.seats.first()
    said = {
        "name": body.name, "slug": body.slug, "kind": body.kind, "area": body.area_id, "layer": body.layer,
        "parent": body.parent_id, "from_on": "2007-04-01", "seats-TOTAL_FORMS": 2, "seats-INITIAL_FORMS": 1,
        "seats-0-id": seat.pk, "seats-0-body": body.pk, "seats-0-number": seat.number, "seats-0-from_on": "2007-04-01",
        "seats-1-body": body.pk, "seats-1-number": 9, "seats-1-title": "Adviser", "seats-1-from_on": "2009-04-20",
    }  # fmt: skip

    answer = as_admin.post(page(Body, "change", body.pk), said)

    assert answer.status_code == 302
    made = Seat.objects.get(body=body, number=9)
    assert list(AuditEvent.objects.filter(kind="partnerships.seat").values_list("what", "record_id")) == [
        ("seat.add", made.pk)
    ]
    assert AuditEvent.objects.filter(kind="partnerships.body", record_id=body.pk).count() == 0


def test_what_a_record_points_at_in_numbers_is_saved_and_told(as_admin, world):
    target = Target.objects.get(indicator=world.ratio)
    point = target.points.get()
    said = {
        "version": target.version_id, "indicator": target.indicator_id, "kind": target.kind, "state": target.state,
        "as_printed": "{}", "relates_to": [world.council.pk], "baseline": "70", "baseline_from": "2007-04-01",
        "baseline_to": "2008-04-01", "points-TOTAL_FORMS": 1, "points-INITIAL_FORMS": 1, "points-0-id": point.pk,
        "points-0-target": target.pk, "points-0-from_on": "2008-04-01", "points-0-to_on": "2009-04-01",
        "points-0-label": "2008/09", "points-0-value": "78.000000",
    }  # fmt: skip

    answer = as_admin.post(page(Target, "change", target.pk), said)

    assert answer.status_code == 302
    assert list(target.relates_to.all()) == [world.council]
    event = AuditEvent.objects.filter(kind="performance.target", record_id=target.pk).first()
    assert event.difference == {"relates_to": ["", "County council"]}


def test_a_record_on_which_something_hangs_cannot_be_removed(as_admin, world):
    answer = as_admin.post(page(Outcome, "delete", world.outcomes["economy"].pk), {"post": "yes"})

    assert answer.status_code == 403
    assert Outcome.objects.filter(pk=world.outcomes["economy"].pk).exists()


def test_a_record_on_which_nothing_hangs_is_removed_with_an_event(as_admin, world):
    area = AreaFactory(name="Mistyped")

    answer = as_admin.post(page(Area, "delete", area.pk), {"post": "yes"})

    assert answer.status_code == 302
    assert Area.objects.filter(pk=area.pk).exists() is False
    event = AuditEvent.objects.get(kind="partnerships.area", record_id=area.pk)
    assert (event.what, event.difference["name"]) == ("area.remove", ["Mistyped", None])


def test_a_target_that_a_refresh_replaced_can_only_be_read(as_admin, world):
    target = Target.objects.get(indicator=world.ratio)
    assert as_admin.get(page(Target, "change", target.pk)).context["has_change_permission"] is True

    AgreementVersionFactory(agreement=world.agreement, number=2)

    answer = as_admin.get(page(Target, "change", target.pk))
    assert (answer.context["has_change_permission"], answer.context["has_delete_permission"]) == (
        False,
        False,
    )


def test_there_is_one_partnership_and_it_stays(as_admin, world):
    assert as_admin.get(page(Partnership, "add")).status_code == 403
    assert as_admin.post(page(Partnership, "delete", 1)).status_code == 403


# --- people and memberships -----------------------------------------------------------------------------


def test_a_person_added_here_gets_an_invitation(
    as_admin_and_coordinator, world, django_capture_on_commit_callbacks
):
    said = {
        "name": "Nia Bloom",
        "email": "Nia@Example.com",
        "organisation": world.council.pk,
        "job_title": "Planner",
    }

    with django_capture_on_commit_callbacks(execute=True):
        answer = as_admin_and_coordinator.post(page(Person, "add"), said)

    assert answer.status_code == 302
    made = Person.objects.get(email="nia@example.com")
    assert (made.is_staff, made.has_usable_password(), made.organisation) == (False, False, world.council)
    assert [one.to for one in mail.outbox] == [["nia@example.com"]]
    events = AuditEvent.objects.filter(kind="partnerships.person", record_id=made.pk)
    assert set(events.values_list("what", flat=True)) == {"person.add", "person.invite"}


def test_neither_address_nor_account_state_can_be_typed_over(as_admin_and_coordinator, world):
    answer = as_admin_and_coordinator.get(page(Person, "change", world.owner.pk))

    fields = answer.context["adminform"].form.fields
    assert sorted(fields) == ["is_staff", "job_title", "name", "organisation"]


def test_an_appointment_made_here_is_one_like_any_other(as_admin_and_coordinator, world):
    somebody = PersonFactory(name="New member")
    seat = Seat.objects.create(body=world.economy, number=7, from_on=date(2009, 1, 1))
    said = {
        "body": world.economy.pk,
        "person": somebody.pk,
        "role": "member",
        "seat": seat.pk,
        "from_on": "2009-04-01",
    }

    answer = as_admin_and_coordinator.post(page(Membership, "add"), said)

    assert answer.status_code == 302
    made = Membership.objects.get(person=somebody)
    assert (made.seat, made.known_from) == (seat, ON)
    assert (
        AuditEvent.objects.get(kind="partnerships.membership", record_id=made.pk).what == "membership.appoint"
    )


def test_a_seat_that_is_held_is_refused_with_its_sentence(as_admin_and_coordinator, world):
    seat = world.economy.seats.get(number=1)
    said = {
        "body": world.economy.pk, "person": world.member.pk, "role": "chair", "seat": seat.pk, "from_on": "2009-04-01",
    }  # fmt: skip

    answer = as_admin_and_coordinator.post(page(Membership, "add"), said, follow=True)

    assert [str(one) for one in answer.context["messages"]] == [
        "Lead holds Economy group, seat 1 on some of these days."
    ]
    assert Membership.objects.filter(person=world.member, body=world.economy).exists() is False


def test_a_role_without_its_seat_says_so_at_the_field(as_admin_and_coordinator, world):
    said = {"body": world.economy.pk, "person": world.member.pk, "role": "member", "from_on": "2009-04-01"}

    answer = as_admin_and_coordinator.post(page(Membership, "add"), said)

    sentence = "A chair, vice chair or member sits in a seat; everybody else beside the seats."
    assert answer.context["adminform"].form.errors == {"seat": [sentence]}


def test_of_a_membership_only_its_end_can_be_entered(as_admin_and_coordinator, world):
    held = Membership.objects.get(person=world.group_member)

    answer = as_admin_and_coordinator.post(
        page(Membership, "change", held.pk), {"to_on": "2009-05-01", "end_reason": "Moved away"}
    )

    assert answer.status_code == 302
    held.refresh_from_db()
    assert (held.to_on, held.end_reason, held.role) == (date(2009, 5, 1), "Moved away", "member")
    assert AuditEvent.objects.get(kind="partnerships.membership", record_id=held.pk).what == "membership.end"


# --- history, and what is for those concerned only ------------------------------------------------------


def test_history_shows_our_own_events(as_admin, world):
    action = actions.propose(
        title="Ask the owners", body=world.economy, organisation=world.council, lead=world.owner,
        due_on=date(2009, 6, 1), by=world.lead, on=ON,
    )  # fmt: skip

    answer = as_admin.get(page(Action, "history", action.pk))

    assert [(event.what, event.by_name) for event, *_ in answer.context["rows"]] == [
        ("action.propose", "Lead")
    ]


def test_a_return_that_is_not_published_shows_that_it_exists_and_not_what_it_says(as_admin, world):
    figures = {world.county.pk: Figure(value=Decimal(98765))}
    world.drafted(world.total, figures=figures, commentary="A secret for now")
    return_ = Return.objects.get(indicator=world.total)
    event = AuditEvent.objects.filter(kind="performance.return", record_id=return_.pk).first()
    assert "A secret for now" in str(event.difference)
    assert "98,765" in str(event.difference)

    pages = [
        page(Return, "change", return_.pk), page(Return, "history", return_.pk), page(AuditEvent, "change", event.pk),
        page(type(return_.figures.first()), "change", return_.figures.first().pk),
    ]  # fmt: skip
    bodies = [as_admin.get(one).content.decode() for one in pages]

    secrets = ("A secret for now", "98765", "98,765")
    assert [secret for secret in secrets for body in bodies if secret in body] == []
    assert "commentary" in bodies[1]


def test_the_stated_day_jobs_and_mail_are_there_to_be_read(as_admin, full):
    answers = [
        as_admin.get(page(model, "change", model.objects.first().pk)) for model in (Clock, Job, SentMail)
    ]

    assert [one.context["has_change_permission"] for one in answers] == [False, False, False]
