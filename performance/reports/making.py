"""Asking for the files of a report, and how far their making has come."""

from __future__ import annotations

from typing import Final

from dorset_lsp.common import making
from dorset_lsp.common.making import Making
from dorset_lsp.common.models import Job
from performance.models import Edition, ReportSeal

NAME: Final = "compile_report"


def ask(edition: Edition) -> Job:
    """Ask a worker for the files of an edition's report. After a failure this is a new job with a key of its own."""
    return making.ask(name=NAME, stem=_stem(edition), arguments={"edition": edition.pk})


def state_of(edition: Edition) -> Making:
    """How it stands. An edition whose job is gone, or was never asked for, has failed: somebody may ask again."""
    is_ready = ReportSeal.objects.filter(edition=edition).exists()
    return making.state_of(name=NAME, stem=_stem(edition), is_ready=is_ready)


def _stem(edition: Edition) -> str:
    return f"report:{edition.pk}"
