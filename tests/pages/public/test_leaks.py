"""Nothing that is not for everybody gets out by the open site: markers are planted, and a stranger opens everything."""

from datetime import date
from decimal import Decimal

from performance.answers import Figure
from performance.changes import returns, rounds
from performance.models import ReportFile
from tests.factories.money import FindingFactory, RiskFactory, project_in
from tests.factories.partnerships import (
    ActionFactory,
    AgendaItemFactory,
    DecisionFactory,
    MeetingFactory,
    PaperFactory,
)
from tests.factories.scrutiny import build_scrutiny
from tests.factories.strangers import walk
from tests.factories.world import ON
from tests.pages.scrutiny.test_leaks import AFTER, answer, plant

OF_SCRUTINY_FOR_EVERYBODY = {
    "MARK-PUBLIC-FINDING",
    "MARK-PUT-TO-WITNESS",
    "MARK-DRAFT-RECOMMENDATION",
    "MARK-PUBLISHED-ANSWER",
}


def found(shown: dict[str, str], *markers: str) -> set[tuple[str, str]]:
    """Each marker that was seen, with the address that showed it."""
    return {(marker, address) for address, text in shown.items() for marker in markers if marker in text}


def test_no_draft_no_figure_under_check_and_no_provisional_one_gets_out(client, world, do_jobs):
    odd = {world.county.pk: Figure(numerator=Decimal("777.77"), denominator=Decimal(1000))}
    world.verified(world.ratio, figures=odd, is_provisional=True, commentary="MARK-PROVISIONAL")
    world.verified(world.split, commentary="MARK-FINAL")
    world.drafted(
        world.total, commentary="MARK-DRAFT", figures={world.county.pk: Figure(value=Decimal(4321))}
    )
    world.publish()
    do_jobs()

    shown = walk(client)

    assert found(shown, "MARK-PROVISIONAL", "777.77", "77.8", "MARK-DRAFT", "4321", "4,321") == set()
    assert "MARK-FINAL" in shown["/public/indicators/ni-103/"]
    assert ReportFile.objects.exists()
    assert not any(address.startswith("/public/reports/2008-09-q4/v") for address in shown)


def test_a_provisional_figure_gets_out_once_it_is_final(client, world, do_jobs):
    return_ = world.verified(world.ratio, is_provisional=True, commentary="MARK-FIRST")
    world.publish()
    return_.refresh_from_db()
    returns.reopen(
        return_=return_, reason="final now", open_until=date(2009, 5, 14), by=world.coordinator, on=ON
    )
    world.verified(world.ratio, commentary="MARK-SECOND")
    rounds.publish_correction(round_=world.round, note="Final now.", by=world.coordinator, on=ON)
    do_jobs()

    shown = walk(client)

    # The edition that makes it final says what it corrects; no other page knows what was said before.
    assert {
        address for _, address in found(shown, "MARK-FIRST") if "/reports/2008-09-q4/" not in address
    } == set()
    assert "MARK-SECOND" in shown["/public/indicators/ni-101/"]
    assert "/public/reports/2008-09-q4/v2.csv" in shown


def test_nothing_of_meetings_money_risks_and_findings_gets_out_before_its_time(client, world):
    meeting = MeetingFactory(body=world.board, minutes="MARK-MINUTES")
    AgendaItemFactory(meeting=meeting, title="MARK-ITEM")
    DecisionFactory(meeting=meeting, wording="MARK-DECISION")
    PaperFactory(meeting=meeting, title="MARK-PAPER")
    FindingFactory(title="MARK-FINDING", area=world.north)
    RiskFactory(title="MARK-RISK", body=world.board)
    project_in("applied", title="MARK-APPLICATION")
    ActionFactory(title="MARK-ACTION", body=world.board)

    shown = walk(client, f"/public/decisions/{meeting.pk}/")

    marks = ("MINUTES", "ITEM", "DECISION", "PAPER", "FINDING", "RISK", "APPLICATION", "ACTION")
    assert found(shown, *(f"MARK-{mark}" for mark in marks)) == set()


def test_of_scrutiny_only_what_is_public_gets_out(client, db, do_jobs):
    world = build_scrutiny()
    plant(world)
    before = walk(client)
    answer(world)
    do_jobs()

    after = walk(client)

    assert found(before, *AFTER) == set()
    assert {marker for marker, _ in found(after, *AFTER)} == OF_SCRUTINY_FOR_EVERYBODY & set(AFTER)
