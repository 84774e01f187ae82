"""Who may: the whole policy as one table of role by state by permission.

The table is the one of the partnership's rules, told for the people of the small world that the tests play in. Each
role is made by seats and duties; nobody is given a right. A cell holds the letters of the states in which the role may,
"-" where never. The superuser is an administrator and no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from rules.permissions import permissions as registered

from partnerships.models import Action, ApiToken, Decision, Meeting, Paper, Partnership, Project, Risk
from performance.enums import ReturnState
from performance.models import (
    CorporateMeasure,
    Edition,
    Observation,
    QuarantinedRow,
    Refresh,
    Release,
    Result,
    Return,
    Round,
    Source,
    WorkbookUpload,
)
from tests.factories.partnerships import (
    ActionFactory,
    BodyFactory,
    DecisionFactory,
    MeetingFactory,
    PaperFactory,
    PersonFactory,
)
from tests.factories.performance import (
    AgreementFactory,
    CorporateMeasureFactory,
    QuarantinedRowFactory,
    RefreshFactory,
    ResultFactory,
    RoundFactory,
)
from tests.factories.world import JOB, ON, build_world, sit
from tests.policy import money
from tests.policy.tables import read

pytestmark = pytest.mark.django_db

ROLES = {
    "owner": "named on the indicator; of the owner's organisation",
    "colleague": "of the owner's organisation",
    "lead": "chair of the group that owns the outcome",
    "groupie": "member of the group that owns the outcome",
    "lead2": "chair of another group",
    "coord": "support member of the Board",
    "chair": "chair of the Board",
    "member": "member of some other body",
    "outsider": "signed in, holds nothing",
    "super": "administrator and superuser, holds nothing",
    "anyone": "not signed in",
}

# n not started, d draft, s submitted, v verified, p published
RETURN = """
permission                         owner  colleague  lead   groupie  lead2  coord  chair  member  outsider  super  anyone
performance.view_return            ndsvp  ndsvp      ndsvp  ndsvp    p      ndsvp  svp    p       p         p      p
performance.answer_return          ndsvp  ndsvp      -      -        -      -      -      -       -         -      -
performance.save_return            nd     nd         -      -        -      -      -      -       -         -      -
performance.submit_return          nd     nd         -      -        -      -      -      -       -         -      -
performance.restore_return         ds     ds         -      -        -      -      -      -       -         -      -
performance.withdraw_return        s      s          -      -        -      -      -      -       -         -      -
performance.check_return           -      -          ndsvp  -        -      ndsvp  -      -       -         -      -
performance.verify_return          -      -          s      -        -      s      -      -       -         -      -
performance.send_back_return       -      -          s      -        -      s      -      -       -         -      -
performance.reopen_return          -      -          -      -        -      vp     -      -       -         -      -
performance.ask_to_reopen_return   ndsvp  ndsvp      ndsvp  -        -      -      -      -       -         -      -
performance.answer_reopen_request  -      -          -      -        -      ndsvp  -      -       -         -      -
performance.remind_of_return       -      -          nd     -        -      nd     -      -       -         -      -
"""

# p planned, o open, x published, y open for practice
ROUND = """
permission                 owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
performance.run_round      -      -          -     -        -      poxy    -      -       -         -      -
performance.open_round     -      -          -     -        -      p      -      -       -         -      -
performance.alter_round    -      -          -     -        -      poy    -      -       -         -      -
performance.publish_round  -      -          -     -        -      o      -      -       -         -      -
performance.correct_round  -      -          -     -        -      x      -      -       -         -      -
performance.set_release    -      -          -     -        -      pox    -      -       -         -      -
performance.make_report    -      -          -     -        -      poxy    -      -       -         -      -
performance.follow_round   -      -          poxy   poxy      poxy    poxy    poxy    poxy     -         -      -
"""

# a a round that asks for a return of the owner, n one that asks for nothing
ASKING = """
permission                     owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
performance.download_workbook  a      a          -     -        -      an     -      -       -         -      -
performance.upload_workbook    a      a          -     -        -      -      -      -       -         -      -
"""

# u an upload of the owner's
UPLOAD = """
permission                 owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
performance.view_upload    u      -          -     -        -      u      -      -       -         -      -
performance.settle_upload  u      -          -     -        -      -      -      -       -         -      -
"""

# p proposed, o open, d done, x dropped: an action of the lead's group, led by the owner for their organisation
ACTION = """
permission                    owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
partnerships.view_action      podx   podx       podx  podx     podx   podx   podx   podx    -         -      -
partnerships.edit_action      -      -          podx  -        -      podx   -      -       -         -      -
partnerships.progress_action  podx   podx       podx  -        -      podx   -      -       -         -      -
"""

# B the Board, e the lead's group, h the other group
BODY = """
permission                 owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
partnerships.edit_body     -      -          -     -        -      Beh    -      -       -         -      -
partnerships.appoint       -      -          -     -        -      Beh    -      -       -         Beh    -
partnerships.raise_action  -      -          e     -        h      Beh    B      -       -         -      -
partnerships.schedule_meeting  -  -          e     -        h      Beh    B      -       -         -      -
"""

# s scheduled, h held, d minutes drafted, a minutes agreed, c cancelled: a meeting of the lead's group
MEETING = """
permission                 owner  colleague  lead   groupie  lead2  coord  chair  member  outsider  super  anyone
partnerships.run_meeting   -      -          shdac  -        -      shdac  -      -       -         -      -
partnerships.read_minutes  a      a          shdac  shdac    a      shdac  a      a       a         a      a
"""

# o an open paper, b one marked for the body: of a meeting of the lead's group
PAPER = """
permission               owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
partnerships.view_paper  o      o          ob    ob       o      ob     o      o       o         o      o
"""

# r the result of an indicator that is published
RESULT = """
permission                 owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
performance.act_on_result  -      -          r     -        -      r      r      -       -         -      -
"""

# i an indicator of the lead's outcome
INDICATOR = """
permission                    owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
performance.rebase_indicator  -      -          i     -        -      i      -      -       -         -      -
performance.change_target     -      -          i     -        -      i      -      -       -         -      -
"""

# a an agreement with targets on indicators of both groups' outcomes, e one with none
AGREEMENT = """
permission                   owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
performance.propose_refresh  -      -          a     -        a      ae     -      -       -         -      -
"""

# d draft, p proposed, a approved, r refused, x thrown away: begun by the lead
REFRESH = """
permission                  owner  colleague  lead   groupie  lead2  coord  chair  member  outsider  super  anyone
performance.view_refresh    -      -          dparx  par      par    dparx  par    par     -         -      -
performance.alter_refresh   -      -          d      -        -      -      -      -       -         -      -
performance.own_refresh     -      -          dparx  -        -      -      -      -       -         -      -
performance.decide_refresh  -      -          -      -        -      -      dparx  -       -         -      -
"""

# The account of the owner
PERSON = """
permission                 owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
partnerships.edit_account  a      -          -     -        -      -      -      -       -         -      -
partnerships.declare_interest  a  -          -     -        -      a      -      -       -         -      -
partnerships.export_person  a      -          -     -        -      -      -      -       -         a      -
"""

# The council, whose system the token is for
ORGANISATION = """
permission               owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
partnerships.make_token  c      c          -     -        -      -      -      -       -         -      -
performance.keep_corporate  c   c          -     -        -      -      -      -       -         -      -
"""

# p a private measure of the council's, s a shared one
CORPORATE = """
permission                          owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
performance.read_corporate_measure  ps     ps         s     s        s      s      s      s       s         s      -
"""

# A token that the owner made for the council's system, to answer returns
TOKEN = """
permission                 owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
partnerships.revoke_token  k      k          -     -        -      k      -      -       -         k      -
performance.deliver        k      -          -     -        -      -      -      -       -         -      -
"""

# s a partner's file of the council's figures
SOURCE = """
permission                 owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
performance.view_source    s      s          -     -        -      s      -      -       -         s      -
performance.set_up_source  -      -          -     -        -      s      -      -       -         s      -
performance.stop_source    s      s          -     -        -      s      -      -       -         s      -
performance.settle_source  s      s          -     -        -      s      -      -       -         -      -
performance.pull           -      -          -     -        -      -      -      -       -         -      -
"""

# r a row of it that was set aside
ROW = """
permission              owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
performance.settle_row  r      r          -     -        -      r      -      -       -         -      -
"""

# Asked of no record but of a kind of record
WHOLE = """
permission                  owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
partnerships.invite         -      -          -     -        -      w      -      -       -         w      -
partnerships.note_training  -      -          -     -        -      w      -      -       -         -      -
performance.plan_round      -      -          -     -        -      w      -      -       -         -      -
performance.record_history  -      -          -     -        -      -      -      -       -         -      -
performance.keep_report     -      -          -     -        -      -      -      -       -         -      -
common.set_up               -      -          -     -        -      -      -      -       -         w      -
"""

TABLES = {
    "return": RETURN,
    "round": ROUND,
    "asking": ASKING,
    "upload": UPLOAD,
    "action": ACTION,
    "body": BODY,
    "meeting": MEETING,
    "paper": PAPER,
    "result": RESULT,
    "indicator": INDICATOR,
    "agreement": AGREEMENT,
    "refresh": REFRESH,
    "person": PERSON,
    "token": TOKEN,
    "source": SOURCE,
    "row": ROW,
    "council": ORGANISATION,
    "corporate": CORPORATE,
    "whole": WHOLE,
    **money.TABLES,
}


CELLS = [
    pytest.param(kind, permission, role, letters, id=f"{permission}-{role}")
    for kind, table in TABLES.items()
    for (permission, role), letters in read(table).items()
]


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
    """The world once for the whole table, with a record of each kind in each state."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build_world()
        people = world.people
        yield SimpleNamespace(
            world=world,
            people={
                **{role: people[role] for role in ROLES if role in people},
                "groupie": people["group_member"],
                "coord": people["coordinator"],
                "super": people["admin"],
                "anyone": AnonymousUser(),
            },
            records={
                "return": {state.value[0]: _return_in(world, state.value) for state in ReturnState},
                "round": {
                    letter: RoundFactory(state=state)
                    for letter, state in {"p": "planned", "o": "open", "x": "published"}.items()
                }
                | {"y": RoundFactory(state="open", is_practice=True)},
                "action": {
                    letter: _action_in(world, state)
                    for letter, state in {"p": "proposed", "o": "open", "d": "done", "x": "dropped"}.items()
                },
                "asking": {"a": world.round, "n": RoundFactory()},
                "upload": {
                    "u": WorkbookUpload.objects.create(
                        round=world.round,
                        file_name="q4.xlsx",
                        sha256="0" * 64,
                        uploaded_by=world.owner,
                        uploaded_on=ON,
                    )
                },
                "body": {"B": world.board, "e": world.economy, "h": world.housing},
                "meeting": {state[0]: _meeting_in(world, state) for state in MEETING_STATES},
                "paper": {
                    "o": PaperFactory(meeting=_meeting_in(world, "scheduled")),
                    "b": PaperFactory(meeting=_meeting_in(world, "scheduled"), audience="body"),
                },
                "result": {"r": ResultFactory(indicator=world.ratio)},
                "indicator": {"i": world.ratio},
                "agreement": {"a": world.agreement, "e": AgreementFactory()},
                "refresh": {
                    letter: RefreshFactory(agreement=world.agreement, begun_by=world.lead, state=state)
                    for letter, state in {
                        "d": "draft",
                        "p": "proposed",
                        "r": "refused",
                        "x": "discarded",
                    }.items()
                }
                | {"a": RefreshFactory(agreement=world.agreement, begun_by=world.lead, is_approved=True)},
                "person": {"a": people["owner"]},
                "council": {"c": world.council},
                "corporate": {
                    letter: CorporateMeasureFactory(
                        organisation=world.council, added_by=world.owner, shared_on=day
                    )
                    for letter, day in {"p": None, "s": ON}.items()
                },
                "token": {
                    "k": ApiToken.objects.create(
                        organisation=world.council,
                        person=people["owner"],
                        label="Figures",
                        scope="returns",
                        sha256="1" * 64,
                        made_on=ON,
                        expires_on=date(2009, 7, 1),
                    )
                },
                "source": {"s": (row := QuarantinedRowFactory(source__organisation=world.council)).source},
                "row": {"r": row},
                "whole": {"w": Partnership},
                **money.records(world, Partnership),
            },
        )
        transaction.set_rollback(True)


