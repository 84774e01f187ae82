"""The one place that decides the word, the sign and the style of every mark.

A status is never told by colour alone. Each mark has a shape with a sign in it (drawn in
``static/img/marks.svg``), a word that always stands beside it, and a style class that gives both their
colours (``static/css/site.css``). Templates, tables, exports and charts take them from here, so that a
status looks and reads the same everywhere.

Nine families share the same type:

* ``MARKS``: statuses of a figure and ratings of a stage, and lateness;
* ``DIRECTIONS``: whether a movement is good (the arrow itself says only which way the figure went);
* ``RESPONSES``: answers to a recommendation, which do not borrow red, amber or green;
* ``COMPARISONS``: how far the groups of a review agree on a stage;
* ``MOVEMENTS``: a rating against the one before it;
* ``STRENGTHS``: links of a chain map;
* ``VARIATIONS``: whether the last point is a signal or usual variation, and ``ASSURANCES``: whether a target can be
  relied on, in the manner of the NHS's "Making Data Count"; a concern has eight corners where an improvement is round;
* ``ACTIONS``: the state of an action as charts mark it.
"""

from dataclasses import dataclass
from typing import Final, Literal

Arrow = Literal["", "up", "level", "down"]


@dataclass(frozen=True, slots=True)
class Mark:
    """How one code is told: in a word, in one character and by a style class.

    ``word`` is the label beside the mark. ``letter`` is the single character for places where only one
    fits (totals such as "1R 3A 1G", plain text). ``css`` is the short class that selects the drawing and
    the colours. ``meaning`` finishes the sentence that the word begins; it may be empty.
    """

    code: str
    word: str
    letter: str
    css: str
    meaning: str = ""

    @property
    def sentence(self) -> str:
        """The word with its meaning: "Red: off target"; the bare word where there is no meaning."""
        return f"{self.word}: {self.meaning}" if self.meaning else self.word


def _by_code(*marks: Mark) -> dict[str, Mark]:
    """Index marks by their code."""
    return {mark.code: mark for mark in marks}


MARKS: Final = _by_code(
    Mark("green", "Green", "G", "g", "on target"),
    Mark("amber", "Amber", "A", "a", "just off target"),
    Mark("red", "Red", "R", "r", "off target"),
    Mark("dont_know", "Don’t know", "?", "q"),
    Mark("no_data", "No data", "N", "n"),
    Mark("no_data_late", "No data: late", "L", "n"),
    Mark("suppressed", "Suppressed", "*", "s"),
    Mark("withdrawn", "Withdrawn", "W", "w"),
    Mark("not_due", "Not due", "-", "u"),
    Mark("no_target", "No target", "T", "x"),
    Mark("no_target_placeholder", "No target: placeholder", "P", "p"),
    Mark("no_target_deferred", "No target: deferred", "D", "d"),
    Mark("not_judged", "Not judged", "J", "j"),
    Mark("overdue", "Overdue", "!", "o"),
)

DIRECTIONS: Final = _by_code(
    Mark("improving", "Improving", "+", "im"),
    Mark("steady", "Steady", "=", "st"),
    Mark("worsening", "Worsening", "-", "wo"),
    Mark("not_comparable", "Not comparable", "/", "nc"),
)

ARROWS: Final[dict[Arrow, str]] = {"": "", "up": "up", "level": "lv", "down": "dn"}
"""Style class of the arrow that shows which way a figure moved."""

RESPONSES: Final = _by_code(
    Mark("accepted", "Accepted", "Y", "ya"),
    Mark("accepted_in_part", "In part", "P", "yp"),
    Mark("rejected", "Rejected", "X", "yr"),
    Mark("no_response", "No response", "-", "yn"),
)

COMPARISONS: Final = _by_code(
    Mark("agree", "Agree", "=", "ce"),
    Mark("differ_by_one", "Differ by one", "1", "c1"),
    Mark("differ_by_two", "Differ by two", "2", "c2"),
    Mark("someone_does_not_know", "One does not know", "?", "cs"),
    Mark("nobody_knows", "Nobody knows", "0", "cn"),
)

MOVEMENTS: Final = _by_code(
    Mark("better", "better", "+", "mb"),
    Mark("worse", "worse", "-", "mw"),
    Mark("same", "same", "=", "ms"),
    Mark("first", "first", "1", "mf"),
    Mark("was_unknown", "was ?", "?", "mu"),
)

STRENGTHS: Final = _by_code(
    Mark("strong", "strong", "S", "ls"),
    Mark("weak", "weak", "W", "lw"),
    Mark("missing", "missing", "M", "lm"),
)

VARIATIONS: Final = _by_code(
    Mark("improvement_high", "Improvement, high", "I", "v1"),
    Mark("improvement_low", "Improvement, low", "i", "v2"),
    Mark("concern_high", "Concern, high", "C", "v3"),
    Mark("concern_low", "Concern, low", "c", "v4"),
    Mark("unusually_high", "Unusually high", "H", "v5"),
    Mark("unusually_low", "Unusually low", "L", "v6"),
    Mark("usual_variation", "Usual variation", "~", "v7"),
)

ASSURANCES: Final = _by_code(
    Mark("consistently_passing", "Consistently passing", "P", "w1"),
    Mark("consistently_failing", "Consistently failing", "F", "w2"),
    Mark("hit_and_miss", "Hit and miss", "?", "w3"),
)

ACTIONS: Final = _by_code(
    Mark("done", "done", "D", "ad"),
    Mark("open", "open", "O", "ao"),
    Mark("late", "late", "!", "al"),
)

FAMILIES: Final = (
    MARKS,
    DIRECTIONS,
    RESPONSES,
    COMPARISONS,
    MOVEMENTS,
    STRENGTHS,
    VARIATIONS,
    ASSURANCES,
    ACTIONS,
)


def mark_for(code: str) -> Mark:
    """The mark for a code of any family.

    Raises KeyError with the known codes if nobody has decided how ``code`` looks: a new state gets a mark
    before it gets a page.
    """
    for family in FAMILIES:
        if code in family:
            return family[code]
    known = ", ".join(code for family in FAMILIES for code in family)
    raise KeyError(f"No mark is defined for {code!r}; known codes are {known}")


def word_of(code: str) -> str:
    """The word of a mark for places that draw none; empty for no code. KeyError for an unknown one."""
    return mark_for(code).word if code else ""
