"""Reports as the job makes them, for tests that are about what becomes of them."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from performance.answers import Figure
from performance.changes import returns, rounds
from performance.models import Edition
from performance.reports.compiling import compile_edition
from tests.factories.world import ON, World


def quiet(*, done: int, of: int) -> None:
    """Progress that nobody watches."""


def make_report(edition: Edition) -> Edition:
    """Make the report here and now. Gives the edition, fresh from the database."""
    compile_edition(edition, on=ON, progress=quiet)
    return Edition.objects.get(pk=edition.pk)


def published(world: World, **changes: object) -> Edition:
    """The round of the world, published with the ratio answered."""
    world.verified(world.ratio, **changes)
    return world.publish()


def corrected(world: World, numerator: Decimal | int) -> Edition:
    """The second edition: the ratio's figure is put right."""
    return_ = world.return_of(world.ratio)
    returns.reopen(
        return_=return_,
        reason="A page was missing.",
        by=world.coordinator,
        on=ON,
        open_until=date(2009, 5, 1),
    )
    figures = {world.county.pk: Figure(numerator=Decimal(numerator), denominator=Decimal(1000))}
    world.verified(world.ratio, figures=figures, is_surprise_confirmed=True)
    return rounds.publish_correction(
        round_=world.round, note="A page was missing.", by=world.coordinator, on=ON
    )


def frozen(edition: Edition) -> dict[str, Any]:
    """The frozen data of an edition."""
    return json.loads(edition.report_data.canonical)