def _return_in(world: Any, state: str) -> Return:
    """A return of the owner's indicator in a round of its own; whoever answered it is the owner."""
    by = {} if state == "not_started" else {"saved_by": world.owner, "saved_on": ON}
    if state in ("submitted", "verified", "published"):
        by |= {"submitted_by": world.owner, "submitted_on": ON}
    return Return.objects.create(
        round=RoundFactory(), indicator=world.ratio, period_from=date(2009, 1, 1), period_to=date(2009, 4, 1),
        state=state, **by,
    )  # fmt: skip


def _action_in(world: Any, state: str) -> Action:
    end = {"ended_on": ON} if state in ("done", "dropped") else {}
    reason = {"drop_reason": "No money."} if state == "dropped" else {}
    return ActionFactory(
        body=world.economy, organisation=world.council, lead=world.owner, state=state, **end, **reason
    )


MEETING_STATES = ("scheduled", "held", "drafted", "agreed", "cancelled")


def _meeting_in(world: Any, state: str) -> Meeting:
    """A meeting of the lead's group, each at an hour of its own."""
    end = {"agreed": {"agreed_on": ON}, "cancelled": {"cancel_reason": "Snow."}}.get(state, {})
    starts_at = datetime(2009, 3, 2, tzinfo=UTC) + timedelta(hours=Meeting.objects.count())
    return MeetingFactory(body=world.economy, state=state, starts_at=starts_at, **end)


