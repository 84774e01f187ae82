import pytest

from tests.factories.scrutiny import Scrutiny, build_scrutiny


@pytest.fixture
def world(db: None) -> Scrutiny:
    return build_scrutiny()
