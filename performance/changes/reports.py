"""Changes to reports: their data frozen on publishing, their files kept and sealed, a failed making asked for again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from dorset_lsp.common.changes import Actor, Refused, change, nothing_to_change, record, require
from performance.models import Edition, ReportData, ReportFile, ReportSeal
from performance.reports import canonical, chain, making


class Stored(Protocol):
    """A file in the storage: its format, its name for people, where it lies, its hash and its size in bytes."""

    @property
    def format(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def size(self) -> int: ...


@change
def freeze(*, edition: Edition, by: Actor, on: date) -> ReportData:
    """Freeze what the report of an edition says, and ask for its files. Part of publishing; after the results."""
    require(by, "performance.run_round", edition.round)
    before = ReportData.objects.filter(
        edition__round=edition.round, edition__number=edition.number - 1
    ).first()
    document = canonical.document_of(edition, before=json.loads(before.canonical) if before else None)
    data = ReportData.objects.create(edition=edition, canonical=canonical.text_of(document))
    making.ask(edition)
    record("report.freeze", edition, by=by, on=on, difference={"report": (None, "frozen")})
    return data


@change
def keep(*, edition: Edition, files: Sequence[Stored], by: Actor, on: date) -> None:
    """Show the files of a report and seal it: all rows in one transaction. Of two workers one does it.

    Raises Refused while the round's edition before has no seal to be chained to.
    """
    require(by, "performance.keep_report", edition)
    Edition.objects.select_for_update().get(pk=edition.pk)  # the second of two workers waits here
    if ReportSeal.objects.filter(edition=edition).exists():
        nothing_to_change()
        return
    found = chain.seal(
        canonical=edition.report_data.canonical,
        hashes={file.name: file.sha256 for file in files},
        previous=_chain_before(edition),
    )
    ReportFile.objects.bulk_create(
        ReportFile(
            edition=edition,
            format=file.format,
            name=file.name,
            path=file.path,
            sha256=file.sha256,
            size=file.size,
        )
        for file in files
    )
    ReportSeal.objects.create(
        edition=edition,
        canonical_sha256=found.canonical_sha256,
        files_sha256=found.files_sha256,
        previous=found.previous,
        chain=found.chain,
    )
    record("report.keep", edition, by=by, on=on, difference={"chain": (None, found.chain)})


@change
def make_again(*, edition: Edition, by: Actor, on: date) -> None:
    """Ask once more for a report whose making failed. Raises Refused when it is there or still being made."""
    require(by, "performance.make_report", edition)
    state = making.state_of(edition)
    if state.is_ready:
        raise Refused("The report is there already.")
    if not state.has_failed:
        raise Refused("The report is being made.")
    making.ask(edition)
    record("report.make_again", edition, by=by, on=on)


def _chain_before(edition: Edition) -> str:
    if edition.number == 1:
        return chain.FIRST
    before = ReportSeal.objects.filter(
        edition__round=edition.round, edition__number=edition.number - 1
    ).first()
    if before is None:
        raise Refused(f"{edition} is chained to the edition before, which has no seal.")
    return str(before.chain)
