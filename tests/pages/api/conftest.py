from datetime import timedelta

import pytest

from partnerships.changes import api_tokens
from tests.factories.world import ON, World, build_world


@pytest.fixture
def world(db) -> World:
    return build_world()


@pytest.fixture
def bearer():
    """Makes a token for a person and gives the header that shows it."""

    def make(person, scope="returns", days=30):
        secret = api_tokens.make(
            organisation=person.organisation, label="Figures", scope=scope, expires_on=ON + timedelta(days=days),
            by=person, on=ON,
        )  # fmt: skip
        return {"Authorization": f"Bearer {secret}"}

    return make
