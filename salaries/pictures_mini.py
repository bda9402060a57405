"""Markets as bars of one line each, for the rows of a table. As in `pictures`: plain geometry."""

from __future__ import annotations

from dataclasses import dataclass

from salaries.domain.market import PayScale
from salaries.pictures import Axis


@dataclass(frozen=True, slots=True)
class MiniPicture:
    """A market in a table's row: bars as (rank, x, width), all in per cent of the width."""

    bars: tuple[tuple[int, float, float], ...]
    median: float
    mark: float | None


def mini(scale: PayScale, axis: Axis, mark: int | None = None) -> MiniPicture:
    """Draw a market in one line on a table's common axis; a mark beyond it stands at its end."""
    bars = tuple(
        (band.rank, axis.at(band.low), round(axis.at(band.high) - axis.at(band.low), 2))
        for band in scale.ladder.bands
    )
    return MiniPicture(bars, axis.at(scale.median), None if mark is None else axis.at(mark))