@pytest.mark.parametrize(("kind", "permission", "role", "letters"), CELLS)
def test_the_policy_is_the_table(stage, kind, permission, role, letters):
    person = stage.people[role]

    may = {letter for letter, record in stage.records[kind].items() if person.has_perm(permission, record)}

    assert may == set(letters)


def test_every_registered_permission_stands_in_a_table():
    told = {permission for table in TABLES.values() for permission, _ in read(table)}

    elsewhere = ("delivery_chain.", "scrutiny.", "site.")  # in tables of their own; packs with their pages
    assert told == {permission for permission in registered if not permission.startswith(elsewhere)}


def test_every_role_stands_in_every_table():
    assert {frozenset(role for _, role in read(table)) for table in TABLES.values()} == {frozenset(ROLES)}


@pytest.mark.parametrize("role", ROLES)
def test_without_a_record_nobody_may_anything(stage, role):
    assert [permission for permission in registered if stage.people[role].has_perm(permission)] == []


def test_a_named_job_may_what_it_was_made_for(stage):
    assert [JOB.may(permission, stage.world.board) for permission in registered] == [True] * len(registered)


# --- what the policy lets somebody see is what lists show them --------------------------------------------


@pytest.mark.parametrize("role", ROLES)
def test_lists_of_returns_show_what_the_policy_lets_one_see(stage, role):
    records = stage.records["return"]
    shown = set(
        Return.objects.visible_to(stage.people[role], ON).filter(pk__in=[one.pk for one in records.values()])
    )

    letters = read(RETURN)["performance.view_return", role]
    assert {letter for letter, record in records.items() if record in shown} == set(letters)


