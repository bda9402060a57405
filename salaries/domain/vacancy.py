"""A vacancy's posted range, judged for the experience it asks (METHOD §6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from salaries.domain.bands import Band
from salaries.domain.market import MarketPay, market_ratio
from salaries.domain.money import Basis, net_from_gross, round_half_up
from salaries.domain.verdict import LOWER_QUARTER, UPPER_QUARTER, Verdict, verdict_on

SAYS_LITTLE = 3
"""A posting that covers this many bands tells a candidate little."""


class Fit(StrEnum):
    """How a posted range lies to the band it asks for."""

    BELOW = "below"
    STARTS_BELOW = "starts_below"
    WITHIN = "within"
    COVERS = "covers"
    ENDS_ABOVE = "ends_above"
    ABOVE = "above"


class Flag(StrEnum):
    """What a careful reader would remark on a posting."""

    CEILING_BELOW_BAND = "ceiling_below_band"
    FLOOR_OF_LOWER_BAND = "floor_of_lower_band"
    FLOOR_BELOW_MARKET = "floor_below_market"
    CEILING_ABOVE_MARKET = "ceiling_above_market"
    SPANS_MANY_BANDS = "spans_many_bands"
    SINGLE_FIGURE = "single_figure"


@dataclass(frozen=True, slots=True)
class Posting:
    """A posted pay range, RUB a month; a single figure has low equal to high.

    Raises ValueError unless 0 < low <= high.
    """

    low: int
    high: int

    def __post_init__(self) -> None:
        if not 0 < self.low <= self.high:
            raise ValueError(f"a posting needs 0 < low <= high, not {self.low} and {self.high}")

    @property
    def width(self) -> int:
        """High minus low, RUB a month."""
        return self.high - self.low

    @property
    def middle(self) -> Fraction:
        """The posting's mid-point, RUB a month."""
        return Fraction(self.low + self.high, 2)

    @property
    def relative_width(self) -> Fraction:
        """Width as a share of the mid-point.

        >>> Posting(45_000, 55_000).relative_width
        Fraction(1, 5)
        """
        return self.width / self.middle

    def overlap(self, band: Band) -> int:
        """How much of the range the posting and a band share, RUB a month."""
        return max(0, min(self.high, band.high) - max(self.low, band.low))

    def meets(self, band: Band) -> bool:
        """Do they share more than an edge? Of a single figure an edge is enough."""
        if self.width and band.width:
            return self.overlap(band) > 0
        return self.low <= band.high and band.low <= self.high


