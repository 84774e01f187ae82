"""Where everything on a chain map's picture stands: shapes for an SVG template, which only draws them. Pure.

Levels are bands from top to bottom, only those that have actors. A link is a line that bends round boxes which it does
not end at, with its kind written on it; two links between the same actors bend apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Final

from delivery_chain.chain_questions import Node, Questions, Tie
from delivery_chain.enums import Level, Strength

WIDTH: Final = 800
LEFT: Final = 104
RIGHT: Final = 790
BAND: Final = 106
BOX_HEIGHT: Final = 44
BOX_WIDTH: Final = 138
LETTER: Final = 6.7
LINE: Final = 15
MOST_LINES: Final = 2
BENDS: Final = (0, 34, -34, 70, -70, 110, -110, 160, -160, 220, -220)
PLACES: Final = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
STEPS: Final = 60
EDGE: Final = 4
LABEL_HEIGHT: Final = 17


@dataclass(frozen=True, slots=True)
class Band:
    """One level."""

    y: float
    height: float
    lines: tuple[str, ...]
    is_washed: bool


@dataclass(frozen=True, slots=True)
class Box:
    """One actor: its rectangle, its name in lines, and what is said of it."""

    node: Node
    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[float, str], ...]
    is_unreached: bool
    point: int

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def centre(self) -> float:
        return round(self.y + self.height / 2, 1)

    @property
    def right(self) -> float:
        return round(self.x + self.width, 1)

    @property
    def bottom(self) -> float:
        return round(self.y + self.height, 1)

    @property
    def is_beneficiary(self) -> bool:
        return self.node.level == Level.BENEFICIARY

    def holds(self, x: float, y: float, margin: float = 0) -> bool:
        """Whether a place lies in the box, or within a margin of it."""
        across = self.x - margin <= x <= self.x + self.width + margin
        return across and self.y - margin <= y <= self.y + self.height + margin


@dataclass(frozen=True, slots=True)
class Line:
    """One link: its path, the head of its arrow, and its label with the ground that it stands on."""

    tie: Tie
    path: str
    head: str
    label: str
    x: float
    y: float
    ground: tuple[float, float]
    is_broken: bool
    cross: tuple[float, float] | None

    @property
    def label_width(self) -> float:
        return label_width(self.label)


@dataclass(frozen=True, slots=True)
class Drawing:
    """All shapes, in the order in which they are drawn."""

    width: int
    height: int
    bands: tuple[Band, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def draw(asked: Questions) -> Drawing:
    """Place the actors and links of a map with what its questions answer."""
    levels = [level for level in Level if any(node.level == level for node in asked.nodes.values())]
    rows = _ordered(asked, levels)
    boxes = _boxes(asked, rows)
    broken = {tie.key for reach in asked.reaches if not reach.is_reached for tie in reach.ties}
    return Drawing(
        width=WIDTH,
        height=BAND * len(levels) + 14,
        bands=tuple(
            Band(
                BAND * row,
                BAND + (14 if row == len(levels) - 1 else 0),
                _words(Level(level).label, 13),
                row % 2 == 0,
            )
            for row, level in enumerate(levels)
        ),
        boxes=tuple(boxes.values()),
        lines=tuple(_lines(asked.ties, boxes, broken, BAND * len(levels))),
    )


def label_width(label: str) -> float:
    """How wide a label's ground is."""
    return round(len(label) * 6.3 + 8, 1)


# --- actors -------------------------------------------------------------------------------------------------


def _ordered(asked: Questions, levels: Sequence[str]) -> list[list[Node]]:
    """The actors of each level from left to right: as they were given, but pulled towards those they are linked with."""
    rows = [[node for node in asked.nodes.values() if node.level == level] for level in levels]
    near: dict[int, list[int]] = {key: [] for key in asked.nodes}
    for tie in asked.ties:
        near[tie.from_key].append(tie.to_key)
        near[tie.to_key].append(tie.from_key)
    for _ in range(4):
        places = {node.key: (place + 0.5) / len(row) for row in rows for place, node in enumerate(row)}
        for row in rows:
            row.sort(key=lambda node: _pull(node, near, places))
            places |= {node.key: (place + 0.5) / len(row) for place, node in enumerate(row)}
    return rows


