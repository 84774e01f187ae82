"""Kinds of notices: what somebody may be told of, each by one name under which they choose how they hear of it.

Each app lists its own kinds (``notice_kinds.py``); ``dorset_lsp.site.notices`` puts the lists together.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models


class ByMail(models.TextChoices):
    """How a notice comes by e-mail. In the list on the site it stands in any case."""

    AT_ONCE = "at_once", "at once"
    DIGEST = "digest", "once a day, together"
    NONE = "none", "not by e-mail"


@dataclass(frozen=True, slots=True)
class KindOfNotice:
    """One kind: its code, its name, and in a sentence what it tells of.

    ``law`` says why it cannot be switched off, where a duty of law hangs on it; empty where a person may do without.
    """

    code: str
    name: str
    tells: str
    law: str = ""

    @property
    def ways(self) -> list[ByMail]:
        """The ways by e-mail among which a person may choose."""
        return [way for way in ByMail if way != ByMail.NONE or not self.law]

    def __str__(self) -> str:
        return self.name
