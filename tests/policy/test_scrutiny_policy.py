"""Who may in scrutiny: the whole policy as tables of role by state by permission, as for the other apps.

A cell holds the letters of the states in which the role may, "-" where never. The superuser is an administrator and no
more.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from rules.permissions import permissions as registered

from scrutiny.changes import evidence
from scrutiny.enums import AskState, ReviewState
from scrutiny.models import Challenge, Passage, Response, Topic
from tests.factories.partnerships import BodyFactory, MembershipFactory, PersonFactory
from tests.factories.scrutiny import ON, PROPOSED_ON, Scrutiny, build_scrutiny
from tests.factories.world import LONG_AGO, sit
from tests.policy.tables import read

pytestmark = pytest.mark.django_db

ROLES = {
    "cchair": "chair of the committee that commissioned the review",
    "cclerk": "support of that committee",
    "gchair": "chair of the group that does it",
    "clerk": "support of that group",
    "member": "holds a seat on the group",
    "resp": "named to answer for the addressee",
    "wit": "was asked whether a finding is right, and a question of a member was put to them",
    "other": "chair of another scrutiny committee",
    "coord": "support member of the Board",
    "bchair": "chair of the Board",
    "out": "signed in, holds nothing",
    "super": "administrator and superuser, holds nothing",
    "any": "not signed in",
}

# p proposed, s scoped, g gathering, d drafting, a approved, i issued, m monitoring, c closed
REVIEW = """
permission            cchair    cclerk    gchair    clerk     member    resp      wit       other  coord  bchair  out  super  any
know_review           psgdaimc  psgdaimc  psgdaimc  psgdaimc  psgdaimc  -         -         -      -      -       -    -      -
run_review            psgdaim   psgdaim   psgdaim   psgdaim   -         -         -         -      -      -       -    -      -
scope_review          p         p         p         p         -         -         -         -      -      -       -    -      -
change_scope          sgd       sgd       -         -         -         -         -         -      -      -       -    -      -
set_out_review        psgd      psgd      psgd      psgd      -         -         -         -      -      -       -    -      -
declare_interest      psgdaim   psgdaim   psgdaim   psgdaim   psgdaim   -         -         -      -      -       -    -      -
record_evidence       sgd       sgd       sgd       sgd       sgd       -         -         -      -      -       -    -      -
write_finding         sgd       sgd       sgd       sgd       sgd       -         -         -      -      -       -    -      -
put_to_witness        sgd       sgd       sgd       sgd       -         -         -         -      -      -       -    -      -
write_recommendation  gd        gd        gd        gd        gd        -         -         -      -      -       -    -      -
approve_review        d         d         -         -         -         -         -         -      -      -       -    -      -
send_back_review      a         a         -         -         -         -         -         -      -      -       -    -      -
issue_review          a         a         a         a         -         -         -         -      -      -       -    -      -
close_review          m         -         m         -         -         -         -         -      -      -       -    -      -
record_adoption       psgdaim   psgdaim   psgdaim   psgdaim   -         -         -         -      -      -       -    -      -
write_text            psgdaimc  psgdaimc  psgdaimc  psgdaimc  psgdaimc  psgdaimc  psgdaimc  -      -      -       -    -      -
name_responder        psgdaim   psgdaim   psgdaim   psgdaim   -         -         -         -      -      -       -    -      -
record_receipt        im        im        im        im        -         -         -         -      -      -       -    -      -
publish_response      imc       imc       imc       imc       -         -         -         -      -      -       -    -      -
answer_clarification  imc       imc       imc       imc       imc       -         -         -      -      -       -    -      -
decide_claim          -         -         imc       -         -         -         -         -      -      -       -    -      -
judge_outcome         -         -         imc       -         -         -         -         -      -      -       -    -      -
"""

# d drafted, s sent, a answered and accepted, c closed, w withdrawn: an ask of a review that is issued
ASK = """
permission      cchair  cclerk  gchair  clerk  member  resp  wit  other  coord  bchair  out  super  any
answer_ask      -       -       -       -      -       sacw  -    -      -      -       -    -      -
respond         -       -       -       -      -       s     -    -      -      -       -    -      -
clarify         -       -       -       -      -       sa    -    -      -      -       -    -      -
act_on_ask      -       -       -       -      -       a     -    -      -      -       -    -      -
claim_progress  -       -       -       -      -       a     -    -      -      -       -    -      -
end_ask         -       -       dsacw   -      -       -     -    -      -      -       -    -      -
"""

# h held, s suggested, t taken up, r not taken up: topics of the committee
TOPIC = """
permission      cchair  cclerk  gchair  clerk  member  resp  wit  other  coord  bchair  out  super  any
handle_topic    hstr    hstr    -       -      -       -     -    -      -      -       -    -      -
moderate_topic  h       h       -       -      -       -     -    -      -      -       -    -      -
decide_topic    s       s       -       -      -       -     -    -      -      -       -    -      -
plan_topic      st      st      -       -      -       -     -    -      -      -       -    -      -
"""

# C the committee, O another committee, G the group
BODY = """
permission      cchair  cclerk  gchair  clerk  member  resp  wit  other  coord  bchair  out  super  any
propose_review  C       C       -       -      -       -     -    O      -      -       -    -      -
"""

# e evidence of a review that is drafted, i of one that is issued, u an answer that is not published, p one that is
PASSAGE = """
permission    cchair  cclerk  gchair  clerk  member  resp  wit  other  coord  bchair  out  super  any
edit_passage  eu      eu      eu      eu     e       -     -    -      -      -       -    -      -
"""

# f a finding that was put to the witness
CHECK = """
permission         cchair  cclerk  gchair  clerk  member  resp  wit  other  coord  bchair  out  super  any
answer_fact_check  -       -       -       -      -       -     f    -      -      -       -    -      -
"""

# a asked, n answered, c settled: the member's question, put to the witness
CHALLENGE = """
permission        cchair  cclerk  gchair  clerk  member  resp  wit  other  coord  bchair  out  super  any
answer_challenge  -       -       -       -      -       -     a    -      -      -       -    -      -
settle_challenge  -       -       -       -      n       -     -    -      -      -       -    -      -
"""

# Asked of no record but of a kind of record
WHOLE = """
permission          cchair  cclerk  gchair  clerk  member  resp  wit  other  coord  bchair  out  super  any
suggest_topic       w       w       w       w      w       w     w    w      w      w       w    w      -
call_for_action     w       -       w       -      w       -     -    w      -      -       -    -      -
put_challenge       w       -       w       -      w       -     -    w      -      -       -    -      -
bring_out_bulletin  w       w       -       -      -       -     -    w      -      -       -    -      -
keep_report         -       -       -       -      -       -     -    -      -      -       -    -      -
send_notice         -       -       -       -      -       -     -    -      -      -       -    -      -
"""

TABLES = {
    "review": REVIEW,
    "ask": ASK,
    "topic": TOPIC,
    "body": BODY,
    "passage": PASSAGE,
    "check": CHECK,
    "challenge": CHALLENGE,
    "whole": WHOLE,
}

CELLS = [
    pytest.param(kind, permission, role, letters, id=f"{permission}-{role}")
    for kind, table in TABLES.items()
    for (permission, role), letters in read(table, "scrutiny").items()
]


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
    """The review once for the whole table, with a record of each kind in each state."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build_scrutiny()
        yield SimpleNamespace(world=world, people=_people(world), records=_records(world))
        transaction.set_rollback(True)


