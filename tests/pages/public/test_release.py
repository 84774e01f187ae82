"""Release: partners have an edition first, everybody from its day on, and nothing new comes out before an election."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from dorset_lsp.common.changes import Refused
from dorset_lsp.common.models import AuditEvent, Clock
from partnerships.models import Benefit, PreElectionPeriod
from performance import periodic
from performance.changes import releases, rounds
from performance.models import Edition, Release
from tests.factories.money import AlignedMoneyFactory, BenefitFactory, BenefitNoteFactory, ProjectFactory
from tests.factories.partnerships import DecisionFactory, MeetingFactory
from tests.factories.strangers import walk
from tests.factories.world import ON, sit

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


# --- the day is moved -----------------------------------------------------------------------------------------


def moved(world, day, reason="The figures came late.", by=None):
    rounds.set_release(round_=world.round, release_on=day, reason=reason, by=by or world.coordinator, on=ON)


def test_a_day_that_was_announced_is_moved_with_a_reason_that_everybody_reads(client, world):
    published(world, release_on=DAY)

    moved(world, DAY + timedelta(days=7))

    page = client.get(reverse("public:calendar")).content.decode()
    assert "7 May 2009" in page
    assert 'Moved from <time datetime="2009-04-30">30 April 2009</time>: The figures came late.' in page
    assert periodic.editions_to_release(DAY) == []
    assert len(periodic.editions_to_release(DAY + timedelta(days=7))) == 1


def test_the_history_keeps_the_move_and_why(world):
    moved(world, DAY, reason="")
    moved(world, None)

    events = AuditEvent.objects.filter(what="round.set_release").order_by("pk")
    assert [(event.difference["release_on"], event.why) for event in events] == [
        ([None, "2009-04-30"], ""), (["2009-04-30", None], "The figures came late."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "reason", "sentence"),
    [(DAY + timedelta(days=1), " ", "Say why the day is moved"), (ON - timedelta(days=1), "So.", "gone by")],
)
def test_a_day_is_not_moved_without_a_reason_or_into_the_past(world, day, reason, sentence):
    moved(world, DAY, reason="")

    with pytest.raises(Refused, match=sentence):
        moved(world, day, reason)


def test_what_is_out_has_no_day_to_move(world):
    published(world)

    with pytest.raises(Refused, match="open to everybody already"):
        moved(world, DAY)


def test_a_day_that_was_set_before_holds_on_publishing(client, world):
    moved(world, DAY, reason="")

    published(world)

    assert (Release.objects.exists(), shown_to_a_stranger(client)) == (False, set())


def test_the_co_ordinator_moves_it_on_a_page_and_others_are_not_offered_it(client, world):
    published(world, release_on=DAY)
    address = reverse("performance:round-release-day", args=["2008-09-q4"])
    client.force_login(world.chair)
    refused = client.get(address).status_code
    client.force_login(world.coordinator)
    offered = address in client.get(world.round.get_absolute_url()).content.decode()
    day = {"release_on_day": "7", "release_on_month": "5", "release_on_year": "2009"}
    without = client.post(address, day)
    client.post(address, day | {"reason": "Late figures."})

    world.round.refresh_from_db()
    assert (refused, offered, list(without.context["form"].errors)) == (404, True, ["reason"])
    assert (world.round.release_on, world.round.release_reason) == (date(2009, 5, 7), "Late figures.")


# --- what an election holds, and what it does not -------------------------------------------------------------


def test_news_of_projects_money_and_promises_is_held_and_the_register_is_not(client, world):
    held = {"election": "the elections", "from_on": ON, "to_on": date(2009, 6, 5)}
    PreElectionPeriod.objects.create(**held)
    for day, mark in ((ON - timedelta(days=1), "MARK-BEFORE"), (ON, "MARK-AFTER")):
        ProjectFactory(
            title=f"{mark} project", state="accepted", decided_on=day,
            decided_by=world.coordinator, outcome=world.outcomes["economy"],
            area=world.north, offered_pence=100, claim_by_on=DAY, report_due_on=DAY,
        )  # fmt: skip
        AlignedMoneyFactory(title=f"{mark} money", declared_on=day)
        benefit = BenefitFactory(title=f"{mark} benefit")
        BenefitNoteFactory(benefit=benefit, text=f"{mark} note", written_on=day)
    sit(world.outsider, world.housing, "member", number=7)

    shown = walk(
        client,
        *(benefit.get_absolute_url() for benefit in Benefit.objects.all()),
        "/public/partnership/housing-group/",
    )
    text = "\n".join(shown.values())

    assert [f"MARK-BEFORE {what}" in text for what in ("project", "money", "note")] == [True] * 3
    assert [f"MARK-AFTER {what}" in text for what in ("project", "money", "note")] == [False] * 3
    assert ("MARK-AFTER benefit" in text, "Outsider" in text) == (True, True)
