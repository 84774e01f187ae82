"""What a worker works out ahead, in the cache that it shares with web servers: Redis, beside PostgreSQL."""

import os
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dorset_lsp.site.ahead import work_ahead
from partnerships.models import Person
from tests.factories.partnerships import ActionFactory, MeetingFactory
from tests.factories.world import ON, build_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": os.environ["TEST_REDIS_URL"],
            "KEY_PREFIX": "ahead",
        }
    }
    settings.IS_CACHE_SHARED = True
    world = build_world()
    world.verified(world.ratio)
    world.publish()
    MeetingFactory(body=world.board)
    ActionFactory(
        body=world.economy, lead=world.owner, due_on=ON - timedelta(days=90), title="Count the homes"
    )
    Person.objects.update(last_login=timezone.now())
    yield world
    caches["default"].clear()


def test_a_web_server_draws_the_boards_page_from_what_a_worker_left_in_redis(client, world):
    work_ahead(now=timezone.now())
    client.force_login(world.chair)

    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("site:dashboard")).content.decode()

    assert "Count the homes" in page
    tables = {"partnerships_action", "performance_result", "partnerships_meeting"}
    assert not [query for query in asked.captured_queries if tables & set(query["sql"].split('"'))]
