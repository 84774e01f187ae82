"""Who may what in a delivery-chain review: the whole policy as tables of role by state by permission.

The lead facilitates, for the economy group of which they are the chair. The groupie takes part in group one, the owner
in group two. Letters: s set up, a assessing, c comparing, g agreed, p planning, x closed, b abandoned; in tables
of groups w waited for, i in, o left out, l late, and W waited for in a review that is only set up.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from rules.permissions import permissions as registered

from delivery_chain.enums import GroupState, ReviewState
from delivery_chain.models import AgreedRating, GroupRating, Review, ReviewGroup
from tests.factories.delivery_chain import AgreedRatingFactory, ChainMapFactory, build_chain
from tests.factories.world import ON, build_world

pytestmark = pytest.mark.django_db

REVIEW = """
permission                       owner   colleague  lead    groupie  lead2  coord   chair   member  outsider  super  anyone
see                              sacgpxb gpx        sacgpxb sacgpxb  gpx    sacgpxb sacgpxb gpx     gpx       gpx    gpx
delivery_chain.run_review        -       -          sacgpxb -        -      -       -       -       -         -      -
delivery_chain.abandon_review    -       -          sacgpxb -        -      sacgpxb -       -       -         -      -
delivery_chain.abandon_review_now -      -          sac     -        -      sac     -       -       -         -      -
delivery_chain.alter_review      -       -          s       -        -      -       -       -       -         -      -
delivery_chain.open_review       -       -          s       -        -      -       -       -       -         -      -
delivery_chain.take_part         sacgpxb -          -       sacgpxb  -      -       -       -       -         -      -
delivery_chain.rate_alone        a       -          -       a        -      -       -       -       -         -      -
delivery_chain.view_comparison   cgpx    -          cgpx    cgpx     gpx    gpx     gpx     gpx     -         -      -
delivery_chain.settle_stage      -       -          c       -        -      -       -       -       -         -      -
delivery_chain.record_dissent    cgp     -          cgp     cgp      -      -       -       -       -         -      -
delivery_chain.view_plan         gpx     -          gpx     gpx      gpx    gpx     gpx     gpx     -         -      -
delivery_chain.draw_map          gp      -          gp      gp       -      -       -       -       -         -      -
delivery_chain.plan_action       gpx     -          gpx     gpx      -      -       -       -       -         -      -
delivery_chain.plan_review       -       -          g       -        -      -       -       -       -         -      -
delivery_chain.close_review      -       -          p       -        -      -       -       -       -         -      -
delivery_chain.repeat_review     -       -          x       -        -      x       -       -       -         -      -
delivery_chain.tell              -       -          -       -        -      -       -       -       -         -      -
"""

GROUP = """
permission                        owner  colleague  lead   groupie  lead2  coord  chair  member  outsider  super  anyone
delivery_chain.write_sheet        wiolW  -          -      -        -      -      -      -       -         -      -
delivery_chain.fill_in_sheet      wo     -          -      -        -      -      -      -       -         -      -
delivery_chain.type_in_sheet      -      -          wiolW  -        -      -      -      -       -         -      -
delivery_chain.type_in_sheet_now  -      -          wo     -        -      -      -      -       -         -      -
delivery_chain.take_back_sheet    i      -          -      -        -      -      -      -       -         -      -
delivery_chain.leave_group_out    -      -          w      -        -      -      -      -       -         -      -
"""

# B the Board, e the lead's group, h the other group
BODY = """
permission                    owner  colleague  lead  groupie  lead2  coord  chair  member  outsider  super  anyone
delivery_chain.set_up_review  -      -          e     -        h      Beh    B      -       -         -      -
"""

TABLES = {"review": REVIEW, "group": GROUP, "body": BODY}
STATES = dict(zip("sacgpxb", ReviewState, strict=True))


def read(table: str) -> dict[tuple[str, str], str]:
    head, *rows = [line.split() for line in table.strip().splitlines()]
    return {
        (permission, role): "" if cell == "-" else cell
        for permission, *cells in rows
        for role, cell in zip(head[1:], cells, strict=True)
    }


CELLS = [
    pytest.param(kind, permission, role, letters, id=f"{permission}-{role}")
    for kind, table in TABLES.items()
    for (permission, role), letters in read(table).items()
    if permission != "see"
]
ROLES = sorted({role for _, role in read(REVIEW)})


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
    with django_db_blocker.unblock(), transaction.atomic():
        world = build_world()
        chain = build_chain(world, mode="named", second=[world.owner])
        people = world.people
        yield SimpleNamespace(
            people={role: people[role] for role in ROLES if role in people}
            | {
                "groupie": people["group_member"],
                "coord": people["coordinator"],
                "super": people["admin"],
                "anyone": AnonymousUser(),
            },
            records={
                "review": {letter: _in_state(chain.review, state) for letter, state in STATES.items()},
                "group": {
                    "w": _group(chain.review, "assessing", GroupState.WAITING),
                    "i": _group(chain.review, "assessing", GroupState.SUBMITTED),
                    "o": _group(chain.review, "comparing", GroupState.ABSENT),
                    "l": _group(chain.review, "comparing", GroupState.LATE),
                    "W": _group(chain.review, "set_up", GroupState.WAITING),
                },
                "body": {"B": world.board, "e": world.economy, "h": world.housing},
            },
            chain=chain,
        )
        transaction.set_rollback(True)


def _in_state(review: Review, state: str) -> Review:
    """The review as it would be in another state; not saved, for the policy asks for the state alone."""
    other = Review.objects.get(pk=review.pk)
    other.state = state
    return other


def _group(review: Review, review_state: str, state: str) -> ReviewGroup:
    group = ReviewGroup.objects.get(review=review, number=2)
    group.review, group.state = _in_state(review, review_state), state
    return group


@pytest.mark.parametrize(("kind", "permission", "role", "letters"), CELLS)
def test_the_policy_is_the_table(stage, kind, permission, role, letters):
    person = stage.people[role]

    may = {letter for letter, record in stage.records[kind].items() if person.has_perm(permission, record)}

    assert may == set(letters)


def test_every_permission_of_delivery_chains_stands_in_a_table():
    told = {permission for table in TABLES.values() for permission, _ in read(table)} - {"see"}

    assert told == {permission for permission in registered if permission.startswith("delivery_chain.")}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("letter", STATES)
def test_lists_show_what_the_table_lets_one_see(stage, role, letter):
    _put(stage.chain.review, STATES[letter])

    shown = Review.objects.visible_to(stage.people[role], ON).exists()

    assert shown is (letter in read(REVIEW)["see", role])


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("letter", STATES)
def test_ratings_of_groups_are_read_by_those_who_may_see_the_comparison_and_by_the_group(stage, role, letter):
    review = stage.chain.review
    _put(review, STATES[letter])
    ReviewGroup.objects.filter(review=review).update(
        state="submitted", submitted_on=ON, submitted_by=stage.people["lead"]
    )
    for group in review.groups.all():
        GroupRating._base_manager.get_or_create(
            group=group, stage=stage.chain.stages[1], defaults={"value": "green"}
        )

    rows = GroupRating.objects.visible_to(stage.people[role], ON)
    seen = set(rows.values_list("group__number", flat=True))

    own = {"owner": {2}, "groupie": {1}}.get(role, set())
    assert seen == ({1, 2} if letter in read(REVIEW)["delivery_chain.view_comparison", role] else own)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("letter", STATES)
def test_agreed_ratings_are_everybodys_once_agreed_and_before_those_nears(stage, role, letter):
    rating = AgreedRatingFactory(review=stage.chain.review)
    _put(stage.chain.review, STATES[letter])

    near = role in ("owner", "groupie", "lead")
    assert AgreedRating.objects.visible_to(stage.people[role], ON).filter(pk=rating.pk).exists() is (
        letter in "gpx" or near
    )


@pytest.mark.parametrize("role", ROLES)
def test_maps_are_seen_by_members_and_by_those_who_take_part(stage, role):
    drawn = ChainMapFactory(review=stage.chain.review)

    shown = type(drawn).objects.visible_to(stage.people[role], ON).filter(pk=drawn.pk).exists()

    assert shown is (role not in ("colleague", "outsider", "super", "anyone"))


def _put(review: Review, state: str) -> None:
    """Put the row in a state without the doors, for reading alone."""
    Review.objects.filter(pk=review.pk).update(
        state=state,
        agreed_on=ON if state in ("agreed", "planning", "closed") else None,
        closed_on=ON if state == "closed" else None,
        abandoned_on=ON if state == "abandoned" else None,
        why_abandoned="Merged." if state == "abandoned" else "",
    )
