"""A judged sheet in sum, counted block by block."""

from __future__ import annotations

import heapq

import numpy as np

from salaries.bulk.judging import VERDICTS
from salaries.bulk.parsing import BASES
from salaries.bulk.sheet import OFFER, POSTING, REFUSED, JudgedBlock
from salaries.bulk.tables import Integers, Tables
from salaries.domain.money import Basis
from salaries.domain.sheet_summary import RefusedRow, SheetSummary, Standing, Underpriced

MOST_UNDERPRICED = 10
MOST_REFUSALS = 20


class Tally:
    """Counts over all blocks of a sheet; add each block once, in order."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._by_market = np.zeros((len(tables.markets), len(VERDICTS)), dtype=np.int64)
        self._kinds = np.zeros(3, dtype=np.int64)
        self._asked = self._scenarios = 0
        self._problems: dict[str, int] = {}
        self._refusals: list[RefusedRow] = []
        self._lowest: list[Underpriced] = []

    @property
    def summary(self) -> SheetSummary:
        """The sum so far; of many underpriced offers and refused rows the first."""
        return SheetSummary(
            offers=int(self._kinds[OFFER]),
            postings=int(self._kinds[POSTING]),
            refused=int(self._kinds[REFUSED]),
            asked=self._asked,
            scenarios=self._scenarios,
            standing=_standing(self._by_market.sum(axis=0)),
            standings={
                market.key: _standing(counts)
                for market, counts in zip(self.tables.markets, self._by_market, strict=True)
                if counts.any()
            },
            underpriced=tuple(self._lowest),
            problems=dict(sorted(self._problems.items())),
            refusals=tuple(self._refusals),
        )

    def add(self, block: JudgedBlock, numbers: Integers) -> None:
        """Count a block; `numbers` are its rows' numbers in the sheet."""
        judged = np.flatnonzero(block.kind != REFUSED)
        verdict, market = block.whole("verdict")[judged], block.parsed.market[judged]
        np.add.at(self._by_market, (market, verdict), 1)
        self._kinds += np.bincount(block.kind, minlength=3)
        self._asked += len(block.slips)
        self._scenarios += int((block.parsed.basis[judged] != BASES.index(Basis.NET)).sum())
        for row, found in sorted(block.faults.items()):
            codes = tuple(dict.fromkeys(fault.code for fault in found))
            for code in codes:
                self._problems[code] = self._problems.get(code, 0) + 1
            if len(self._refusals) < MOST_REFUSALS:
                message = " ".join(fault.message for fault in found)
                self._refusals.append(RefusedRow(int(numbers[row]), codes, message))
        self._keep_lowest(block, numbers)

    def _keep_lowest(self, block: JudgedBlock, numbers: Integers) -> None:
        rows = np.flatnonzero(block.kind == OFFER)
        market, band = block.parsed.market[rows], block.parsed.band[rows]
        low = block.tables.lows(market, band)
        short = low - block.offers.net
        slips = np.isin(rows, list(block.slips))  # asked about, and not held up to anybody
        below = np.flatnonzero((short > 0) & ~slips)
        order = np.argsort(-short[below] / low[below], kind="stable")
        found = [
            Underpriced(
                row=int(numbers[rows[n]]),
                key=self.tables.markets[market[n]].key,
                rank=self.tables.rank(int(band[n])),
                net=int(block.offers.net[n]),
                short=int(short[n]),
                share=float(short[n] / low[n]),
            )
            for n in below[order[:MOST_UNDERPRICED]]
        ]
        kept = [*self._lowest, *found]
        self._lowest = heapq.nsmallest(MOST_UNDERPRICED, kept, key=lambda u: (-u.share, u.row))


def _standing(verdicts: Integers) -> Standing:
    below, *within, above = (int(count) for count in verdicts)
    return Standing(below, sum(within), above)
