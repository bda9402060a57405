"""A sheet's columns of text into the numbers that are judged; what is wrong keeps its row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from salaries import words
from salaries.bulk.cells import Cells, Meaning, Memory, whole_amounts
from salaries.bulk.fields import Field
from salaries.bulk.hidden import Hidden
from salaries.bulk.judging import NOTHING, Bools
from salaries.bulk.refusals import Fault, Refusal, fault
from salaries.bulk.tables import Integers, Tables
from salaries.bulk.vocabulary import Vocabulary
from salaries.domain.money import Basis
from salaries.domain.stated_pay import StatedPay
from salaries.domain.surveyed import MarketKey

BASES = (Basis.NET, Basis.GROSS, Basis.UNKNOWN)
"""A basis in a column is its place here."""

GIVEN = ("both", "low", "high")


@dataclass(frozen=True)
class Plan:
    """How a sheet is read: the place of each field's column, and what holds where none says.

    `given` are cells for fields without a column, and for the empty cells of one with it.
    """

    columns: Mapping[Field, int]
    given: Mapping[Field, str] = field(default_factory=dict)
    basis: Basis = Basis.NET

    def has(self, *fields: Field) -> bool:
        """Does a column or a given cell say one of these?"""
        return any(one in self.columns or self.given.get(one) for one in fields)


@dataclass(frozen=True, slots=True)
class Parsed:
    """One row each: market and band by number, bounds in RUB a month, basis by its place.

    `given` is the place in `GIVEN` of which bounds were given; the one left out is the other's.
    `faults` has, for each row that cannot be judged, all that is wrong with it; the numbers of
    such a row mean nothing.
    """

    market: Integers
    band: Integers
    low: Integers
    high: Integers
    basis: Integers
    is_posting: Bools
    given: Integers
    faults: Mapping[int, Sequence[Fault]]


class Pay(NamedTuple):
    """Stated pay by row: `NOTHING` for a bound left open, and for a basis not said."""

    low: Integers
    high: Integers
    basis: Integers


class Parser:
    """Reads blocks of one sheet by a plan; what a cell means is remembered from block to block."""

    def __init__(self, tables: Tables, plan: Plan) -> None:
        self.tables, self.plan = tables, plan
        survey, say = tables.survey, Vocabulary(tables.survey)
        self.cities = {city.slug: number for number, city in enumerate(survey.cities)}
        self.segments = {segment: number for number, segment in enumerate(survey.segments)}
        self.grid = np.full((len(self.cities) + 1, len(self.segments) + 1), NOTHING)
        for key, number in tables.numbers.items():
            self.grid[self.cities[key.city], self.segments[key.segment]] = number
        meanings: dict[Field, Meaning] = {
            Field.CITY: say.city,
            Field.SEGMENT: say.segment,
            Field.BAND: say.band,
            Field.YEARS: say.years,
            Field.BASIS: say.basis,
            Field.AMOUNT: say.pay,
            Field.LOW: lambda text: say.bound(text, Field.LOW),
            Field.HIGH: lambda text: say.bound(text, Field.HIGH),
        }
        self.hidden = Hidden(survey)
        self.memories = {one: Memory(self._or_given(one, meanings[one])) for one in Field}

    def _or_given(self, one: Field, meaning: Meaning) -> Meaning:
        given = self.plan.given.get(one, "")
        return lambda text: meaning(text if text.strip() else given)

    def parse(self, table: pa.Table, amiss: Mapping[int, Fault] | None = None) -> Parsed:
        """The numbers of a block; `amiss` are rows known to be wrong before they are read."""
        block = _Block(self, table)
        for row, found in (amiss or {}).items():
            block.blame(row, found)
        market, band, pay = self._market(block), self._band(block), self._pay(block)
        self._refuse_hidden(block, market, band)
        basis = self._basis(block, pay.basis)
        low = np.where(pay.low == NOTHING, pay.high, pay.low)
        high = np.where(pay.high == NOTHING, pay.low, pay.high)
        is_posting = (pay.low != pay.high) | block.from_bounds
        given = np.where(pay.high == NOTHING, 1, np.where(pay.low == NOTHING, 2, 0))
        return Parsed(market, band, low, high, basis, is_posting, given, block.faults)

    def _market(self, block: _Block) -> Integers:
        city = block.numbers(Field.CITY, self.cities.__getitem__)
        segment = block.numbers(Field.SEGMENT, self.segments.__getitem__)
        market: Integers = self.grid[city, segment]
        for row in np.flatnonzero((market == NOTHING) & (city != NOTHING) & (segment != NOTHING)):
            block.blame(int(row), self._no_market(int(city[row]), int(segment[row])))
        return market

    def _refuse_hidden(self, block: _Block, market: Integers, band: Integers) -> None:
        """Blame the rows of an experience that is not published in their market."""
        known = (market != NOTHING) & (band != NOTHING)
        for row in np.flatnonzero(known & ~self.tables.is_published(market, band)):
            block.blame(int(row), self.hidden.level(self.tables.markets[market[row]].key))

    def _no_market(self, city: int, segment: int) -> Fault:
        place, kind = self.tables.survey.cities[city], self.tables.survey.segments[segment]
        if self.tables.survey.has_quantiles:
            return self.hidden.market(MarketKey(place.slug, kind))
        told = {"in_city": words.in_city(place), "of_employers": words.of_employers(kind)}
        return fault(Field.SEGMENT, Refusal.NO_SUCH_MARKET, **told)

    def _band(self, block: _Block) -> Integers:
        """By the band's own column, and by years where that says nothing."""
        if not self.plan.has(Field.BAND):
            return block.numbers(Field.YEARS, self.tables.band_number)
        if not self.plan.has(Field.YEARS):
            return block.numbers(Field.BAND, self.tables.band_number)
        blank = block.is_blank(Field.BAND)
        by_years = block.numbers(Field.YEARS, self.tables.band_number, where=blank)
        by_band = block.numbers(Field.BAND, self.tables.band_number, where=~blank)
        return np.where(blank, by_years, by_band)

    def _pay(self, block: _Block) -> Pay:
        """By the one column of pay, and by the two of its bounds where that says nothing."""
        if not self.plan.has(Field.LOW, Field.HIGH):
            return block.pay(Field.AMOUNT)
        bounds = self._bounds(block, block.is_blank(Field.AMOUNT))
        if not self.plan.has(Field.AMOUNT):
            return bounds
        block.from_bounds &= block.is_blank(Field.AMOUNT)
        stated = block.pay(Field.AMOUNT, where=~block.from_bounds)
        pairs = zip(bounds, stated, strict=True)
        return Pay(*(np.where(block.from_bounds, b, s) for b, s in pairs))

    def _bounds(self, block: _Block, where: Bools) -> Pay:
        block.from_bounds[:] = True
        low, high = block.pay(Field.LOW, where=where), block.pay(Field.HIGH, where=where)
        faulty = np.zeros(block.rows, dtype=bool)
        faulty[list(block.faults)] = True
        for row in np.flatnonzero(where & ~faulty & (low.low == NOTHING) & (high.high == NOTHING)):
            block.blame(int(row), fault(Field.AMOUNT, Refusal.MISSING))
        backwards = (low.low > high.high) & (high.high != NOTHING)
        for row in np.flatnonzero(where & backwards):
            given = f"{low.low[row]}–{high.high[row]}"
            block.blame(int(row), fault(Field.LOW, "backwards", given))
        return Pay(low.low, high.high, np.where(low.basis == NOTHING, high.basis, low.basis))

    def _basis(self, block: _Block, said: Integers) -> Integers:
        """By its own column, then by the words in the pay, then by the plan."""
        own = np.full(block.rows, NOTHING)
        if self.plan.has(Field.BASIS):
            own = block.numbers(Field.BASIS, BASES.index)
        unknown = BASES.index(Basis.UNKNOWN)
        for row in np.flatnonzero(
            (own != said) & (own != NOTHING) & (said != NOTHING) & (own != unknown)
        ):
            told = {"said": BASES[said[row]].value, "basis": BASES[own[row]].value}
            block.blame(int(row), fault(Field.BASIS, Refusal.BASIS_CONTRADICTS, **told))
        usual = BASES.index(self.plan.basis)
        by_words = np.where(said == NOTHING, np.where(own == NOTHING, usual, own), said)
        basis = np.where((own == NOTHING) | (own == unknown), by_words, own)
        if not self.tables.survey.knows_tax:
            for row in np.flatnonzero(basis != BASES.index(Basis.NET)):
                told = {"currency": self.tables.survey.currency}
                block.blame(int(row), fault(Field.BASIS, Refusal.TAX_UNKNOWN, **told))
        return basis


