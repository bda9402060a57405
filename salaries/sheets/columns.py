"""A column of a result: what it is called and what is in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CellType = Literal["text", "integer", "number", "boolean"]


@dataclass(frozen=True, slots=True)
class OutColumn:
    """A column to be written. `guard` keeps its texts from being formulas in a CSV.

    The own columns of a CSV are handed back as they came, so they go without it.
    """

    name: str
    heading: str
    type: CellType = "text"
    guard: bool = True
