"""A drawing as a picture made of dots, for letters and slides that take no SVG."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from dorset_lsp.common.documents.pdf import FONTS, HERE, CannotBeSet


def png(drawing: str) -> bytes:
    """The PNG of an SVG drawing, in the house's font. Raises CannotBeSet for what is no drawing."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "drawing.svg").write_text(drawing)
        painting = [sys.executable, "-I", str(HERE / "painter.py"), name, str(FONTS)]
        done = subprocess.run(painting, check=False, capture_output=True, text=True)  # noqa: S603 our own words
        if done.returncode:
            raise CannotBeSet(done.stderr.strip())
        return (folder / "drawing.png").read_bytes()