def _pull(node: Node, near: Mapping[int, Sequence[int]], places: Mapping[int, float]) -> tuple[float, int]:
    others = [places[key] for key in near[node.key]]
    return (round(sum(others) / len(others), 3) if others else places[node.key]), node.key


def _boxes(asked: Questions, rows: Sequence[Sequence[Node]]) -> dict[int, Box]:
    unreached = {reach.beneficiary.key for reach in asked.reaches if not reach.is_reached}
    points = {node.key: number for number, (node, _) in enumerate(asked.single_points, start=1)}
    found = {}
    for place, row in enumerate(rows):
        slot = (RIGHT - LEFT) / len(row)
        width = min(BOX_WIDTH, slot - 12)
        for number, node in enumerate(row):
            x = round(LEFT + slot * (number + 0.5) - width / 2, 1)
            y = round(BAND * place + (BAND - BOX_HEIGHT) / 2, 1)
            found[node.key] = Box(
                node=node, x=x, y=y, width=round(width, 1), height=BOX_HEIGHT,
                lines=_centred(_words(node.name, int(width / LETTER)), y + BOX_HEIGHT / 2),
                is_unreached=node.key in unreached, point=points.get(node.key, 0),
            )  # fmt: skip
    return found


def _words(text: str, letters: int) -> tuple[str, ...]:
    """A text in lines of so many letters; what does not fit into two ends in dots."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= letters or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > MOST_LINES:
        lines = [lines[0], f"{lines[1][: max(letters - 1, 1)]}…"]
    return tuple(line if len(line) <= letters + 1 else f"{line[:letters]}…" for line in lines)


def _centred(lines: Sequence[str], middle: float) -> tuple[tuple[float, str], ...]:
    first = middle - LINE * (len(lines) - 1) / 2 + 4
    return tuple((round(first + LINE * number, 1), line) for number, line in enumerate(lines))


# --- links --------------------------------------------------------------------------------------------------

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Curve:
    """A quadratic curve from the middle of one box to the middle of another."""

    start: Place
    control: Place
    end: Place

    def at(self, t: float) -> Place:
        u = 1 - t
        return (
            u * u * self.start[0] + 2 * u * t * self.control[0] + t * t * self.end[0],
            u * u * self.start[1] + 2 * u * t * self.control[1] + t * t * self.end[1],
        )


def _lines(ties: Sequence[Tie], boxes: Mapping[int, Box], broken: set[int], height: int) -> Iterable[Line]:
    taken: list[tuple[float, float, float]] = []
    used: dict[frozenset[int], list[int]] = {}
    for tie in ties:
        start, end = boxes[tie.from_key], boxes[tie.to_key]
        pair = used.setdefault(frozenset((tie.from_key, tie.to_key)), [])
        direction = 1 if tie.from_key < tie.to_key else -1
        bend = _best_bend(start, end, list(boxes.values()), [one * direction for one in pair], _label(tie))
        pair.append(bend * direction)
        yield _line(tie, _curve(start, end, bend), boxes, taken, height, is_broken=tie.key in broken)


def _curve(start: Box, end: Box, bend: float) -> Curve:
    a, b = (start.middle, start.centre), (end.middle, end.centre)
    length = hypot(b[0] - a[0], b[1] - a[1]) or 1
    normal = (-(b[1] - a[1]) / length, (b[0] - a[0]) / length)
    middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
    return Curve(a, (middle[0] + normal[0] * bend, middle[1] + normal[1] * bend), b)


def _best_bend(start: Box, end: Box, boxes: Sequence[Box], taken: Sequence[int], label: str) -> int:
    """The slightest bend that no other link between the two has, that leads past boxes and leaves room for its label."""
    others = [box for box in boxes if box not in (start, end)]
    free = [bend for bend in BENDS if bend not in taken] or [BENDS[-1]]
    if taken:
        free = [bend for bend in free if all(abs(bend - one) > BENDS[1] for one in taken)] or free

    def cost(bend: int) -> tuple[int, int]:
        curve = _curve(start, end, bend)
        hit = sum(box.holds(*curve.at(step / STEPS), margin=4) for step in range(STEPS) for box in others)
        outside = sum(not EDGE < curve.at(step / STEPS)[0] < WIDTH - EDGE for step in range(STEPS))
        x, y = curve.at(0.5)
        hidden = any(_covers(box, x, y, label_width(label) / 2) for box in boxes)
        return hit + outside + hidden, abs(bend)

    return min(free, key=cost)


def _line(
    tie: Tie,
    curve: Curve,
    boxes: Mapping[int, Box],
    taken: list[tuple[float, float, float]],
    height: int,
    *,
    is_broken: bool,
) -> Line:
    start, end = boxes[tie.from_key], boxes[tie.to_key]
    seen = [step / STEPS for step in range(STEPS + 1)]
    outside = [t for t in seen if not start.holds(*curve.at(t)) and not end.holds(*curve.at(t), margin=3)]
    first, last = (outside[0], outside[-1]) if outside else (0.4, 0.6)
    label = _label(tie)
    across, down = _free_place(curve, first, last, label, boxes.values(), taken)
    # A great bend may leave the picture; its label stays where it can be read.
    place = across, min(max(down, LABEL_HEIGHT / 2), height - LABEL_HEIGHT / 2)
    taken.append((*place, label_width(label)))
    points = [curve.at(first + (last - first) * step / 12) for step in range(13)]
    cross = curve.at(first + (last - first) * 0.16) if tie.strength == Strength.MISSING else None
    return Line(
        tie=tie,
        path="M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points),
        head=_head(points[-2], points[-1]),
        label=label,
        x=round(place[0], 1),
        y=round(place[1] + 4, 1),
        ground=(round(place[0] - label_width(label) / 2, 1), round(place[1] - 9, 1)),
        is_broken=is_broken,
        cross=(round(cross[0], 1), round(cross[1], 1)) if cross else None,
    )


def _free_place(
    curve: Curve,
    first: float,
    last: float,
    label: str,
    boxes: Iterable[Box],
    taken: Sequence[tuple[float, float, float]],
) -> Place:
    """A place on the line for its label that covers no box and no other label; the middle where there is none."""
    half = label_width(label) / 2
    boxes = list(boxes)
    for share in PLACES:
        x, y = curve.at(first + (last - first) * share)
        over_box = any(_covers(box, x, y, half) for box in boxes)
        over_label = any(
            abs(x - tx) < half + width / 2 and abs(y - ty) < LABEL_HEIGHT for tx, ty, width in taken
        )
        if not over_box and not over_label:
            return x, y
    return curve.at((first + last) / 2)


def _covers(box: Box, x: float, y: float, half: float) -> bool:
    """Whether a label there, so many units wide to each side, would touch the box."""
    return box.x - half < x < box.x + box.width + half and box.y - 9 < y < box.y + box.height + 9


def _label(tie: Tie) -> str:
    """What is written on a link."""
    return f"{tie.kind}: missing" if tie.strength == Strength.MISSING else tie.kind


def _head(before: Place, tip: Place) -> str:
    """The points of an arrow's head that ends at the tip."""
    length = hypot(tip[0] - before[0], tip[1] - before[1]) or 1
    dx, dy = (tip[0] - before[0]) / length, (tip[1] - before[1]) / length
    back = (tip[0] - dx * 10, tip[1] - dy * 10)
    sides = ((back[0] - dy * 4.5, back[1] + dx * 4.5), (back[0] + dy * 4.5, back[1] - dx * 4.5))
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in (tip, *sides))
