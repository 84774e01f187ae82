"""The bank holidays that the partnership has entered, kept until one changes."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common.stamps import kept
from scrutiny.models import BankHoliday


def holidays() -> dict[date, str]:
    """{day: its name}."""
    return kept(
        "bank-holidays", lambda: dict(BankHoliday.objects.values_list("on", "name")), of_kinds=(BankHoliday,)
    )
