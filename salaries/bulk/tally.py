"""A judged sheet in sum: how many stand where, in which markets, and who is paid least."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from salaries.bulk.judging import VERDICTS
from salaries.bulk.sheet import OFFER, REFUSED, JudgedBlock
from salaries.bulk.tables import Integers
from salaries.domain.survey import Market

MOST_UNDERPRICED = 10


class Standing(NamedTuple):
    """How many rows are below, within and above the band of their own experience."""

    below: int
    within: int
    above: int

    @property
    def judged(self) -> int:
        """All of them."""
        return self.below + self.within + self.above


class Underpriced(NamedTuple):
    """An offer below its band: by what share of the band's floor, in which row, what is short."""

    share: float
    row: int
    market: int
    band: int
    net: int
    short: int


@dataclass
class Tally:
    """Counts over all blocks of a sheet; add each block once, in order."""

    markets: tuple[Market, ...]
    verdicts: Integers = field(default_factory=lambda: np.zeros(len(VERDICTS), dtype=np.int64))
    refused: int = 0
    offers: int = 0
    postings: int = 0
    asked: int = 0
    problems: dict[str, int] = field(default_factory=dict)
    _lowest: list[Underpriced] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.by_market = np.zeros((len(self.markets), len(VERDICTS)), dtype=np.int64)

    @property
    def rows(self) -> int:
        """All rows, refused ones too."""
        return self.refused + self.offers + self.postings

    @property
    def standing(self) -> Standing:
        """How all judged rows stand."""
        return _standing(self.verdicts)

    @property
    def standings(self) -> Mapping[int, Standing]:
        """How the rows of each market stand; markets without a row are left out."""
        counted = np.flatnonzero(self.by_market.sum(axis=1))
        return {int(number): _standing(self.by_market[number]) for number in counted}

    @property
    def underpriced(self) -> list[Underpriced]:
        """The offers furthest below their band, the furthest first."""
        return sorted(self._lowest, key=lambda one: (-one.share, one.row))

    def add(self, block: JudgedBlock, numbers: Integers) -> None:
        """Count a block; `numbers` are its rows' numbers in the sheet."""
        judged = np.flatnonzero(block.kind != REFUSED)
        verdict, market = block.whole("verdict")[judged], block.parsed.market[judged]
        np.add.at(self.by_market, (market, verdict), 1)
        self.verdicts += np.bincount(verdict, minlength=len(VERDICTS))
        self.refused += block.rows - len(judged)
        self.offers += int((block.kind == OFFER).sum())
        self.postings = self.postings + len(judged) - int((block.kind == OFFER).sum())
        self.asked += len(block.slips)
        for found in block.faults.values():
            for code in {fault.code for fault in found}:
                self.problems[code] = self.problems.get(code, 0) + 1
        self._keep_lowest(block, numbers)

    def _keep_lowest(self, block: JudgedBlock, numbers: Integers) -> None:
        rows = np.flatnonzero(block.kind == OFFER)
        market, band = block.parsed.market[rows], block.parsed.band[rows]
        low = block.tables.edges[market, band]
        short = low - block.offers.net
        below = np.flatnonzero(short > 0)
        furthest = below[np.argsort(-short[below] / low[below], kind="stable")[:MOST_UNDERPRICED]]
        found = [
            Underpriced(
                float(short[n] / low[n]),
                int(numbers[rows[n]]),
                int(market[n]),
                int(band[n]) + 1,
                int(block.offers.net[n]),
                int(short[n]),
            )
            for n in furthest
        ]
        kept = [*self._lowest, *found]
        self._lowest = heapq.nsmallest(MOST_UNDERPRICED, kept, key=lambda u: (-u.share, u.row))


def _standing(verdicts: Integers) -> Standing:
    below, *within, above = (int(count) for count in verdicts)
    return Standing(below, sum(within), above)
