"""Writes what is set up, agreed and published back as a folder, in the files from which it can be loaded.

Loaded into an empty database and exported again, a folder is the same to the byte.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from dorset_lsp.site.loading.exporting import (
    agreement,
    chains,
    indicators,
    money_and_risks,
    outcomes,
    people,
    rounds,
    scrutiny,
)
from dorset_lsp.site.loading.exporting.printing import Cells, content_of
from dorset_lsp.site.loading.exporting.whole import NothingToExport, Whole, find_whole, words_of
from dorset_lsp.site.loading.faults import Faults
from dorset_lsp.site.loading.folder import read_folder
from dorset_lsp.site.loading.formats import FILES
from dorset_lsp.site.loading.words import FILE, text_of
from dorset_lsp.site.loading.writer import Say

__all__ = ["LEFT_OUT", "ROWS", "Files", "FolderIsThere", "NothingToExport", "as_zip", "export", "write"]

Files = Mapping[str, bytes]
"""The content of every file of a folder by its name."""

ROWS: Final[dict[str, Callable[[Whole], Iterator[Cells]]]] = {
    **people.ROWS,
    **outcomes.ROWS,
    **indicators.ROWS,
    **agreement.ROWS,
    **rounds.ROWS,
    **chains.ROWS,
    **money_and_risks.ROWS,
    **scrutiny.ROWS,
}
"""How the rows of each file that is exported are made."""

LEFT_OUT: Final = {
    "answers": "what owners returned; what was published of it stands in history.csv",
    "commentaries": "what owners said of their figures",
    "events": "who returned, sent back and verified which figure",
    "corrections": "which edition corrected what; the figures as corrected stand in history.csv",
    "corporate_measures": "what organisations measure for themselves, which is theirs alone",
    "corporate_figures": "the figures of that",
    "corporate_lines": "which shared indicators they set beside it",
    "reviews": "reviews of delivery chains",
    "review_groups": "who took part in them, and when their sheets came in",
    "ratings": "what the groups wrote, which is not for everybody",
    "agreed_ratings": "what was agreed on each stage",
    "dissents": "what some held against it",
    "chain_maps": "which stages have a chain map",
    "chain_actors": "who stands on a chain map",
    "chain_links": "who acts on whom",
    "actions": "who does what by when",
    "action_notes": "what was noted about actions",
    "meetings": "when bodies met, and what became of it",
    "agenda": "what was on the agenda",
    "substitutes": "who sat in whose seat",
    "papers": "the papers of meetings, and their files",
    "decisions": "what was decided",
    "interests": "what people have declared",
    "trainings": "who has been shown what",
    "risks": "what could go wrong",
    "risk_assessments": "how risks were judged",
    "allocations": "what was set aside of which stream",
    "projects": "what was applied for, offered and brought",
    "claims": "what was claimed",
    "aligned_money": "what partners have declared beside the streams",
    "findings": "what communities said, and what they were told",
    "practice": "what was tried, and whom to ask",
    "practice_copies": "who does the same",
    "benefit_events": "how benefits come on",
    "topics": "what was suggested to scrutiny, and what became of it",
    "scrutiny_reviews": "what was scrutinised, from mandate to issue",
    "review_councils": "which councils took part",
    "lines_of_enquiry": "what a review asked",
    "evidence": "what a review was given, which is not all for everybody",
    "scrutiny_findings": "what a review concluded",
    "recommendations": "what a review asked for",
    "addressees": "of whom, and what they received",
    "asks": "on what basis, and by when",
    "responses": "what they answered",
    "recommendation_actions": "which actions they took up for it",
    "progress_claims": "how far they said it has come",
    "member_questions": "what scrutiny members asked about figures",
}
"""What a folder can tell and an export does not, and what that is."""


class FolderIsThere(FileExistsError):
    """Something stands already where a folder was to be written."""


def export(say: Say = lambda line: None) -> Files:
    """Every file of the folder. NothingToExport without a partnership.

    FolderIsFaulty, with each fault by file and row, when what stands here could not be loaded from a folder.
    """
    whole, faults = find_whole(), Faults()
    files: dict[str, bytes] = {}
    try:
        files[FILE] = text_of(words_of(whole)).encode()
    except ValueError as error:
        faults.add(FILE, 0, str(error))
    for name, file in FILES.items():
        if name not in ROWS:
            continue
        content = content_of(file, ROWS[name](whole), faults)
        if content:
            files[file.csv] = content
            say(f"  {file.csv}: {len(content):,} bytes")
    for sentence in whole.left_out():
        say(sentence)
    faults.raise_if_any()
    _look_at(files)
    return files


def _look_at(files: Files) -> None:
    """Read what was written as loading will. FolderIsFaulty when a folder could not be loaded that says this."""
    with TemporaryDirectory() as folder:
        write(files, Path(folder))
        read_folder(Path(folder))


def write(files: Files, path: Path, *, replace: bool = False) -> None:
    """Write the files into a folder, made if need be.

    FolderIsThere when the folder is not empty, unless ``replace``; then files of this format that the export does
    not have are taken away, and whatever else stands there is left alone.
    """
    path.mkdir(parents=True, exist_ok=True)
    if any(path.iterdir()) and not replace:
        raise FolderIsThere(f"{path} is not empty, so nothing was written.")
    for name, content in files.items():
        beside = path / f"{name}.new"
        beside.write_bytes(content)
        beside.replace(path / name)
    for file in FILES.values():
        if file.csv not in files:
            (path / file.csv).unlink(missing_ok=True)


def as_zip(files: Files) -> bytes:
    """The folder as one file, the same bytes for the same folder."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return whole.getvalue()
