"""A sheet opened by what its first bytes say it is, never by its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from salaries.sheets.blocks import Sheet
from salaries.sheets.limits import Limits
from salaries.sheets.problems import SheetError, SheetProblem
from salaries.sheets.reading_csv import CsvSheet
from salaries.sheets.reading_xlsx import XlsxSheet

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PASSWORD_PART = "EncryptedPackage".encode("utf-16-le")
OLE_BYTES = 16 * 1024 * 1024
"""As much of an OLE file is searched for the part that a password leaves."""
STARTS: dict[bytes, SheetProblem] = {
    b"%PDF": SheetProblem.PDF,
    b"\x1f\x8b": SheetProblem.ARCHIVE,
    b"7z\xbc\xaf": SheetProblem.ARCHIVE,
    b"Rar!": SheetProblem.ARCHIVE,
    b"BZh": SheetProblem.ARCHIVE,
    b"\xfd7zXZ": SheetProblem.ARCHIVE,
    b"\x89PNG": SheetProblem.PICTURE,
    b"\xff\xd8\xff": SheetProblem.PICTURE,
    b"GIF8": SheetProblem.PICTURE,
}
WEB_STARTS = (b"<html", b"<!doctype", b"<?xml", b"<table", b"<head", b"<meta")


def open_sheet(source: Path | BinaryIO, limits: Limits) -> Sheet:
    """A sheet, its heading read; use it in `with`. Raises SheetError.

    A file object must be seekable, and is left open.
    """
    if not isinstance(source, Path):
        return _open(source, limits, owned=False)
    try:
        file = source.open("rb")
    except OSError as error:
        raise SheetError(SheetProblem.CANNOT_OPEN, reason=error.strerror or "") from error
    try:
        return _open(file, limits, owned=True)
    except BaseException:
        file.close()
        raise


def read_cells(source: Path | BinaryIO, limits: Limits) -> Iterator[tuple[int, tuple[str, ...]]]:
    """All of a sheet as rows of text with their numbers, the heading first."""
    with open_sheet(source, limits) as sheet:
        yield sheet.header.row, sheet.header.names
        for block in sheet.blocks():
            yield from block.cells()


def _open(file: BinaryIO, limits: Limits, *, owned: bool) -> Sheet:
    start = file.read(1024) if file.seek(0) == 0 else b""
    size = file.seek(0, 2)
    if not size:
        raise SheetError(SheetProblem.EMPTY)
    if limits.file_bytes is not None and size > limits.file_bytes:
        raise SheetError(SheetProblem.FILE_TOO_BIG, found=size, allowed=limits.file_bytes)
    if start.startswith(ZIP):
        return XlsxSheet(file, limits, owned=owned)
    _refuse_other_kinds(file, start)
    return CsvSheet(file, limits, owned=owned)


def _refuse_other_kinds(file: BinaryIO, start: bytes) -> None:
    """Files known by their first bytes that are neither workbooks nor text."""
    if start.startswith(OLE):
        file.seek(0)
        locked = PASSWORD_PART in file.read(OLE_BYTES)
        raise SheetError(SheetProblem.ENCRYPTED if locked else SheetProblem.OLD_EXCEL)
    for first, problem in STARTS.items():
        if start.startswith(first):
            raise SheetError(problem)
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(WEB_STARTS):
        raise SheetError(SheetProblem.WEB_PAGE)
