"""One worksheet as a stream of rows of text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from salaries.sheets.limits import Limits
from salaries.sheets.package import Package
from salaries.sheets.problems import SheetError, SheetProblem
from salaries.sheets.workbook import unescaped
from salaries.sheets.xml_parts import Attributes, Handler, parse

REFERENCE = re.compile(r"([A-Z]{1,3})[0-9]{0,7}")
NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
EXACT = 10**15
"""Whole numbers below it are exact in a workbook."""


class Row(NamedTuple):
    """A row with something in it: its number, its cells from the first column on, its numbers."""

    number: int
    cells: list[str]
    numeric: list[int]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What cells refer to: shared texts, styles that are dates, the year days count from."""

    strings: Sequence[str]
    dates: Collection[str]
    counts_from_1904: bool


def rows(package: Package, part: str, meaning: Meaning, limits: Limits) -> Iterator[Row]:
    """The rows that have something in them. Raises SheetError at the first broken limit."""
    reader = _Reader(meaning, limits)
    for _ in parse(package.pieces(part), reader):
        yield from reader.taken()


class _Reader(Handler):
    """Cells as they pass, gathered into rows."""

    def __init__(self, meaning: Meaning, limits: Limits) -> None:
        self._meaning, self._limits = meaning, limits
        self._rows: list[Row] = []
        self._number = self._last = self._length = 0
        self._column = -1
        self._kind = self._style = ""
        self._pieces: list[str] = []
        self._reads = self._in_phonetics = False
        self._cells: dict[int, str] = {}
        self._numeric: list[int] = []

    def taken(self) -> list[Row]:
        """The rows finished since the last time."""
        taken, self._rows = self._rows, []
        return taken

    def opened(self, name: str, attributes: Attributes) -> None:
        """A row, a cell, or what is in it."""
        if name == "c":
            self._begin_cell(attributes)
        elif name == "v" or name == "t":
            self._reads = not self._in_phonetics
        elif name == "row":
            self._begin_row(attributes.get("r", ""))
        elif name == "rPh":
            self._in_phonetics = True

    def closed(self, name: str) -> None:
        """What is read is whole."""
        if name == "v" or name == "t":
            self._reads = False
        elif name == "c":
            if self._pieces:
                self._end_cell("".join(self._pieces))
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._in_phonetics = False

    def text(self, text: str) -> None:
        """A piece of a cell's text; a cell too long is refused before it is whole."""
        if self._reads:
            self._pieces.append(text)
            self._length += len(text)
            if self._length > self._limits.cell_chars * 8:  # an escape of 7 may be 1 character
                raise self._long_cell()

    def _begin_row(self, reference: str) -> None:
        number = int(reference) if reference else self._number + 1
        if number <= self._number:
            raise SheetError(SheetProblem.DAMAGED)
        self._number, self._column = number, -1
        if number - self._last - 1 > self._limits.empty_rows:
            allowed = self._limits.empty_rows
            raise SheetError(SheetProblem.EMPTY_ROWS, row=self._last, allowed=allowed)

    def _begin_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        self._column = _column(reference) if reference else self._column + 1
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._pieces, self._length = [], 0

    def _end_cell(self, raw: str) -> None:
        text, is_number = self._meant(raw)
        if not text:
            return
        if self._column >= self._limits.columns:
            allowed = self._limits.columns
            raise SheetError(SheetProblem.TOO_MANY_COLUMNS, row=self._number, allowed=allowed)
        if len(text) > self._limits.cell_chars:
            raise self._long_cell()
        self._cells[self._column] = text
        if is_number:
            self._numeric.append(self._column)

    def _end_row(self) -> None:
        if self._cells:
            cells = [self._cells.get(column, "") for column in range(max(self._cells) + 1)]
            self._rows.append(Row(self._number, cells, self._numeric))
            self._last = self._number
            self._cells, self._numeric = {}, []

    def _meant(self, raw: str) -> tuple[str, bool]:
        """What a cell says, and whether it is a number."""
        kind = self._kind
        if kind == "s":
            return self._meaning.strings[int(raw)], False
        if kind == "b":
            return "true" if raw.strip() == "1" else "false", False
        if kind == "n":
            if self._style in self._meaning.dates:
                return day_text(raw, self._meaning.counts_from_1904)
            return number_text(raw)
        return unescaped(raw), False

    def _long_cell(self) -> SheetError:
        return SheetError(
            SheetProblem.LONG_CELL,
            row=self._number,
            column=self._column + 1,
            allowed=self._limits.cell_chars,
        )


def _column(reference: str) -> int:
    """The place of a column from the address of a cell, from 0."""
    found = REFERENCE.fullmatch(reference)
    if found is None:
        raise SheetError(SheetProblem.DAMAGED)
    place = 0
    for letter in found[1]:
        place = place * 26 + ord(letter) - 64
    return place - 1


def number_text(raw: str) -> tuple[str, bool]:
    """A number as a person writes it, and that it is one; anything else as it stands.

    >>> number_text("52000.0"), number_text("0.1"), number_text("n/a")
    (('52000', True), ('0.1', True), ('n/a', False))
    """
    raw = raw.strip()
    if not NUMBER.fullmatch(raw):
        return raw, False
    value = float(raw)
    if value.is_integer() and abs(value) < EXACT:
        return str(int(value)), True
    return (repr(value), True) if abs(value) < float("inf") else (raw, False)


def day_text(raw: str, counts_from_1904: bool) -> tuple[str, bool]:
    """A day or a moment in ISO form; a number that is no day stays a number."""
    text, is_number = number_text(raw)
    if not is_number:
        return text, False
    start = CALENDAR_MAC_1904 if counts_from_1904 else CALENDAR_WINDOWS_1900
    try:
        moment = from_excel(float(text), start)
    except (ValueError, OverflowError):
        return text, True
    if isinstance(moment, datetime) and moment == datetime.combine(moment, datetime.min.time()):
        moment = date(moment.year, moment.month, moment.day)
    return moment.isoformat(), False
