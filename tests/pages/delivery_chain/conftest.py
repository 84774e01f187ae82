import pytest

from tests.factories.delivery_chain import ChainWorld, build_chain
from tests.factories.world import World, build_world


@pytest.fixture
def world(db) -> World:
    return build_world()


@pytest.fixture
def chain(world) -> ChainWorld:
    """A review that is set up, with two groups."""
    return build_chain(world)
