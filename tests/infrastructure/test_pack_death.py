"""A worker killed with no warning while it makes a pack: one file comes of it, and everybody hears of it once."""

from __future__ import annotations

import pytest

from tests.infrastructure.killing import Site, wait_until

pytestmark = pytest.mark.django_db(transaction=True)
SEND = """
import django; django.setup()
from dorset_lsp.common.mail import quietly
from dorset_lsp.site.changes import packs
from partnerships.changes import agendas
from tests.factories.partnerships import MeetingFactory
from tests.factories.world import ON, build_world
with quietly():
    world = build_world()
    meeting = MeetingFactory(body=world.board)
    agendas.add(meeting=meeting, title="Homes", by=world.chair, on=ON)
packs.send(meeting=meeting, by=world.coordinator, on=ON)
"""
EXPECTED = ["Chair", "Coordinator"]
# The worker's other process would hand e-mails over while the pack is held, and be killed just after one of them,
# which then comes again: that is what the digests' test is about.
BEFORE_ANY_EMAIL = "offered "


def files(site: Site) -> list[str]:
    """The hashes that rows of files bear, as everybody else sees them."""
    return [row[0] for row in site.rows("SELECT sha256 FROM site_packfile")]


def told(site: Site) -> list[str]:
    """Who has a notice of the pack, once for each that they have."""
    query = (
        "SELECT person.name FROM partnerships_postednotice notice "
        "JOIN partnerships_person person ON person.id = notice.person_id ORDER BY person.name"
    )
    return [row[0] for row in site.rows(query)]


@pytest.mark.parametrize(
    ("held_at", "kept"),
    [("pieces 1", 0), ("stored", 0), ("kept", 1)],
    ids=["composed and not stored", "stored without its row", "kept and not done"],
)
def test_a_pack_whose_worker_is_killed_is_kept_once_and_told_of_once(
    production_site: Site, held_at: str, kept: int
) -> None:
    site = production_site
    site.python("-c", SEND)
    site.hold_at(held_at, BEFORE_ANY_EMAIL)
    site.start_worker()
    wait_until(lambda: bool(site.noted(held_at)), seconds=60)
    site.kill_worker()
    assert not site.noted("taken ")
    assert site.rows("SELECT state FROM common_job WHERE name = 'make_pack'") == [("running",)]
    assert (len(files(site)), told(site)) == (kept, EXPECTED * kept)

    site.hold_at()
    site.start_worker()
    wait_until(lambda: site.count_if_alive("done") == 1 + len(EXPECTED), seconds=60)

    (hash_,) = files(site)
    assert [file.name.endswith(f"-{hash_}.pdf") for file in site.folder.glob("uploads/packs/*")] == [True]
    assert (told(site), len(site.noted("taken "))) == (EXPECTED, len(EXPECTED))
    assert site.rows("SELECT attempts FROM common_job WHERE name = 'make_pack'") == [(2,)]
