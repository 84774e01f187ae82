"""Which release of the site this is, told by what it consists of."""

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

PARTS = ("dorset_lsp", "partnerships", "performance", "delivery_chain", "scrutiny", "templates", "static")
KINDS = frozenset({".py", ".html", ".css", ".js", ".svg", ".typ"})


def release_of(root: Path, parts: Iterable[str] = PARTS) -> str:
    """A short text that is the same wherever the same program runs, and another when a line of it is.

    What a cache outside the process keeps was made by one release, and another could neither draw the same nor always read it.
    """
    found = blake2b(digest_size=6)
    for part in parts:
        for path in sorted((root / part).rglob("*")):
            if path.suffix in KINDS:
                found.update(f"{path.relative_to(root)}\0".encode())
                found.update(path.read_bytes())
    return found.hexdigest()
