"""Release: partners have an edition first, everybody from its day on, and nothing new comes out before an election."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from dorset_lsp.common.changes import Refused
from dorset_lsp.common.models import Clock
from partnerships.models import PreElectionPeriod
from performance import periodic
from performance.changes import releases, rounds
from performance.models import Edition, Release
from tests.factories.partnerships import DecisionFactory, MeetingFactory
from tests.factories.strangers import walk
from tests.factories.world import ON

DAY = ON + timedelta(days=10)
BEFORE_ELECTION = {"election": "the elections of 4 June 2009", "to_on": date(2009, 6, 5)}


def published(world, release_on=None, **more) -> Edition:
    world.verified(world.ratio, commentary="MARK-NEW", **more)
    return rounds.publish(round_=world.round, by=world.coordinator, on=ON, release_on=release_on)


def shown_to_a_stranger(client) -> set[str]:
    """The addresses that told what is in the new edition."""
    api = (
        "/api/v1/results?indicator=ni-101",
        "/api/v1/reports?round=2008-09-q4",
        "/public/feeds/reports.atom",
    )
    shown = walk(client, *api)
    return {
        address
        for address, text in shown.items()
        if "MARK-NEW" in text or "/public/reports/2008-09-q4/" in text
    }


def test_an_edition_without_a_day_is_for_everybody_at_once(client, world):
    published(world)

    assert {"/public/indicators/ni-101/", "/public/reports/"} <= shown_to_a_stranger(client)


def test_an_edition_with_a_day_is_with_partners_alone_until_then(client, world, do_jobs):
    edition = published(world, release_on=DAY)
    do_jobs()
    before = shown_to_a_stranger(client)
    client.force_login(world.member)
    partner = client.get(reverse("performance:report-detail", args=["2008-09-q4"])).content.decode()
    client.logout()
    releases.release(edition=edition, by=periodic.RELEASER, on=DAY)

    assert before == set()
    assert "open to everybody from 30 April 2009, 09:30" in partner
    assert "/public/indicators/ni-101/" in shown_to_a_stranger(client)


def test_the_calendar_announces_the_day_and_nothing_else(client, world):
    published(world, release_on=DAY)

    page = client.get(reverse("public:calendar")).content.decode()

    assert ("Q4 2008/09 report" in page, "30 April 2009" in page, "MARK-NEW" in page) == (True, True, False)


@pytest.mark.parametrize(
    ("on", "due"), [(DAY - timedelta(days=1), 0), (DAY, 1), (DAY + timedelta(days=3), 1)]
)
def test_the_timetable_brings_an_edition_out_on_its_day_and_misses_none(world, on, due):
    published(world, release_on=DAY)

    assert len(periodic.editions_to_release(on)) == due


def test_run_twice_it_brings_it_out_once(world):
    edition = published(world, release_on=DAY)
    for _ in range(2):
        periodic.release_edition(edition_id=edition.pk, on=f"{DAY}")

    assert (Release.objects.count(), periodic.editions_to_release(DAY)) == (1, [])


def test_before_an_election_nothing_new_comes_out_and_every_open_page_says_so(client, world):
    PreElectionPeriod.objects.create(from_on=ON, **BEFORE_ELECTION)
    edition = published(world)
    meeting = MeetingFactory(body=world.board, state="agreed", agreed_on=ON)
    DecisionFactory(meeting=meeting, wording="MARK-NEW decision")

    assert shown_to_a_stranger(client) == set()
    assert "nothing new goes out to the public" in client.get("/public/indicators/ni-101/").content.decode()
    assert periodic.editions_to_release(ON) == []
    with pytest.raises(Refused, match="nothing new goes out"):
        releases.release(edition=edition, by=world.coordinator, on=ON)


def test_after_the_election_what_was_held_comes_out(client, world):
    held = PreElectionPeriod.objects.create(from_on=ON, **BEFORE_ELECTION)
    edition = published(world)
    [item] = periodic.editions_to_release(held.to_on)
    periodic.release_edition(**item.arguments)
    Clock.objects.update_or_create(pk=1, defaults={"stated_on": held.to_on})

    assert edition.release.released_on == held.to_on
    assert "/public/indicators/ni-101/" in shown_to_a_stranger(client)


def test_what_was_out_before_the_election_stays(client, world):
    published(world)
    PreElectionPeriod.objects.create(from_on=ON + timedelta(days=1), **BEFORE_ELECTION)
    Clock.objects.update_or_create(pk=1, defaults={"stated_on": ON + timedelta(days=2)})

    assert "/public/indicators/ni-101/" in shown_to_a_stranger(client)


def test_the_co_ordinator_opens_an_edition_early_and_others_may_not(client, world):
    edition = published(world, release_on=DAY)
    address = reverse("performance:report-release", args=["2008-09-q4", 1])
    client.force_login(world.member)
    refused = client.post(address).status_code
    client.force_login(world.coordinator)
    client.post(address)

    assert (refused, Edition.objects.get().release.edition) == (404, edition)


def test_the_co_ordinator_sets_the_day_on_publishing(client, world):
    world.verified(world.ratio)
    client.force_login(world.coordinator)
    day = {"release_on_day": "30", "release_on_month": "4", "release_on_year": "2009"}
    client.post(reverse("performance:round-publish", args=["2008-09-q4"]), {"is_read": "on", **day})

    world.round.refresh_from_db()
    assert (world.round.release_on, Release.objects.exists()) == (date(2009, 4, 30), False)