@pytest.mark.parametrize("role", ROLES)
def test_lists_of_actions_show_what_the_policy_lets_one_see(stage, role):
    shown = set(Action.objects.visible_to(stage.people[role], ON))

    letters = read(ACTION)["partnerships.view_action", role]
    assert {letter for letter, record in stage.records["action"].items() if record in shown} == set(letters)


@pytest.mark.parametrize("role", ROLES)
def test_lists_of_papers_and_decisions_show_what_the_policy_lets_one_see(stage, role):
    papers, meetings = stage.records["paper"], stage.records["meeting"]
    decisions = {letter: DecisionFactory(meeting=meeting) for letter, meeting in meetings.items()}
    person = stage.people[role]

    seen = set(Paper.objects.visible_to(person, ON)), set(Decision.objects.visible_to(person, ON))

    assert {letter for letter, paper in papers.items() if paper in seen[0]} == set(
        read(PAPER)["partnerships.view_paper", role]
    )
    assert {letter for letter, one in decisions.items() if one in seen[1]} == set(
        read(MEETING)["partnerships.read_minutes", role]
    )


@pytest.mark.parametrize("role", ROLES)
def test_rounds_are_followed_by_members_and_read_by_all_once_published(stage, role):
    shown = set(Round.objects.visible_to(stage.people[role], ON))

    letters = read(ROUND)["performance.follow_round", role] or "x"
    assert {letter for letter, record in stage.records["round"].items() if record in shown} == set(letters)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "anyone"])
def test_what_is_published_is_open_to_all_who_are_signed_in(stage, role):
    person = stage.people[role]

    for model in (Observation, Result, Edition):
        everything = model.objects.count()
        assert (everything > 0, model.objects.visible_to(person).count()) == (True, everything)


def test_what_is_published_is_open_to_everybody_once_it_is_released(stage):
    stranger = stage.people["anyone"]
    before = [model.objects.visible_to(stranger).count() for model in (Result, Edition)]
    with transaction.atomic():
        for edition in Edition.objects.all():
            Release.objects.create(edition=edition, released_on=ON, released_by_name="the timetable")
        after = [model.objects.visible_to(stranger).count() for model in (Result, Edition)]
        transaction.set_rollback(True)

    assert (before, after) == ([0, 0], [Result.objects.count(), Edition.objects.count()])


@pytest.mark.parametrize("role", ROLES)
def test_lists_of_uploads_show_what_the_policy_lets_one_see(stage, role):
    shown = set(WorkbookUpload.objects.visible_to(stage.people[role], ON))

    letters = read(UPLOAD)["performance.view_upload", role]
    assert {letter for letter, record in stage.records["upload"].items() if record in shown} == set(letters)


