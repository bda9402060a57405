"""The one question to the engine: how many vacancies in each cell, whose, and their quantiles.

Written once, for every engine that Ibis knows. Amounts are whole hundredths, so a quantile at a
tenth or a quarter is a whole number of twentieths of a hundredth: what an engine adds or loses in
its last bits is gone when the answer is taken to the nearest twentieth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import ibis
from ibis import Table

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
TWENTIETHS = 20
HUNDREDTHS = 100


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


def counted(rows: Table, question: Question) -> Table:
    """The rows that are counted: each vacancy once, of a known kind where kinds matter."""
    if question.by_id:
        known = rows.id.fill_null(rows.position.cast("string"))
        rows = _first(rows.mutate(known=known), ("known",)).drop("known")
    if question.same:
        rows = _first(rows, question.same)
    return rows.filter(rows.segment.notnull()) if question.by_kind else rows


def _first(rows: Table, same: Sequence[str]) -> Table:
    """Of the rows that are equal in these columns, the one read first."""
    turn = ibis.row_number().over(ibis.window(group_by=list(same), order_by="position"))
    numbered = rows.mutate(turn=turn)
    return numbered.filter(numbered.turn == 0).drop("turn")


def cells(rows: Table, question: Question) -> Table:
    """Every cell in one table: markets, and their levels."""
    found = counted(rows, question)
    segment = found.segment if question.by_kind else ibis.literal("")
    found = found.select("city", "employer", "amount", segment=segment, band=found.level)
    levels = found.filter(found.band.notnull())
    return _cells(found.mutate(band=ibis.literal(""))).union(_cells(levels))


def _cells(rows: Table) -> Table:
    place = ("city", "segment", "band")
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


def amounts(rows: Table, question: Question) -> Table:
    """How often each amount stands in each cell: what a median's interval is drawn from."""
    found = counted(rows, question)
    segment = found.segment if question.by_kind else ibis.literal("")
    found = found.select("city", "amount", segment=segment, band=found.level)
    levels = found.filter(found.band.notnull())
    keys = ["city", "segment", "band", "amount"]
    every = found.mutate(band=ibis.literal("")).union(levels)
    return every.group_by(keys).agg(times=every.count())


def left_out(rows: Table, question: Question) -> dict[str, Table]:
    """How many rows are left after each of the steps that `counted` takes."""
    steps = {
        "same_id": Question((), question.by_id),
        "repeat": Question(question.same, question.by_id),
        "no_kind": question,
    }
    return {
        name: counted(rows, step).aggregate(n=lambda t: t.count()) for name, step in steps.items()
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
