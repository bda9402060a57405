"""The one question to the engine: how many vacancies in each cell, whose, and their quantiles.

Written once, for every engine that Ibis knows. Amounts are whole hundredths, so a quantile at a
tenth or a quarter is a whole number of twentieths of a hundredth: what an engine adds or loses in
its last bits is gone when the answer is taken to the nearest twentieth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ibis import Table
    from ibis.expr.types import StringScalar

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
TWENTIETHS = 20
HUNDREDTHS = 100
REACH = 8
"""Of 10^15 places drawn for a median fewer than two are beyond it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A city's vacancies, or those of one kind of employer and level: "" is all of them.

    `employers` are those known, and `largest` is the most vacancies that one of them has. The
    quantiles are exact (linear between neighbours, type 7), at QUANTILES, in whole currency.
    """

    city: str
    segment: str
    band: str
    n: int
    employers: int
    largest: int
    quantiles: tuple[Fraction, ...]

    @property
    def place(self) -> tuple[str, str, str]:
        """Which cell it is."""
        return self.city, self.segment, self.band


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the staged rows, beside the cells themselves."""

    same: tuple[str, ...] = ()
    """Columns equal in two rows that are one vacancy posted twice; none keeps them all."""
    by_id: bool = False
    by_kind: bool = False


COUNTED = ("city", "segment", "level", "employer", "amount")


@contextmanager
def unique(rows: Table, question: Question) -> Iterator[Table]:
    """Each vacancy once, with no more columns than cells are made of.

    Where rows are left out the engine keeps what is left for the questions that follow: to find
    repeats is most of the work, and need be done but once.
    """
    found = rows
    if question.by_id:
        found = _first(_with_known_id(found), ("known",))
    if question.same:
        found = _first(found, question.same)
    found = found.select(*COUNTED)
    if question.by_id or question.same:
        with found.cache() as kept:
            yield kept
    else:
        yield found


def _with_known_id(rows: Table) -> Table:
    """A vacancy without an id is like no other."""
    return rows.mutate(known=rows.id.fill_null(_text("row ") + rows.position.cast("string")))


def _text(text: str) -> StringScalar:
    import ibis  # it is installed for this work alone; `engines.ready` says so where it is not

    return ibis.literal(text)


def _first(rows: Table, same: Sequence[str]) -> Table:
    """Of the rows that are equal in these columns, the one read first."""
    first = rows.group_by(same).agg(position=rows.position.min()).select("position")
    return rows.semi_join(first, "position")


def of_kind(found: Table, question: Question) -> Table:
    """The rows of `unique` that are counted: of a known kind of employer where kinds matter."""
    if question.by_kind:
        return found.filter(found.segment.notnull())
    return found.mutate(segment=_text(""))


def cells(counted: Table) -> Table:
    """Every cell of the rows of `of_kind` in one table: markets, and their levels."""
    levels = counted.filter(counted.level.notnull())
    markets = counted.mutate(level=_text(""))
    return _cells(markets).union(_cells(levels)).rename(band="level")


def _cells(rows: Table) -> Table:
    place = ("city", "segment", "level")
    pay = rows.group_by(place).agg(n=rows.count(), quantiles=rows.amount.quantile(QUANTILES))
    known = rows.filter(rows.employer.notnull())
    each = known.group_by([*place, "employer"]).agg(vacancies=known.count())
    shares = each.group_by(place).agg(employers=each.count(), largest=each.vacancies.max())
    joined = pay.left_join(shares, place)
    return joined.select(
        *place,
        "n",
        "quantiles",
        employers=joined.employers.fill_null(0),
        largest=joined.largest.fill_null(0),
    )


def amounts(counted: Table) -> Table:
    """The amounts around each cell's median, and how many of the cell are not above each.

    A median's interval is drawn from these. It needs no more than lie within REACH standard
    deviations of the median's place; all would be as many as vacancies where no two pay the same.
    """
    import ibis

    place = ["city", "segment", "level"]
    levels = counted.filter(counted.level.notnull())
    every = counted.mutate(level=_text("")).union(levels)
    each = every.group_by([*place, "amount"]).agg(times=every.count())
    rising = ibis.cumulative_window(group_by=place, order_by="amount")
    found = each.mutate(
        upto=each.times.sum().over(rising).cast("int64"),
        n=each.times.sum().over(ibis.window(group_by=place)).cast("int64"),
    )
    middle, reach = found.n / 2, REACH * found.n.sqrt() / 2 + 1
    near = (found.upto >= middle - reach) & (found.upto - found.times <= middle + reach)
    return found.filter(near).select(*place, "amount", "upto").rename(band="level")


def left(rows: Table, found: Table, counted: Table, question: Question) -> dict[str, Table]:
    """How many rows each of the steps leaves: all, unlike by id, unlike at all, of known kind."""
    named = _with_known_id(rows)
    unlike = named.known.nunique() if question.by_id else named.count()
    return {
        "rows": rows.aggregate(n=rows.count()),
        "same_id": named.aggregate(n=unlike),
        "repeat": found.aggregate(n=found.count()),
        "no_kind": counted.aggregate(n=counted.count()),
    }


def read_cells(answer: Iterator[Mapping[str, Any]]) -> list[Cell]:
    """An engine's answer to `cells`."""
    return [
        Cell(
            row["city"],
            row["segment"],
            row["band"],
            int(row["n"]),
            int(row["employers"]),
            int(row["largest"]),
            tuple(map(exact, row["quantiles"])),
        )
        for row in answer
    ]


def exact(quantile: float) -> Fraction:
    """The quantile in whole currency, from hundredths with an engine's noise in the last bits.

    >>> exact(4750000.000000001), exact(1234566.6500000001)
    (Fraction(47500, 1), Fraction(24691333, 2000))
    """
    return Fraction(round(quantile * TWENTIETHS), TWENTIETHS * HUNDREDTHS)
