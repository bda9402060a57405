"""What a survey of quantiles publishes about one group of vacancies, and what it says of an amount.

A band survey says who should be paid what; a survey of quantiles counts what was offered. Between
two published quantiles the share below an amount is read off the straight line through them
(METHOD §3); beyond the outermost ones nothing is known but the side. The range an amount is judged
by is the middle half, from the 25th to the 75th percentile, or the widest that is published.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from salaries.domain.bands import Band, Ladder
from salaries.domain.market import MarketPay

MEDIAN = 50
PERCENTS = (10, 25, MEDIAN, 75, 90)
"""The quantiles that a survey may publish, in per cent; the median it must."""
JUDGED_BY = ((25, 75), (10, 90), (MEDIAN, MEDIAN))
"""The ranges an amount may be judged by; the first that is published is."""


class Point(NamedTuple):
    """One published quantile: this share of the pay, in per cent, is at most this amount."""

    percent: int
    amount: int


@dataclass(frozen=True, slots=True)
class OwnRange(Band):
    """The range that an amount is judged by: two quantiles, which may be the same amount.

    >>> OwnRange(0, 45_000, 45_000).place(45_000)
    Fraction(1, 2)
    """

    def __post_init__(self) -> None:
        if not 0 < self.low <= self.high:
            raise ValueError(f"a range needs 0 < low <= high, not {self.low} and {self.high}")

    def place(self, amount: int | Fraction) -> Fraction:
        """Place in the range: 0 at low, 1 at high; the middle of a range without a width."""
        if self.width:
            return Fraction(amount - self.low) / self.width
        return Fraction(1, 2) + Fraction(amount - self.low)


@dataclass(frozen=True, slots=True)
class OneRange(Ladder):
    """A ladder of the one range an amount is judged by; `rank` is that of its experience level."""

    def __post_init__(self) -> None:
        if len(self.bands) != 1:
            raise ValueError("quantiles have one range to judge by")

    def band(self, rank: int) -> Band:
        """The range, under its own level's rank. Raises KeyError for another."""
        if rank != self.bands[0].rank:
            raise KeyError(rank)
        return self.bands[0]


@dataclass(frozen=True)
class Quantiles:
    """Published quantiles of the pay of one experience level in one market, a month.

    `rank` is the level's, 0 for all levels together. `sample` counts vacancies, `employers` who
    posted them, `median_interval` is where the median lies, as sure as the survey says; None is
    not stated. Raises ValueError when the median is missing, a percentage is none that may be
    published, or the amounts fall.

    >>> moscow = Quantiles(0, (Point(25, 40_000), Point(50, 47_500), Point(75, 62_500)), 71)
    >>> moscow.median, moscow.own.low, moscow.own.high
    (47500, 40000, 62500)
    """

    rank: int
    points: tuple[Point, ...]
    sample: int | None = None
    employers: int | None = None
    median_interval: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        percents = [point.percent for point in self.points]
        if MEDIAN not in percents or percents != [one for one in PERCENTS if one in percents]:
            raise ValueError(f"quantiles need a median and rising percentages, not {percents}")
        if any(below.amount > above.amount for below, above in pairwise(self.points)):
            raise ValueError("quantiles must not fall")

    @cached_property
    def by_percent(self) -> dict[int, int]:
        """The published amounts by their percentages."""
        return dict(self.points)

    @property
    def median(self) -> int:
        """The 50th percentile."""
        return self.by_percent[MEDIAN]

    @property
    def floor(self) -> int:
        """The lowest published quantile."""
        return self.points[0].amount

    @property
    def ceiling(self) -> int:
        """The highest published quantile."""
        return self.points[-1].amount

    def spans(self, amount: int | Fraction) -> bool:
        """Does the amount lie between the outermost published quantiles, both included?"""
        return self.floor <= amount <= self.ceiling

    @property
    def judged_by(self) -> tuple[int, int]:
        """Between which percentages the range lies that amounts are judged by."""
        published = self.by_percent.keys()
        return next(pair for pair in JUDGED_BY if published >= set(pair))

    @property
    def own(self) -> Band:
        """The range that amounts are judged by."""
        return self.ladder.bands[0]

    @cached_property
    def ladder(self) -> Ladder:
        """The one range that amounts are judged by, as a ladder."""
        low, high = (self.by_percent[percent] for percent in self.judged_by)
        return OneRange((OwnRange(self.rank, low, high),))


def typical(scale: MarketPay, rank: int) -> Fraction:
    """What stands for a level where no amount is given: a band's mid-point, or the median.

    >>> typical(Quantiles(0, (Point(25, 40), Point(50, 48))), 0)
    Fraction(48, 1)
    """
    if isinstance(scale, Quantiles):
        return Fraction(scale.median)
    return scale.ladder.band(rank).middle


def span_of(scale: MarketPay) -> tuple[int, int]:
    """What stands for the width of a market's pay: all its bands, or the range judged by.

    >>> span_of(Quantiles(0, (Point(10, 30), Point(25, 40), Point(50, 48), Point(75, 60))))
    (40, 60)
    """
    if isinstance(scale, Quantiles):
        return scale.own.low, scale.own.high
    return scale.floor, scale.ceiling
