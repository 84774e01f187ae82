"""A scorecard as its page and its files show it: which edition, which lines after the filters, and their counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode

from dorset_lsp.common import stamps
from dorset_lsp.common.colours import MARKS
from partnerships.models import Body
from performance.enums import Status
from performance.forms.scorecards import ScorecardFilter
from performance.models import Edition, Result, Scorecard, ScorecardLine
from performance.sentences import summary_sentence

FIELDS = (
    "code", "title", "indicator__slug", "sentence", "spark", "spark_milestone", "shown_value", "period_label",
    "shown_milestone", "status", "mark", "direction", "moved", "owner_name", "is_provisional", "is_illustrative",
    "value", "absence", "quality", "variation", "signal_side", "assurance", "points",
)  # fmt: skip
ASKED = ("round", "status", "direction", "owner")
LONGEST = 80
"""Characters of a filter that count: an address cannot fill the cache with ever longer keys."""

Line = dict[str, object]


class ScorecardPage:
    """One scorecard in one edition. Nothing in it depends on who looks, and lines are read only when they are drawn."""

    def __init__(self, card: Scorecard, asked: Mapping[str, str]) -> None:
        self.card = card
        self.asked = {name: asked[name][:LONGEST] for name in ASKED if asked.get(name)}

    def html(self) -> str:
        """The body of the page. Kept until an edition is published or a scorecard changes; published results do not."""
        return stamps.kept(
            f"scorecard:{self.card.pk}:{sorted(self.asked.items())}",
            lambda: render_to_string("performance/scorecard_body.html", {"page": self, "card": self.card}),
            of_kinds=(Edition, Scorecard, ScorecardLine, Body),
        )

    @cached_property
    def editions(self) -> list[Edition]:
        """The newest edition of each round, newest round first; what is published is open to everybody."""
        return list(Edition.objects.latest())

    @cached_property
    def edition(self) -> Edition | None:
        """The edition of the round that was asked for, else the latest; None before the first."""
        wanted = self.asked.get("round")
        return next(
            (one for one in self.editions if one.round.slug == wanted), next(iter(self.editions), None)
        )

    @cached_property
    def all_lines(self) -> list[Line]:
        """Every line, in the scorecard's order. One query, whatever the history; none before the first edition."""
        if self.edition is None:
            return []
        return list(Result.objects.in_edition(self.edition).on_scorecard(self.card).values(*FIELDS))

    @cached_property
    def lines(self) -> list[Line]:
        """The lines that the filters leave."""
        chosen = self.form.chosen()
        wanted = {
            "status": chosen.get("status"),
            "direction": chosen.get("direction"),
            "owner_name": chosen.get("owner"),
        }
        return [
            line
            for line in self.all_lines
            if all(not value or line[name] == value for name, value in wanted.items())
        ]

    @cached_property
    def form(self) -> ScorecardFilter:
        owners = sorted({str(line["owner_name"]) for line in self.all_lines})
        shown = self.edition.round.slug if self.edition else ""
        return ScorecardFilter({**self.asked, "round": shown}, owners=owners, editions=self.editions)

    @property
    def counts(self) -> dict[str, int]:
        """How many lines bear each mark, in the order of the marks."""
        found = Counter(str(line["mark"]) for line in self.all_lines)
        return {mark: found[mark] for mark in MARKS if found[mark]}

    @property
    def summary(self) -> str:
        """The sentence that says how many are on target, never without what it rests on."""
        return summary_sentence(Counter(Status(str(line["status"])) for line in self.all_lines))

    @property
    def is_illustrative(self) -> bool:
        return any(line["is_illustrative"] for line in self.all_lines)

    @property
    def is_filtered(self) -> bool:
        return len(self.lines) < len(self.all_lines)

    @property
    def exports(self) -> list[tuple[str, str]]:
        """Label and address of each file of what is shown."""
        chosen = urlencode(self.form.chosen())
        return [
            (
                form.upper(),
                f"{reverse('performance:scorecard-download', args=[self.card.slug, form])}?{chosen}",
            )
            for form in ("csv", "xlsx")
        ]
