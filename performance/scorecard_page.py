"""A scorecard as its page and its files show it: which edition, which lines after the filters, and their counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from django.db.models import Count, F, Max, Sum
from django.urls import reverse

from dorset_lsp.common.colours import ARROWS, MARKS, mark_for
from performance.enums import Status
from performance.forms.scorecards import ScorecardFilter
from performance.models import Edition, Result, Scorecard
from performance.sentences import summary_sentence

FIELDS = (
    "code", "title", "indicator__slug", "sentence", "spark", "spark_milestone", "shown_value", "period_label",
    "shown_milestone", "status", "mark", "direction", "moved", "owner_name", "is_provisional", "is_illustrative", "value",
)  # fmt: skip
FILTERS = ("status", "direction", "owner")

Line = dict[str, object]


class ScorecardPage:
    """One scorecard in one edition. Nothing in it depends on who looks, and lines are read only when they are drawn.

    ``key`` names all that the drawing rests on, so a rendering may be kept under it for as long as one likes:
    published results do not change, and a change of the scorecard's own lines changes the key.
    """

    def __init__(self, card: Scorecard, editions: Sequence[Edition], asked: Mapping[str, str]) -> None:
        self.card, self.editions, self.asked = card, editions, asked
        self.edition = next((one for one in editions if one.round.slug == asked.get("round")), editions[0])

    @property
    def key(self) -> str:
        """What a kept rendering is kept under. One small query."""
        lines = self.card.lines.aggregate(n=Count("pk"), newest=Max("pk"), order=Sum(F("position") * F("indicator_id")))
        filters = "|".join(self.asked.get(name, "")[:80] for name in FILTERS)
        return f"{self.card.pk}:{self.card.title}:{self.edition.pk}:{lines}:{filters}"

    @cached_property
    def all_lines(self) -> list[Line]:
        """Every line, in the scorecard's order. One query, whatever the history."""
        rows = Result.objects.in_edition(self.edition).on_scorecard(self.card).values(*FIELDS)
        return [_dressed(row) for row in rows]

    @cached_property
    def lines(self) -> list[Line]:
        """The lines that the filters leave."""
        chosen = self.form.chosen()
        wanted = {"status": chosen.get("status"), "direction": chosen.get("direction"), "owner_name": chosen.get("owner")}
        return [line for line in self.all_lines if all(not value or line[name] == value for name, value in wanted.items())]

    @cached_property
    def form(self) -> ScorecardFilter:
        owners = sorted({str(line["owner_name"]) for line in self.all_lines})
        return ScorecardFilter({**self.asked, "round": self.edition.round.slug}, owners=owners, editions=self.editions)

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
        chosen = "&".join(f"{name}={value}" for name, value in self.form.chosen().items())
        return [
            (form.upper(), f"{reverse('performance:scorecard-download', args=[self.card.slug, form])}?{chosen}")
            for form in ("csv", "xlsx")
        ]


def _dressed(row: Line) -> Line:
    """A line with the word and the style class of its mark and direction, so that its template only prints."""
    mark, direction = mark_for(str(row["mark"])), mark_for(str(row["direction"]))
    arrow = ARROWS[str(row["moved"])]  # type: ignore[index]
    return {
        **row,
        "url": reverse("performance:indicator-detail", args=[row["indicator__slug"]]),
        "mark_word": mark.word,
        "mark_css": mark.css,
        "direction_word": direction.word,
        "direction_css": f"{direction.css} {arrow}".strip(),
    }
