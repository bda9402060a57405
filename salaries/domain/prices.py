"""Money of another year by an index of consumer prices (METHOD §5): purchasing power, never pay.

What an amount buys depends on the month it is paid in. The index says how prices rose between two
months that it knows; nothing is carried on beyond its ends, for no growth rate is assumed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from salaries.domain.bands import Band
from salaries.domain.money import round_half_up
from salaries.domain.surveyed import Text

MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


def month_of(text: str) -> date:
    """The first day of a month written `2025-11`. Raises ValueError for any other text.

    >>> month_of("2025-11")
    datetime.date(2025, 11, 1)
    """
    found = MONTH.fullmatch(text)
    if not found:
        raise ValueError(f"not a month: {text[:20]!r}")
    return date(int(found[1]), int(found[2]), 1)


def month_text(month: date) -> str:
    """A month as machines write it.

    >>> month_text(date(2025, 11, 1))
    '2025-11'
    """
    return f"{month.year:04}-{month.month:02}"


def _place(month: date) -> int:
    """A month's place in the row of all months."""
    return 12 * month.year + month.month - 1


@dataclass(frozen=True, slots=True)
class PriceIndex:
    """The level of consumer prices month by month, without a gap, from `first` on.

    `currency` is the money whose purchasing power it measures; only quotients of levels count, so
    the month that is called 100 does not matter.

    >>> levels = (Fraction(100), Fraction(192253, 1000))
    >>> prices = PriceIndex("RUB", Text("Nobody", "Nobody", "Nobody"), date(2015, 3, 1), levels)
    >>> prices.last, prices.convert(52_000, prices.first, prices.last)
    (datetime.date(2015, 4, 1), 99972)
    """

    currency: str
    source: Text
    first: date
    levels: tuple[Fraction, ...]

    @property
    def last(self) -> date:
        """The last month there is."""
        place = _place(self.first) + len(self.levels) - 1
        return date(place // 12, place % 12 + 1, 1)

    def knows(self, month: date) -> bool:
        """Is the month within the index?"""
        return 0 <= _place(month) - _place(self.first) < len(self.levels)

    def level(self, month: date) -> Fraction:
        """The level of prices in a month. Raises ValueError for one that is not known."""
        if not self.knows(month):
            raise ValueError(f"prices of {month_text(month)} are not known")
        return self.levels[_place(month) - _place(self.first)]

    def factor(self, start: date, end: date) -> Fraction:
        """How many times as high prices were in one month as in another: 1.9225 for nearly double.

        Raises ValueError for a month that is not known.
        """
        return self.level(end) / self.level(start)

    def convert(self, amount: int | Fraction, start: date, end: date) -> int:
        """What buys in the one month what an amount bought in the other, whole units, half up.

        Raises ValueError for a month that is not known.
        """
        return round_half_up(amount * self.factor(start, end))


@dataclass(frozen=True, slots=True)
class PriceChange:
    """Prices of two months set side by side: those of a survey, and those the reader chose."""

    index: PriceIndex
    start: date
    end: date

    def __post_init__(self) -> None:
        self.index.factor(self.start, self.end)

    @property
    def factor(self) -> Fraction:
        """How many times as high prices were in the chosen month as in the survey's."""
        return self.index.factor(self.start, self.end)

    @property
    def address(self) -> str:
        """The chosen month as an address has it: `2025-11`."""
        return month_text(self.end)

    def convert(self, amount: int | Fraction) -> int:
        """An amount of the survey's month in money of the chosen one, whole units, half up."""
        return self.index.convert(amount, self.start, self.end)

    def back(self, amount: int | Fraction) -> int:
        """What an amount of the chosen month would have bought in the survey's, the same way."""
        return self.index.convert(amount, self.end, self.start)


class Figure(NamedTuple):
    """One figure in the money of the survey's month and of the chosen one, whole units a month."""

    raw: int
    converted: int


def figures(
    change: PriceChange, offered: Mapping[str, int], band: Band, median: int
) -> dict[str, Figure]:
    """What is offered (an amount, or two ends of a range), its band, the median, and the gap.

    The gap is that of the mid-point of what is offered to the median; the converted one is worked
    out from converted figures.
    """
    plain = {**offered, "band_low": band.low, "band_high": band.high, "median": median}
    found = {name: Figure(raw, change.convert(raw)) for name, raw in plain.items()}
    ends = [found[name] for name in offered]
    raw = Fraction(sum(end.raw for end in ends), len(ends)) - median
    converted = Fraction(sum(end.converted for end in ends), len(ends)) - found["median"].converted
    return {**found, "gap_to_median": Figure(round_half_up(raw), round_half_up(converted))}
