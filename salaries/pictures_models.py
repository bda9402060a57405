"""The two models of one market as curves: the share of offers below an amount, as geometry.

As in `pictures`: positions in per cent of the width, heights in pixels. The curves themselves
are paths in a square of `SIDE` units, which the page stretches between the axes. Money is RUB
a month, shares run from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from salaries.domain.market import MarketPay
from salaries.domain.percentile import HALF, flat, guarantee, log_normal
from salaries.pictures import Axis, Tick, axis_for

SIDE = 1000
"""The square that the paths are drawn in, units."""
HEAD, PLOT, FOOT = 30, 260, 26
"""Over the plot, the plot, and under it, pixels."""
SAMPLES = 80
"""Amounts at which the curves are worked out, besides the edges and the median."""
QUARTERS = (0, 25, 50, 75, 100)


@dataclass(frozen=True, slots=True)
class Sampled:
    """The share of offers below one amount, by each model, and the bound between them."""

    amount: int
    flat: Fraction
    log_normal: float
    bound: Fraction

    @property
    def difference(self) -> float:
        """How far the models lie from one another."""
        return abs(float(self.flat) - self.log_normal)


def sampled(scale: MarketPay, more: Iterable[int] = ()) -> tuple[Sampled, ...]:
    """Both models over the published range, rising; `more` are amounts that must be there."""
    span = scale.ceiling - scale.floor
    even = (scale.floor + span * n // SAMPLES for n in range(SAMPLES + 1))
    inside = {amount for amount in more if scale.spans(amount)}
    amounts = sorted({*even, *scale.ladder.edges, scale.median, *inside})
    return tuple(sample(scale, amount) for amount in amounts)


def sample(scale: MarketPay, amount: int) -> Sampled:
    """Both models at one amount. Raises ValueError outside the published range."""
    bound = guarantee(scale, amount).share
    return Sampled(amount, flat(scale, amount), log_normal(scale, amount), bound)


@dataclass(frozen=True, slots=True)
class Label:
    """A mark on the rouble axis with its amount, written from `x`: `anchor` says which way."""

    x: float
    amount: int
    anchor: str
    arrow: str = ""


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A level line of the share axis: whole per cent, and its height in pixels."""

    percent: int
    y: int


@dataclass(frozen=True, slots=True)
class ModelsPicture:
    """Two curves, the bound they keep, the median where they meet, and the amount asked about."""

    axis: Axis
    ticks: tuple[Tick, ...]
    levels: tuple[ShareLine, ...]
    flat: str
    log_normal: str
    bound: str
    allowed: str
    median: Label
    mark: Label

    top, plot, side = HEAD, PLOT, SIDE

    @property
    def left(self) -> float:
        """Where the plot begins, per cent of the width."""
        return self.axis.left

    @property
    def width(self) -> float:
        """How wide the plot is, per cent of the width."""
        return self.axis.right - self.axis.left

    @property
    def middle(self) -> int:
        """The height of a half, pixels."""
        return HEAD + PLOT // 2

    @property
    def floor_line(self) -> int:
        """The line under the plot, pixels."""
        return HEAD + PLOT

    @property
    def height(self) -> int:
        """Pixels, with the axis."""
        return HEAD + PLOT + FOOT


def models_picture(scale: MarketPay, points: Sequence[Sampled], amount: int) -> ModelsPicture:
    """Draw the models of one market, with an amount marked; one off the axis stands at its end."""
    axis = axis_for([scale], [amount])
    first, last = points[0], points[-1]
    bound = _path(axis, [(first.amount, first.bound), (last.amount, last.bound)])
    return ModelsPicture(
        axis,
        axis.labelled,
        tuple(ShareLine(percent, HEAD + PLOT - PLOT * percent // 100) for percent in QUARTERS),
        _path(axis, [(p.amount, p.flat) for p in points]),
        _path(axis, [(p.amount, p.log_normal) for p in points]),
        bound,
        " ".join(f"{_path(axis, corners)}z" for corners in allowed(scale, points)),
        Label(axis.at(scale.median), scale.median, "start"),
        _mark(axis, amount),
    )


Corner = tuple[int, "Fraction | float"]


def allowed(scale: MarketPay, points: Sequence[Sampled]) -> tuple[list[Corner], list[Corner]]:
    """What the guarantee leaves open: under its line below the median, over it above."""
    low, high, median = points[0], points[-1], scale.median
    under: list[Corner] = [
        (low.amount, Fraction(0)), (low.amount, low.bound), (median, HALF), (median, Fraction(0))
    ]  # fmt: skip
    over: list[Corner] = [
        (median, HALF), (high.amount, high.bound), (high.amount, Fraction(1)), (median, Fraction(1))
    ]  # fmt: skip
    return under, over


def _mark(axis: Axis, amount: int) -> Label:
    x = axis.at(amount)
    arrow = "←" if amount < axis.low else "→" if amount > axis.high else ""
    anchor = "start" if x < 25 else "end" if x > 80 else "middle"
    return Label(x, amount, anchor, arrow)


def _path(axis: Axis, points: Iterable[Corner]) -> str:
    span = axis.high - axis.low
    places = (
        f"{SIDE * (amount - axis.low) / span:.1f} {SIDE * (1 - float(share)):.1f}"
        for amount, share in points
    )
    return "M" + "L".join(places)
