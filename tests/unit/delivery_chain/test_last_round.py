"""What has been agreed on a stage since: a later round's rating, once that round is agreed."""

from datetime import date

import pytest

from delivery_chain.changes import reviews
from delivery_chain.last_round import as_it_stands
from delivery_chain.models import AgreedRating
from tests.factories.delivery_chain import ChainWorld, build_chain
from tests.factories.world import ON, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain() -> ChainWorld:
    return build_chain(build_world())


def second_stage(chain: ChainWorld) -> AgreedRating:
    rows = AgreedRating.objects.select_related("stage", "review__version")
    return rows.get(review__round=1, stage__number=2)


def begin_next_round(chain: ChainWorld) -> None:
    closed = chain.closed("green", "red", "amber")
    chain.review = reviews.repeat(
        review=closed, version=closed.version, facilitator=chain.world.lead, by=chain.world.lead, on=ON
    )


def test_a_stage_that_was_not_agreed_anew_stands_as_it_was(chain):
    chain.agreed("green", "red", "amber")
    was = second_stage(chain)
    assert as_it_stands([was], chain.world.chair, ON) == {was.pk: was}


def test_a_later_round_takes_its_place_once_it_is_agreed(chain):
    begin_next_round(chain)
    was = second_stage(chain)
    chain.compared()
    assert as_it_stands([was], chain.world.chair, ON)[was.pk] == was

    chain.settle("green", "amber", "amber")
    reviews.agree(review=chain.fresh(), by=chain.world.lead, on=ON)

    now = as_it_stands([was], chain.world.chair, ON)[was.pk]
    assert (now.review.round, now.value) == (2, "amber")


def test_what_is_agreed_after_the_day_is_not_known_on_it(chain):
    begin_next_round(chain)
    was = second_stage(chain)
    chain.compared()
    chain.settle("green", "amber", "amber")
    reviews.agree(review=chain.fresh(), by=chain.world.lead, on=ON)
    assert as_it_stands([was], chain.world.chair, date(2009, 4, 19))[was.pk] == was
