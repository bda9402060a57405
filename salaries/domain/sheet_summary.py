"""A judged sheet in sum: how many rows stand where, in which markets, and who is paid least."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from salaries.domain.surveyed import MarketKey


class Standing(NamedTuple):
    """How many rows are below, within and above the band of their own experience.

    >>> Standing(2, 5, 1).judged
    8
    """

    below: int
    within: int
    above: int

    @property
    def judged(self) -> int:
        """All of them."""
        return self.below + self.within + self.above


@dataclass(frozen=True, slots=True)
class Underpriced:
    """An offer below its band: in which row, what it is net, and what is short of the floor.

    Money is RUB a month; `share` is the shortfall as a share of the band's floor.
    """

    row: int
    key: MarketKey
    rank: int
    net: int
    short: int
    share: float


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not judged: its number in the sheet, its codes, and why in words."""

    row: int
    codes: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class SheetSummary:
    """What became of a sheet. Postings count by their mid-points.

    `scenarios` are the judged rows whose pay is not stated as net, so that a tax rate stands
    between it and the verdict. `underpriced` and `refusals` hold the first of many; `problems`
    counts rows by code.
    """

    offers: int
    postings: int
    refused: int
    asked: int
    scenarios: int
    standing: Standing
    standings: Mapping[MarketKey, Standing]
    underpriced: tuple[Underpriced, ...]
    problems: Mapping[str, int]
    refusals: tuple[RefusedRow, ...]

    @property
    def rows(self) -> int:
        """All rows, refused ones too."""
        return self.offers + self.postings + self.refused
