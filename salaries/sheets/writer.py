"""What every writer does: takes tables, and leaves a whole file or none."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

import pyarrow as pa

from salaries.sheets.columns import OutColumn
from salaries.sheets.target import Target, failures_reported

Masks = Mapping[int, pa.BooleanArray]
"""By the place of a text column: which of its cells are numbers."""
BATCH_ROWS = 100_000


class Writer(ABC):
    """Tables in, a file out. The columns of a table are those of the writer, in order."""

    def __init__(self, target: Target, columns: Sequence[OutColumn]) -> None:
        self._target, self._columns = target, tuple(columns)

    def write(self, table: pa.Table, numeric: Masks | None = None) -> None:
        """More rows. `numeric` is a block's own, where its columns come first."""
        if table.num_columns != len(self._columns):
            raise ValueError(f"{table.num_columns} columns where {len(self._columns)} are written")
        start = 0
        with failures_reported():
            for batch in table.to_batches(max_chunksize=BATCH_ROWS):
                count = batch.num_rows
                masks = {at: mask.slice(start, count) for at, mask in (numeric or {}).items()}
                self._write(batch, masks)
                start += count

    def close(self) -> None:
        """Finish the file and give it its name. Raises SheetError."""
        try:
            with failures_reported():
                self._finish()
                self._target.keep()
        except BaseException:
            self.discard()
            raise

    def discard(self) -> None:
        """Leave nothing behind."""
        with suppress(OSError):  # a full disk is no less full now
            self._abandon()
        self._target.discard()

    @abstractmethod
    def _write(self, batch: pa.RecordBatch, numeric: Masks) -> None: ...

    @abstractmethod
    def _finish(self) -> None: ...

    @abstractmethod
    def _abandon(self) -> None: ...

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self.close()
        else:
            self.discard()
