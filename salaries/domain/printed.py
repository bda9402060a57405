"""One market as printed, before any rule: what can be asked of figures that may be wrong."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from salaries.domain.surveyed import MarketKey


@dataclass(frozen=True, slots=True)
class Printed:
    """One market as printed: each band's low and high, and the median, RUB a month.

    The bands stand lowest first; nothing else is promised.
    """

    bands: tuple[tuple[int, int], ...]
    median: int

    @property
    def figures(self) -> tuple[int, ...]:
        """Every figure printed for the market."""
        return (*(edge for band in self.bands for edge in band), self.median)

    @property
    def ends(self) -> tuple[int, int]:
        """The lowest band's low and the highest band's high."""
        return self.bands[0][0], self.bands[-1][1]

    @property
    def open_joints(self) -> tuple[int, ...]:
        """Bands that do not end where the next one starts: there is a gap or an overlap."""
        joints = enumerate(pairwise(self.bands), start=1)
        return tuple(rank for rank, (below, above) in joints if below[1] != above[0])

    @property
    def falling(self) -> tuple[int, ...]:
        """Bands without room between low and high, or that start no higher than the one below."""
        starts = (0, *(low for low, _high in self.bands))
        bands = enumerate(zip(starts, self.bands, strict=False), start=1)
        return tuple(rank for rank, (under, (low, high)) in bands if not under < low < high)

    @property
    def narrowing(self) -> tuple[int, ...]:
        """Bands narrower than the band below: pay is expected to spread with experience.

        >>> Printed(((20, 24), (24, 27), (27, 42), (42, 55)), 37).narrowing
        (2, 4)
        """
        widths = enumerate(pairwise(high - low for low, high in self.bands), start=2)
        return tuple(rank for rank, (under, width) in widths if width < under)


@dataclass(frozen=True, slots=True)
class MedianPlace:
    """In which band a median lies, how far up it, and what equal shares would make of it.

    If each band held an equal share of the offers, the median would stand at `equal_share`
    (RUB a month), `gap` under the published one, and `share_below` of the offers would lie
    below the published one, which by its meaning is a half.
    """

    key: MarketKey
    rank: int
    place: Fraction
    equal_share: Fraction
    gap: Fraction
    share_below: Fraction


def median_place(key: MarketKey, market: Printed) -> MedianPlace | None:
    """Where a median stands, and where equal shares would put it; None when no band holds it.

    >>> edges = (30_000, 35_000), (35_000, 40_000), (40_000, 60_000), (60_000, 90_000)
    >>> found = median_place(MarketKey("moscow", "agency"), Printed(edges, 55_000))
    >>> found.rank, str(found.place), int(found.equal_share), int(found.gap), str(found.share_below)
    (3, '3/4', 40000, 15000, '11/16')
    """
    count, median = len(market.bands), market.median
    for rank, (low, high) in enumerate(market.bands, start=1):
        if low <= median < high or low < median == high == market.ends[1]:
            place = Fraction(median - low, high - low)
            equal = _equal_share_median(market)
            return MedianPlace(key, rank, place, equal, median - equal, (rank - 1 + place) / count)
    return None


def _equal_share_median(market: Printed) -> Fraction:
    """The middle of an odd ladder's middle band; of an even one, the joint in its middle."""
    half, odd = divmod(len(market.bands), 2)
    low, high = market.bands[half]
    return low + Fraction(high - low, 2) * odd
