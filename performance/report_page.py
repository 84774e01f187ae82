"""The page of a round's report: its editions, newest first, each with its files, its seal and what it changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser

from dorset_lsp.common.today import today
from partnerships.models import Person
from performance.enums import ReportFormat
from performance.models import Edition, ReportFile, Round
from performance.querysets import EditionQuerySet
from performance.releasing import release_words
from performance.reports.making import Making, state_of


@dataclass(frozen=True, slots=True)
class EditionOnPage:
    """One edition, how far the making of its report has come, and what differs from the edition before."""

    edition: Edition
    making: Making
    release_words: str
    is_released: bool
    files: list[ReportFile]
    differences: list[dict[str, Any]]


class ReportPage:
    """Everything on the page. A fixed number of queries for a given number of editions, which are few."""

    def __init__(self, round_: Round, editions: EditionQuerySet, *, viewer: Person | AnonymousUser) -> None:
        self.round, self.viewer = round_, viewer
        self.rows = editions.filter(round=round_).with_report().select_related("report_data", "release")

    @cached_property
    def editions(self) -> list[EditionOnPage]:
        """Newest first. Where the files are not for the viewer, neither is what the data say of differences."""
        theirs = set(
            ReportFile.objects.visible_to(self.viewer)
            .filter(edition__round=self.round)
            .values_list("edition_id", flat=True)
        )
        return [
            EditionOnPage(
                one,
                state_of(one),
                release_words(one, today()),
                hasattr(one, "release"),
                in_order(one) if one.pk in theirs else [],
                _differences(one) if one.pk in theirs else [],
            )
            for one in self.rows.order_by("-number")
        ]

    @property
    def has_files(self) -> bool:
        """Whether there is anything to check yet."""
        return any(one.making.is_ready for one in self.editions)

    @property
    def is_under_way(self) -> bool:
        """Whether a worker makes one of them now, so that the page asks again by itself."""
        return any(one.making.is_under_way for one in self.editions)


def in_order(edition: Edition) -> list[ReportFile]:
    """The files of an edition in the order in which formats are declared."""
    order = ReportFormat.values
    return sorted(edition.report_files.all(), key=lambda file: order.index(file.format))


def _differences(edition: Edition) -> list[dict[str, Any]]:
    if edition.number == 1 or not hasattr(edition, "report_data"):
        return []
    found: list[dict[str, Any]] = json.loads(edition.report_data.canonical)["differences"]
    return found
