"""A table of quantiles against the shape it may have: rows when all is well, else every problem.

A cell that is left blank is one of which too little is known; a column that is left out is one
that the survey does not publish. No cell is asked for but one at least of every city.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from salaries.domain.money import MoneyError, parse_money
from salaries.domain.table_changes import Figures
from salaries.ingest.columns import (
    BAND,
    CITY,
    COUNT_COLUMNS,
    FIGURE_COLUMNS,
    INTERVAL_COLUMNS,
    KEY_COLUMNS,
    QUANTILE_COLUMNS,
    SEGMENT,
    Shape,
)
from salaries.ingest.problems import Code, Problem, Unreadable
from salaries.ingest.reader import decode, read_table
from salaries.ingest.validation import meant

MEDIAN_COLUMN = "p50"
MOST_COUNTED = 2_147_483_647
BLANK = ' ,\t"'
"""What stands around the name of a column; a row of nothing else is blank."""
Numbers = dict[str, int]


class QuantileRow(NamedTuple):
    """One cell of the table, parsed. `band` is "" for all levels."""

    city: str
    segment: str
    band: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class CheckedQuantiles:
    """A table's rows in the order of the file, or its problems in that order; never both."""

    rows: tuple[QuantileRow, ...]
    problems: tuple[Problem, ...]


def check(data: bytes, shape: Shape) -> CheckedQuantiles:
    """Every row or every problem of a table given as bytes. Never raises.

    `shape.cities` are slugs; a blank kind of employer or level is one that is not told apart.
    """
    try:
        table = read_table(data, _columns(data))
    except Unreadable as refusal:
        return CheckedQuantiles((), refusal.problems)
    problems: list[Problem] = list(table.problems)
    rows: dict[int, QuantileRow] = {}
    for number, *cells in table.frame.itertuples():
        named = dict(zip(table.frame.columns, cells, strict=True))
        faults, row = _row(number, named, shape)
        problems += faults
        if row:
            rows[number] = row
    problems += [*_repeated(rows), *_more_than_together(rows)]
    problems += [] if problems else _of_all(rows.values(), shape)
    if problems or table.misfits:
        return CheckedQuantiles((), tuple(sorted(problems, key=_in_file_order)))
    return CheckedQuantiles(tuple(rows.values()), ())


def _repeated(rows: Mapping[int, QuantileRow]) -> Iterator[Problem]:
    """Cells that stand there twice."""
    first: dict[tuple[str, str, str], int] = {}
    for number, row in rows.items():
        place = row[:3]
        if first.setdefault(place, number) != number:
            told = ", ".join(filter(None, place))
            yield Problem(number, None, Code.DUPLICATE_CELL, told, str(first[place]))


def _more_than_together(rows: Mapping[int, QuantileRow]) -> Iterator[Problem]:
    """Levels of which more was counted than of all levels of their market together."""
    together = {row[:2]: row.figures for row in rows.values() if not row.band}
    for number, row in rows.items():
        whole = together.get(row[:2], row.figures)
        for column in COUNT_COLUMNS:
            counted, most = getattr(row.figures, column), getattr(whole, column)
            if counted and most and counted > most:
                told = str(counted), str(most)
                yield Problem(number, column, Code.MORE_THAN_TOGETHER, *told)


def _in_file_order(problem: Problem) -> tuple[float, int]:
    column = problem.column
    place = FIGURE_COLUMNS.index(column) if column in FIGURE_COLUMNS else -1
    return (float("inf") if problem.row is None else problem.row, place)


def _columns(data: bytes) -> Sequence[str]:
    """The columns that must be there, and those that may be and are."""
    text, _doubt = decode(data)
    header = next((line for line in text.splitlines() if line.strip(BLANK)), "")
    there = {name.strip(BLANK) for name in header.split(",")}
    optional = (name for name in FIGURE_COLUMNS if name in there or name == MEDIAN_COLUMN)
    return (*KEY_COLUMNS, *optional)