def _people(world: Scrutiny) -> dict[str, Any]:
    other = BodyFactory(kind="scrutiny_committee", area=world.committee.area)
    board = BodyFactory(kind="board", area=world.committee.area)
    people = {name: PersonFactory(name=name) for name in ("wit", "other", "coord", "bchair", "out")}
    sit(people["other"], other, "chair")
    sit(people["bchair"], board, "chair")
    MembershipFactory(
        body=board, seat=None, person=people["coord"], role="support", from_on=LONG_AGO, known_from=LONG_AGO
    )
    world.people |= {"elsewhere": people["other"], "asked": people["wit"]}
    world.people["other_committee"] = other
    return people | {
        "cchair": world.committee_chair,
        "cclerk": world.committee_clerk,
        "gchair": world.group_chair,
        "clerk": world.clerk,
        "member": world.member,
        "resp": world.responder,
        "super": world.admin,
        "any": AnonymousUser(),
    }


def _records(world: Scrutiny) -> dict[str, dict[str, Any]]:
    """Every record in every state. What a state needs besides is not saved: the policy asks the state alone."""
    world.drafting()
    taken = world.takes()
    check = evidence.put_to_witness(
        finding=world.review.findings.get(), witness=world.asked, answer_by=ON, by=world.clerk, on=PROPOSED_ON
    )
    drafted = Passage.objects.select_related("review").get(pk=taken.passage_id)
    drafted.review = copy(world.fresh())
    response = world.answered()
    ask = world.ask(response.ask)
    review = world.fresh()
    unpublished = Passage.objects.select_related("review", "response").get(pk=response.passage_id)
    published = Passage.objects.select_related("review").get(pk=response.passage_id)
    published.response = Response(published_on=ON)
    issued = Passage.objects.select_related("review").get(pk=taken.passage_id)
    challenge = Challenge(asked_by=world.member, put_to=world.asked)
    return {
        "review": {letter: _in(review, state) for letter, state in zip("psgdaimc", ReviewState, strict=True)},
        "ask": {letter: _in(ask, state) for letter, state in zip("dsacw", AskState, strict=True)},
        "topic": {
            letter: Topic(committee=world.committee, state=state)
            for letter, state in {"h": "held", "s": "suggested", "t": "taken_up", "r": "rejected"}.items()
        },
        "body": {"C": world.committee, "O": world.other_committee, "G": world.group},
        "passage": {"e": drafted, "i": issued, "u": unpublished, "p": published},
        "check": {"f": check},
        "challenge": {
            letter: _in(challenge, state)
            for letter, state in {"a": "asked", "n": "answered", "c": "closed"}.items()
        },
        "whole": {"w": Topic},
    }


