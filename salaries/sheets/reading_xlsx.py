"""XLSX row by row: the first visible sheet with anything in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from salaries.sheets import workbook, worksheet
from salaries.sheets.blocks import Block, BlockBuilder, Header, Sheet
from salaries.sheets.limits import Limits
from salaries.sheets.package import Package, damage_reported
from salaries.sheets.problems import SheetError, SheetProblem

BLOCK_ROWS = 50_000


class XlsxSheet(Sheet):
    """A sheet of a workbook. The file stays open until `close`, if it was opened here."""

    def __init__(self, file: BinaryIO, limits: Limits, *, owned: bool) -> None:
        super().__init__(file, limits, owned=owned)
        with damage_reported():
            self._rows = _first_with_cells(Package(file, limits), limits)
            heading = next(self._rows)
        self.header = Header(tuple(heading.cells), "xlsx", heading.number)

    def blocks(self) -> Iterator[Block]:
        """The rows under the heading. Raises SheetError where a limit or the file is broken."""
        builder = BlockBuilder(len(self.header.names), pads=True)
        given = size = 0
        with damage_reported():
            for row in self._rows:
                given += 1
                self._refuse_too_many(given, self._limits.xlsx_rows)
                builder.add(row.number, row.cells, row.numeric)
                size += sum(map(len, row.cells))
                if len(builder) == BLOCK_ROWS or size >= self._limits.block_bytes:
                    yield builder.take()
                    size = 0
        if builder:
            yield builder.take()


def _first_with_cells(package: Package, limits: Limits) -> Iterator[worksheet.Row]:
    """The rows of the first visible sheet that has any."""
    book = workbook.read_workbook(package)
    meaning = worksheet.Meaning(
        workbook.read_strings(package, limits),
        workbook.read_dates(package),
        book.counts_from_1904,
    )
    for part in book.visible_parts(package):
        rows = worksheet.rows(package, part, meaning, limits)
        for first in rows:
            return chain((first,), rows)
    raise SheetError(SheetProblem.NO_CELLS)
