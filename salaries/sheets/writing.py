"""Results written block by block, as CSV, XLSX or Parquet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Literal

from salaries.sheets.columns import OutColumn
from salaries.sheets.target import Target, failures_reported
from salaries.sheets.writer import Writer
from salaries.sheets.writing_csv import CsvWriter
from salaries.sheets.writing_parquet import ParquetWriter
from salaries.sheets.writing_xlsx import XlsxWriter

OutKind = Literal["csv", "xlsx", "parquet"]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a result is written: a CSV's encoding, separator and mark; a workbook's second sheet
    of headings and texts; a Parquet file's metadata. Each kind takes what it can hold.
    """

    encoding: str = "UTF-8"
    separator: str = ","
    bom: bool = False
    notes: Sequence[tuple[str, str]] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)


def open_writer(
    target: Path | BinaryIO,
    kind: OutKind,
    columns: Sequence[OutColumn],
    manner: Manner | None = None,
    *,
    source: Path | None = None,
) -> Writer:
    """A writer; use it in `with`, which keeps the file at the end and drops it on an error.

    A path gets its name when all is written. `source` is the file that is read meanwhile and
    must not be the target. Raises SheetError.
    """
    manner, place = manner or Manner(), Target(target, source)
    try:
        with failures_reported():
            if kind == "csv":
                return CsvWriter(place, columns, manner.encoding, manner.separator, manner.bom)
            if kind == "xlsx":
                return XlsxWriter(place, columns, manner.notes)
            return ParquetWriter(place, columns, manner.metadata)
    except BaseException:
        place.discard()
        raise
