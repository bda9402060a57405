"""Ladders of several markets under one another on one rouble axis, as plain geometry.

Every line of the picture, a heading or a band, is as high as the next, so that the server's
SVG and Plotly's axis of categories stand on the same lines. Money is RUB a month.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from salaries import numbers, pictures
from salaries.domain.market import MarketPay
from salaries.domain.quantiles import OwnRange, Quantiles
from salaries.pictures import BAR, LEFT, RIGHT, Axis, LadderPicture, Mark, Reach, Rung, Tick
from salaries.pictures_boxes import boxes

TOP, PITCH, FOOT = 4, 23, 26
"""Over the first line, from line to line, and under the last one, pixels."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A market to draw under the others: its letter and name, the own band, perhaps an amount.

    `own_rank` is the place of the band among those of the survey, from 1.
    """

    letter: str
    name: str
    scale: MarketPay
    own_rank: int
    amount: int | None


@dataclass(frozen=True, slots=True)
class Block:
    """One market in the picture: a heading, and under it its bands, highest first."""

    letter: str
    heading: str
    line: int
    scale: MarketPay
    rungs: tuple[Rung, ...]
    median: Tick
    mark: Mark | None
    reaches: tuple[Reach, ...] = ()

    @property
    def top(self) -> int:
        """The line under the heading, pixels."""
        return TOP + PITCH * (self.line + 1)

    @property
    def floor_line(self) -> int:
        """The line under the lowest band, pixels."""
        return self.top + PITCH * len(self.rungs)

    @property
    def heading_y(self) -> int:
        """The base line of the heading, pixels."""
        return self.top - 6


@dataclass(frozen=True, slots=True)
class StackedPicture:
    """Markets under one another on one axis."""

    blocks: tuple[Block, ...]
    ticks: tuple[Tick, ...]
    left: float = LEFT

    @property
    def ends(self) -> str:
        """Where the axis begins and ends, for the script: `13 97`."""
        return f"{self.left:g} {RIGHT:g}"

    @property
    def top(self) -> int:
        """The line over the first heading, pixels."""
        return TOP

    @property
    def floor_line(self) -> int:
        """The line under the last band, pixels."""
        return self.blocks[-1].floor_line

    @property
    def height(self) -> int:
        """Pixels, with the axis."""
        return self.floor_line + FOOT


def axis_of(markets: Sequence[Placed], left: float = LEFT) -> Axis:
    """The axis that all of them stand on; it begins at `left` per cent of the width."""
    amounts = [one.amount for one in markets if one.amount is not None]
    return pictures.axis_for([one.scale for one in markets], amounts, left=left)


def stack(markets: Sequence[Placed], axis: Axis) -> StackedPicture:
    """Draw markets under one another, in the order given."""
    blocks, line = [], 0
    for market in markets:
        blocks.append(_block(market, axis, line))
        line += 1 + len(market.scale.ladder.bands)
    return StackedPicture(tuple(blocks), axis.labelled, axis.left)


def _block(market: Placed, axis: Axis, line: int) -> Block:
    amount = market.amount
    mark = None if amount is None else (amount, amount)
    alone = _alone(market, axis, mark)
    rungs = tuple(
        replace(rung, y=TOP + PITCH * (line + 1 + n) + (PITCH - BAR) // 2)
        for n, rung in enumerate(reversed(alone.rungs))
    )
    (own,) = (rung.middle for rung in rungs if rung.is_own)
    placed = alone.mark and replace(alone.mark, y=own)
    heading = _heading(market, alone.mark, axis)
    reaches = tuple(replace(reach, y=own - BAR // 2) for reach in alone.reaches)
    return Block(market.letter, heading, line, market.scale, rungs, alone.median, placed, reaches)


def _alone(market: Placed, axis: Axis, mark: tuple[int, int] | None) -> LadderPicture:
    """The market as it is drawn alone; of quantiles only the box that is compared."""
    if not isinstance(market.scale, Quantiles):
        return pictures.ladder(market.scale, axis, market.own_rank, mark)
    drawn = boxes([market.scale], axis, 1, mark)
    whole = OwnRange(1, market.scale.floor, market.scale.ceiling)
    left, at, x = pictures.label_place(whole, axis, mark or (whole.low, whole.high))
    rungs = tuple(
        replace(rung, rank=market.own_rank, label_left=left, label_at=at, label_x=round(x, 2))
        for rung in drawn.rungs
    )
    return replace(drawn, rungs=rungs)


def _heading(market: Placed, mark: Mark | None, axis: Axis) -> str:
    """`A · Moscow, agencies · 52 000`, with an arrow when the amount lies off the axis."""
    heading = f"{market.letter} · {market.name}"
    if mark is None:
        return heading
    arrows = {mark.high < axis.low: "← ", mark.low > axis.high: "→ "}
    return f"{heading} · {arrows.get(True, '')}{numbers.number(mark.low)}"
