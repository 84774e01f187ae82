"""Files that people upload: what is taken, what is not, and with which words."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from dorset_lsp.common.files import Infected, NotTaken, ScannerAway, check, clean_name

PDF = b"%PDF-1.7\nsome pages"
MOST = 1024 * 1024


def archive(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name.replace("__", "/").replace("_types", "[Content_Types].xml"))
            made.writestr(part, content)
    return out.getvalue()


DOCX = archive(_types=b"<Types/>", **{"word__document.xml": b"<document/>"})


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("report.pdf", PDF, "application/pdf"),
        ("plan.DOCX", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("figures.csv", b"a,b\n1,2\n", "text/plain; charset=utf-8"),
        ("map.png", b"\x89PNG\r\n\x1a\n...", "image/png"),
        ("photo.jpeg", b"\xff\xd8\xff\xe0...", "image/jpeg"),
        (
            "notes.odt",
            archive(mimetype=b"application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
        ),
    ],
    ids=range(6),
)
def test_a_file_is_taken_for_what_its_content_is(name, content, kind):
    assert check(name=name, content=content, most_bytes=MOST).kind.media_type == kind


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("report.pdf", b"<html><script>alert(1)</script></html>", "which a browser could run"),
        ("drawing.svg", b'<?xml version="1.0"?><svg onload="alert(1)"/>', "which a browser could run"),
        ("notes.txt", b"Dear all,\n<ScRiPt src=//x></script>", "which a browser could run"),
        ("report.pdf", b"plain words", "The name of the file ends in “.pdf”, but it is plain text"),
        ("page.html", PDF, "The name of the file ends in “.html”, but it is a PDF"),
        ("run.exe", b"MZ\x90\x00\x03", "no kind of file that is taken"),
        ("old.doc", b"\xd0\xcf\x11\xe0abc", "an old Office program"),
        (
            "macros.docx",
            archive(_types=b"", **{"word__document.xml": b"", "word__vbaProject.bin": b""}),
            "macros",
        ),
        ("stuff.zip", archive(anything=b"x"), "a ZIP file with no document in it"),
        ("broken.docx", DOCX[:40], "damaged"),
        ("empty.pdf", b"", "The file is empty"),
        ("latin.txt", "Gr\xfc\xdfe".encode("latin-1"), "nor text in UTF-8"),
        ("big.pdf", PDF + b"x" * MOST, "The file has 1.1 MB; 1 MB is the most that is taken."),
    ],
    ids=range(13),
)
def test_anything_else_is_refused_with_the_reason(name, content, words):
    with pytest.raises(NotTaken, match=words):
        check(name=name, content=content, most_bytes=MOST)


def test_what_unpacks_to_far_more_is_not_unpacked():
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(5):
            made.writestr(f"word/{number}", b"0" * 90_000_000)

    with pytest.raises(NotTaken, match="unpacks to far more"):
        check(name="bomb.docx", content=bomb.getvalue(), most_bytes=10 * MOST)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Ann\\Plan (final).PDF", "Plan-final.pdf"),
        ("Überblick\r\nSet-Cookie: x.pdf", "Uberblick-Set-Cookie-x.pdf"),
        ("…", "file"),
        ("a" * 300 + ".pdf", "a" * 120 + ".pdf"),
        ("no-ending", "no-ending"),
    ],
)
def test_a_name_is_cleaned_of_all_that_could_be_misread(given, kept):
    assert clean_name(given) == kept


def finds_something(*, name: str, content: bytes) -> None:
    raise Infected("Eicar-Test")


def does_not_answer(*, name: str, content: bytes) -> None:
    raise ScannerAway("no answer")


@pytest.mark.parametrize(
    ("scanner", "words"),
    [("finds_something", "found something in this file.*Eicar-Test"), ("does_not_answer", "does not answer")],
)
def test_a_virus_scanner_of_the_settings_has_the_last_word(settings, scanner, words):
    settings.FILE_SCANNER = f"{__name__}.{scanner}"

    with pytest.raises(NotTaken, match=words):
        check(name="report.pdf", content=PDF, most_bytes=MOST)
