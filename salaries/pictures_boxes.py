"""The picture of published quantiles: a ladder whose rungs are boxes. As in `pictures`: geometry.

A rung is the range that amounts are judged by; a thin line behind it reaches to the outermost
published quantiles, and a stroke in it is its median.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from salaries import pictures
from salaries.domain.bands import Band
from salaries.domain.quantiles import OwnRange, Quantiles
from salaries.pictures import BAR, HEAD, Axis, LadderPicture, Reach, Rung, Tick

PITCH, THIN = 58, 1.6
"""From box to box, pixels, for a box has its label over it; a stroke, per cent of the width."""


def boxes(
    cells: Sequence[Quantiles], axis: Axis, own: int, mark: tuple[int, int] | None = None
) -> LadderPicture:
    """Draw the cells of one market, lowest level first; `own` is the place of the one asked about.

    `mark` is an offer (twice the same amount) or a posted range, in the survey's currency.
    """
    places = range(1, len(cells) + 1)
    lines = [HEAD + PITCH * (len(cells) - place) + (PITCH - BAR) // 2 for place in places]
    drawn = [(_placed(cell, place), y) for cell, place, y in zip(cells, places, lines, strict=True)]
    rungs = tuple(_seen(pictures.rung(band, axis, y, None, own)) for band, y in drawn)
    marked = pictures.mark_at(mark, axis, lines[own - 1] + BAR // 2) if mark else None
    median = cells[own - 1].median
    return LadderPicture(
        rungs,
        axis.labelled,
        Tick(axis.at(median), median),
        marked,
        axis.left,
        tuple(_reach(cell, axis, y) for cell, y in zip(cells, lines, strict=True)),
        PITCH,
    )


def _seen(rung: Rung) -> Rung:
    """A range without a width is drawn as a stroke."""
    return rung if rung.width else replace(rung, x=rung.x - THIN / 2, width=THIN)


def _placed(cell: Quantiles, place: int) -> Band:
    """The range of a cell, ranked by its place in the picture."""
    return OwnRange(place, cell.own.low, cell.own.high)


def _reach(cell: Quantiles, axis: Axis, y: int) -> Reach:
    x, end = axis.at(cell.floor), axis.at(cell.ceiling)
    return Reach(x, end, axis.at(cell.median) if cell.own.width else None, y)
