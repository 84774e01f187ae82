"""Amounts in templates: ``{{ pence|pounds }}``."""

from __future__ import annotations

from django import template

from dorset_lsp.common.money import in_pounds

register = template.Library()


@register.filter
def pounds(pence: int) -> str:
    """£510,000, or £1,205.50 where there are pence."""
    return in_pounds(pence)
