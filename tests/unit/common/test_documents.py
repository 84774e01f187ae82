"""Documents for paper: set in the house's style, and refused when somebody could not read them."""

from pathlib import Path

import pikepdf
import pytest

from dorset_lsp.common.documents.pdf import CannotBeSet, typeset

HEAD = """#import "house.typ": *
#let data = json("data.json")
#show: house.with(title: data.title, partnership: "Vale", made-on: "2009-04-20")
= Part
"""
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="#000"/></svg>'


def template(folder: Path, body: str) -> Path:
    """A template with the house's head."""
    path = folder / "letter.typ"
    path.write_text(HEAD + body)
    return path


def test_a_document_is_tagged_and_says_its_title_and_language(tmp_path):
    made = typeset(template(tmp_path, "#data.words"), {"title": "A letter", "words": "Plain words"})

    (tmp_path / "made.pdf").write_bytes(made)
    with pikepdf.open(tmp_path / "made.pdf") as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo["/Title"]) == "A letter"


def test_what_people_wrote_is_never_read_as_markup(tmp_path):
    words = '#panic("run") = Heading $x$ <label> @ref'

    assert typeset(template(tmp_path, "#data.words"), {"title": "A letter", "words": words}).startswith(
        b"%PDF"
    )


def test_a_picture_without_an_alternative_text_is_refused(tmp_path):
    with pytest.raises(CannotBeSet, match="alt"):
        typeset(template(tmp_path, '#image("one.svg")'), {"title": "A letter"}, {"one.svg": SQUARE})
