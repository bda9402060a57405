"""From a file's bytes to a frame of text, however hostile the bytes.

The csv module splits the rows, because pandas shifts the columns of a row that is too long and
cannot tell a short row from one with empty cells; pandas holds the text and answers from there on.
"""

from __future__ import annotations

import codecs
import csv
import io
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from salaries.ingest.columns import MAX_BYTES, MAX_LINE, MAX_ROWS
from salaries.ingest.problems import Code, Problem, Unreadable, unreadable
from salaries.ingest.sent import Sent

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Table:
    """A file's rows as stripped text, indexed by row number, and the problems met so far.

    Rows of a wrong length are among the problems and not in the frame.
    """

    frame: pd.DataFrame
    problems: tuple[Problem, ...]

    @property
    def misfits(self) -> int:
        """How many rows had a wrong length."""
        return sum(problem.code in {Code.LONG_ROW, Code.SHORT_ROW} for problem in self.problems)


def read_bytes(path: Path | Sent) -> bytes:
    """A file's bytes, at most MAX_BYTES. Raises Unreadable."""
    if isinstance(path, Sent):
        _refuse_big(path.data)
        return path.data
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            kind = "TOML" if path.suffix == ".toml" else "CSV"
            raise unreadable(Code.NOT_A_FILE, str(path), expected=kind)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise unreadable(Code.NO_FILE, str(path)) from error
    except OSError as error:
        raise unreadable(Code.UNREADABLE, str(path), expected=error.strerror or "") from error
    _refuse_big(data)
    return data


def read_table(data: bytes, columns: Sequence[str]) -> Table:
    """The table in a file's bytes, its columns in the order asked. Raises Unreadable.

    Raised for what makes every cell doubtful: encoding, quoting, separator, columns.
    """
    _refuse_big(data)
    text, doubt = decode(data)
    records = _records(_lines(text))
    _, header = next(records, (1, None))
    if header is None:
        raise unreadable(Code.EMPTY_FILE)
    _refuse_columns(header, columns)
    misfits, rows, cells = [], [], []
    for row, fields in records:
        if len(fields) == len(columns):
            rows.append(row)
            cells.append(fields)
        else:
            misfits.append(_misfit(row, fields, columns))
    if not cells and not misfits:
        raise unreadable(Code.HEADER_ONLY, row=1)
    by_column = dict(zip(header, zip(*cells, strict=True), strict=True)) if cells else None
    frame = pd.DataFrame(by_column, index=rows, columns=header, dtype=str)
    return Table(frame[list(columns)], (*doubt, *misfits))


def decode(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """A file's text: UTF-8 with or without its mark, else Windows-1251. Raises Unreadable.

    With Windows-1251 comes a problem to report should the text prove wrong: almost any
    bytes are Windows-1251, so a broken UTF-8 file is read as it, too.
    """
    if data.startswith(UTF16_MARKS) or _has_utf16_zeros(data):
        raise unreadable(Code.UTF16)
    if b"\0" in data:
        raise unreadable(Code.NUL, row=_row_at(data, data.index(b"\0")))
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        row = _row_at(data, error.start)
    try:
        return data.decode("cp1251"), (Problem(row, None, Code.NOT_UTF8),)
    except UnicodeDecodeError as error:
        raise unreadable(Code.NOT_TEXT_FILE, row=row) from error


def _refuse_big(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise unreadable(Code.FILE_TOO_BIG, expected=str(MAX_BYTES // 1024**2))


def _has_utf16_zeros(data: bytes) -> bool:
    """Is every other byte of the beginning zero? So is English text in UTF-16."""
    head = data[:32]
    return 0 in head and any(head[::2]) != any(head[1::2])


def _row_at(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1


def _lines(text: str) -> list[str]:
    if not text.strip():
        raise unreadable(Code.EMPTY_FILE)
    lines = list(io.StringIO(text, newline=""))
    if len(lines) > MAX_ROWS:
        raise unreadable(Code.TOO_MANY_ROWS, str(len(lines)), expected=str(MAX_ROWS))
    long = [(row, len(line)) for row, line in enumerate(lines, start=1) if len(line) > MAX_LINE]
    if long:
        raise Unreadable(
            Problem(row, None, Code.LONG_LINE, str(length), str(MAX_LINE)) for row, length in long
        )
    return lines


def _records(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not blank, with the number of the line it starts on."""
    reader = csv.reader(lines, strict=True)
    row = 1
    try:
        for record in reader:
            fields = list(map(str.strip, record))
            if any(fields):
                yield row, fields
            row = reader.line_num + 1
    except csv.Error as error:
        raise unreadable(Code.BAD_QUOTES, row=row) from error


def _refuse_columns(header: list[str], columns: Sequence[str]) -> None:
    expected = ",".join(columns)
    if len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        raise unreadable(Code.SEPARATOR, header[0], row=1, expected=expected)
    if not set(header) & set(columns):
        raise unreadable(Code.NO_HEADER, ",".join(header), row=1, expected=expected)
    problems = [
        *(Problem(1, name, Code.MISSING_COLUMN) for name in columns if name not in header),
        *(
            Problem(1, name, Code.DUPLICATE_COLUMN if name in columns else Code.EXTRA_COLUMN)
            for name, count in Counter(header).items()
            if name not in columns or count > 1
        ),
    ]
    if problems:
        raise Unreadable(problems)


def _misfit(row: int, fields: list[str], columns: Sequence[str]) -> Problem:
    code = Code.LONG_ROW if len(fields) > len(columns) else Code.SHORT_ROW
    return Problem(row, None, code, str(len(fields)), str(len(columns)))
