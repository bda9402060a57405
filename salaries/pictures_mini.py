"""Markets as bars of one line each, for the rows of a table. As in `pictures`: plain geometry."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby

from salaries.domain.bands import Band
from salaries.domain.market import MarketPay
from salaries.domain.quantiles import Quantiles
from salaries.pictures import Axis, round_axis

TONES = 4
"""Shades that an eye tells apart in a bar as high as a letter."""


@dataclass(frozen=True, slots=True)
class MiniBar:
    """One or several neighbouring bands in one shade, from 1 for the lowest; in per cent."""

    tone: int
    is_faint: bool
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class MiniPicture:
    """A market in a table's row, all in per cent of the width."""

    bars: tuple[MiniBar, ...]
    median: float
    mark: float | None


def mini(
    scale: MarketPay, axis: Axis, shown: Collection[int], mark: int | None = None
) -> MiniPicture:
    """Draw a market in one line on a table's common axis, bands not in `shown` faintly.

    A mark beyond the axis stands at its end. Long ladders share four shades.
    """
    bands = scale.ladder.bands

    def shade(band: Band) -> tuple[int, bool]:
        return 1 + (band.rank - 1) * TONES // max(len(bands), TONES), band.rank not in shown

    runs = [(key, list(run)) for key, run in groupby(bands, shade)]
    bars = tuple(
        MiniBar(
            tone,
            is_faint,
            axis.at(run[0].low),
            round(axis.at(run[-1].high) - axis.at(run[0].low), 2),
        )
        for (tone, is_faint), run in runs
    )
    return MiniPicture(bars, axis.at(scale.median), None if mark is None else axis.at(mark))


@dataclass(frozen=True, slots=True)
class MiniBox:
    """Quantiles in a table's row, all in per cent of the width.

    `box` is where the middle half begins and how wide it is, `whiskers` begin and end.
    """

    box: tuple[float, float] | None
    whiskers: tuple[tuple[float, float], ...]
    median: float
    mark: float | None


def box_axis(cells: Iterable[Quantiles]) -> Axis:
    """An axis over the whole width that shows every published quantile of several cells."""
    found = list(cells)
    low, high = min(cell.floor for cell in found), max(cell.ceiling for cell in found)
    return round_axis(found) if low < high else Axis(low // 2, 2 * high, 0.0, 100.0)


def mini_box(cell: Quantiles, axis: Axis, mark: int | None = None) -> MiniBox:
    """Draw quantiles in one line: a box from the 25th to the 75th, whiskers to the outer two.

    Where a quarter is not published a whisker reaches from the median.
    """
    at = {percent: axis.at(amount) for percent, amount in cell.points}
    low, middle, high = at.get(25), at[50], at.get(75)
    box = None if low is None or high is None else (low, round(high - low, 2))
    inner = (middle if box is None else low, middle if box is None else high)
    reach = ((at.get(10, low), inner[0]), (inner[1], at.get(90, high)))
    whiskers = tuple((a, b) for a, b in reach if a is not None and b is not None and a < b)
    return MiniBox(box, whiskers, middle, None if mark is None else axis.at(mark))
