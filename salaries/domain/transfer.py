"""Equal standing elsewhere: an amount carried from one market to another (METHOD §4).

Two ways, both shown, for their difference is the uncertainty. No cost-of-living index:
it measures what goods cost, not what work is paid.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from salaries.domain.market import MarketPay
from salaries.domain.money import round_half_up


def same_place(
    amount: int | Fraction, rank: int, here: MarketPay, there: MarketPay
) -> Fraction | None:
    """The amount at the same place in the same band of another market, RUB a month.

    None when the amount lies outside that band here: there is no place to carry.
    Raises KeyError when either market has no such band.

    >>> from salaries.domain.market import pay_scale
    >>> moscow = pay_scale([30_000, 35_000, 40_000, 60_000, 90_000], 55_000)
    >>> kazan = pay_scale([17_000, 19_000, 22_000, 33_000, 45_000], 30_000)
    >>> same_place(52_000, 3, moscow, kazan)
    Fraction(28600, 1)
    """
    band = here.ladder.band(rank)
    if not band.low <= amount <= band.high:
        return None
    return there.ladder.band(rank).at(band.place(amount))


def same_ratio(amount: int | Fraction, here: MarketPay, there: MarketPay) -> Fraction:
    """The amount that stands in the same ratio to the other market's median, RUB a month.

    >>> from salaries.domain.market import pay_scale
    >>> moscow = pay_scale([30_000, 35_000, 40_000, 60_000, 90_000], 55_000)
    >>> kazan = pay_scale([17_000, 19_000, 22_000, 33_000, 45_000], 30_000)
    >>> float(same_ratio(55_000, moscow, kazan))
    30000.0
    """
    return Fraction(amount) * there.median / here.median


@dataclass(frozen=True, slots=True)
class EqualStanding:
    """What an amount would be elsewhere, whole RUB a month, by each of the two ways."""

    same_place: int | None
    same_ratio: int

    @property
    def low(self) -> int:
        """The lower of the two answers."""
        return min(self.same_ratio, self.same_place or self.same_ratio)

    @property
    def high(self) -> int:
        """The higher of the two answers."""
        return max(self.same_ratio, self.same_place or self.same_ratio)


def equal_standing(amount: int, rank: int, here: MarketPay, there: MarketPay) -> EqualStanding:
    """Carry an amount both ways, rounded to whole RUB a month.

    >>> from salaries.domain.market import pay_scale
    >>> moscow = pay_scale([30_000, 35_000, 40_000, 60_000, 90_000], 55_000)
    >>> kazan = pay_scale([17_000, 19_000, 22_000, 33_000, 45_000], 30_000)
    >>> equal_standing(52_000, 3, moscow, kazan)
    EqualStanding(same_place=28600, same_ratio=28364)
    """
    placed = same_place(amount, rank, here, there)
    return EqualStanding(
        None if placed is None else round_half_up(placed),
        round_half_up(same_ratio(amount, here, there)),
    )
