"""CSV block by block, in two lanes that tests hold equal: Arrow's, and Python's for quotes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import BinaryIO

import pyarrow as pa

from salaries.sheets.blocks import Block, BlockBuilder, Header, Sheet
from salaries.sheets.encodings import NAMES, decide, utf8_chunks
from salaries.sheets.heading import END, Lines, check_cells, endless, long_cell, read_heading
from salaries.sheets.lanes import fast_lane, filled_rows, first_too_long
from salaries.sheets.limits import Limits
from salaries.sheets.problems import SheetError, SheetProblem

SLOW_ROWS = 20_000
"""Rows in a block of Python's lane, whose cells weigh more until they are in columns."""


class CsvSheet(Sheet):
    """A sheet that is text. The file stays open until `close`, if it was opened here."""

    def __init__(self, file: BinaryIO, limits: Limits, *, owned: bool) -> None:
        super().__init__(file, limits, owned=owned)
        coding = decide(file)
        self._texts = line_blocks(utf8_chunks(file, coding, limits.block_bytes), limits)
        self._pending: bytes | None = None
        self._row = self._last = self._given = 0
        names, separator, self._row, self._pending = read_heading(Lines(self._next), limits)
        self._last = self._row
        self.header = Header(
            names, "csv", self._row, NAMES[coding.codec], separator, coding.has_bom
        )

    def blocks(self) -> Iterator[Block]:
        """The rows under the heading. Raises SheetError where a limit or the text is broken."""
        while (text := self._next()) is not None:
            for block in self._read(text):
                self._given += len(block.row_numbers)
                self._refuse_too_many(self._given, self._limits.rows)
                yield block

    def _next(self) -> bytes | None:
        """The next whole lines: what a reader gave back, or a block from the file."""
        if self._pending:
            text, self._pending = self._pending, None
            return text
        try:
            return next(self._texts, None)
        except OverflowError:
            allowed = self._limits.record_bytes
            raise SheetError(SheetProblem.LONG_LINE, row=self._row + 1, allowed=allowed) from None

    def _read(self, text: bytes) -> Iterator[Block]:
        """A block of text in the lane that can: a quote or a ragged row needs Python's."""
        table = None
        if b'"' not in text:
            table = fast_lane(text, len(self.header.names), self.header.separator)
        return self._slow(text) if table is None else self._fast(table)

    def _fast(self, table: pa.Table) -> Iterator[Block]:
        first = self._row + 1
        if (found := first_too_long(table, self._limits.cell_chars)) is not None:
            raise long_cell(first + found[0], found[1] + 1, self._limits)
        self._row += table.num_rows
        numbers: Sequence[int] = range(first, self._row + 1)
        kept = filled_rows(table)
        if kept is not None:
            numbers, table = [numbers[index] for index in kept.to_pylist()], table.take(kept)
            for number in numbers:
                self._refuse_gap(number)
                self._last = number
        if numbers:
            self._refuse_gap(numbers[0])
            self._last = numbers[-1]
            yield Block(table, numbers)
        self._refuse_gap(self._row + 1)

    def _slow(self, text: bytes) -> Iterator[Block]:
        """Python's reader over a block, and over the next where a quoted cell runs on."""
        builder = BlockBuilder(len(self.header.names), pads=False)
        for cells in self._records(text):
            self._row += 1
            if not any(cells):
                self._refuse_gap(self._row + 1)
                continue
            check_cells(cells, self._row, self._limits)
            self._last = self._row
            builder.add(self._row, cells)
            if len(builder) == SLOW_ROWS:
                yield builder.take()
        if builder:
            yield builder.take()

    def _records(self, text: bytes) -> Iterator[list[str]]:
        """The rows that begin in a block, each whole."""
        first, more = io.StringIO(text.decode(), newline=""), Lines(self._next)
        size = first.seek(0, io.SEEK_END)
        first.seek(0)
        reader = csv.reader(chain(first, more), delimiter=self.header.separator)
        while first.tell() < size:
            begun = reader.line_num
            try:
                cells = next(reader)
            except csv.Error:
                has_line_breaks = reader.line_num > begun + 1
                raise endless(self._row + 1, has_line_breaks, self._limits) from None
            if cells and cells[-1].endswith(END):
                raise endless(self._row + 1, True, self._limits)
            yield cells
        self._pending = more.rest()

    def _refuse_gap(self, row: int) -> None:
        """Too many empty rows before a row, or before the end."""
        allowed = self._limits.empty_rows
        if row - self._last - 1 > allowed:
            raise SheetError(SheetProblem.EMPTY_ROWS, row=self._last, allowed=allowed)


def line_blocks(chunks: Iterator[bytes], limits: Limits) -> Iterator[bytes]:
    """The text cut behind ends of lines. Raises OverflowError where a line has no end."""
    rest = b""
    most = max(limits.record_bytes, limits.block_bytes)
    for chunk in chunks:
        data = rest + chunk if rest else chunk
        cut = data.rfind(b"\n") + 1 or data.rfind(b"\r", 0, -1) + 1
        if cut:
            yield data[:cut]
        rest = data[cut:]
        if len(rest) > most:
            raise OverflowError
    if rest:
        yield rest