def _row(
    number: int, cells: Mapping[str, str], shape: Shape
) -> tuple[list[Problem], QuantileRow | None]:
    """A row's problems, and what it says where it has none."""
    read = {
        column: _figure(column, cells[column]) for column in FIGURE_COLUMNS if cells.get(column)
    }
    problems = [
        *_unknown_names(number, cells, shape),
        *(replace(one, row=number) for one in read.values() if isinstance(one, Problem)),
    ]
    figures = {column: one for column, one in read.items() if isinstance(one, int)}
    problems = problems or list(_contradictions(number, figures))
    if problems:
        return problems, None
    names = cells[CITY], cells[SEGMENT], cells[BAND]
    return [], QuantileRow(*names, Figures(*map(figures.get, FIGURE_COLUMNS)))


def _figure(column: str, text: str) -> int | Problem:
    """An amount or a count, or what is wrong with it."""
    if column in COUNT_COLUMNS:
        is_count = text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_COUNTED
        expected = f"1\u2013{MOST_COUNTED}"
        return int(text) if is_count else Problem(None, column, Code.NOT_A_COUNT, text, expected)
    try:
        return parse_money(text)
    except MoneyError as error:
        code = Code(error.problem)
        return Problem(None, column, code, text, meant(text, code))


def _unknown_names(number: int, cells: Mapping[str, str], shape: Shape) -> Iterator[Problem]:
    if cells[CITY] not in shape.cities:
        code = Code.UNKNOWN_CITY if cells[CITY] else Code.EMPTY
        yield Problem(number, CITY, code, cells[CITY], ", ".join(shape.cities))
    for column, words in ((SEGMENT, shape.segments), (BAND, ("", *shape.bands))):
        if cells[column] not in words:
            code = Code.UNKNOWN if cells[column] else Code.EMPTY
            expected = ", ".join(filter(None, words)) or "–"
            yield Problem(number, column, code, cells[column], expected)


def _contradictions(number: int, figures: Numbers) -> Iterator[Problem]:
    """Figures of one row that cannot stand together."""
    amounts = [*QUANTILE_COLUMNS, *INTERVAL_COLUMNS]
    if MEDIAN_COLUMN not in figures:
        if any(column in figures for column in amounts):
            yield Problem(number, MEDIAN_COLUMN, Code.NO_MEDIAN)
        return
    published = [column for column in QUANTILE_COLUMNS if column in figures]
    for below, above in pairwise(published):
        if figures[above] < figures[below]:
            told = str(figures[above]), f"{below}: {figures[below]}"
            yield Problem(number, above, Code.QUANTILES_FALL, *told)
    yield from _interval(number, figures)
    if figures.get("employers", 0) > figures.get("n", MOST_COUNTED):
        told = str(figures["employers"]), str(figures["n"])
        yield Problem(number, "employers", Code.MORE_EMPLOYERS, *told)


def _interval(number: int, figures: Numbers) -> Iterator[Problem]:
    """The interval of the median: both ends or none, the median between them."""
    median = figures[MEDIAN_COLUMN]
    there = [column for column in INTERVAL_COLUMNS if column in figures]
    if len(there) == 1:
        missing = next(column for column in INTERVAL_COLUMNS if column not in there)
        yield Problem(number, missing, Code.EMPTY)
    elif there and not figures["p50_low"] <= median <= figures["p50_high"]:
        reach = f"{figures['p50_low']}\u2013{figures['p50_high']}"
        yield Problem(number, MEDIAN_COLUMN, Code.MEDIAN_OUTSIDE_INTERVAL, str(median), reach)


def _of_all(rows: Collection[QuantileRow], shape: Shape) -> Iterator[Problem]:
    """A city without a row, and a table that publishes nothing."""
    there = {row.city for row in rows}
    for city in shape.cities:
        if city not in there:
            yield Problem(None, None, Code.MISSING_CELL, city)
    if not any(row.figures.p50 for row in rows):
        yield Problem(None, MEDIAN_COLUMN, Code.NOTHING_PUBLISHED)
