"""The first row of a CSV: the names of its columns, and by what they are separated."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import NamedTuple

from salaries.sheets.limits import Limits
from salaries.sheets.problems import SheetError, SheetProblem

SEPARATORS = ("\t", ";", ",")
"""In this order where a heading has as many of one as of another."""
SAID_SEPARATOR = re.compile(r'"?sep=([,;\t|])"?[\r\n]*', re.IGNORECASE)
QUOTED = re.compile(r'"[^"]*"')
END = "\0"
"""Put behind the last line: a quote left open takes it into its cell. No text has a zero byte."""


class Heading(NamedTuple):
    """The names of the columns, the separator, the row they stand in, and text read past it."""

    names: tuple[str, ...]
    separator: str
    row: int
    rest: bytes


class Lines:
    """The lines of blocks still to come, `END` behind the last; no block is opened early."""

    def __init__(self, next_block: Callable[[], bytes | None]) -> None:
        self._next_block = next_block
        self._lines = io.StringIO()

    def __iter__(self) -> Iterator[str]:
        while (text := self._next_block()) is not None:
            self._lines = io.StringIO(text.decode(), newline="")
            yield from self._lines
        yield END

    def rest(self) -> bytes:
        """What is left of the block opened last."""
        return self._lines.read().encode()


def read_heading(lines: Lines, limits: Limits) -> Heading:
    """The first row that is not blank. A first line `sep=;`, as Excel has it, is no row."""
    row, said, source = 0, "", iter(lines)
    while record := _record(source, limits):
        found = SAID_SEPARATOR.fullmatch(record)
        if found and not row and not said:
            said = found[1]
            continue
        row += 1
        separator = said or _separator(record)
        names, rest = _names(record, separator, row, limits)
        if any(names):
            return Heading(names, separator, row, rest.encode() + lines.rest())
        if row > limits.empty_rows:
            raise SheetError(SheetProblem.EMPTY_ROWS, row=0, allowed=limits.empty_rows)
    raise SheetError(SheetProblem.EMPTY)


def _record(source: Iterator[str], limits: Limits) -> str:
    """The next lines up to one that ends outside quotes, as they stand; "" at the end."""
    record, quotes, size = [], 0, 0
    for line in source:
        if line is END:
            break
        record.append(line)
        quotes += line.count('"')
        size += len(line)
        if quotes % 2 == 0 or size > limits.record_bytes:
            break
    return "".join(record)


def _separator(record: str) -> str:
    """The separator a heading has most of, outside quotes; a comma where it has none."""
    bare = QUOTED.sub("", record)
    best = max(SEPARATORS, key=bare.count)
    return best if best in bare else ","


def _names(record: str, separator: str, row: int, limits: Limits) -> tuple[tuple[str, ...], str]:
    """The names, and the lines that only a stray quote made look like part of them."""
    lines = io.StringIO(record, newline="")
    reader = csv.reader(chain(lines, (END,)), delimiter=separator)
    try:
        names = next(reader)
    except csv.Error:
        raise endless(row, reader.line_num > 1, limits) from None
    if names and names[-1].endswith(END):
        raise endless(row, True, limits)
    check_cells(names, row, limits)
    return tuple(names), lines.read()


def check_cells(cells: list[str], row: int, limits: Limits) -> None:
    """A row against the limits of columns and of characters in a cell. Raises SheetError."""
    if len(cells) > limits.columns:
        raise SheetError(SheetProblem.TOO_MANY_COLUMNS, row=row, allowed=limits.columns)
    for column, cell in enumerate(cells, start=1):
        if len(cell) > limits.cell_chars:
            if "\n" in cell or "\r" in cell:
                raise endless(row, True, limits)
            raise long_cell(row, column, limits)


def long_cell(row: int, column: int, limits: Limits) -> SheetError:
    """A cell with too many characters."""
    allowed = limits.cell_chars
    return SheetError(SheetProblem.LONG_CELL, row=row, column=column, allowed=allowed)


def endless(row: int, has_line_breaks: bool, limits: Limits) -> SheetError:
    """A cell so long that it may have no end: with line breaks in it, a quote left open."""
    problem = SheetProblem.OPEN_QUOTE if has_line_breaks else SheetProblem.HUGE_CELL
    return SheetError(problem, row=row, allowed=limits.cell_chars)
