"""Money: whole pence in the database, pounds as exact decimals in files, and how both read on a page and in a form.

Nothing here rounds. An amount that is not whole pence is refused where it is typed.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError

from dorset_lsp.common.tables import NumberColumn

PENCE: Final = 100
LARGEST: Final = 10**12
"""A penny under ten thousand million pounds is the most that one amount may be."""
_TYPED: Final = re.compile(r"(\d{1,10}|\d{1,3}(?:,\d{3}){1,3})(?:\.(\d{1,2}))?")


def pounds(pence: int) -> Decimal:
    """Whole pence as pounds, exactly: 1205 is 12.05."""
    return Decimal(pence).scaleb(-2)


def in_pounds(pence: int) -> str:
    """An amount as a page says it: £510,000, or £1,205.50 where there are pence. A debt has its sign in front."""
    sign, whole, part = "−" if pence < 0 else "", *divmod(abs(pence), PENCE)
    return f"{sign}£{whole:,}.{part:02d}" if part else f"{sign}£{whole:,}"


def to_pence(typed: str) -> int:
    """The pence of an amount as people write it: £1,205.50, 1205.5, 1205. ValueError for anything else."""
    found = _TYPED.fullmatch(typed.strip().removeprefix("£").strip())
    if found is None:
        raise ValueError(f"“{typed}” is not an amount in pounds, like 1205 or 1,205.50.")
    whole, part = found.groups()
    pence = int(whole.replace(",", "")) * PENCE + int((part or "0").ljust(2, "0"))
    if pence >= LARGEST:
        raise ValueError(f"“{typed}” is more than this site can hold.")
    return pence


def typed(pence: int) -> str:
    """An amount as a form shows it to be changed: 1205.50, or 1205 without pence."""
    whole, part = divmod(pence, PENCE)
    return f"{whole}.{part:02d}" if part else str(whole)


class PoundsField(forms.CharField):
    """An amount of pounds in one box. Cleans to whole pence; None where it may stay empty. Nought is refused."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": "%(label)s must be pounds and pence, like 1205 or 1,205.50",
        "nought": "%(label)s must be more than nothing",
    }

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "class": "govuk-input--width-10"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> int | None:
        """The pence that were typed. Raises ValidationError with what is wrong."""
        text = super().clean(value)
        if not text:
            return None
        params = {"label": str(self.label or "The amount")}
        try:
            pence = to_pence(text)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid", params=params) from error
        if not pence:
            raise ValidationError(self.error_messages["nought"], code="nought", params=params)
        return pence

    def prepare_value(self, value: Any) -> Any:
        """Pence as pounds; what was typed stays as it was."""
        return typed(value) if isinstance(value, int) else value


class PoundsColumn(NumberColumn):
    """An amount of pence at the right, in pounds; the bare decimal in exports."""

    def render(self, value: int) -> str:
        """£510,000."""
        return in_pounds(value)

    def value(self, value: Any) -> Any:
        """510000.00, as a number."""
        return pounds(value) if isinstance(value, int) else ""
