"""What scrutiny stands on: criteria, paragraphs under which a text is exempt, bank holidays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from django.utils.text import slugify

from dorset_lsp.site.loading.exporting.printing import Cells
from dorset_lsp.site.loading.exporting.whole import Whole
from scrutiny.models import BankHoliday, Criterion, ExemptParagraph


def _criteria(whole: Whole) -> Iterator[Cells]:
    for one in Criterion.objects.order_by("position", "slug"):
        yield {"slug": one.slug, "position": one.position, "question": one.question, "help": one.help}


def _exempt_paragraphs(whole: Whole) -> Iterator[Cells]:
    for one in ExemptParagraph.objects.order_by("scheme", "number"):
        key = slugify(f"{one.scheme} {one.number}")[:80]
        yield {"key": key, "scheme": one.scheme, "number": one.number, "wording": one.wording}


def _bank_holidays(whole: Whole) -> Iterator[Cells]:
    for one in BankHoliday.objects.order_by("on"):
        yield {"on": one.on, "name": one.name}


ROWS: Final[dict[str, Callable[[Whole], Iterator[Cells]]]] = {
    "criteria": _criteria,
    "exempt_paragraphs": _exempt_paragraphs,
    "bank_holidays": _bank_holidays,
}
