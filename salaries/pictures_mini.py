"""Markets as bars of one line each, for the rows of a table. As in `pictures`: plain geometry."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from salaries.domain.bands import Band
from salaries.domain.market import MarketPay
from salaries.pictures import Axis

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
