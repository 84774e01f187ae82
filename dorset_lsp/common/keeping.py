"""Putting a file into the storage whole, also while another worker puts the same one there."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that lies in the storage and that no row names yet: its name for people, where it lies, its hash and bytes."""

    name: str
    path: str
    sha256: str
    size: int


def store(content: bytes, *, folder: str, stem: str, ending: str) -> Stored:
    """Put a file into the storage under a name that bears its hash; people get it under its plain name."""
    digest = sha256(content).hexdigest()
    path = keep_whole(f"{folder}/{stem}-{digest}.{ending}", content)
    return Stored(f"{stem}.{ending}", path, digest, len(content))


def keep_whole(path: str, content: bytes) -> str:
    """Store a file at a path that bears its hash. Gives where it lies: there, if it lies there whole already.

    What lies there and is not whole is half of it, left by a worker that was killed or being written by another just
    now. Nothing tells which, so it is left alone and the file gets a place of its own beside it.
    """
    if default_storage.exists(path):
        with default_storage.open(path) as file:
            if file.read() == content:
                return path
    return str(default_storage.save(path, ContentFile(content)))