def _in(record: Any, state: str) -> Any:
    """The same record in another state, not saved."""
    other = copy(record)
    other.state = state
    return other


@pytest.mark.parametrize(("kind", "permission", "role", "letters"), CELLS)
def test_the_policy_is_the_table(stage, kind, permission, role, letters):
    person = stage.people[role]

    may = {letter for letter, record in stage.records[kind].items() if person.has_perm(permission, record)}

    assert may == set(letters)


def test_every_registered_permission_of_scrutiny_stands_in_a_table():
    told = {permission for table in TABLES.values() for permission, _ in read(table, "scrutiny")}

    assert told == {permission for permission in registered if permission.startswith("scrutiny.")}


def test_every_role_stands_in_every_table():
    assert {frozenset(role for _, role in read(table, "scrutiny")) for table in TABLES.values()} == {
        frozenset(ROLES)
    }


@pytest.mark.parametrize("role", ROLES)
def test_without_a_record_nobody_may_anything(stage, role):
    ours = [permission for permission in registered if permission.startswith("scrutiny.")]

    assert [permission for permission in ours if stage.people[role].has_perm(permission)] == []


@pytest.mark.parametrize("role", ["cchair", "gchair", "clerk", "resp", "super"])
def test_a_closed_account_may_nothing_that_its_seat_would_allow(stage, role):
    closed = copy(stage.people[role])
    closed.is_active = False
    asked = [
        (kind, permission)
        for kind, table in TABLES.items()
        for permission, one in read(table, "scrutiny")
        if one == role
    ]

    allowed = [
        permission
        for kind, permission in asked
        for record in stage.records[kind].values()
        if closed.has_perm(permission, record)
    ]

    assert allowed == []
