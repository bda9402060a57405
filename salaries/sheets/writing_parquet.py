"""Parquet with the types of the columns, and what the result rests on as metadata."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa
from pyarrow import parquet

from salaries.sheets.columns import OutColumn
from salaries.sheets.target import Target
from salaries.sheets.writer import Masks, Writer

TYPES = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
}


class ParquetWriter(Writer):
    """Columns go by their headings; a heading that is empty or repeated is told apart."""

    def __init__(
        self, target: Target, columns: Sequence[OutColumn], metadata: Mapping[str, str]
    ) -> None:
        super().__init__(target, columns)
        types = [TYPES[column.type] for column in columns]
        names = distinct([column.heading or column.name for column in columns])
        self._schema = pa.schema(list(zip(names, types, strict=True)), metadata=dict(metadata))
        self._parquet = parquet.ParquetWriter(target.file, self._schema, compression="zstd")

    def _write(self, batch: pa.RecordBatch, numeric: Masks) -> None:
        arrays = [
            array.cast(kind) for array, kind in zip(batch.columns, self._schema.types, strict=True)
        ]
        self._parquet.write_table(pa.Table.from_arrays(arrays, schema=self._schema))

    def _finish(self) -> None:
        self._parquet.close()
        self._target.file.flush()

    def _abandon(self) -> None:
        self._parquet.close()


def distinct(names: Sequence[str]) -> list[str]:
    """Names told apart by a number behind those that were there before.

    >>> distinct(["city", "city", "pay"])
    ['city', 'city (2)', 'pay']
    """
    found: dict[str, None] = {}
    for name in names:
        choice, count = name, 1
        while choice in found:
            count += 1
            choice = f"{name} ({count})"
        found[choice] = None
    return list(found)
