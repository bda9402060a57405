"""Cities ranked by their medians. As in `pictures`: plain geometry; names arrive from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salaries.domain.market import MarketPay
from salaries.domain.quantiles import span_of
from salaries.pictures import axis_for
from salaries.pictures_rows import NAMES_END, RowsPicture, row_line


@dataclass(frozen=True, slots=True)
class Dot:
    """One market's median in a row."""

    segment: str
    x: float
    amount: int


@dataclass(frozen=True, slots=True)
class RankingRow:
    """One city: the published span as a line, a dot for each kind of employer's median."""

    name: str
    y: int
    span_x: float
    span_end: float
    dots: tuple[Dot, ...]
    is_own: bool

    @property
    def first(self) -> float:
        """The leftmost dot."""
        return min(dot.x for dot in self.dots)

    @property
    def last(self) -> float:
        """The rightmost dot."""
        return max(dot.x for dot in self.dots)


@dataclass(frozen=True, slots=True)
class RankingPicture(RowsPicture):
    """Cities under one another on one rouble axis."""

    rows: tuple[RankingRow, ...]


def ranking(
    rows: Sequence[tuple[str, Sequence[tuple[str, MarketPay]]]], own: int | None = None
) -> RankingPicture:
    """Draw cities in the order given: (name, [(segment, scale), …]) each.

    `own` is the place of the one to be marked, from 0.
    """
    axis = axis_for((scale for _, markets in rows for _, scale in markets), left=NAMES_END)
    drawn = tuple(
        RankingRow(
            name,
            row_line(index),
            axis.at(min(span_of(scale)[0] for _, scale in markets)),
            axis.at(max(span_of(scale)[1] for _, scale in markets)),
            tuple(Dot(segment, axis.at(s.median), s.median) for segment, s in markets),
            index == own,
        )
        for index, (name, markets) in enumerate(rows)
    )
    return RankingPicture(axis, drawn)
