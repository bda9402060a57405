"""Pictures of figures under one another on one axis: a line each, its span and its points.

As in `pictures`: plain geometry, positions in per cent of the width, heights in pixels. Names
arrive from the presenter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salaries.pictures import Axis, Tick
from salaries.pictures_rows import NAMES_END, RowsPicture, row_line
from salaries.words import Evidence

OUTSIDE, SPAN, REFERENCE = "outside", "span", "reference"
"""What a legend may name besides kinds of employer."""
MARGIN = 16
"""Beside the outermost points, a share of the axis: on a telephone room for half of one."""
MOST_LINES, FIRST_LINES = 30, 12
"""A picture of everything stays readable up to here; one of a part shows only the first few."""


def lines_drawn(among: int) -> int:
    """How many lines a picture shows of so many.

    >>> lines_drawn(11), lines_drawn(30), lines_drawn(1_000)
    (11, 30, 12)
    """
    return among if among <= MOST_LINES else FIRST_LINES


@dataclass(frozen=True, slots=True)
class Line:
    """One line of figures: its name, its span, and its points by kind (`agency`, `outside` …)."""

    name: str
    span: tuple[int, int]
    points: tuple[tuple[str, int], ...]

    @property
    def figures(self) -> tuple[int, ...]:
        """Everything that stands on the line."""
        return (*self.span, *(value for _kind, value in self.points))


@dataclass(frozen=True, slots=True)
class Key:
    """What a kind of point, or the `span`, stands for, and what its figures rest on."""

    kind: str
    label: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Scale:
    """What an axis counts: the unit after each number, ends that must be shown, a line across.

    `reference` is an amount with a line of its own through the whole picture.
    """

    unit: str = ""
    ends: tuple[int, ...] = ()
    reference: int | None = None


@dataclass(frozen=True, slots=True)
class DrawnPoint:
    """A point: its kind gives its shape."""

    kind: str
    x: float


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line as drawn, `y` through its middle."""

    name: str
    y: int
    span_x: float
    span_end: float
    points: tuple[DrawnPoint, ...]


@dataclass(frozen=True, slots=True)
class LinesPicture(RowsPicture):
    """Lines under one another on one axis; `legend` names the span and the kinds of points."""

    rows: tuple[DrawnLine, ...]
    unit: str
    legend: tuple[Key, ...]
    reference: Tick | None = None


def lines_picture(lines: Sequence[Line], scale: Scale, legend: Sequence[Key]) -> LinesPicture:
    """Draw lines in the order given, from the top."""
    figures = [*scale.ends, *(figure for line in lines for figure in line.figures)]
    low, high = min(figures), max(figures)
    margin = -(-max(high - low, 1) // MARGIN)
    axis = Axis(low - margin, high + margin, left=NAMES_END)
    rows = tuple(_drawn(line, axis, index) for index, line in enumerate(lines))
    at = scale.reference
    reference = None if at is None else Tick(axis.at(at), at)
    return LinesPicture(axis, rows, scale.unit, tuple(legend), reference)


def _drawn(line: Line, axis: Axis, index: int) -> DrawnLine:
    points = tuple(DrawnPoint(kind, axis.at(value)) for kind, value in line.points)
    low, high = line.span
    return DrawnLine(line.name, row_line(index), axis.at(low), axis.at(high), points)
