"""A chart starts afresh with a reason, and what is published stays as it was."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from dorset_lsp.common.changes import Refused
from dorset_lsp.common.models import AuditEvent
from performance.changes import rebases
from performance.changes.results import worked_out
from performance.facts import cases_of
from performance.models import Rebase, Result
from performance.reports.canonical import document_of
from tests.factories.world import ON

APRIL = date(2008, 4, 1)


def rebase(world, **changes):
    values = {
        "indicator": world.ratio, "from_on": APRIL, "reason": "A new repairs contract.", "by": world.lead, "on": ON,
    }  # fmt: skip
    return rebases.rebase(**{**values, **changes})


def points(world, edition=None):
    case = cases_of([world.ratio], on=ON, edition=edition)[world.ratio.pk]
    return [segment.count for segment in case.assess(case.series[-1].period, on=ON).chart.segments]


def test_a_rebase_starts_a_segment_and_is_written_down_with_its_reason(world):
    made = rebase(world)

    assert points(world) == [4, 3]
    assert (made.recorded_by_name, made.recorded_on, made.after_edition) == ("Lead", ON, None)
    event = AuditEvent.objects.get(what="indicator.rebase")
    assert (event.by_name, event.why) == ("Lead", "A new repairs contract.")


def test_the_same_again_changes_nothing(world):
    assert rebase(world) == rebase(world)
    assert AuditEvent.objects.filter(what="indicator.rebase").count() == 1


@pytest.mark.parametrize("name", ["owner", "lead2", "group_member", "chair", "member", "outsider", "admin"])
def test_who_does_not_lead_the_outcome_does_not_rebase(world, name):
    with pytest.raises(PermissionDenied):
        rebase(world, by=world.people[name])

    assert not Rebase.objects.exists()


@pytest.mark.parametrize(
    ("from_on", "case"),
    [
        (date(2007, 4, 1), "the first figure"),
        (date(2009, 1, 1), "no figure yet"),
        (date(2008, 4, 2), "no period"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_chart_starts_afresh_only_at_a_later_figure(world, from_on, case):
    with pytest.raises(Refused, match="starts afresh at a published figure"):
        rebase(world, from_on=from_on)


def test_a_segment_does_not_start_twice_at_one_period(world):
    rebase(world)
    with pytest.raises(Refused, match="not the first of its segment"):
        rebase(world, reason="Something else.")


def test_a_rebase_needs_a_reason(world):
    with pytest.raises(Refused, match="Say why"):
        rebase(world, reason="  ")


def test_what_was_published_before_does_not_know_it_and_what_comes_after_does(world):
    world.verified(world.ratio)
    edition = world.publish()
    stored = Result.objects.get(edition=edition, indicator=world.ratio)
    rebase(world, from_on=date(2008, 10, 1))

    again = next(one for one in worked_out(edition) if one.indicator_id == world.ratio.pk)
    assert (again.points, again.sentence, again.working) == (8, stored.sentence, stored.working)
    assert (points(world, edition), points(world)) == ([8], [6, 2])


def test_a_report_freezes_the_rebases_that_its_edition_knows(world):
    rebase(world)
    world.verified(world.ratio)
    edition = world.publish()
    rebase(world, from_on=date(2008, 10, 1), reason="Later.")

    frozen = {one["code"]: one["rebases"] for one in document_of(edition, before=None)["indicators"]}
    assert frozen[world.ratio.code] == [{"from": "2008-04-01", "reason": "A new repairs contract."}]


def test_a_rebase_is_taken_back_until_figures_are_published_with_it(world):
    rebases.take_back(rebase=rebase(world), by=world.lead, on=ON)
    assert points(world) == [7]

    kept = rebase(world)
    world.verified(world.ratio)
    world.publish()
    with pytest.raises(Refused, match="published with it"):
        rebases.take_back(rebase=kept, by=world.lead, on=ON)
