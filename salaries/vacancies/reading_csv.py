"""Vacancies from CSV, a line at a time; a row that is cut or long is left out and named."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

import pyarrow as pa

from salaries.vacancies.columns import CSV_NAMES, MAX_LINE, PLACES, RAW, REQUIRED
from salaries.vacancies.notes import Notes
from salaries.vacancies.opening import Source
from salaries.vacancies.problems import Fault, Problem, refused
from salaries.vacancies.rows import amount, batches, flag, role_list, text

SEPARATORS = ",;\t"


def _roles(value: object) -> str | None:
    return role_list(re.findall(r"\d+", str(value)))


READ: dict[str, Callable[[object], object]] = {
    "low": amount,
    "high": amount,
    "gross": flag,
    "roles": _roles,
}


def read_csv(source: Source, notes: Notes) -> Iterator[pa.RecordBatch]:
    """The vacancies of a CSV file, its header in the first row. Raises Refused."""
    return batches(_rows(source, notes))


class _Lines:
    """Lines of text; remembers the last one that was not UTF-8."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self.stream, self.name = stream, name
        self.number = self.not_utf8 = 0

    def __iter__(self) -> Iterator[str]:
        while line := self.stream.readline(MAX_LINE + 1):
            self.number += 1
            if len(line) > MAX_LINE:
                raise refused(Fault.LONG_LINE, self.name, self.number, expected=str(MAX_LINE))
            try:
                yield line.decode("utf-8-sig" if self.number == 1 else "utf-8")
            except UnicodeDecodeError:
                self.not_utf8 = self.number
                yield line.decode("utf-8", "replace")


def _rows(source: Source, notes: Notes) -> Iterator[list[object]]:
    lines = _Lines(source.stream, source.name)
    each_line = iter(lines)
    header = next(each_line, "")
    separator = max(SEPARATORS, key=header.count)
    names = _names(source.name, header, separator)
    refuse_columns(source.name, names)
    fields = [names.index(name) if name in names else None for name in _raw_names()]
    readers = [READ.get(column, text) for column in RAW.names[1:]]
    for row, record in _records(csv.reader(each_line, delimiter=separator, strict=True), lines):
        fault = _fault(record, len(names), not_utf8=lines.not_utf8 >= row)
        if fault:
            counts = str(len(record)), str(len(names))
            notes.leave_out(Problem(fault, source.name, row, *counts))
            continue
        cells = zip(readers, fields, strict=True)
        yield [row, *(None if at is None else read(record[at]) for read, at in cells)]


def _names(file: str, header: str, separator: str) -> list[str]:
    """The columns of the first line. Raises Refused for a line that is no row of CSV."""
    try:
        names = next(csv.reader([header], delimiter=separator), [])
    except csv.Error as error:
        raise refused(Fault.UNKNOWN_KIND, file) from error
    return [name.strip().lower() for name in names]


def _records(reader: Iterator[list[str]], lines: _Lines) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not blank, with the number of the line it starts on."""
    while True:
        row = lines.number + 1
        try:
            record = next(reader, None)
        except csv.Error as error:
            if "end of data" in str(error):  # a quotation mark opened in the last row, cut off
                yield row, []
                return
            raise refused(Fault.BAD_QUOTES, lines.name, row, expected=str(error)) from error
        if record is None:
            return
        if any(record):
            yield row, record


def _fault(record: list[str], width: int, *, not_utf8: bool) -> Fault | None:
    if len(record) < width:
        return Fault.CUT_ROW
    if len(record) > width:
        return Fault.LONG_ROW
    return Fault.BAD_ENCODING if not_utf8 else None


def _raw_names() -> list[str]:
    """The table's column for each of RAW after `row`."""
    names = {raw: name for name, raw in CSV_NAMES.items()}
    return [names[column] for column in RAW.names[1:]]


def refuse_columns(file: str, names: list[str]) -> None:
    """Raises Refused when a column that is needed is missing, or one that is read stands twice."""
    known = [name for name in names if name in CSV_NAMES]
    if not known:
        raise refused(Fault.UNKNOWN_KIND, file, 1)
    missing = [name for name in REQUIRED if name not in names]
    missing += [] if set(PLACES) & set(names) else ["area_name"]
    if missing:
        expected = ", ".join(CSV_NAMES)
        raise refused(Fault.MISSING_COLUMN, file, 1, ", ".join(missing), expected)
    for name in known:
        if known.count(name) > 1:
            raise refused(Fault.REPEATED_COLUMN, file, 1, name)
