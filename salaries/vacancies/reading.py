"""Any file of vacancies as Arrow batches: what kind it is, its first bytes say."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from salaries.vacancies.notes import Notes
from salaries.vacancies.opening import PARQUET, Source
from salaries.vacancies.problems import Fault, refused
from salaries.vacancies.reading_csv import read_csv
from salaries.vacancies.reading_json import read_json
from salaries.vacancies.reading_parquet import read_parquet

MOST_BROKEN = 0.5


def read(source: Source, notes: Notes) -> Iterator[pa.RecordBatch]:
    """The vacancies of an open file, batch by batch, each in the shape of RAW. Raises Refused.

    A whole file may hold none: so does the last page of a search.
    """
    rows = 0
    for batch in _reader(source, notes):
        rows += batch.num_rows
        yield batch
    broken = notes.broken[source.name]
    if broken > MOST_BROKEN * (rows + broken):
        counts = str(broken), str(rows + broken)
        raise refused(Fault.MOSTLY_BROKEN, source.name, None, *counts)


def _reader(source: Source, notes: Notes) -> Iterator[pa.RecordBatch]:
    if source.head.startswith(PARQUET):
        return read_parquet(source)
    start = source.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"[", b"{")):
        return read_json(source, notes)
    if not start:
        raise refused(Fault.EMPTY_FILE, source.name)
    if b"\0" in source.head:
        raise refused(Fault.UNKNOWN_KIND, source.name)
    return read_csv(source, notes)
