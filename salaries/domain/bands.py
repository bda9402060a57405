"""Salary bands and the ladder they form (METHOD §1, §2)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Band:
    """One published salary band, both edges in RUB a month. `rank` is 1 for the lowest.

    Raises ValueError unless 0 < low < high.

    >>> Band(3, 40_000, 60_000).width
    20000
    """

    rank: int
    low: int
    high: int

    def __post_init__(self) -> None:
        if not 0 < self.low < self.high:
            raise ValueError(f"a band needs 0 < low < high, not {self.low} and {self.high}")

    @property
    def width(self) -> int:
        """High minus low, RUB a month."""
        return self.high - self.low

    @property
    def middle(self) -> Fraction:
        """Half-way between low and high, RUB a month.

        >>> Band(1, 16_000, 17_000).middle
        Fraction(16500, 1)
        """
        return Fraction(self.low + self.high, 2)

    def holds(self, amount: int) -> bool:
        """Is the amount in this band? The band is closed: both edges belong to it."""
        return self.low <= amount <= self.high

    def place(self, amount: int | Fraction) -> Fraction:
        """Place in band (range penetration): 0 at low, 1 at high, outside that beyond them.

        It is not a percentile: how offers lie inside a band is not published.

        >>> Band(3, 40_000, 60_000).place(52_000)
        Fraction(3, 5)
        """
        return Fraction(amount - self.low) / self.width

    def at(self, place: Fraction) -> Fraction:
        """The amount at a place in this band, RUB a month; undoes `place`.

        >>> Band(3, 40_000, 60_000).at(Fraction(3, 5))
        Fraction(52000, 1)
        """
        return self.low + place * self.width


@dataclass(frozen=True, slots=True)
class Ladder:
    """The bands of one market, lowest first, each starting where the one below ends.

    Raises ValueError when there is no band, a rank is out of order, or a joint does not touch.
    """

    bands: tuple[Band, ...]

    def __post_init__(self) -> None:
        if [band.rank for band in self.bands] != list(range(1, len(self.bands) + 1)):
            raise ValueError("a ladder needs bands ranked 1, 2, 3 …")
        if not self.bands:
            raise ValueError("a ladder needs at least one band")
        for below, above in pairwise(self.bands):
            if below.high != above.low:
                raise ValueError(f"bands {below.rank} and {above.rank} do not touch")

    @property
    def floor(self) -> int:
        """Low of the lowest band, RUB a month."""
        return self.bands[0].low

    @property
    def ceiling(self) -> int:
        """High of the highest band, RUB a month."""
        return self.bands[-1].high

    @property
    def edges(self) -> tuple[int, ...]:
        """Every published edge, rising, RUB a month: one more than there are bands."""
        return (self.floor, *(band.high for band in self.bands))

    def band(self, rank: int) -> Band:
        """The band of a rank. Raises KeyError when the ladder has no such band."""
        if not 1 <= rank <= len(self.bands):
            raise KeyError(rank)
        return self.bands[rank - 1]

    def band_of(self, amount: int | Fraction) -> Band | None:
        """The band whose money an amount is, or None outside the published range.

        Here bands are half-open [low, high) and only the highest is closed, so that every
        amount is the money of one band.

        >>> moscow = Ladder((Band(1, 30_000, 35_000), Band(2, 35_000, 40_000)))
        >>> moscow.band_of(35_000).rank, moscow.band_of(40_000).rank, moscow.band_of(40_001)
        (2, 2, None)
        """
        if not self.floor <= amount <= self.ceiling:
            return None
        return next((band for band in self.bands if amount < band.high), self.bands[-1])

    def edge_above(self, amount: int) -> int | None:
        """The nearest published edge above an amount, RUB a month; None when there is none."""
        return next((edge for edge in self.edges if edge > amount), None)

    def edge_below(self, amount: int) -> int | None:
        """The nearest published edge below an amount, RUB a month; None when there is none."""
        return next((edge for edge in reversed(self.edges) if edge < amount), None)
