"""How much of a sheet is read: for an upload, and for the command line."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000
MOST_RECORDS = 5_000
"""Rows that are answered as JSON; a sheet of more comes back as a sheet."""
XLSX_ROWS = 1_048_575
"""The rows an XLSX sheet has room for under its heading."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most of everything. None is no limit.

    `rows` are data rows of either kind, `xlsx_rows` those of a workbook; `cells` are all places of
    the data rows, the empty ones too; `empty_rows` may stand between two rows with something in
    them. A block is about `block_bytes` of text;
    Arrow parses two megabytes a quarter faster than eight, which leave the processor's cache.
    """

    file_bytes: int | None
    unpacked_bytes: int
    rows: int | None
    cells: int | None
    columns: int
    cell_chars: int
    empty_rows: int
    block_bytes: int = 2 * 1024 * 1024

    def rows_of(self, columns: int) -> int | None:
        """The rows that so many columns have cells for; None where cells have no limit."""
        return None if self.cells is None else self.cells // max(columns, 1)

    @property
    def xlsx_rows(self) -> int:
        """A workbook's own limit where no other is set."""
        return XLSX_ROWS if self.rows is None else self.rows

    @property
    def record_bytes(self) -> int:
        """What a row that keeps the limits can take at most, as UTF-8."""
        return self.columns * self.cell_chars * 4


WEB = Limits(
    file_bytes=5 * MEGABYTE,
    unpacked_bytes=50 * MEGABYTE,
    rows=20_000,
    cells=400_000,
    columns=60,
    cell_chars=2_000,
    empty_rows=1_000,
)
COMMAND = Limits(
    file_bytes=None,
    unpacked_bytes=4_000 * MEGABYTE,
    rows=None,
    cells=None,
    columns=60,
    cell_chars=2_000,
    empty_rows=10_000,
)