@dataclass(frozen=True, slots=True)
class VacancyVerdict:
    """A posting judged in a market for the band it asks. Money in RUB a month, net."""

    posting: Posting
    scale: MarketPay
    band: Band

    @property
    def fit(self) -> Fit:
        """How the posting lies to the band; a range that only touches the band does not meet it."""
        posting, band = self.posting, self.band
        if not posting.meets(band):
            return Fit.BELOW if posting.low < band.low else Fit.ABOVE
        starts_below, ends_above = posting.low < band.low, posting.high > band.high
        if starts_below and ends_above:
            return Fit.COVERS
        if starts_below:
            return Fit.STARTS_BELOW
        return Fit.ENDS_ABOVE if ends_above else Fit.WITHIN

    @property
    def verdict(self) -> Verdict:
        """Where the posting's mid-point stands in the band."""
        return verdict_on(self.posting.middle, self.band)

    @property
    def place_of_middle(self) -> Fraction:
        """Place in band of the posting's mid-point."""
        return self.band.place(self.posting.middle)

    @property
    def bands_covered(self) -> tuple[Band, ...]:
        """The bands the posting reaches into; for a single figure the band it is money of."""
        ladder, posting = self.scale.ladder, self.posting
        if posting.width:
            return tuple(band for band in ladder.bands if posting.overlap(band))
        own = ladder.band_of(posting.low)
        return (own,) if own else ()

    @property
    def share_of_band_covered(self) -> Fraction:
        """How much of the band the posting covers, 0 to 1; all or nothing of a single figure."""
        if not self.band.width:
            return Fraction(self.posting.meets(self.band))
        return Fraction(self.posting.overlap(self.band), self.band.width)

    @property
    def share_of_posting_inside(self) -> Fraction:
        """How much of the posting lies inside the band, 0 to 1; a single figure is in or out."""
        if not self.posting.width:
            return Fraction(self.band.holds(self.posting.low))
        return Fraction(self.posting.overlap(self.band), self.posting.width)

    @property
    def floor_gap(self) -> int:
        """Posted floor minus the band's, RUB a month."""
        return self.posting.low - self.band.low

    @property
    def ceiling_gap(self) -> int:
        """Posted ceiling minus the band's, RUB a month."""
        return self.posting.high - self.band.high

    @property
    def relative_width_of_band(self) -> Fraction:
        """The band's own width as a share of its mid-point, to set the posting's beside."""
        return self.band.width / self.band.middle

    @property
    def market_ratio_of_middle(self) -> Fraction:
        """Compa-ratio of the posting's mid-point on the market's median."""
        return market_ratio(self.posting.middle, self.scale)

    @property
    def gap_of_middle_to_median(self) -> Fraction:
        """The posting's mid-point minus the median, RUB a month."""
        return self.posting.middle - self.scale.median

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What to remark, the weightiest first."""
        posting, band = self.posting, self.band
        raised = {
            Flag.CEILING_BELOW_BAND: posting.high < band.low,
            Flag.FLOOR_BELOW_MARKET: posting.low < self.scale.floor,
            Flag.FLOOR_OF_LOWER_BAND: self.scale.ladder.floor <= posting.low < band.low,
            Flag.CEILING_ABOVE_MARKET: posting.high > self.scale.ceiling,
            Flag.SPANS_MANY_BANDS: len(self.bands_covered) >= SAYS_LITTLE,
            Flag.SINGLE_FIGURE: not posting.width,
        }
        return tuple(flag for flag, is_raised in raised.items() if is_raised)


def judge_vacancy(posting: Posting, scale: MarketPay, rank: int) -> VacancyVerdict:
    """Judge a net posting for the experience of a band. Raises KeyError for an unknown band.

    >>> from salaries.domain.market import pay_scale
    >>> moscow = pay_scale([30_000, 35_000, 40_000, 60_000, 90_000], 55_000)
    >>> judged = judge_vacancy(Posting(35_000, 65_000), moscow, 3)
    >>> judged.fit.value, [flag.value for flag in judged.flags]
    ('covers', ['floor_of_lower_band', 'spans_many_bands'])
    """
    return VacancyVerdict(posting, scale, scale.ladder.band(rank))


@dataclass(frozen=True, slots=True)
class JudgedVacancy:
    """A posting under each reading of its basis: one verdict when it is known, else two."""

    basis: Basis
    verdicts: tuple[VacancyVerdict, ...]

    @property
    def main(self) -> VacancyVerdict:
        """The verdict to show first: the net reading where there are two."""
        return self.verdicts[0]

    @property
    def readings_agree(self) -> bool:
        """Do all readings fit the band in the same way?"""
        return len({judged.fit for judged in self.verdicts}) == 1


def judge_posting(
    posting: Posting, basis: Basis, scale: MarketPay, rank: int, year: int
) -> JudgedVacancy:
    """Judge a posting as stated, RUB a month, with the income tax of the survey's year.

    Raises KeyError for an unknown band, ValueError for a year without a known tax scale.
    """
    after_tax = Posting(net_from_gross(posting.low, year), net_from_gross(posting.high, year))
    ways = {Basis.NET: (posting,), Basis.GROSS: (after_tax,)}.get(basis, (posting, after_tax))
    return JudgedVacancy(basis, tuple(judge_vacancy(way, scale, rank) for way in ways))


def competes(middle: Fraction, scale: MarketPay, rank: int) -> bool:
    """Is a posting's mid-point at least the mid-point of the band asked for, in this market?"""
    return middle >= scale.ladder.band(rank).middle


def reach(posting: Posting, scales: Iterable[MarketPay], rank: int) -> int:
    """In how many of these markets the posting's mid-point competes.

    >>> from salaries.domain.market import pay_scale
    >>> omsk = pay_scale([16_000, 18_000, 20_000, 32_000, 40_000], 30_000)
    >>> moscow = pay_scale([30_000, 35_000, 40_000, 60_000, 90_000], 55_000)
    >>> reach(Posting(25_000, 35_000), [omsk, moscow], 3)
    1
    """
    return sum(competes(posting.middle, scale, rank) for scale in scales)


class Suggestion(StrEnum):
    """The three ranges worth posting for a band."""

    BAND = "band"
    MIDDLE_HALF = "middle_half"
    UPPER_HALF = "upper_half"


def suggestions(band: Band) -> dict[Suggestion, Posting]:
    """Ranges to post: the whole band, its middle half, and its upper half, which leads.

    >>> suggestions(Band(3, 40_000, 60_000))[Suggestion.MIDDLE_HALF]
    Posting(low=45000, high=55000)
    """
    lower, upper = round_half_up(band.at(LOWER_QUARTER)), round_half_up(band.at(UPPER_QUARTER))
    return {
        Suggestion.BAND: Posting(band.low, band.high),
        Suggestion.MIDDLE_HALF: Posting(lower, upper),
        Suggestion.UPPER_HALF: Posting(round_half_up(band.middle), band.high),
    }
