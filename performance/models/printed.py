from __future__ import annotations

from django.db import models

from dorset_lsp.common.constraints import one_of
from performance.enums import PrintedKind
from performance.querysets import PrintedCellQuerySet


class PrintedCell(models.Model):
    """One cell of a table in an agreement or a council's paper, to the letter, under its heading.

    The rows of such tables are kept whole, however untidy. What a cell means is read from its text whenever it is
    shown and is never stored in its place.
    """

    document = models.SlugField(max_length=120, help_text="The table that it stands in.")
    row = models.PositiveIntegerField()
    position = models.PositiveIntegerField(help_text="Its place among the cells of the row.")
    indicator = models.ForeignKey("performance.Indicator", models.PROTECT, related_name="printed_cells")
    heading = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    read_as = models.CharField(max_length=10, choices=PrintedKind, blank=True)

    objects = PrintedCellQuerySet.as_manager()

    class Meta:
        ordering = ["document", "row", "position"]
        constraints = [
            models.UniqueConstraint(fields=["document", "row", "heading"], name="cell_is_printed_once"),
            one_of("read_as", PrintedKind, or_nothing=True),
        ]

    def __str__(self) -> str:
        return f"{self.document}, row {self.row}: {self.heading}"
