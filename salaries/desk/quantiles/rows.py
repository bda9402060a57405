"""The rows of a table of quantiles: a cell a row, published or not, and what an amount is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from salaries import words
from salaries.domain.percentile import Outside
from salaries.domain.quantiles import PERCENTS, Quantiles
from salaries.domain.shares import Share, share_below
from salaries.domain.survey import ALL, City, Survey
from salaries.once import once_a_survey

MIDDLE_HALF = (25, 75)


class Standing(StrEnum):
    """Where an amount stands to the middle half of a cell."""

    BELOW = "below"
    INSIDE = "inside"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class CellRow:
    """A cell with its place; `cell` is None where too little is known to publish it.

    `rank` is that of the experience level, 0 for all together; `amount` is what the reader asks
    about, net a month.
    """

    city: City
    segment: str
    rank: int
    cell: Quantiles | None
    amount: int | None = None

    @property
    def median(self) -> int | None:
        """The median, where it is published."""
        return self.cell.median if self.cell else None

    def quantile(self, percent: int) -> int | None:
        """A quantile, where it is published."""
        return self.cell.by_percent.get(percent) if self.cell else None

    @property
    def gap_to_median(self) -> int | None:
        """The amount minus the median, a month."""
        if self.amount is None or self.median is None:
            return None
        return self.amount - self.median

    @property
    def standing(self) -> Standing | None:
        """Where the amount stands to the middle half, both ends included; None without one."""
        low, high = map(self.quantile, MIDDLE_HALF)
        if self.amount is None or low is None or high is None:
            return None
        if self.amount < low:
            return Standing.BELOW
        return Standing.ABOVE if self.amount > high else Standing.INSIDE

    @property
    def share(self) -> tuple[int, int] | None:
        """Between which percentages the share of the pay here lies that is below the amount.

        From 0 where it is below all that is published, up to 100 where it is above.
        """
        if self.amount is None or self.cell is None:
            return None
        found = share_below(self.cell, self.amount)
        if isinstance(found, Share):
            return found.low, found.high
        return (0, found.percent) if found.side is Outside.BELOW else (found.percent, 100)


def rows_of(survey: Survey, amount: int | None = None) -> list[CellRow]:
    """Every cell by the city's name, those not published last."""
    rows = _rows(survey)
    return rows if amount is None else [replace(row, amount=amount) for row in rows]


@once_a_survey
def _rows(survey: Survey) -> list[CellRow]:
    cities = {city.slug: city for city in survey.cities}
    rows = [
        CellRow(cities[key.city], key.segment, key.rank, cell) for key, cell in survey.cells.items()
    ]
    rows.sort(key=lambda row: words.alphabetical(words.city_name(row.city)))
    return published_first(rows)


def published_first(rows: Iterable[CellRow]) -> list[CellRow]:
    """The rows in their order, those that say nothing behind those that say something."""
    return sorted(rows, key=lambda row: row.cell is None)


@dataclass(frozen=True, slots=True)
class Told:
    """What a survey tells of its cells, so that no table has a column that is always empty."""

    employers: bool
    levels: bool
    sample: bool
    counted_employers: bool
    percents: tuple[int, ...]
    interval: bool


@once_a_survey
def told_by(survey: Survey) -> Told:
    """What a survey tells: kinds of employer and levels apart, and which figures anywhere."""
    cells = [cell for cell in survey.cells.values() if cell]
    there = {percent for cell in cells for percent in cell.by_percent}
    return Told(
        employers=survey.segments != (ALL,),
        levels=not all(band.is_all for band in survey.bands),
        sample=any(cell.sample is not None for cell in cells),
        counted_employers=any(cell.employers is not None for cell in cells),
        percents=tuple(percent for percent in PERCENTS if percent in there),
        interval=any(cell.median_interval for cell in cells),
    )
