"""What an export is about: the partnership with the one strategy and the one agreement that a folder holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import models

from dorset_lsp.common import today
from dorset_lsp.site.loading.words import AgreementWords, StrategyWords, VersionWords, Words
from partnerships.models import Partnership, Strategy
from performance.models import Agreement, Edition

Record = TypeVar("Record", bound=models.Model)


class NothingToExport(LookupError):
    """There is no partnership here yet."""


@dataclass(frozen=True)
class Whole:
    """The partnership, and of what there may be several the newest."""

    partnership: Partnership
    strategy: Strategy | None
    agreement: Agreement | None

    def left_out(self) -> list[str]:
        """What stands here beside them and cannot leave with them, in sentences."""
        strategies = Strategy.objects.exclude(pk=self.strategy.pk) if self.strategy else []
        agreements = Agreement.objects.exclude(pk=self.agreement.pk) if self.agreement else []
        return [
            *(
                f"Left out: the strategy {one}, with its challenges. A folder holds one."
                for one in strategies
            ),
            *(f"Left out: the agreement {one}, with its targets. A folder holds one." for one in agreements),
            *(
                f"Left out: {one}, which only partners have yet."
                for one in Edition.objects.filter(release=None)
            ),
        ]

    @property
    def stated_on(self) -> date | None:
        """The day that a demonstration stands at."""
        return today.stated()


def find_whole() -> Whole:
    """What there is to export. NothingToExport when no partnership was set up."""
    partnership = Partnership.objects.select_related("area").first()
    if partnership is None:
        raise NothingToExport("There is no partnership here yet, so there is nothing to export.")
    return Whole(
        partnership,
        Strategy.objects.order_by("-from_on", "slug").first(),
        Agreement.objects.select_related("area").order_by("-from_on", "slug").first(),
    )


def words_of(whole: Whole) -> Words:
    """What partnership.yaml says. Whom visitors may sign in as is known to the folder of a demonstration alone."""
    partnership = whole.partnership
    return Words(
        name=partnership.name,
        short_name=partnership.short_name,
        area=partnership.area.slug,
        today=whole.stated_on,
        about=partnership.about,
        note_on_figures=partnership.note_on_figures,
        people_note=partnership.people_note,
        year_start_month=partnership.year_start_month,
        strategy=_strategy(whole.strategy),
        agreement=_agreement(whole.agreement),
        demo_accounts=(),
    )


def _strategy(strategy: Strategy | None) -> StrategyWords | None:
    if strategy is None:
        return None
    return StrategyWords(
        slug=strategy.slug,
        title=strategy.title,
        vision=strategy.vision,
        from_on=strategy.from_on,
        to_on=strategy.to_on,
        source=strategy.source,
    )


def _agreement(agreement: Agreement | None) -> AgreementWords | None:
    if agreement is None:
        return None
    versions = tuple(
        VersionWords(version.number, version.title, version.agreed_on, version.reason)
        for version in agreement.versions.order_by("number")
    )
    return AgreementWords(
        slug=agreement.slug,
        title=agreement.title,
        area=agreement.area.slug,
        from_on=agreement.from_on,
        to_on=agreement.to_on,
        versions=versions,
    )


def parents_first(records: Iterable[Record], parent_id: Callable[[Record], int | None]) -> list[Record]:
    """The records in their order, but for a parent that came below its part and is brought above it."""
    by_id = {one.pk: one for one in records}
    ordered: dict[int, Record] = {}
    for one in by_id.values():
        above = [one]
        while (parent := by_id.get(parent_id(above[-1]) or 0)) is not None and parent not in above:
            above.append(parent)
        for each in reversed(above):
            ordered.setdefault(each.pk, each)
    return list(ordered.values())
