"""The job that makes a report: draw every file from the frozen data, store them, and show them all at once or not at all.

A worker may be killed at any point. What it has stored by then is a file that no row names, and the next attempt
finds it under the same name; rows of files and seal are written by one change, in one transaction, at the end.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from dorset_lsp.common.changes import NamedJob
from dorset_lsp.common.keeping import keep_whole
from performance.changes import reports
from performance.enums import ReportFormat
from performance.models import Edition, ReportData
from performance.reports import csvfile, document, jsonfile, pdf, webpage, xlsx
from performance.reports.chain import hash_of

JOB: Final = NamedJob("making reports")
CHARTS_A_PIECE: Final = 20
"""After so many charts the progress is noted and the job's lease renewed."""


class Progress(Protocol):
    """Notes how far the work has come."""

    def __call__(self, *, done: int, of: int) -> None: ...


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that lies in the storage and that no row names yet."""

    format: str
    name: str
    path: str
    sha256: str
    size: int


def compile_edition(edition: Edition, *, on: date, progress: Progress) -> None:
    """Make the report of an edition, after those of the round's earlier editions if they are not there yet.

    Does nothing for an edition that has its report. An edition without frozen data is left aside.
    """
    earlier = edition.round.editions.filter(
        number__lte=edition.number, report_seal__isnull=True, report_data__isnull=False
    )
    for one in earlier.select_related("round", "report_data").order_by("number"):
        stored = [_store(one, format_, content) for format_, content in drawn(one.report_data, progress)]
        reports.keep(edition=one, files=stored, by=JOB, on=on)


def drawn(data: ReportData, progress: Progress) -> list[tuple[ReportFormat, bytes]]:
    """Every file of a report, from its frozen data alone. Nothing is written."""
    canonical = json.loads(data.canonical)
    sections = document.sections(canonical)
    count = len(sections)
    for number, (section, indicator) in enumerate(zip(sections, canonical["indicators"], strict=True), 1):
        section["chart"] = document.chart_of(section, indicator)
        if number % CHARTS_A_PIECE == 0:
            progress(done=number, of=count + len(ReportFormat))
    report = document.in_words(canonical)
    ways: dict[ReportFormat, Callable[[], bytes]] = {
        ReportFormat.HTML: lambda: webpage.draw(report, sections),
        ReportFormat.PDF: lambda: pdf.draw(report, sections),
        ReportFormat.XLSX: lambda: xlsx.draw(canonical),
        ReportFormat.CSV: lambda: csvfile.draw(canonical),
        ReportFormat.JSON: lambda: jsonfile.draw(data.canonical),
    }
    files = []
    for number, (format_, draw) in enumerate(ways.items(), 1):
        files.append((format_, draw()))
        progress(done=count + number, of=count + len(ways))
    return files


def _store(edition: Edition, format_: ReportFormat, content: bytes) -> StoredFile:
    """Put a file into the storage under a name that bears its hash."""
    sha256 = hash_of(content)
    stem = f"{edition.round.slug}-v{edition.number}"
    path = f"reports/{edition.round.slug}/v{edition.number}-{sha256}.{format_.value}"
    return StoredFile(
        format_.value, f"{stem}.{format_.value}", keep_whole(path, content), sha256, len(content)
    )
