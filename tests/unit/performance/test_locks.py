"""Locked says why, in one of four ways."""

from datetime import date

import pytest

from performance.changes import returns
from performance.locks import Lock, is_window_open, lock_of
from tests.factories.world import ON


def test_an_open_return_in_an_open_round_has_no_lock(world):
    assert lock_of(world.return_of(world.ratio), ON) is None


def test_a_submitted_return_has_no_lock_because_it_can_be_taken_back(world):
    assert lock_of(world.submitted(world.ratio), ON) is None


@pytest.mark.parametrize(
    ("state", "day", "lock"),
    [
        ("draft", date(2009, 3, 31), Lock("not_open_yet", "Not open yet: Q4 2008/09 opens on 1 April 2009.")),
        (
            "draft", date(2009, 5, 15),
            Lock("window_shut", "The window is shut: Q4 2008/09 took figures until 14 May 2009."),
        ),
        ("verified", ON, Lock("verified", "Verified by Coordinator: it waits to be published.")),
        (
            "published", ON,
            Lock("published", "Published: the figure is out, and a correction makes a new edition that says so."),
        ),
    ],
)  # fmt: skip
def test_each_lock_says_its_reason(world, state, day, lock):
    assert lock_of(world.return_in(state), day) == lock


def test_a_round_that_is_planned_is_not_open_yet_even_after_its_day(world):
    world.round.state = "planned"
    world.round.save()

    assert lock_of(world.return_of(world.ratio), ON).code == "not_open_yet"


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2009, 4, 1), True),
        (date(2009, 5, 14), True),
        (date(2009, 5, 15), False),
        (date(2009, 3, 31), False),
    ],
)
def test_the_window_is_half_open(world, day, is_open):
    assert is_window_open(world.return_of(world.ratio), day) is is_open


def test_a_window_of_its_own_outlasts_the_rounds(world):
    return_ = world.return_of(world.ratio)
    return_.open_until = date(2009, 6, 1)

    assert lock_of(return_, date(2009, 5, 31)) is None
    assert lock_of(return_, date(2009, 6, 1)).sentence == (
        "The window is shut: Q4 2008/09 took figures until 31 May 2009."
    )


def test_a_window_of_its_own_that_ended_first_does_not_change_when_the_rounds_ends(world):
    return_ = world.return_of(world.ratio)
    return_.open_until = date(2009, 5, 1)

    assert lock_of(return_, date(2009, 5, 14)) is None
    assert lock_of(return_, date(2009, 5, 15)).sentence == (
        "The window is shut: Q4 2008/09 took figures until 14 May 2009."
    )


def test_a_draft_that_missed_the_publication_is_shut(world):
    world.drafted(world.total)
    world.return_in("published")

    assert lock_of(world.return_of(world.total), ON).code == "window_shut"


def test_a_correction_is_open_while_its_window_is(world):
    return_ = world.return_in("published")
    returns.reopen(
        return_=return_,
        reason="A misprint.",
        open_until=date(2009, 7, 1),
        by=world.coordinator,
        on=date(2009, 6, 1),
    )

    assert lock_of(world.return_of(world.ratio), date(2009, 6, 30)) is None
    assert lock_of(world.return_of(world.ratio), date(2009, 7, 1)).code == "window_shut"
