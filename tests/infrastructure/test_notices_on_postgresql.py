"""Notices on PostgreSQL: of two workers that would send one person's digest at the same moment, one sends it."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.db import connection

from dorset_lsp.common import jobs, periodic
from dorset_lsp.common.models import Job
from dorset_lsp.common.notices import ByMail
from dorset_lsp.common.today import real_time
from dorset_lsp.site.looks import look
from dorset_lsp.site.models import LastLook
from partnerships.models import NoticeChoice, PostedNotice
from partnerships.notice_kinds import ACTIONS
from partnerships.posting import tell
from tests.factories.world import ON, build_world
from tests.infrastructure.together import both_at_once

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 5


@pytest.fixture
def world(transactional_db):
    assert connection.vendor == "postgresql"
    world = build_world()
    NoticeChoice.objects.create(person=world.owner, kind=ACTIONS.code, by_mail=ByMail.DIGEST)
    return world


def post(world, key):
    tell(
        world.owner, ACTIONS, subject="An action is due", opening="It is due.", path="/my-work/", key=key,
        link_label="See it", why="You lead it.",
    )  # fmt: skip


def test_of_two_digests_for_one_person_at_once_one_goes_out(world):
    for time in range(TIMES):
        PostedNotice.objects.all().delete()
        Job.objects.all().delete()
        outbox.outbox.clear()
        for number in range(3):
            post(world, f"{time}:{number}")
        for later in range(2):
            periodic.run(name="send_digests", on=ON + timedelta(days=later))
        first, second = Job.objects.filter(name="send_digest").values_list("pk", flat=True)

        both_at_once(lambda pk=first: jobs.run(job_id=pk), lambda pk=second: jobs.run(job_id=pk))

        assert [sent.subject for sent in outbox.outbox] == ["3 notices for you"]
        assert PostedNotice.objects.waiting_for_a_digest().count() == 0


def test_the_same_thing_told_twice_at_once_is_told_once(world):
    for time in range(TIMES):
        both_at_once(*[lambda time=time: post(world, f"same:{time}")] * 2)

    assert PostedNotice.objects.filter(key__startswith="same:").count() == TIMES


def test_two_first_looks_at_once_are_one(world):
    for indicator in (world.ratio, world.total, world.split):
        both_at_once(
            *[lambda one=indicator: look(world.owner, one, on=ON, now=real_time())] * 2,
        )

    assert LastLook.objects.count() == 3
