"""A sheet that comes in late and an opening, two last sheets, and two hands in one group, at the same moment on PostgreSQL."""

import pytest
from django.db import connection

from delivery_chain.changes import agreeing, sheets
from delivery_chain.models import AgreedRating, GroupRating
from dorset_lsp.common import states
from dorset_lsp.common.changes import SomebodyWasFaster
from tests.factories.delivery_chain import build_chain
from tests.factories.world import ON, build_world
from tests.infrastructure.together import both_at_once

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 4


@pytest.fixture
def world(transactional_db):
    assert connection.vendor == "postgresql"
    return build_world()


def opened(world, name):
    """A review of its own in which group two has drafted nothing yet."""
    chain = build_chain(world, slug=name, title=f"Framework {name}", short_title=name)
    chain.open()
    return chain


def handing_in(chain, number, by):
    group = chain.group(number)
    return lambda: sheets.submit(group=group, version=0, answers=chain.answers(), by=by, on=ON)


def test_a_sheet_and_an_opening_without_it_never_leave_it_half_in(world):
    for time in range(TIMES):
        chain = opened(world, f"late-{time}")
        chain.submit(1)
        group = chain.group(2)

        submitted, left_out = both_at_once(
            handing_in(chain, 2, world.owner),
            lambda group=group: sheets.leave_out(group=group, reason="Snow", by=world.lead, on=ON),
        )

        kept = chain.group(2)
        assert chain.fresh().state == "comparing"
        assert GroupRating.objects.filter(group=kept).count() == 3
        if kept.state == "submitted":
            assert (submitted, type(left_out)) == (True, SomebodyWasFaster)
        else:
            assert (kept.state, submitted, left_out) == ("late", False, None)


def test_of_two_last_sheets_one_opens_the_comparison_and_both_are_in_it(world):
    for time in range(TIMES):
        chain = opened(world, f"last-{time}")

        found = both_at_once(handing_in(chain, 1, world.group_member), handing_in(chain, 2, world.owner))

        review = chain.fresh()
        assert (found, review.state) == ([True, True], "comparing")
        assert [one.verb for one in states.history(review)].count("compare") == 1
        assert GroupRating.objects.filter(group__review=review).count() == 6


def test_of_two_of_one_group_who_hand_in_one_sheet_stands_whole(world):
    chain = opened(world, "hands")

    found = both_at_once(handing_in(chain, 2, world.owner), handing_in(chain, 2, world.member))

    kept = chain.group(2)
    assert sorted(type(one).__name__ for one in found) == ["SomebodyWasFaster", "bool"]
    assert [one.verb for one in states.history(kept)] == ["submit"]
    assert GroupRating._base_manager.filter(group=kept).count() == 3


def test_a_stage_that_is_settled_twice_at_once_has_one_rating(world):
    chain = opened(world, "settled")
    chain.submit(1)
    chain.submit(2)
    review = chain.fresh()

    both_at_once(
        *(
            lambda value=value: agreeing.settle(
                review=review, stage=chain.stages[1], value=value, reason="So", by=world.lead, on=ON
            )
            for value in ("green", "amber")
        )
    )

    assert AgreedRating.objects.filter(review=review).count() == 1