@pytest.mark.parametrize("role", ROLES)
def test_lists_of_partners_files_show_what_the_policy_lets_one_see(stage, role):
    shown = (
        Source.objects.visible_to(stage.people[role], ON),
        QuarantinedRow.objects.visible_to(stage.people[role], ON),
    )

    is_seen = bool(read(SOURCE)["performance.view_source", role])
    assert [rows.exists() for rows in shown] == [is_seen, is_seen]


@pytest.mark.parametrize("role", ROLES)
def test_lists_of_corporate_measures_show_what_the_policy_lets_one_see(stage, role):
    shown = set(CorporateMeasure.objects.visible_to(stage.people[role]))

    letters = read(CORPORATE)["performance.read_corporate_measure", role]
    assert {letter for letter, record in stage.records["corporate"].items() if record in shown} == set(
        letters
    )


@pytest.mark.parametrize("role", ROLES)
def test_lists_of_refreshes_show_what_the_policy_lets_one_see(stage, role):
    shown = set(Refresh.objects.visible_to(stage.people[role], ON))

    letters = read(REFRESH)["performance.view_refresh", role]
    assert {letter for letter, record in stage.records["refresh"].items() if record in shown} == set(letters)


def test_the_chair_does_not_decide_a_refresh_of_their_own(stage):
    chair = stage.people["chair"]

    assert (
        chair.has_perm("performance.decide_refresh", _but(stage.records["refresh"]["p"], begun_by=chair))
        is False
    )


# --- what the table has no column for ---------------------------------------------------------------------


def test_nobody_verifies_their_own_whatever_their_seat(stage):
    """The lead who is named on the indicator, and the co-ordinator who saved or submitted the answer."""
    lead, coord = stage.people["lead"], stage.people["coord"]
    submitted = stage.records["return"]["s"]
    own = [
        (lead, _but(submitted, saved_by=lead)),
        (lead, _but(submitted, submitted_by=lead)),
        (coord, _but(submitted, saved_by=coord)),
        (coord, _but(submitted, submitted_by=coord)),
    ]

    for verb in ("verify", "send_back", "check"):
        assert [person.has_perm(f"performance.{verb}_return", record) for person, record in own] == [
            False
        ] * 4


def test_a_person_who_is_named_owns_though_of_another_organisation(stage):
    outsider = stage.people["outsider"]
    draft = Return.objects.select_related("indicator").get(pk=stage.records["return"]["d"].pk)
    draft.indicator.owner = outsider

    assert outsider.has_perm("performance.save_return", draft) is True


def test_somebody_without_an_organisation_owns_nothing_by_it(stage):
    draft = Return.objects.select_related("indicator").get(pk=stage.records["return"]["d"].pk)
    draft.indicator.owner = None

    assert stage.people["chair"].organisation_id is None
    assert stage.people["chair"].has_perm("performance.save_return", draft) is False


@pytest.mark.parametrize("role", ["owner", "lead", "coord", "chair", "super"])
def test_a_closed_account_may_nothing_that_its_seat_would_allow(stage, role):
    closed = copy(stage.people[role])
    closed.is_active = False

    asked = [
        (kind, permission) for kind, table in TABLES.items() for permission, one in read(table) if one == role
    ]
    allowed = [
        permission
        for kind, permission in asked
        for record in stage.records[kind].values()
        if closed.has_perm(permission, record)
    ]

    assert allowed == []


def _but(return_: Return, **fields: Any) -> Return:
    """The same return with some facts changed, not saved."""
    other = copy(return_)
    for field, value in fields.items():
        setattr(other, field, value)
    return other


@pytest.mark.parametrize("role", ROLES)
def test_lists_of_risks_show_what_the_policy_lets_one_see(stage, role):
    shown = set(Risk.objects.visible_to(stage.people[role], ON))

    letters = read(money.RISK)["partnerships.view_risk", role]
    assert {letter for letter, record in stage.records["risk"].items() if record in shown} == set(letters)


@pytest.mark.parametrize("role", ROLES)
def test_lists_of_projects_show_what_the_policy_lets_one_see(stage, role):
    shown = set(Project.objects.visible_to(stage.people[role], ON))

    letters = read(money.PROJECT)["partnerships.view_project", role]
    assert {letter for letter, record in stage.records["project"].items() if record in shown} == set(letters)


def test_whoever_leads_a_bridging_group_settles_findings(stage):
    finding = stage.records["finding"]["f"]
    with transaction.atomic():
        bridge = PersonFactory()
        sit(bridge, BodyFactory(kind="bridging_group"), "chair")

        may = [bridge.has_perm(f"partnerships.{verb}_finding", finding) for verb in ("settle", "edit")]
        transaction.set_rollback(True)

    assert may == [True, True]
