"""Pictures of markets as plain geometry, for the server's SVG. No HTML, no words of its own.

Positions along the axis of money are percentages of the picture's width, so that one drawing
fits a telephone and a desk without shrinking its letters; heights are pixels.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from salaries.domain.bands import Band
from salaries.domain.market import MarketPay

LEFT, RIGHT = 13.0, 97.0
TICKS = 4
RUNG, BAR, HEAD, FOOT = 40, 22, 34, 50
GAP, DIAMOND = 1.2, 3.2
EDGE = 17.0
"""Beside a bar, and half an offer's mark on a telephone, in per cent of the width."""
NAMES, LABEL = 5.0, 27.0
"""What the bands' names take on the left, and a range's label, in per cent of a telephone."""
NUMERAL, LETTER, WIDE = 4, 2.6, 3.2
"""Letters of the longest numeral, and the width of a Latin letter and of another, in the same."""


def left_for(names: Iterable[str]) -> float:
    """Where an axis begins beside bands of these names, in per cent of the width.

    >>> left_for(["I", "II", "III"]), left_for(["Junior", "Middle", "Senior"])
    (13.0, 19.8)
    """
    names = list(names)
    if max(map(len, names)) <= NUMERAL:
        return LEFT
    widest = max(sum(LETTER if letter.isascii() else WIDE for letter in name) for name in names)
    return round(1 + widest + DIAMOND, 1)


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of money from low to high, laid between two percentages of the width."""

    low: int
    high: int
    left: float = LEFT
    right: float = RIGHT

    def at(self, amount: int | Fraction) -> float:
        """Where an amount stands, in per cent of the width; kept inside the axis."""
        inside = min(max(amount, self.low), self.high)
        share = (inside - self.low) / (self.high - self.low)
        return round(self.left + float(share) * (self.right - self.left), 2)

    @property
    def names_end(self) -> float:
        """Where the bands' names end that stand before the axis, in per cent of the width."""
        return NAMES if self.left <= LEFT else self.left - DIAMOND

    @property
    def step(self) -> int:
        """Units of money between ticks: 1, 2 or 5 times a power of ten, about `TICKS` of them."""
        rough = max((self.high - self.low) / TICKS, 1)
        power = int(10 ** (len(str(int(rough))) - 1))
        return next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough)

    @property
    def ticks(self) -> tuple[int, ...]:
        """Round amounts on the axis, rising."""
        first = -(-self.low // self.step) * self.step
        return tuple(range(first, self.high + 1, self.step))

    @property
    def labelled(self) -> tuple[Tick, ...]:
        """The ticks where they are drawn."""
        return tuple(Tick(self.at(amount), amount) for amount in self.ticks)


def axis_for(
    scales: Iterable[MarketPay],
    marks: Iterable[int] = (),
    *,
    left: float = LEFT,
    right: float = RIGHT,
) -> Axis:
    """An axis that shows whole scales, and marks unless they lie absurdly far away."""
    scales = list(scales)
    low, high = min(s.floor for s in scales), max(s.ceiling for s in scales)
    near = [mark for mark in marks if low // 2 <= mark <= 2 * high]
    low, high = min([low, *near]), max([high, *near])
    margin = (high - low) // 25 if low < high else high // 4 + 1
    return Axis(max(low - margin, 0), high + margin, left, right)


def round_axis(scales: Iterable[MarketPay]) -> Axis:
    """An axis over the whole width that shows whole scales and ends on round amounts."""
    scales = list(scales)
    step = Axis(min(s.floor for s in scales), max(s.ceiling for s in scales)).step // 2 or 1
    low = min(s.floor for s in scales) // step * step
    high = -(-max(s.ceiling for s in scales) // step) * step
    return Axis(low, high, 0.0, 100.0)


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on the axis."""

    x: float
    amount: int


@dataclass(frozen=True, slots=True)
class Rung:
    """One band as a bar: where it starts, how wide it is, and on which line.

    Its label starts at `label_at` RUB, or ends there when it stands before the bar.
    """

    rank: int
    x: float
    width: float
    y: int
    low: int
    high: int
    is_own: bool
    label_left: bool
    label_at: int
    label_x: float

    @property
    def middle(self) -> int:
        """The line through the bar's middle, pixels."""
        return self.y + BAR // 2

    @property
    def over(self) -> int:
        """The line of a label over the bar, pixels."""
        return self.y - 6

    @property
    def over_anchor(self) -> str:
        """Which end of such a label is held, so that it never leaves the picture."""
        centre = self.x + self.width / 2
        return "start" if centre < EDGE else "end" if centre > 100 - EDGE else "middle"

    @property
    def over_x(self) -> float:
        """Where it is held, per cent of the width."""
        ways = {"start": 0.0, "middle": 0.5, "end": 1.0}
        return round(self.x + ways[self.over_anchor] * self.width, 2)


@dataclass(frozen=True, slots=True)
class Mark:
    """An offer, or a posted range, on the axis. `y` is the line of its band, pixels."""

    x: float
    x_end: float
    y: int
    low: int
    high: int
    off_axis: bool

    @property
    def anchor(self) -> str:
        """Which end of the label is held, so that it never leaves the picture."""
        middle = (self.x + self.x_end) / 2
        return "start" if middle < 25 else "end" if middle > 75 else "middle"

    @property
    def centre(self) -> float:
        """The middle of the mark, per cent of the width."""
        return round((self.x + self.x_end) / 2, 2)

    @property
    def width(self) -> float:
        """The mark's width, per cent of the width."""
        return round(self.x_end - self.x, 2)


@dataclass(frozen=True, slots=True)
class Reach:
    """Behind a rung of quantiles: how far others are published; the median of a wide one."""

    x: float
    x_end: float
    median_x: float | None
    y: int

    @property
    def middle(self) -> int:
        """The line through the bar's middle, pixels."""
        return self.y + BAR // 2

    @property
    def bottom(self) -> int:
        """Where the bar ends, pixels."""
        return self.y + BAR


@dataclass(frozen=True, slots=True)
class LadderPicture:
    """The ladder of one market: its bands on one axis of money, the median, the mark.

    Rungs of quantiles have each a line to the outermost published ones behind them.
    """

    rungs: tuple[Rung, ...]
    ticks: tuple[Tick, ...]
    median: Tick
    mark: Mark | None
    left: float = LEFT
    reaches: tuple[Reach, ...] = ()
    pitch: int = RUNG

    @property
    def ends(self) -> str:
        """Where the axis begins and ends, for the script: `13 97`."""
        return f"{self.left:g} {RIGHT:g}"

    @property
    def floor_line(self) -> int:
        """The line under the lowest rung, pixels."""
        return HEAD + self.pitch * len(self.rungs)

    @property
    def height(self) -> int:
        """Pixels, with the axis."""
        return self.floor_line + FOOT

    @property
    def median_anchor(self) -> str:
        """Which end of the median's label is held."""
        return "start" if self.median.x < 25 else "end" if self.median.x > 75 else "middle"


def ladder(
    scale: MarketPay, axis: Axis, own_rank: int | None = None, mark: tuple[int, int] | None = None
) -> LadderPicture:
    """Draw a market; `mark` is an offer (twice the same amount) or a posted range, RUB a month."""
    bands = scale.ladder.bands
    lines = {b.rank: HEAD + RUNG * (len(bands) - b.rank) + (RUNG - BAR) // 2 for b in bands}
    rungs = tuple(
        rung(band, axis, lines[band.rank], mark if band.rank == own_rank else None, own_rank)
        for band in bands
    )
    drawn = mark_at(mark, axis, lines[own_rank or 1] + BAR // 2) if mark else None
    median = Tick(axis.at(scale.median), scale.median)
    return LadderPicture(rungs, axis.labelled, median, drawn, axis.left)


def rung(
    band: Band, axis: Axis, y: int, mark: tuple[int, int] | None, own_rank: int | None
) -> Rung:
    """A band as a bar on a line, its label where there is room."""
    x, end = axis.at(band.low), axis.at(band.high)
    left, label_at, label_x = label_place(band, axis, mark or (band.low, band.high))
    return Rung(
        band.rank, x, round(end - x, 2), y, band.low, band.high, band.rank == own_rank,
        left, label_at, round(label_x, 2),
    )  # fmt: skip


def label_place(band: Band, axis: Axis, mark: tuple[int, int]) -> tuple[bool, int, float]:
    """Where a label has room: beside its bar, else beside the mark; over the mark at worst.

    Is it on the left, of which amount, and at what per cent of the width does it begin or end.
    """
    half = DIAMOND if mark[0] == mark[1] else 0.0
    taken = axis.at(mark[0]) - half, axis.at(mark[1]) + half
    drawn = (taken, (axis.at(band.low), axis.at(band.high)))
    beside_bar = [
        (False, band.high, axis.at(band.high) + GAP),
        (True, band.low, axis.at(band.low) - GAP),
    ]
    beside_mark = [(False, mark[1], taken[1] + GAP), (True, mark[0], taken[0] - GAP)]
    for place in beside_bar + beside_mark:
        left, _amount, x = place
        start, end = (x - LABEL, x) if left else (x, x + LABEL)
        is_clear = all(end <= low or start >= high for low, high in drawn)
        if is_clear and start >= axis.names_end and end <= 100:
            return place
    right, left_side = beside_bar
    if right[2] + LABEL <= 100:
        return right
    has_room = left_side[2] - LABEL >= axis.names_end
    return left_side if has_room else (True, axis.high, axis.at(axis.high))


def mark_at(mark: tuple[int, int], axis: Axis, y: int) -> Mark:
    """An offer or a posted range on a line."""
    low, high = mark
    off_axis = high < axis.low or low > axis.high
    return Mark(axis.at(low), axis.at(high), y, low, high, off_axis)
