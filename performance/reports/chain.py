"""How a report is sealed: which bytes are hashed, and how an edition is chained to the one before it.

    canonical_sha256 = SHA-256 of the canonical JSON text in UTF-8 (which is the report's JSON file)
    files_sha256     = SHA-256 of the list of files: for each file, by name, its SHA-256, two spaces, its name, a line feed
    chain            = SHA-256 of previous, canonical_sha256 and files_sha256, each followed by a line feed

``previous`` is the chain hash of the same round's edition before, and 64 noughts for the first. All hashes are in
lower-case hexadecimal. ``static/check_report.py`` reckons the same without this program.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

FIRST: Final = "0" * 64
"""What stands for the edition before the first."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The four hashes of one edition."""

    canonical_sha256: str
    files_sha256: str
    previous: str
    chain: str


def hash_of(content: bytes) -> str:
    """The SHA-256 of some bytes, in lower-case hexadecimal."""
    return sha256(content).hexdigest()


def list_of_files(hashes: Mapping[str, str]) -> str:
    """The list that is hashed, from {name: hash}. ``sha256sum --check`` reads it."""
    return "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes))


def seal(*, canonical: str, hashes: Mapping[str, str], previous: str) -> Seal:
    """Seal an edition: its canonical text, {name: hash} of its files, and the chain hash of the edition before."""
    canonical_sha256 = hash_of(canonical.encode())
    files_sha256 = hash_of(list_of_files(hashes).encode())
    return Seal(canonical_sha256, files_sha256, previous, link([previous, canonical_sha256, files_sha256]))


def link(hashes: Iterable[str]) -> str:
    """The chain hash of previous, canonical_sha256 and files_sha256."""
    return hash_of("".join(f"{one}\n" for one in hashes).encode())
