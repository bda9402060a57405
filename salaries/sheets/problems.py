"""What can be wrong with a sheet as a whole, as values; `messages` turns them into sentences."""

from __future__ import annotations

from enum import StrEnum


class SheetProblem(StrEnum):
    """Why a sheet is not read, or not written."""

    # what the file is
    CANNOT_OPEN = "cannot_open"
    EMPTY = "empty"
    FILE_TOO_BIG = "file_too_big"
    OLD_EXCEL = "old_excel"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    BINARY_WORKBOOK = "binary_workbook"
    OPEN_DOCUMENT = "open_document"
    PDF = "pdf"
    WEB_PAGE = "web_page"
    ARCHIVE = "archive"
    PICTURE = "picture"
    NOT_TEXT = "not_text"
    # a text
    BROKEN_BYTE = "broken_byte"
    OPEN_QUOTE = "open_quote"
    LONG_LINE = "long_line"
    # a workbook
    DAMAGED = "damaged"
    TOO_MANY_PARTS = "too_many_parts"
    UNPACKS_TOO_BIG = "unpacks_too_big"
    PACKED_TOO_TIGHT = "packed_too_tight"
    ENTITIES = "entities"
    TOO_MANY_TEXTS = "too_many_texts"
    NO_CELLS = "no_cells"
    # rows and cells
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_MANY_COLUMNS = "too_many_columns"
    EMPTY_ROWS = "empty_rows"
    LONG_CELL = "long_cell"
    HUGE_CELL = "huge_cell"
    # writing
    SAME_FILE = "same_file"
    CANNOT_WRITE = "cannot_write"
    TOO_MANY_FOR_XLSX = "too_many_for_xlsx"


class SheetError(Exception):
    """A sheet that is not read or written: the problem, and what its sentence names."""

    def __init__(self, problem: SheetProblem, **details: int | str) -> None:
        super().__init__(problem, details)
        self.problem = problem
        self.details = details
