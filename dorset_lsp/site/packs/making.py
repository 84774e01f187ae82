"""Asking for the file of a pack, and how far its making has come."""

from __future__ import annotations

from typing import Final

from dorset_lsp.common import making
from dorset_lsp.common.making import Making
from dorset_lsp.common.models import Job
from dorset_lsp.site.models import Pack, PackFile

NAME: Final = "make_pack"


def ask(pack: Pack) -> Job:
    """Ask a worker for the file of a pack."""
    return making.ask(name=NAME, stem=_stem(pack), arguments={"pack": pack.pk})


def state_of(pack: Pack) -> Making:
    """How it stands."""
    return making.state_of(name=NAME, stem=_stem(pack), is_ready=PackFile.objects.filter(pack=pack).exists())


def _stem(pack: Pack) -> str:
    return f"pack:{pack.pk}"
