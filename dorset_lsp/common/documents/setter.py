"""Sets one document. Run as a process of its own, since Typst keeps all that it has laid out until its process ends.

    python setter.py FOLDER FONTS

compiles ``document.typ`` of the folder to ``document.pdf`` beside it. It imports nothing of the site.
"""

import sys
from pathlib import Path

import typst

folder, fonts = map(Path, sys.argv[1:])
try:
    typst.compile(
        folder / "document.typ",
        output=folder / "document.pdf",
        root=folder,
        font_paths=[fonts],
        ignore_system_fonts=True,
        # PDF/A-2a to be kept, PDF/UA-1 to be read by everybody. Typst refuses a document that breaks what it can
        # check of them.
        pdf_standards=["a-2a", "ua-1"],
    )
except typst.TypstError as fault:
    sys.exit(f"{fault}")
