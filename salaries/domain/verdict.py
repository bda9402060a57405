"""The verdict on an offer: where it stands in its own band and market (METHOD §2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from salaries.domain.bands import Band
from salaries.domain.market import MarketPay, market_ratio
from salaries.domain.money import Basis, Reading, gross_from_net, readings

LOWER_QUARTER = Fraction(1, 4)
UPPER_QUARTER = Fraction(3, 4)
BORDERLINE = 500
"""RUB a month: the first table is rounded to thousands, so a closer call is not a clear one."""


class Verdict(StrEnum):
    """Where an amount stands to a band."""

    BELOW = "below"
    LOWER_PART = "lower_part"
    MIDDLE = "middle"
    UPPER_PART = "upper_part"
    ABOVE = "above"


def verdict_on(amount: int | Fraction, band: Band) -> Verdict:
    """Below, lower part, middle, upper part or above the band.

    >>> verdict_on(52_000, Band(3, 40_000, 60_000)).value
    'middle'
    """
    inside, width = amount - band.low, band.width  # whole numbers: shares of them are slow
    if inside < 0:
        return Verdict.BELOW
    if inside > width:
        return Verdict.ABOVE
    if inside * LOWER_QUARTER.denominator < width * LOWER_QUARTER.numerator:
        return Verdict.LOWER_PART
    is_upper = inside * UPPER_QUARTER.denominator > width * UPPER_QUARTER.numerator
    return Verdict.UPPER_PART if is_upper else Verdict.MIDDLE


def nearest_flips(amount: int, band: Band) -> tuple[int, ...]:
    """The nearest whole amounts below and above whose verdict differs, RUB a month.

    >>> band = Band(3, 40_000, 60_000)
    >>> nearest_flips(52_000, band), nearest_flips(39_000, band)
    ((44999, 55001), (40000,))
    """
    own = verdict_on(amount, band)
    edges = (band.low, band.at(LOWER_QUARTER), band.at(UPPER_QUARTER), band.high)
    near = {int(edge) + step for edge in edges for step in (-1, 0, 1)}
    others = sorted(other for other in near if verdict_on(other, band) != own)
    below = [other for other in others if other < amount][-1:]
    above = [other for other in others if other > amount][:1]
    return (*below, *above)


def distance_to_flip(amount: int, band: Band) -> int:
    """The smallest change, in whole RUB a month, that changes the verdict.

    >>> band = Band(3, 40_000, 60_000)
    >>> distance_to_flip(52_000, band), distance_to_flip(44_500, band)
    (3001, 500)
    """
    return min(abs(other - amount) for other in nearest_flips(amount, band))


@dataclass(frozen=True, slots=True)
class OfferVerdict:
    """An amount judged in a market, for the experience of one band. Money in RUB a month, net."""

    amount: int
    scale: MarketPay
    band: Band

    @property
    def verdict(self) -> Verdict:
        """Where the amount stands in its own band."""
        return verdict_on(self.amount, self.band)

    @property
    def place_in_band(self) -> Fraction:
        """Range penetration of the own band: 0 at low, 1 at high, beyond them outside it."""
        return self.band.place(self.amount)

    @property
    def market_ratio(self) -> Fraction:
        """Compa-ratio on the market's median."""
        return market_ratio(self.amount, self.scale)

    @property
    def gap_to_median(self) -> int:
        """Amount minus median, RUB a month: negative below the median."""
        return self.amount - self.scale.median

    @property
    def band_of_amount(self) -> Band | None:
        """The band whose money the amount is; None outside the published range."""
        return self.scale.ladder.band_of(self.amount)

    @property
    def next_band(self) -> Band | None:
        """The band above the own one; None for the highest."""
        ladder = self.scale.ladder
        return ladder.band(self.band.rank + 1) if self.band.rank < len(ladder.bands) else None

    @property
    def to_next_edge_up(self) -> int | None:
        """RUB a month up to the next published edge; None at or above the highest."""
        edge = self.scale.ladder.edge_above(self.amount)
        return None if edge is None else edge - self.amount

    @property
    def to_next_edge_down(self) -> int | None:
        """RUB a month down to the next published edge; None at or below the lowest."""
        edge = self.scale.ladder.edge_below(self.amount)
        return None if edge is None else self.amount - edge

    @property
    def distance_to_flip(self) -> int:
        """The smallest change in whole RUB a month that changes the verdict."""
        return distance_to_flip(self.amount, self.band)


def judge(amount: int, scale: MarketPay, rank: int) -> OfferVerdict:
    """Judge a net amount, RUB a month, for the experience of a band.

    Raises KeyError when the market has no such band.

    >>> from salaries.domain.market import pay_scale
    >>> moscow = pay_scale([30_000, 35_000, 40_000, 60_000, 90_000], 55_000)
    >>> judged = judge(52_000, moscow, 3)
    >>> judged.verdict.value, judged.place_in_band, judged.gap_to_median
    ('middle', Fraction(3, 5), -3000)
    """
    return OfferVerdict(amount, scale, scale.ladder.band(rank))


@dataclass(frozen=True)
class JudgedOffer:
    """An offer under each reading of its basis: one verdict when it is known, else two."""

    basis: Basis
    readings: tuple[Reading, ...]
    verdicts: tuple[OfferVerdict, ...]
    year: int
    close_call: int = BORDERLINE

    @property
    def main(self) -> OfferVerdict:
        """The verdict to show first: the net reading where there are two."""
        return self.verdicts[0]

    @property
    def readings_agree(self) -> bool:
        """Do all readings give the same verdict?"""
        return len({judged.verdict for judged in self.verdicts}) == 1

    @property
    def borderline(self) -> bool:
        """Nearer to another verdict than can be told, or gross and net readings disagree."""
        return not self.readings_agree or self.distance_to_flip <= self.close_call

    @cached_property
    def distance_to_flip(self) -> int:
        """The smallest change of the amount as stated, whole RUB a month, that changes a verdict.

        Of a gross amount it is counted in gross roubles, for that is what can be negotiated.
        """
        pairs = zip(self.readings, self.verdicts, strict=True)
        return min(_stated_distance(reading, judged, self.year) for reading, judged in pairs)


def _stated_distance(reading: Reading, judged: OfferVerdict, year: int) -> int:
    if reading.basis is Basis.NET:
        return judged.distance_to_flip
    grosses = (
        gross_from_net(net, year) if net > judged.amount else gross_from_net(net + 1, year) - 1
        for net in nearest_flips(judged.amount, judged.band)
    )
    return min(abs(gross - reading.stated) for gross in grosses)


def judge_offer(
    amount: int,
    basis: Basis,
    scale: MarketPay,
    rank: int,
    year: int,
    close_call: int = BORDERLINE,
) -> JudgedOffer:
    """Judge an amount as stated, RUB a month, with the income tax of the survey's year.

    `close_call` is how near another verdict is too near, which depends on the table's rounding.
    Raises KeyError for an unknown band, ValueError for a year without a known tax scale.

    >>> from salaries.domain.market import pay_scale
    >>> moscow = pay_scale([30_000, 35_000, 40_000, 60_000, 90_000], 55_000)
    >>> offer = judge_offer(62_000, Basis.UNKNOWN, moscow, 3, 2015)
    >>> [judged.verdict.value for judged in offer.verdicts], offer.borderline
    (['above', 'middle'], True)
    """
    ways: Sequence[Reading] = readings(amount, basis, year)
    verdicts = tuple(judge(reading.net, scale, rank) for reading in ways)
    return JudgedOffer(basis, tuple(ways), verdicts, year, close_call)
