"""A worker killed with no warning while it sends the daily digests: nobody is forgotten, and what came twice can be told."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.infrastructure.killing import Site, wait_until

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = [f"{number}@example.com" for number in range(5)]
ASK = f"""
import django; django.setup()
from dorset_lsp.common import periodic
from dorset_lsp.common.notices import ByMail
from dorset_lsp.common.today import today
from partnerships.models import NoticeChoice
from partnerships.notice_kinds import ACTIONS
from partnerships.posting import tell
from tests.factories.partnerships import PersonFactory
for email in {PEOPLE}:
    person = PersonFactory(email=email)
    NoticeChoice.objects.create(person=person, kind=ACTIONS.code, by_mail=ByMail.DIGEST)
    for number in range(2):
        tell(
            person, ACTIONS, subject="An action is due", opening="It is due.", path="/my-work/",
            key=f"{{email}}:{{number}}", link_label="See it", why="You lead it.",
        )
periodic.run(name="send_digests", on=today())
"""
WAITING = "SELECT count(*) FROM partnerships_postednotice WHERE settled_on IS NULL"


def kill_at(site: Site, *places: str) -> None:
    """Send digests until both processes of the worker are held, each at one of the places, and kill it there."""
    site.python("-c", ASK)
    site.hold_at(*places)
    site.start_worker()
    wait_until(lambda: all(site.noted(place) for place in places), seconds=60)
    site.kill_worker()
    assert (site.count("running"), site.count("queued")) == (2, 1)
    assert site.rows(WAITING) == [(2 * 3,)]


def send_the_rest(site: Site) -> list[str]:
    """Let another worker finish. Gives what the mail server took, by whom it was for and its Message-ID."""
    site.hold_at()
    site.start_worker()
    wait_until(lambda: site.count_if_alive("done") == len(PEOPLE), seconds=60)
    assert site.rows(WAITING) == [(0,)]
    return site.noted("taken ")


def test_digests_that_a_killed_worker_had_not_handed_over_come_once_and_nobody_is_forgotten(
    production_site: Site,
) -> None:
    kill_at(production_site, "offered 1@", "offered 3@")

    taken = send_the_rest(production_site)

    assert sorted(line.split()[0] for line in taken) == PEOPLE


def test_digests_go_out_at_least_once_what_was_taken_just_before_the_kill_comes_again_under_the_same_message_id(
    production_site: Site,
) -> None:
    kill_at(production_site, "taken 1@", "taken 3@")

    taken = Counter(send_the_rest(production_site))

    assert sorted((line.split()[0], times) for line, times in taken.items()) == list(
        zip(PEOPLE, (1, 2, 1, 2, 1), strict=True)
    )
