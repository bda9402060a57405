"""One market's pay scale, and what two or more of them say side by side (METHOD §2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Protocol

from salaries.domain.bands import Band, Ladder


class MarketPay(Protocol):
    """What every survey says of a market: a median, the ranges to judge by, and its two ends.

    `PayScale` has it of published bands, `quantiles.Quantiles` of published quantiles.
    """

    @property
    def ladder(self) -> Ladder:
        """The ranges that amounts are judged by, by the rank of an experience level."""

    @property
    def median(self) -> int:
        """Half of the pay lies below it, in whole units a month."""

    @property
    def floor(self) -> int:
        """The lowest published amount."""

    @property
    def ceiling(self) -> int:
        """The highest published amount."""

    def spans(self, amount: int | Fraction) -> bool:
        """Is the amount between the two, both included?"""

    def __hash__(self) -> int:
        """Equal pay has one hash: drawings of it are kept."""


@dataclass(frozen=True, slots=True)
class PayScale:
    """What is published about one market: its ladder of bands and its median, RUB a month.

    Raises ValueError unless floor < median < ceiling: the percentile models divide by
    both distances.

    >>> pay_scale([30, 35, 40, 60, 90], 55).ladder.band_of(55).rank
    3
    """

    ladder: Ladder
    median: int

    def __post_init__(self) -> None:
        if not self.ladder.floor < self.median < self.ladder.ceiling:
            raise ValueError(f"the median {self.median} is outside the ladder")

    @property
    def floor(self) -> int:
        """The lowest published amount, RUB a month."""
        return self.ladder.floor

    @property
    def ceiling(self) -> int:
        """The highest published amount, RUB a month."""
        return self.ladder.ceiling

    def spans(self, amount: int | Fraction) -> bool:
        """Is the amount inside the published range, both ends included?"""
        return self.floor <= amount <= self.ceiling


def pay_scale(edges: Iterable[int], median: int) -> PayScale:
    """A pay scale from its rising edges and its median, RUB a month."""
    bands = (Band(rank, low, high) for rank, (low, high) in enumerate(pairwise(edges), start=1))
    return PayScale(Ladder(tuple(bands)), median)


def market_ratio(amount: int | Fraction, scale: MarketPay) -> Fraction:
    """Market ratio (compa-ratio on the median): amount / median.

    >>> market_ratio(52_000, pay_scale([30_000, 35_000, 40_000, 60_000, 90_000], 55_000))
    Fraction(52, 55)
    """
    return Fraction(amount) / scale.median


def agency_premium(agency: MarketPay, company: MarketPay) -> Fraction:
    """How much more agencies' median is than companies': agency / company - 1.

    >>> rostov = [19_000, 22_000, 25_000, 37_000, 50_000]
    >>> premium = agency_premium(pay_scale(rostov, 34_000), pay_scale(rostov, 30_000))
    >>> f"{float(premium):.1%}"
    '13.3%'
    """
    return Fraction(agency.median, company.median) - 1


def band_premiums(agency: MarketPay, company: MarketPay) -> tuple[Fraction, ...]:
    """The agency premium of each band, on the bands' mid-points, lowest band first.

    Raises ValueError when the two ladders have different numbers of bands.
    """
    pairs = zip(agency.ladder.bands, company.ladder.bands, strict=True)
    return tuple(ours.middle / theirs.middle - 1 for ours, theirs in pairs)


@dataclass(frozen=True, slots=True)
class StepPrice:
    """What the step from one band to the next is worth, RUB a month, three ways."""

    from_rank: int
    to_rank: int
    low_to_low: int
    middle_to_middle: Fraction
    high_to_high: int


def step_prices(ladder: Ladder) -> tuple[StepPrice, ...]:
    """The price of every step of a ladder, lowest first.

    >>> moscow = pay_scale([30_000, 35_000, 40_000, 60_000, 90_000], 55_000)
    >>> [int(step.middle_to_middle) for step in step_prices(moscow.ladder)]
    [5000, 12500, 25000]
    """
    return tuple(
        StepPrice(
            below.rank,
            above.rank,
            above.low - below.low,
            above.middle - below.middle,
            above.high - below.high,
        )
        for below, above in pairwise(ladder.bands)
    )


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in a ranking, 1 for the highest, with how many share it."""

    place: int
    shared_by: int
    among: int


def rank_with_ties(value: int, values: Iterable[int]) -> Rank:
    """Where a value stands among values it is one of; equal values share the better place.

    Raises ValueError when the value is not among them.

    >>> rank_with_ties(30_000, [55_000, 30_000, 30_000, 28_000])
    Rank(place=2, shared_by=2, among=4)
    """
    values = list(values)
    if value not in values:
        raise ValueError(f"{value} is not among the values ranked")
    return Rank(1 + sum(v > value for v in values), values.count(value), len(values))
