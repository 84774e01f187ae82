"""The roll-out matrix: a line for each thing that a group and its task groups assess, a column for each stage.

A cell is the latest agreed rating with its movement and its day. Everything is read in a fixed number of queries,
however many groups there are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from delivery_chain.enums import Rating, Subject
from delivery_chain.models import AgreedRating, ChainMap, Framework, FrameworkVersion, Review, Stage
from delivery_chain.movement import Moved, Movement, movement
from delivery_chain.words import listed
from partnerships.enums import BodyKind
from partnerships.models import Body, Person
from performance.sentences import number, spell

Name = tuple[int, str]
"""A stage by number and short name: so it is the same one in another version of its framework."""
LETTERS = {Rating.RED: "R", Rating.AMBER: "A", Rating.GREEN: "G", Rating.DONT_KNOW: "?"}
LONG_WORD = 9
SHAPE = {Movement.BETTER: "▲ ", Movement.WORSE: "▼ "}


@dataclass(frozen=True, slots=True)
class Cell:
    """The latest agreed rating of one stage; ``lacks`` says what a red or unknown one is still without."""

    rating: AgreedRating
    moved: Moved
    lacks: str = ""

    @property
    def is_red(self) -> bool:
        return self.rating.value == Rating.RED

    @property
    def words(self) -> str:
        """The movement as the cell says it: "▲ better", "was ?"."""
        if self.moved.movement in (Movement.NOW_KNOWN, Movement.NOW_UNKNOWN):
            return f"was {LETTERS[Rating(self.moved.before)]}"
        return f"{SHAPE.get(self.moved.movement, '')}{self.moved.words}"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a body assesses: its latest agreed review, if there is one, and the one under way, if it is seen."""

    body: Body
    agreed: Review | None
    under_way: Review | None
    cells: list[Cell | None] = field(default_factory=list)

    @property
    def subject(self) -> str:
        review = self.agreed or self.under_way
        return review.short_title if review else ""

    @property
    def is_first_round_under_way(self) -> bool:
        return self.agreed is None and self.under_way is not None


@dataclass(frozen=True, slots=True)
class Group:
    """A row of the matrix: a group with its task groups, and a line for each thing that they assess."""

    body: Body
    lines: list[Line]
    knows_all: bool
    """Whether the reader would see a review that is not agreed yet; else "never" cannot be said."""

    @property
    def has_assessed(self) -> bool:
        return any(line.agreed for line in self.lines)

    @property
    def is_assessing(self) -> bool:
        return any(line.under_way for line in self.lines)


