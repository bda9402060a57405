"""Sheets in memory for the tests of reading and writing."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace

from openpyxl import Workbook

from salaries.sheets.blocks import Block, Header
from salaries.sheets.limits import COMMAND, Limits
from salaries.sheets.reading import open_sheet, read_cells

Rows = list[tuple[int, tuple[str, ...]]]
SMALL_BLOCKS = replace(COMMAND, block_bytes=64)


def cells_of(data: bytes, limits: Limits = COMMAND) -> Rows:
    """All rows of a file with their numbers, the heading first."""
    return list(read_cells(io.BytesIO(data), limits))


def blocks_of(data: bytes, limits: Limits = COMMAND) -> tuple[Header, list[Block]]:
    """The heading of a file and its blocks."""
    with open_sheet(io.BytesIO(data), limits) as sheet:
        return sheet.header, list(sheet.blocks())


def csv_of(rows: Sequence[Sequence[object]], separator: str = ",", end: str = "\r\n") -> str:
    """Rows as Python's own writer has them."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(rows)
    return text.getvalue()


def xlsx_of(*rows: Sequence[object]) -> bytes:
    """Rows as openpyxl has them."""
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()
