"""How the benefits of programmes come on. A benefit about which something is told already is left as it is."""

from __future__ import annotations

from collections.abc import Iterator

from dorset_lsp.site.loading.folder import Folder
from dorset_lsp.site.loading.replaying.steps import Step, Turn
from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.writer import Writer
from partnerships.changes import benefits
from partnerships.enums import BenefitState
from partnerships.models import Benefit


class Benefits:
    """Every move of the benefits that nothing is told of yet."""

    def __init__(self, folder: Folder, writer: Writer) -> None:
        self.writer = writer
        told = Benefit.objects.exclude(state=BenefitState.PLANNED, notes__isnull=True)
        known = set(told.values_list("programme__slug", "number"))
        self.rows = [
            row for row in folder.tables["benefit_events"] if row.key(("programme", "number")) not in known
        ]

    def steps(self) -> Iterator[Step]:
        for row in self.rows:
            yield Step(row["on"], Turn.BENEFIT_MOVES, row, self.move)

    def move(self, row: Row) -> None:
        common = {
            "benefit": self.writer.find("benefits", row["programme"], row["number"]),
            "by": self.writer.find("people", row["by"]),
            "on": row["on"],
        }
        if row["event"] == "begin":
            benefits.begin(**common)
        elif row["event"] == "drop":
            benefits.drop(reason=row["text"], **common)
        else:
            {"note": benefits.note, "achieve": benefits.achieve}[row["event"]](text=row["text"], **common)