class Matrix:
    """The matrix of one framework as at a day, for one reader."""

    def __init__(self, framework: Framework, reader: Person, on: date, today: date) -> None:
        self.framework, self.reader, self.on, self.today = framework, reader, on, today

    @cached_property
    def stages(self) -> list[Stage]:
        """The columns: the stages of the newest version in use."""
        versions = FrameworkVersion.objects.filter(framework=self.framework).in_use(self.on)
        return list(Stage.objects.filter(version__in=versions).order_by("number"))

    @cached_property
    def reviews(self) -> list[Review]:
        """Every review that the reader sees, the newest round first."""
        rows = Review.objects.visible_to(self.reader, self.today).for_matrix(self.framework, self.on)
        return list(rows.with_names().with_progress())

    @cached_property
    def ratings(self) -> dict[int, dict[Name, AgreedRating]]:
        """The agreed ratings by review and stage."""
        found: defaultdict[int, dict[Name, AgreedRating]] = defaultdict(dict)
        rows = AgreedRating.objects.visible_to(self.reader, self.today).filter(
            review__in=[review.pk for review in self.reviews if self.is_agreed(review)]
        )
        for rating in rows.select_related("stage"):
            found[rating.review_id][name_of(rating.stage)] = rating
        return found

    def is_agreed(self, review: Review) -> bool:
        """Whether the review was agreed by the day."""
        return review.agreed_on is not None and review.agreed_on <= self.on

    @cached_property
    def lacks(self) -> dict[tuple[int, int], str]:
        """What reds, and stages that nobody knows, are without: by review and stage."""
        rows = AgreedRating.objects.visible_to(self.reader, self.today).in_need()
        rows = rows.filter(review__in=self.ratings)
        actionless = set(rows.without_action().values_list("review", "stage"))
        drawn = set(ChainMap.objects.filter(review__in=self.ratings).values_list("review", "stage"))
        found = {}
        for review, by_name in self.ratings.items():
            for rating in by_name.values():
                key = (review, rating.stage_id)
                no_map = self.framework.asks_for_maps and rating.value == Rating.RED and key not in drawn
                words = [*(["no chain map"] if no_map else []), *(["no action"] if key in actionless else [])]
                found[key] = " and ".join(words)
        return found

    # --- rows -------------------------------------------------------------------------------------------------

    @cached_property
    def groups(self) -> list[Group]:
        """The rows, each body's reviews in it and, under a theme group, those of its task groups."""
        by_head: defaultdict[int, list[Review]] = defaultdict(list)
        for review in self.reviews:
            by_head[self._head(review.body).pk].append(review)
        heads = {body.pk: body for body in self._bodies()}
        return [self._group(body, by_head[body.pk]) for body in heads.values()]

    @cached_property
    def _theme_groups(self) -> dict[int, Body]:
        rows = Body.objects.visible_to(self.reader).existing_on(self.on).filter(kind=BodyKind.THEME_GROUP)
        return {body.pk: body for body in rows.order_by("name")}

    def _bodies(self) -> Iterable[Body]:
        """Every theme group where outcomes are assessed, and whoever else has a review."""
        heads = dict(self._theme_groups) if self.framework.subject == Subject.OUTCOME else {}
        for review in self.reviews:
            head = self._head(review.body)
            heads.setdefault(head.pk, head)
        return heads.values()

    def _head(self, body: Body) -> Body:
        """The theme group that a task group belongs to; a body itself otherwise."""
        if body.kind == BodyKind.TASK_GROUP and body.parent_id in self._theme_groups:
            return self._theme_groups[body.parent_id]
        return body

    def _group(self, body: Body, reviews: list[Review]) -> Group:
        lines: dict[tuple[int, int | None], list[Review]] = {}
        for review in reviews:
            lines.setdefault((review.body_id, review.outcome_id), []).append(review)
        standing = self.reader.standing(self.today)
        return Group(
            body=body,
            lines=sorted(
                (self._line(same) for same in lines.values()),
                key=lambda line: (line.agreed is None, line.body.pk != body.pk, line.subject),
            ),
            knows_all=standing.is_coordinator or standing.is_chair or body.pk in standing.body_ids,
        )

    def _line(self, reviews: list[Review]) -> Line:
        """Of one thing that is assessed, its rounds from the newest to the first."""
        agreed = next((one for one in reviews if self.is_agreed(one)), None)
        under_way = next((one for one in reviews if not self.is_agreed(one)), None)
        cells = [self._cell(agreed, stage) for stage in self.stages] if agreed else []
        return Line(reviews[0].body, agreed, under_way, cells)

    def _cell(self, review: Review, stage: Stage) -> Cell | None:
        rating = self.ratings[review.pk].get(name_of(stage))
        if rating is None:
            return None
        before = self.ratings.get(review.previous_id or 0, {}).get(name_of(stage))
        lacks = self.lacks.get((review.pk, rating.stage_id), "")
        return Cell(rating, movement(before.value if before else "", rating.value), lacks)

    @property
    def heads(self) -> list[tuple[Stage, str]]:
        """Each stage with its name as a narrow column takes it: long words may break in their middle."""
        return [(stage, " ".join(map(_breakable, stage.short_name.split()))) for stage in self.stages]

    # --- sums and sentences -----------------------------------------------------------------------------------

    @property
    def lines(self) -> list[Line]:
        return [line for group in self.groups for line in group.lines]

    @cached_property
    def totals(self) -> list[str]:
        """Under each stage, how many ratings there are of each kind: "1R 3A 1G"."""
        return [
            self._total([line.cells[place] for line in self.lines if line.cells])
            for place in range(len(self.stages))
        ]

    @staticmethod
    def _total(cells: list[Cell | None]) -> str:
        counts = Counter(cell.rating.value for cell in cells if cell)
        return (
            " ".join(f"{counts[rating]}{letter}" for rating, letter in LETTERS.items() if counts[rating])
            or "–"
        )

    @property
    def lede(self) -> str:
        """Who has assessed, who is at it, who never has; how many reds; what nobody is green on."""
        assessed = [group for group in self.groups if group.has_assessed]
        if not self.groups:
            return "No group has been set up that could assess."
        have = "has" if len(assessed) == 1 else "have"
        parts = [
            f"{number(len(assessed)).capitalize()} of {spell(len(self.groups), 'group')} {have} assessed"
        ]
        at_it = [group for group in self.groups if not group.has_assessed and group.is_assessing]
        parts += (
            [f"{listed([group.body.name for group in at_it])} {'is' if len(at_it) == 1 else 'are'} at it"]
            if at_it
            else []
        )
        never = [group.body.name for group in self.groups if not group.lines]
        parts += [f"{listed(never)} never {'has' if len(never) == 1 else 'have'}"] if never else []
        reds = sum(cell.is_red for line in self.lines for cell in line.cells if cell)
        told = f"{'; '.join(parts)}. {spell(reds, 'rating').capitalize()} {'is' if reds == 1 else 'are'} red."
        return f"{told} {self._not_green}" if assessed else f"{'; '.join(parts)}."

    @property
    def _not_green(self) -> str:
        """The stages on which no line is green."""
        dim = [
            str(stage)
            for place, stage in enumerate(self.stages)
            if not any(
                cell.rating.value == Rating.GREEN
                for line in self.lines
                for cell in line.cells[place : place + 1]
                if cell
            )
        ]
        if not dim or len(dim) == len(self.stages):
            return "" if not dim else "No group is green on any stage."
        return f"No group is green on {listed(dim, 'or')}."

    @property
    def moved(self) -> list[tuple[Line, str]]:
        """Each line that has a round before, with how many stages moved which way."""
        return [(line, words) for line in self.lines if (words := _moves(line))]

    @property
    def wanting(self) -> list[tuple[Line, Cell]]:
        """Every red, and every stage that nobody knows, without its map or its action."""
        return [(line, cell) for line in self.lines for cell in line.cells if cell and cell.lacks]

    # --- as a file --------------------------------------------------------------------------------------------

    @property
    def header(self) -> list[str]:
        stages = [title for stage in self.stages for title in (str(stage), f"{stage}: movement")]
        return ["Group", "What is assessed", "By", "Round", "Agreed", "State", *stages]

    @property
    def table(self) -> list[list[object]]:
        """A row for each line, and one for each group without any."""
        rows: list[list[object]] = []
        for group in self.groups:
            rows += [self._as_row(group, line) for line in group.lines]
            if not group.lines:
                rows.append(
                    [group.body.name, "", "", "", None, never_words(group), *[""] * (2 * len(self.stages))]
                )
        return rows

    def _as_row(self, group: Group, line: Line) -> list[object]:
        cells = [
            word
            for cell in line.cells or [None] * len(self.stages)
            for word in ((cell.rating.get_value_display(), cell.moved.words) if cell else ("", ""))
        ]
        review = line.agreed or line.under_way
        return [
            group.body.name, line.subject, line.body.name, review.round if review else "",
            line.agreed.agreed_on if line.agreed else None, review.get_state_display() if review else "", *cells,
        ]  # fmt: skip


def never_words(group: Group) -> str:
    """What is said of a group without a line."""
    return "Never assessed" if group.knows_all else "Nothing agreed yet"


def name_of(stage: Stage) -> Name:
    """The stage's name across versions."""
    return stage.number, stage.short_name


def _breakable(word: str) -> str:
    middle = (len(word) + 1) // 2
    return f"{word[:middle]}\u00ad{word[middle:]}" if len(word) > LONG_WORD else word


def _moves(line: Line) -> str:
    cells = [cell for cell in line.cells if cell]
    by: Mapping[Movement, list[Cell]] = {
        kind: [cell for cell in cells if cell.moved.movement == kind] for kind in Movement
    }
    if not cells or len(by[Movement.FIRST]) == len(cells):
        return ""
    words = {
        Movement.BETTER: "better",
        Movement.NOW_KNOWN: "known now",
        Movement.NOW_UNKNOWN: "unknown now",
        Movement.WORSE: "worse",
    }
    told = [
        f"{len(by[kind])} {word} ({listed([str(cell.rating.stage) for cell in by[kind]])})"
        for kind, word in words.items()
        if by[kind]
    ]
    return ", ".join(told) or "nothing moved"
