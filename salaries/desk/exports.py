"""Rows as files: CSV, XLSX and JSON of exactly what is shown, streamed and capped.

No cell becomes a formula. Numbers stay numbers. The same rows give the same bytes at any time.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from openpyxl import Workbook

from salaries.rows import Column
from salaries.sheets.formulas import safe

KINDS = ("csv", "xlsx", "json")
SEPARATORS = {"comma": ",", "semicolon": ";"}
MOST_ROWS = 100_000
BOM = "\ufeff"
R = TypeVar("R")


class Note(NamedTuple):
    """One thing a reader must know: its name in machine formats, its heading, its text."""

    name: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet(Generic[R]):
    """What is exported: columns, rows, and what the reader must know of them."""

    columns: Sequence[Column[R]]
    rows: Sequence[R]
    about: Sequence[Note]
    month: date

    @property
    def table(self) -> Iterator[list[Any]]:
        """The cells of each row, at most `MOST_ROWS`, formulas made harmless."""
        return ([safe(c.value(row)) for c in self.columns] for row in self.rows[:MOST_ROWS])


class _Echo:
    """A file that hands back what is written to it, so that rows can be streamed."""

    def write(self, value: str) -> str:
        return value


def as_csv(sheet: Sheet[Any], separator: str = ",") -> Iterator[str]:
    """Lines of CSV: a byte order mark first, CRLF ends, one heading, then the rows."""
    writer = csv.writer(_Echo(), delimiter=separator)
    yield BOM + writer.writerow([safe(column.full_heading) for column in sheet.columns])
    for cells in sheet.table:
        yield writer.writerow(cells)


def as_json(sheet: Sheet[Any]) -> Iterator[str]:
    """A JSON document: what it is about, its columns, and a row an object, streamed."""
    columns = [
        {"name": c.name, "heading": c.heading, "unit": c.unit or None, "evidence": c.evidence}
        for c in sheet.columns
    ]
    yield (
        '{"about": '
        + _json({note.name: note.text for note in sheet.about})
        + ', "columns": '
        + _json(columns)
    )
    yield ', "rows": ['
    names = [column.name for column in sheet.columns]
    for number, row in enumerate(sheet.rows[:MOST_ROWS]):
        cells = dict(zip(names, (c.value(row) for c in sheet.columns), strict=True))
        yield (",\n" if number else "\n") + _json(cells)
    yield "\n]}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def as_xlsx(sheet: Sheet[Any]) -> IO[bytes]:
    """A workbook, ready to be read: the rows, and on a second sheet what they are."""
    from openpyxl import Workbook  # with numpy it weighs more than the rest of a worker
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    page = book.create_sheet("Data")
    page.freeze_panes = "A2"
    for number, column in enumerate(sheet.columns, start=1):
        width = max(12, min(len(column.full_heading) + 2, 40))
        page.column_dimensions[get_column_letter(number)].width = width
    page.append([_bold(page, safe(column.full_heading)) for column in sheet.columns])
    for cells in sheet.table:
        page.append(cells)
    _add_notes(book, sheet)
    book.properties.created = book.properties.modified = datetime.combine(
        sheet.month, datetime.min.time()
    )
    return _without_clock(book, sheet.month)


def _add_notes(book: Workbook, sheet: Sheet[Any]) -> None:
    page = book.create_sheet("Source")
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 24, 90
    for note in sheet.about:
        page.append([_bold(page, note.heading), safe(note.text)])


def _bold(page: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = WriteOnlyCell(page, value=text)
    cell.font = Font(bold=True)
    return cell


def _without_clock(book: Workbook, month: date) -> IO[bytes]:
    """The saved workbook with the survey's date on every part, not the time of saving."""
    saved, fixed = io.BytesIO(), io.BytesIO()
    book.save(saved)
    stamp = (month.year, month.month, month.day, 0, 0, 0)
    with (
        zipfile.ZipFile(saved) as source,
        zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            entry = zipfile.ZipInfo(part.filename, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, _undated(source.read(part), part.filename, book))
    fixed.seek(0)
    return fixed


def _undated(content: bytes, name: str, book: Workbook) -> bytes:
    """The document's properties without the time of saving, which openpyxl writes over ours."""
    if name != "docProps/core.xml":
        return content
    created = book.properties.created
    before, mark, rest = content.partition(b"<dcterms:modified")
    start, end = rest.index(b">") + 1, rest.index(b"</dcterms:modified>")
    return before + mark + rest[:start] + f"{created:%Y-%m-%dT%H:%M:%SZ}".encode() + rest[end:]
