"""Where money goes, as pages and files show it: every part of every stream, what is left, and what was unspent when.

The remainder of a stream is a part like any other: parts that do not sum to the whole are allowed, and visible. Nothing
is worked out here that the rows do not hold; all is read in a fixed number of queries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dorset_lsp.common.money import in_pounds
from dorset_lsp.common.shortening import shortened
from partnerships.models import Allocation, Claim, FundingStream

NOT_ITEMISED: Final = "Not itemised"
MONTHS_A_QUARTER: Final = 3
MONTHS_A_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a stream: an allocation, or what is allocated to nothing."""

    title: str
    amount: int
    committed: int = 0
    claimed: int = 0
    allocation: Allocation | None = None

    @property
    def is_remainder(self) -> bool:
        return self.allocation is None

    @property
    def to_claim(self) -> int:
        """Offered to projects and not claimed yet."""
        return self.committed - self.claimed

    @property
    def to_offer(self) -> int:
        """Offered to nobody yet."""
        return self.amount - self.committed

    @property
    def unspent(self) -> int:
        """Not claimed. Of a remainder nothing can be called unspent: it is not known what it was for."""
        return 0 if self.is_remainder else self.amount - self.claimed

    @property
    def unspent_words(self) -> str:
        """£46,650."""
        return in_pounds(self.unspent)

    @property
    def note(self) -> str:
        """How the part stands, in one line."""
        if self.is_remainder:
            return f"{in_pounds(self.amount)}: no allocation recorded, so nothing can be called unspent"
        return f"{in_pounds(self.amount)} given, {in_pounds(self.committed)} offered, {in_pounds(self.claimed)} claimed"


@dataclass(frozen=True, slots=True)
class Quarter:
    """What of a stream's allocations was not claimed at the end of a quarter; ``is_over`` is false for the present one."""

    label: str
    last_day: date
    allocated: int
    claimed: int
    is_over: bool

    @property
    def unspent(self) -> int:
        return self.allocated - self.claimed


@dataclass(frozen=True, slots=True)
class StreamMoney:
    """One stream with its parts, the remainder last, and its quarters that have begun."""

    stream: FundingStream
    parts: list[Part]
    quarters: list[Quarter]

    @property
    def committed(self) -> int:
        return sum(part.committed for part in self.parts)

    @property
    def claimed(self) -> int:
        return sum(part.claimed for part in self.parts)

    @property
    def to_offer(self) -> int:
        """Allocated and offered to nobody yet."""
        return sum(part.to_offer for part in self.parts if not part.is_remainder)

    @property
    def unspent(self) -> int:
        """Allocated and not claimed."""
        return sum(part.unspent for part in self.parts)


def money_of(streams: Iterable[FundingStream], on: date) -> list[StreamMoney]:
    """Each of these streams with where its money goes. Two queries, however many there are."""
    rows = list(streams)
    ids = [stream.pk for stream in rows]
    found: dict[int, list[Allocation]] = {pk: [] for pk in ids}
    for allocation in Allocation.objects.filter(stream__in=ids).select_related("organisation"):
        found[allocation.stream_id].append(allocation)
    claims: dict[int, list[tuple[date, int]]] = {pk: [] for pk in ids}
    claimed: Counter[int] = Counter()
    counting = Claim.objects.counting().filter(project__allocation__stream__in=ids)
    columns = ("project__allocation__stream", "project__allocation", "claimed_on", "amount_pence")
    for stream_id, allocation_id, day, pence in counting.values_list(*columns):
        claims[stream_id].append((day, pence))
        claimed[allocation_id] += pence
    return [
        StreamMoney(
            stream,
            _parts(stream, found[stream.pk], claimed),
            quarters(stream, found[stream.pk], claims[stream.pk], on),
        )
        for stream in rows
    ]


def _parts(
    stream: FundingStream, allocations: Sequence[Allocation], claimed: Mapping[int, int]
) -> list[Part]:
    parts = [
        Part(one.title, one.amount_pence, one.committed_pence, claimed.get(one.pk, 0), one)
        for one in allocations
    ]
    if stream.remainder_pence:
        parts.append(Part(NOT_ITEMISED, stream.remainder_pence))
    return parts


