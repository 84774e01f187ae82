"""Marks are complete and unmistakable, and every pair of colours in use can be read (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings

from dorset_lsp.common.colours import ARROWS, FAMILIES, MARKS, Mark, mark_for

CSS = (Path(settings.BASE_DIR) / "static/css/site.css").read_text()
SPRITE = Path(settings.BASE_DIR) / "static/img/marks.svg"
ALL_MARKS = [mark for family in FAMILIES for mark in family.values()]
WITHOUT_DRAWING = {"im", "st", "wo", "nc", "ms", "mf", "mu"}  # told by their word and, if any, an arrow

TEXT, SHAPE = 4.5, 3.0
PAIRS = [
    ("white", "header", TEXT),
    ("white", "bar", TEXT),
    ("bar-current", "bar", SHAPE),
    ("header", "search", TEXT),
    ("text", "white", TEXT),
    ("text", "wash", TEXT),
    ("text", "focus", TEXT),
    ("muted", "white", TEXT),
    ("muted", "wash", TEXT),
    ("link", "white", TEXT),
    ("link", "wash", TEXT),
    ("strip-text", "strip", TEXT),
    ("edge", "white", SHAPE),
    ("field", "wash", SHAPE),
    ("field", "white", SHAPE),
    ("white", "green", TEXT),
    ("green-text", "green-ground", TEXT),
    ("text", "amber", TEXT),
    ("amber-edge", "white", SHAPE),
    ("amber-text", "amber-ground", TEXT),
    ("text", "amber-ground", TEXT),
    ("red-text", "amber-ground", TEXT),
    ("white", "red", TEXT),
    ("red", "white", SHAPE),
    ("red-text", "red-ground", TEXT),
    ("red-text", "red-wash", TEXT),
    ("red-text", "white", TEXT),
    ("grey", "white", SHAPE),
    ("white", "grey", TEXT),
    ("grey-text", "grey-ground", TEXT),
    ("grey-text", "white", TEXT),
    ("series", "white", SHAPE),
    ("series", "wash", SHAPE),
    ("limit", "wash", SHAPE),
    ("target", "wash", SHAPE),
    ("target", "white", SHAPE),
]


def colour(name: str) -> str:
    """The value of a colour as site.css names it."""
    found = re.search(rf"--{name}: (#[0-9a-f]{{6}});", CSS)
    assert found, f"site.css has no colour --{name}"
    return found[1]


def luminance(value: str) -> float:
    """Relative luminance by WCAG 2."""
    parts = [int(value[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio by WCAG 2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_gives_the_ratio_of_black_on_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("name", "ground", "least"), PAIRS)
def test_every_pair_in_use_can_be_read(name, ground, least):
    assert contrast(colour(name), colour(ground)) >= least


@pytest.mark.parametrize("mark", ALL_MARKS, ids=lambda mark: mark.code)
def test_every_code_has_a_word_one_letter_and_a_style(mark):
    assert mark.word
    assert len(mark.letter) == 1
    assert re.fullmatch("[a-z][a-z0-9]?", mark.css)


@pytest.mark.parametrize("mark", ALL_MARKS, ids=lambda mark: mark.code)
def test_every_mark_that_is_drawn_has_a_cell_of_the_sprite(mark):
    cells = dict(re.findall(r"\.([a-z][a-z0-9]?) { --cell: (\d+); }", CSS))
    drawn = len(ElementTree.parse(SPRITE).getroot().findall("{http://www.w3.org/2000/svg}g"))
    assert (mark.css in WITHOUT_DRAWING) != (int(cells.get(mark.css, drawn)) < drawn)


def test_the_sprite_is_as_wide_as_the_style_sheet_says():
    width = int(ElementTree.parse(SPRITE).getroot().attrib["width"])
    assert f"calc(var(--mark) * {width // 20}) var(--mark)" in CSS


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: next(iter(family)))
def test_letters_tell_the_marks_of_a_family_apart(family):
    assert len({mark.letter for mark in family.values()}) == len(family)


def test_no_code_belongs_to_two_families():
    assert len({mark.code for mark in ALL_MARKS}) == len(ALL_MARKS)


def test_every_status_that_a_figure_can_have_has_a_mark():
    stored = {"not_judged", "no_target", "not_due", "no_data", "green", "amber", "red"}
    assert stored - MARKS.keys() == set()


def test_an_unknown_code_is_refused_with_the_known_ones():
    with pytest.raises(KeyError, match=r"purple.*green"):
        mark_for("purple")


def test_a_mark_tells_its_meaning_in_a_sentence():
    assert mark_for("amber").sentence == "Amber: just off target"
    assert mark_for("not_due").sentence == "Not due"


def test_arrows_have_a_style_each():
    assert ARROWS == {"": "", "up": "up", "level": "lv", "down": "dn"}


def test_a_mark_cannot_be_changed():
    with pytest.raises(AttributeError):
        MARKS["green"].word = "Red"
    assert MARKS["green"] == Mark("green", "Green", "G", "g", "on target")
