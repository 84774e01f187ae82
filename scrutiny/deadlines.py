"""The deadline of an ask, by what its addressee has received, and the bank holidays that it may fall on."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common.stamps import kept
from scrutiny.clocks import Deadline, deadline
from scrutiny.models import Ask, BankHoliday


def worked_out(ask: Ask) -> Deadline:
    """The deadline of an ask with the sum, by the receipts as they stand."""
    return deadline(
        ask.basis,
        report_received_on=ask.addressee.report_received_on,
        notice_received_on=ask.addressee.notice_received_on,
        needs_notice=ask.addressee.needs_notice,
        asked_for_on=ask.asked_for_on,
    )


def holidays() -> dict[date, str]:
    """The bank holidays that the partnership has entered, {day: its name}; kept until one changes."""
    return kept(
        "bank-holidays", lambda: dict(BankHoliday.objects.values_list("on", "name")), of_kinds=(BankHoliday,)
    )