def quarters(
    stream: FundingStream, allocations: Iterable[Allocation], claims: Iterable[tuple[date, int]], on: date
) -> list[Quarter]:
    """The stream's quarters that have begun, each with what was allocated and claimed by its end. Pure."""
    made = [(one.made_on, one.amount_pence) for one in allocations]
    drawn = list(claims)
    found = []
    first, number = stream.from_on, 1
    while first < stream.to_on and first <= on:
        after = min(_months_later(first, MONTHS_A_QUARTER), stream.to_on)
        is_last = after >= stream.to_on
        # What is drawn after the year still came out of it, so that its last quarter holds it.
        by = on if after > on or is_last else after - timedelta(days=1)
        found.append(
            Quarter(
                f"Q{number}",
                after - timedelta(days=1),
                sum(amount for day, amount in made if day <= by),
                sum(amount for day, amount in drawn if day <= by),
                after <= on,
            )
        )
        first, number = after, number + 1
    return found


def _months_later(day: date, months: int) -> date:
    """The same day of the month so many months on. Years begin on the first of a month, so every month has it."""
    place = day.month - 1 + months
    return day.replace(year=day.year + place // MONTHS_A_YEAR, month=place % MONTHS_A_YEAR + 1)


def summary(money: Sequence[StreamMoney]) -> str:
    """Where the money of some streams stands, in one sentence."""
    given = sum(one.stream.amount_pence for one in money)
    allocated = sum(one.stream.allocated_pence for one in money)
    committed, claimed = (sum(getattr(one, name) for one in money) for name in ("committed", "claimed"))
    rest = given - allocated
    sentence = (
        f"{in_pounds(given)} is given. {in_pounds(allocated)} of it is allocated, {in_pounds(committed)} offered to "
        f"projects and {in_pounds(claimed)} claimed"
    )
    return f"{sentence}; {in_pounds(rest)} is not itemised." if rest else f"{sentence}."


# --- the picture --------------------------------------------------------------------------------------------

TOP: Final = 26
SHADES: Final = {
    "claimed": "claimed",
    "offered": "offered, not claimed",
    "open": "not offered yet",
    "remainder": "not itemised",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """How wide a picture is, where its bars begin and end, and how far below its words a bar stands."""

    width: int
    left: int
    right: int
    row: int
    below: int
    longest_label: int


WIDE: Final = Layout(width=1000, left=330, right=860, row=46, below=0, longest_label=46)
NARROW: Final = Layout(width=340, left=1, right=339, row=64, below=22, longest_label=34)
"""For a phone of 375 pixels: the words stand above the bars, in letters as large as on a desk."""


@dataclass(frozen=True, slots=True)
class Box:
    """One piece of a bar. ``kind``: claimed, offered, open, remainder."""

    kind: str
    x: float
    width: float
    title: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of a stream as a bar: its label and its sum, with their height, and its pieces, with theirs."""

    words_y: int
    y: int
    label: str
    figure: str
    boxes: list[Box]


@dataclass(frozen=True, slots=True)
class Picture:
    """Where a stream's money goes, as bars of one scale; the stream itself is the first of them."""

    width: int
    height: int
    bars: list[Bar]

    @property
    def key(self) -> list[tuple[str, str]]:
        """What each shade means that is drawn, in the order of the pieces."""
        drawn = {box.kind for bar in self.bars for box in bar.boxes}
        return [(kind, words) for kind, words in SHADES.items() if kind in drawn]


@dataclass(frozen=True, slots=True)
class Pictures:
    """The same picture for a desk and for a phone."""

    wide: Picture
    narrow: Picture


def pictures(money: StreamMoney) -> Pictures:
    """Draw a stream: its whole, then each part. Every piece has its words, so that none is told by its shade alone."""
    return Pictures(_picture(money, WIDE), _picture(money, NARROW))


def _picture(money: StreamMoney, layout: Layout) -> Picture:
    whole = money.stream.amount_pence
    bars = [_bar(layout, 0, "Given", whole, [("given", whole, "given")], whole)]
    for place, part in enumerate(money.parts, 1):
        pieces = (
            [("remainder", part.amount, "not itemised")]
            if part.is_remainder
            else [
                ("claimed", part.claimed, "claimed"),
                ("offered", part.to_claim, "offered, not claimed"),
                ("open", part.to_offer, "not offered"),
            ]
        )
        bars.append(_bar(layout, place, part.title, part.amount, pieces, whole))
    return Picture(layout.width, TOP + len(bars) * layout.row, bars)


def _bar(
    layout: Layout, place: int, title: str, amount: int, pieces: Sequence[tuple[str, int, str]], whole: int
) -> Bar:
    boxes, x = [], float(layout.left)
    for kind, pence, words in pieces:
        width = round((layout.right - layout.left) * pence / whole, 2) if whole else 0.0
        if pence:
            boxes.append(Box(kind, round(x, 2), width, f"{title}: {in_pounds(pence)} {words}"))
        x += width
    y = TOP + place * layout.row
    return Bar(y, y + layout.below, shortened(title, layout.longest_label), in_pounds(amount), boxes)
