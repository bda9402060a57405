"""XLSX by openpyxl, streamed: text is always text, numbers are numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from zipfile import ZIP_DEFLATED

import pyarrow as pa
import pyarrow.compute as pc
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from salaries.sheets.columns import OutColumn
from salaries.sheets.in_memory import Package, keep_in_memory
from salaries.sheets.limits import XLSX_ROWS
from salaries.sheets.problems import SheetError, SheetProblem
from salaries.sheets.target import Target
from salaries.sheets.writer import Masks, Writer

NARROWEST, WIDEST, MARGIN = 12, 40, 2
NOTE_WIDTHS = {"A": 24, "B": 90}
SPECIAL = r"^[=#]|[\x00-\x08\x0B-\x1F\x{FFFE}\x{FFFF}]|_x[0-9A-Fa-f]{4}_"
"""Texts that openpyxl would take for a formula or an error, or that XML cannot hold."""
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class XlsxWriter(Writer):
    """A sheet of rows under a bold heading that stays in sight, and a sheet of notes."""

    def __init__(
        self, target: Target, columns: Sequence[OutColumn], notes: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(target, columns)
        self._book = Workbook(write_only=True)
        self._page: Any = self._book.create_sheet("Data")
        self._notes, self._rows = notes, 0
        self._page.freeze_panes = "A2"
        for place, column in enumerate(columns, start=1):
            width = max(NARROWEST, min(len(column.heading) + MARGIN, WIDEST))
            self._page.column_dimensions[get_column_letter(place)].width = width
        if target.is_in_memory:
            keep_in_memory(self._page)
        self._page.append([text_cell(self._page, one.heading, bold=True) for one in columns])

    def _write(self, batch: pa.RecordBatch, numeric: Masks) -> None:
        self._rows += batch.num_rows
        if self._rows > XLSX_ROWS:
            raise SheetError(SheetProblem.TOO_MANY_FOR_XLSX, allowed=XLSX_ROWS)
        columns = [
            self._cells(array, numeric.get(place)) for place, array in enumerate(batch.columns)
        ]
        for row in zip(*columns, strict=True):
            self._page.append(row)

    def _cells(self, array: pa.Array, numbers: pa.Array | None) -> list[Any]:
        """A column as what openpyxl takes: None, numbers, harmless texts, cells made text."""
        if pa.types.is_dictionary(array.type):
            array = array.cast(array.type.value_type)
        cells: list[Any] = array.to_pylist()
        if not pa.types.is_string(array.type):
            return cells
        for at in pc.indices_nonzero(pc.match_substring_regex(array, SPECIAL)).to_pylist():
            cells[at] = text_cell(self._page, cells[at])
        for at in pc.indices_nonzero(numbers).to_pylist() if numbers is not None else ():
            cells[at] = _number(array[at].as_py())
        return [None if cell == "" else cell for cell in cells]

    def _finish(self) -> None:
        if self._notes:
            page: Any = self._book.create_sheet("Notes")
            for letter, width in NOTE_WIDTHS.items():
                page.column_dimensions[letter].width = width
            if self._target.is_in_memory:
                keep_in_memory(page)
            for heading, text in self._notes:
                page.append([text_cell(page, heading, bold=True), text_cell(page, text)])
        with Package(self._target.file, "w", ZIP_DEFLATED) as package:
            ExcelWriter(self._book, package).save()
        self._target.file.flush()

    def _abandon(self) -> None:
        if not self._page.closed:
            self._page.close()
        self._page._writer.cleanup()  # openpyxl removes its own file only after saving


def text_cell(page: Any, text: str, *, bold: bool = False) -> Any:
    """A cell that is text whatever it begins with. What XML cannot hold is replaced."""
    held = LIKE_AN_ESCAPE.sub("_x005F_", text).replace("\r", "_x000D_")
    cell = WriteOnlyCell(page, value=ILLEGAL.sub("\ufffd", held))
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _number(text: str) -> int | float | str:
    """The number a cell of a workbook was read from."""
    return float(text) if "." in text or "e" in text else int(text)
