"""Blocks of a sheet judged: every row an offer, a posting, or refused with its reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from salaries.bulk.judges import judges_of
from salaries.bulk.judging import NOTHING, JudgedOffers, Offers
from salaries.bulk.parsing import Parsed, Parser, Plan
from salaries.bulk.postings import JudgedPostings, Postings
from salaries.bulk.refusals import Fault
from salaries.bulk.tables import Integers, Tables
from salaries.domain.money import LikelySlip, likely_slip
from salaries.domain.surveyed import MarketKey

REFUSED, OFFER, POSTING = 0, 1, 2
"""What became of a row."""


class Equal(NamedTuple):
    """Equal standing of each offer in the market chosen, RUB a month."""

    by_place: Integers
    by_ratio: Integers


@dataclass(frozen=True)
class JudgedBlock:
    """A block of rows with everything worked out.

    `offers` and `postings` are as long as there are rows of each kind, in order.
    """

    tables: Tables
    parsed: Parsed
    kind: NDArray[np.int8]
    offers: JudgedOffers
    postings: JudgedPostings
    equal: Equal | None

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.kind)

    @property
    def faults(self) -> Mapping[int, Sequence[Fault]]:
        """What is wrong with each refused row, by its place in the block."""
        return self.parsed.faults

    @cached_property
    def slips(self) -> Mapping[int, LikelySlip]:
        """Likely slips of the pen, by row: to be asked of the sheet's author, never assumed."""
        offered = np.flatnonzero(self.kind == OFFER)
        amount, market = self.parsed.low[offered], self.parsed.market[offered]
        floor, ceiling = self.tables.reach(market, self.parsed.band[offered])
        odd = (10 * amount < floor) | (amount > 2 * ceiling)
        found = {}
        for row in offered[odd]:
            scale = self.tables.scale(self.parsed.market[row], self.parsed.band[row])
            slip = likely_slip(int(self.parsed.low[row]), scale)
            if slip:
                found[int(row)] = slip
        return found

    def whole(self, name: str, nothing: Any = NOTHING) -> NDArray[Any]:
        """One figure of all rows, offers' and postings' together; `nothing` where it is of none."""
        parts = [(OFFER, self.offers), (POSTING, self.postings)]
        values = [(k, getattr(part, name)) for k, part in parts if hasattr(part, name)]
        column = np.full(self.rows, nothing, dtype=values[0][1].dtype if values else np.int64)
        for kind, value in values:
            column[self.kind == kind] = value
        return column


class SheetJudge:
    """Judges blocks of one sheet, read by one plan, against one survey."""

    def __init__(self, tables: Tables, plan: Plan, there: MarketKey | None = None) -> None:
        self.tables, self.by = tables, judges_of(tables)
        self.parser = Parser(tables, plan)
        self.there = None if there is None else tables.numbers[there]

    def judge(self, table: pa.Table, amiss: Mapping[int, Fault] | None = None) -> JudgedBlock:
        """Judge a block: a table of text columns in the sheet's order.

        `amiss` are rows known to be wrong before they are read.
        """
        parsed = self.parser.parse(table, amiss)
        kind = np.where(parsed.is_posting, POSTING, OFFER).astype(np.int8)
        kind[list(parsed.faults)] = REFUSED
        offers = _offers(parsed, kind == OFFER)
        judged = self.by.offers(self.tables, offers)
        equal = None
        if self.there is not None:
            equal = Equal(*self.by.equal(self.tables, offers, judged.net, self.there))
        postings = self.by.postings(self.tables, _postings(parsed, kind == POSTING))
        return JudgedBlock(self.tables, parsed, kind, judged, postings, equal)


def _offers(parsed: Parsed, rows: NDArray[np.bool_]) -> Offers:
    return Offers(parsed.market[rows], parsed.band[rows], parsed.low[rows], parsed.basis[rows])


def _postings(parsed: Parsed, rows: NDArray[np.bool_]) -> Postings:
    bounds = parsed.low[rows], parsed.high[rows]
    return Postings(parsed.market[rows], parsed.band[rows], *bounds, parsed.basis[rows])
