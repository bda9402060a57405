"""What pictures of named rows under one another on one axis share. As in `pictures`: geometry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from salaries.pictures import Axis, Tick

ROW, TOP, FOOT = 30, 12, 26
"""From row to row, over the first and under the last, pixels."""
NAMES_END = 38.0
"""Where the axis begins, per cent of the width: what a name takes on a telephone."""


def row_line(index: int) -> int:
    """The line through the middle of a row, pixels; the first row is 0."""
    return TOP + ROW * index + ROW // 2


@dataclass(frozen=True, slots=True)
class RowsPicture:
    """Rows under one another on one axis."""

    axis: Axis
    rows: Sequence[Any]

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Labelled places on the axis."""
        return self.axis.labelled

    @property
    def floor_line(self) -> int:
        """The line under the last row, pixels."""
        return TOP + ROW * len(self.rows)

    @property
    def height(self) -> int:
        """Pixels, with the axis."""
        return self.floor_line + FOOT