class _Block:
    """One block being read, and the faults found in it so far."""

    def __init__(self, parser: Parser, table: pa.Table) -> None:
        self.parser, self.rows = parser, table.num_rows
        self.faults: dict[int, list[Fault]] = {}
        self.from_bounds = np.zeros(self.rows, dtype=bool)
        columns = parser.plan.columns
        self.texts = {one: _one_array(table.column(place)) for one, place in columns.items()}

    def blame(self, row: int, found: Fault) -> None:
        """Note what is wrong with a row."""
        self.faults.setdefault(row, []).append(found)

    def _cells(self, one: Field, where: Bools | None) -> Cells:
        memory = self.parser.memories[one]
        texts = self.texts.get(one)
        cells = Cells.same(memory[""], self.rows) if texts is None else Cells.read(texts, memory)
        for row, found in cells.faults():
            if where is None or where[row]:
                self.blame(row, found)
        return cells

    def numbers(
        self, one: Field, number: Callable[[Any], int], where: Bools | None = None
    ) -> Integers:
        """A number for each row; faults count only `where` the field is asked."""
        return self._cells(one, where).numbers(number)

    def is_blank(self, one: Field) -> Bools:
        """Where a column says nothing; everywhere when there is none."""
        if one not in self.texts or self.parser.plan.given.get(one):
            return np.full(self.rows, one not in self.texts)
        memory = Memory(lambda text: 1 if text.strip() else None)
        blank: Bools = Cells.read(self.texts[one], memory).numbers(int) == NOTHING
        return blank

    def pay(self, one: Field, where: Bools | None = None) -> Pay:
        """Bounds and basis of a column of pay; plain digits are read all at once."""
        if one not in self.texts:
            return Pay(*(np.full(self.rows, NOTHING) for _ in Pay._fields))
        texts = self.texts[one]
        plain, amounts = whole_amounts(texts)
        low, high, basis = (np.where(plain, a, NOTHING) for a in (amounts, amounts, NOTHING))
        rest = np.flatnonzero(~plain)
        if len(rest):
            cells = Cells.read(texts.take(pa.array(rest)), self.parser.memories[one])
            low[rest] = cells.numbers(lambda pay: _or_nothing(pay.low))
            high[rest] = cells.numbers(lambda pay: _or_nothing(pay.high))
            basis[rest] = cells.numbers(_basis_number)
            for row, found in cells.faults():
                if where is None or where[rest[row]]:
                    self.blame(int(rest[row]), found)
        return Pay(low, high, basis)


def _one_array(column: pa.ChunkedArray) -> pa.Array:
    chunks = column.combine_chunks()
    return chunks if isinstance(chunks, pa.Array) else pa.concat_arrays(chunks.chunks)


def _or_nothing(amount: int | None) -> int:
    return NOTHING if amount is None else amount


def _basis_number(pay: StatedPay) -> int:
    return NOTHING if pay.basis is None else BASES.index(pay.basis)
