"""Every problem of a sheet as whole sentences that say what would be right."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from salaries.numbers import number
from salaries.sheets.problems import SheetError
from salaries.sheets.problems import SheetProblem as P

MESSAGES: dict[P, Promise] = {
    P.CANNOT_OPEN: lazy("The file cannot be opened: %(reason)s."),
    P.EMPTY: lazy("The file is empty. Give a CSV or XLSX file whose first row names the columns."),
    P.FILE_TOO_BIG: lazy(
        "The file has %(found)s bytes, and at most %(allowed)s are read. Divide it into parts."
    ),
    P.OLD_EXCEL: lazy(
        "This is a workbook of Excel 97–2003 (.xls). Save it as .xlsx or as CSV and try again."
    ),
    P.ENCRYPTED: lazy(
        "The workbook is protected by a password. Save it without the password and try again."
    ),
    P.MACROS: lazy("The workbook has macros. Save it as .xlsx, without macros, and try again."),
    P.BINARY_WORKBOOK: lazy(
        "This is a binary workbook (.xlsb). Save it as .xlsx or as CSV and try again."
    ),
    P.OPEN_DOCUMENT: lazy(
        "This is an OpenDocument file (.ods). Save it as .xlsx or as CSV and try again."
    ),
    P.PDF: lazy("This is a PDF, not a sheet. Save the sheet itself as .xlsx or as CSV."),
    P.WEB_PAGE: lazy(
        "This is a web page or an XML document, whatever its name says. "
        "Open it in a spreadsheet and save it as .xlsx or as CSV."
    ),
    P.ARCHIVE: lazy("This is an archive, not a sheet. Unpack it and give the sheet inside."),
    P.PICTURE: lazy("This is a picture, not a sheet. Give the sheet as .xlsx or as CSV."),
    P.NOT_TEXT: lazy(
        "The file is neither a workbook nor text: line %(line)s holds a zero byte. "
        "Save the sheet as .xlsx or as CSV."
    ),
    P.BROKEN_BYTE: lazy(
        "The text is %(encoding)s, but line %(line)s holds a byte that is not (%(byte)s). "
        "Save the sheet again as CSV in UTF-8."
    ),
    P.OPEN_QUOTE: lazy(
        "A double quote opens in row %(row)s and does not close within %(allowed)s characters. "
        "Close it, or write a quote inside a cell twice."
    ),
    P.LONG_LINE: lazy(
        "Row %(row)s is longer than %(allowed)s bytes. "
        "Shorten its cells, and check that rows end with line breaks."
    ),
    P.DAMAGED: lazy(
        "The workbook is damaged and cannot be read. Open it in a spreadsheet and save it again."
    ),
    P.TOO_MANY_PARTS: lazy(
        "The workbook is made of more than %(allowed)s parts. "
        "Copy the one sheet with your rows into a new workbook."
    ),
    P.UNPACKS_TOO_BIG: lazy(
        "The workbook unpacks to more than %(allowed)s bytes. "
        "Copy your rows into a new workbook, or divide them."
    ),
    P.PACKED_TOO_TIGHT: lazy(
        "A part of the workbook unpacks to more than %(allowed)s times its size, "
        "as no sheet of rows does. Copy your rows into a new workbook."
    ),
    P.ENTITIES: lazy(
        "The workbook defines XML entities, as no spreadsheet does. "
        "Copy your rows into a new workbook."
    ),
    P.TOO_MANY_TEXTS: lazy(
        "The workbook holds more than %(allowed)s different texts. "
        "Delete the columns that are not needed, or divide the rows."
    ),
    P.NO_CELLS: lazy(
        "No visible sheet of the workbook has anything in it. "
        "Put the names of the columns in the first row and the rows under it."
    ),
    P.TOO_MANY_ROWS: lazy(
        "The sheet has more than %(allowed)s rows under its heading. Divide it into parts."
    ),
    P.TOO_MANY_CELLS: lazy(
        "A sheet of %(columns)s columns may have %(rows)s rows, for at most %(allowed)s cells "
        "are read. Delete the columns that are not needed, or divide the rows into parts."
    ),
    P.TOO_MANY_COLUMNS: lazy(
        "Row %(row)s reaches beyond column %(allowed)s, the last that is read. "
        "Delete the columns that are not needed."
    ),
    P.EMPTY_ROWS: lazy(
        "More than %(allowed)s empty rows follow row %(row)s. Delete the empty rows, "
        "or copy those with something in them into a new sheet."
    ),
    P.LONG_CELL: lazy(
        "The cell in row %(row)s, column %(column)s has more than %(allowed)s characters. "
        "Shorten it."
    ),
    P.HUGE_CELL: lazy("A cell in row %(row)s has more than %(allowed)s characters. Shorten it."),
    P.SAME_FILE: lazy(
        "The result cannot take the place of the file it is made from. Name another."
    ),
    P.CANNOT_WRITE: lazy("The file cannot be written: %(reason)s."),
    P.TOO_MANY_FOR_XLSX: lazy(
        "A sheet of XLSX has room for %(allowed)s rows. Write CSV or Parquet instead."
    ),
}


def say(error: SheetError) -> str:
    """The problem in the language in use, numbers grouped."""
    details = {
        name: number(value) if isinstance(value, int) else value
        for name, value in error.details.items()
    }
    return str(MESSAGES[error.problem]) % details
