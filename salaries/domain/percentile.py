"""Where an amount stands among the offers of its whole market (METHOD §3).

One probability is published: half of the offers lie below the median. The rest needs a
model; two are shown as an interval, with a bound that holds for every one-peaked market.
A percentile here is a share of offers, never of people, and never inside one band.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from statistics import NormalDist

from salaries.domain.market import MarketPay

HALF = Fraction(1, 2)
CENTRAL_90_PERCENT = 2 * 1.6448536
"""Width, in standard deviations, of the central 90 % of a normal distribution."""

_phi = NormalDist().cdf


class Outside(StrEnum):
    """On which side an amount leaves the published range."""

    BELOW = "below"
    ABOVE = "above"


class BoundSide(StrEnum):
    """Which way a guarantee bounds the percentile."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    EXACTLY = "exactly"


@dataclass(frozen=True, slots=True)
class Guarantee:
    """A bound on the share of offers below an amount, whatever the one-peaked shape."""

    side: BoundSide
    share: Fraction

    @property
    def points(self) -> int:
        """The bound in whole percentile points, rounded to the safe side."""
        hundred = 100 * self.share
        return math.floor(hundred) if self.side is BoundSide.AT_LEAST else math.ceil(hundred)


@dataclass(frozen=True, slots=True)
class PercentileInterval:
    """What can be said of an amount's percentile: both models, and the guarantee."""

    flat: Fraction
    log_normal: float
    guarantee: Guarantee

    @property
    def low(self) -> int:
        """Lower end in whole percentile points, rounded down."""
        return min(_points_down(share) for share in (self.flat, self.log_normal))

    @property
    def high(self) -> int:
        """Upper end in whole percentile points, rounded up."""
        return max(-_points_down(-share) for share in (self.flat, self.log_normal))

    @property
    def bound(self) -> Guarantee | None:
        """The guarantee where it says something: at the two ends of the range it says nothing."""
        return None if self.high == 0 or self.low == 100 else self.guarantee


def _points_down(share: Fraction | float) -> int:
    """Whole points of a share, rounded down, exactly."""
    numerator, denominator = share.as_integer_ratio()
    return 100 * numerator // denominator


def outside(scale: MarketPay, amount: int) -> Outside | None:
    """Below or above every published offer, or None inside the published range."""
    if amount < scale.floor:
        return Outside.BELOW
    return Outside.ABOVE if amount > scale.ceiling else None


def flat(scale: MarketPay, amount: int | Fraction) -> Fraction:
    """Share of offers below an amount if they lie evenly on each side of the median.

    Raises ValueError outside the published range.

    >>> from salaries.domain.market import pay_scale
    >>> flat(pay_scale([30, 35, 40, 60, 90], 55), 45)
    Fraction(3, 10)
    """
    _require_inside(scale, amount)
    low, median, high = scale.floor, scale.median, scale.ceiling
    if amount <= median:
        return HALF * Fraction(amount - low) / (median - low)
    return HALF + HALF * Fraction(amount - median) / (high - median)


def log_normal(scale: MarketPay, amount: int | Fraction) -> float:
    """Share of offers below an amount if pay is log-normal around the median.

    The published span is read as the central 90 %, then the curve is cut off at the span
    and made to keep the median. Raises ValueError outside the published range.

    >>> from salaries.domain.market import pay_scale
    >>> round(log_normal(pay_scale([30, 35, 40, 60, 90], 55), 45), 4)
    0.2571
    """
    _require_inside(scale, amount)
    low, median, high = scale.floor, scale.median, scale.ceiling
    sigma = (math.log(high) - math.log(low)) / CENTRAL_90_PERCENT

    def z(value: int | Fraction) -> float:
        return (math.log(value) - math.log(median)) / sigma

    if amount <= median:
        return 0.5 * (_phi(z(amount)) - _phi(z(low))) / (0.5 - _phi(z(low)))
    return 0.5 + 0.5 * (_phi(z(amount)) - 0.5) / (_phi(z(high)) - 0.5)


def guarantee(scale: MarketPay, amount: int | Fraction) -> Guarantee:
    """The bound that every one-peaked distribution on the published span keeps.

    Raises ValueError outside the published range.

    >>> from salaries.domain.market import pay_scale
    >>> bound = guarantee(pay_scale([30, 35, 40, 60, 90], 55), 45)
    >>> bound.side.value, round(float(bound.share), 4), bound.points
    ('at_most', 0.3571, 36)
    """
    _require_inside(scale, amount)
    median = scale.median
    longer_side = max(median - scale.floor, scale.ceiling - median)
    if amount == median:
        return Guarantee(BoundSide.EXACTLY, HALF)
    if amount < median:
        share = HALF * (1 - Fraction(median - amount) / longer_side)
        return Guarantee(BoundSide.AT_MOST, share)
    share = HALF * (1 + Fraction(amount - median) / longer_side)
    return Guarantee(BoundSide.AT_LEAST, share)


def percentile_interval(scale: MarketPay, amount: int) -> PercentileInterval | None:
    """The percentile interval of an amount, or None outside the published range.

    >>> from salaries.domain.market import pay_scale
    >>> interval = percentile_interval(pay_scale([30, 35, 40, 60, 90], 55), 52)
    >>> interval.low, interval.high, interval.guarantee.points
    (42, 44, 46)
    """
    if outside(scale, amount):
        return None
    return PercentileInterval(
        flat(scale, amount), log_normal(scale, amount), guarantee(scale, amount)
    )


def _require_inside(scale: MarketPay, amount: int | Fraction) -> None:
    if not scale.spans(amount):
        raise ValueError(f"{amount} is outside the published range: no percentile")
