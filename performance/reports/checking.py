"""The proof that a report is what was published: every hash reckoned anew, from the stored bytes and rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.core.files.storage import default_storage

from performance.enums import ReportFormat
from performance.models import Edition, ReportFile, Result, Round
from performance.querysets import ReportFileQuerySet
from performance.reports import chain
from performance.reports.canonical import RESULT_FIELDS, result_of


def faults_of(round_: Round) -> list[str]:
    """A sentence for each thing that is not as it was published; empty when all is well."""
    editions = round_.editions.select_related("report_data", "report_seal").prefetch_related("report_files")
    previous = chain.FIRST
    faults: list[str] = []
    for edition in editions.order_by("number"):
        if not hasattr(edition, "report_seal"):
            faults.append(f"{edition} has no finished report.")
            continue
        faults += _faults(edition, previous)
        previous = edition.report_seal.chain
    return faults


def seals_of(round_: Round, files: ReportFileQuerySet) -> dict[str, Any]:
    """What a resident needs to check the files: each sealed edition with its files and hashes, oldest first.

    ``files`` are those that the resident may see; an edition without any is left out.
    """
    editions = round_.editions.filter(report_seal__isnull=False, report_files__in=files).distinct()
    editions = editions.select_related("report_seal")
    return {
        "round": round_.slug,
        "editions": [
            {
                "edition": edition.number,
                "files": [
                    {"name": file.name, "sha256": file.sha256, "size": file.size}
                    for file in edition.report_files.all()
                ],
                "canonical_sha256": edition.report_seal.canonical_sha256,
                "files_sha256": edition.report_seal.files_sha256,
                "previous": edition.report_seal.previous,
                "chain": edition.report_seal.chain,
            }
            for edition in editions.prefetch_related("report_files").order_by("number")
        ],
    }


def content_of(file: ReportFile) -> bytes | None:
    """The stored bytes; None when the storage has lost them."""
    if not default_storage.exists(file.path):
        return None
    with default_storage.open(file.path) as stored:
        return bytes(stored.read())


def is_whole(file: ReportFile, content: bytes | None) -> bool:
    """Whether these bytes are those that were published."""
    return content is not None and len(content) == file.size and chain.hash_of(content) == file.sha256


def _faults(edition: Edition, previous: str) -> Iterator[str]:
    seal, files = edition.report_seal, list(edition.report_files.all())
    for file in files:
        content = content_of(file)
        if content is None:
            yield f"{file.name} is missing."
        elif not is_whole(file, content):
            yield f"{file.name} is not the file that was published."
    for format_ in sorted(set(ReportFormat.values) - {file.format for file in files}):
        yield f"{edition} has no {format_} file."
    found = chain.seal(
        canonical=edition.report_data.canonical,
        hashes={file.name: file.sha256 for file in files},
        previous=previous,
    )
    if found.canonical_sha256 != seal.canonical_sha256:
        yield f"The frozen data of {edition} do not match its seal."
    if found.files_sha256 != seal.files_sha256:
        yield f"The list of files of {edition} does not match its seal."
    if seal.previous != previous:
        yield f"The seal of {edition} does not name the edition before it."
    if chain.link([seal.previous, seal.canonical_sha256, seal.files_sha256]) != seal.chain:
        yield f"The chain hash of {edition} does not follow from its seal."
    yield from _altered_results(edition)


def _altered_results(edition: Edition) -> Iterator[str]:
    """Each result that the database tells otherwise than the frozen data."""
    frozen = {one["code"]: one for one in json.loads(edition.report_data.canonical)["results"]}
    rows = {row.code: result_of(row) for row in Result.objects.in_edition(edition)}
    for code in sorted(frozen.keys() | rows.keys()):
        if code not in rows:
            yield f"{code} is in the report of {edition} but not in its results."
        elif code not in frozen:
            yield f"{code} is in the results of {edition} but not in its report."
        else:
            for field in RESULT_FIELDS:
                if rows[code][field] != frozen[code][field]:
                    yield f"{code} in {edition}: the {field.replace('_', ' ')} in the results is not the one in the report."
