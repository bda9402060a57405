"""A survey's markets as arrays: what judging whole columns looks up.

A cell is a market and a band. `steps` hold, for each cell, the four smallest whole amounts at
which the verdict turns to lower part, middle, upper part and above, so a verdict is how many of
them an amount has reached; the same for gross amounts. `points` hold, for each market, the
amounts at which the log-normal model's percentile reaches each whole point. All of them are
worked out by the functions of the domain, so no rule is written here again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from salaries.domain.bands import Band
from salaries.domain.market import MarketPay
from salaries.domain.money import gross_from_net
from salaries.domain.percentile import log_normal
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Market, MarketKey
from salaries.domain.verdict import LOWER_QUARTER, UPPER_QUARTER

Integers = NDArray[np.int64]
POINTS = 100


@dataclass(frozen=True)
class Tables:
    """One survey's arrays; a market's number is its place in the survey."""

    survey: Survey

    @cached_property
    def markets(self) -> tuple[Market, ...]:
        """The markets by number."""
        return tuple(self.survey.markets.values())

    @cached_property
    def numbers(self) -> dict[MarketKey, int]:
        """The number of each market."""
        return {market.key: number for number, market in enumerate(self.markets)}

    @cached_property
    def bands(self) -> int:
        """How many bands every market has."""
        return len(self.survey.bands)

    def band_number(self, rank: int) -> int:
        """The number of the band of a rank: the first of the survey is 0."""
        return rank - self.survey.bands[0].rank

    def rank(self, band: int) -> int:
        """The rank of a band by its number."""
        return band + self.survey.bands[0].rank

    def is_published(self, market: Integers, band: Integers) -> NDArray[np.bool_]:
        """Which rows have figures to judge by: all, for a market of bands has all of them."""
        return np.ones(len(market), dtype=bool)

    def reach(self, market: Integers, band: Integers) -> tuple[Integers, Integers]:
        """The lowest and the highest published amount of each row's market."""
        return self.edges[market, 0], self.edges[market, -1]

    def lows(self, market: Integers, band: Integers) -> Integers:
        """The low of each row's band."""
        return self.edges[market, band]

    def scale(self, market: int, band: int) -> MarketPay:
        """What is published of a row's market."""
        return self.markets[market].scale

    def market(self, market: int, band: int) -> Market:
        """A row's market as it is published for its band."""
        return replace(self.markets[market], scale=self.scale(market, band))

    @cached_property
    def edges(self) -> Integers:
        """Every published edge, rising: markets × (bands + 1), RUB a month."""
        return np.array([market.scale.ladder.edges for market in self.markets], dtype=np.int64)

    @cached_property
    def medians(self) -> Integers:
        """One median a market, RUB a month."""
        return np.array([market.scale.median for market in self.markets], dtype=np.int64)

    @cached_property
    def net_steps(self) -> Integers:
        """Where the verdict on a net amount turns: (markets × bands) × 4, RUB a month."""
        found = [verdict_steps(band) for m in self.markets for band in m.scale.ladder.bands]
        return np.array(found, dtype=np.int64)

    @cached_property
    def gross_steps(self) -> Integers:
        """Where the verdict on a gross amount turns: the least gross that leaves each net step."""
        if not self.survey.knows_tax:  # then nothing is read as gross
            return self.net_steps
        year = self.survey.month.year
        steps, places = np.unique(self.net_steps, return_inverse=True)
        gross = np.array([gross_from_net(int(step), year) for step in steps], dtype=np.int64)
        return gross[places.reshape(self.net_steps.shape)]

    @cached_property
    def points(self) -> tuple[Integers, Integers]:
        """Where log-normal's percentile reaches each point, rounded down and rounded up.

        Two arrays of markets × 100, RUB a month; an amount's percentile is how many of its
        market's row it has reached.
        """
        down = [percentile_steps(m.scale, lambda share, k: share >= k) for m in self.markets]
        up = [percentile_steps(m.scale, lambda share, k: share > k - 1) for m in self.markets]
        return np.array(down, dtype=np.int64), np.array(up, dtype=np.int64)


def verdict_steps(band: Band) -> tuple[int, int, int, int]:
    """The smallest whole amounts that are in the lower part, middle, upper part, and above.

    >>> verdict_steps(Band(3, 40_000, 60_000))
    (40000, 45000, 55001, 60001)
    """
    middle, upper = band.at(LOWER_QUARTER), band.at(UPPER_QUARTER)
    return band.low, math.ceil(middle), math.floor(upper) + 1, band.high + 1


def percentile_steps(scale: MarketPay, reached: Callable[[Fraction, int], bool]) -> Sequence[int]:
    """The smallest whole amount for each of 100 points of which `reached` is true.

    `reached` is told 100 times the log-normal share of offers below an amount, and the point.
    A point that no amount up to the ceiling reaches gets the amount behind the ceiling.
    """
    amounts = range(scale.floor, scale.ceiling + 1)
    shares: dict[int, Fraction] = {}

    def share(amount: int) -> Fraction:
        if amount not in shares:
            shares[amount] = 100 * Fraction(log_normal(scale, amount))
        return shares[amount]

    steps, start = [], 0
    for point in range(1, POINTS + 1):
        low, high = start, len(amounts)
        while low < high:
            middle = (low + high) // 2
            low, high = (
                (low, middle) if reached(share(amounts[middle]), point) else (middle + 1, high)
            )
        steps.append(scale.floor + low)
        start = low
    return steps
