"""What a sheet hands out: its heading, and its rows as blocks of text columns."""

from __future__ import annotations

import csv
import io
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import BinaryIO, Literal, Self

import pyarrow as pa

from salaries.sheets.limits import Limits
from salaries.sheets.problems import SheetError, SheetProblem

Kind = Literal["csv", "xlsx"]


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns as they stand, and how the file is written.

    `row` is where the names stand. A workbook has neither encoding nor separator.
    """

    names: tuple[str, ...]
    kind: Kind
    row: int = 1
    encoding: str = ""
    separator: str = ""
    has_bom: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of a sheet, one after another; rows without anything in them are left out.

    `table` has a column of strings for each name of the header, called "0", "1" and so on.
    `row_numbers` says where each row stands in the file as a person counts, blank rows too.
    `ragged` holds the rows of a CSV whose cells are fewer or more than the names, and the rows
    of a workbook that have more: index in the block -> how many cells. Missing cells are "";
    `surplus` holds the cells that have no column. `numeric` says which cells were numbers in
    a workbook, a mask for each column that had any.
    """

    table: pa.Table
    row_numbers: Sequence[int]
    ragged: Mapping[int, int] = field(default_factory=dict)
    surplus: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    numeric: Mapping[int, pa.BooleanArray] = field(default_factory=dict)

    @property
    def first_row(self) -> int:
        """The number of the first row in the file."""
        return self.row_numbers[0]

    def surplus_text(self, index: int, separator: str = ";") -> str:
        """The cells of a row that have no column, as the CSV that reads back as them."""
        line = io.StringIO()
        csv.writer(line, delimiter=separator, lineterminator="").writerow(self.surplus[index])
        return line.getvalue()

    def cells(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Each row's number and its own cells, neither filled up nor cut off."""
        width = self.table.num_columns
        columns = [column.to_pylist() for column in self.table.columns]
        for index, row in enumerate(zip(*columns, strict=True)):
            own = row[: self.ragged.get(index, width)] + self.surplus.get(index, ())
            yield self.row_numbers[index], own


class Sheet(ABC):
    """An open sheet. Its blocks can be read once; an error may come between two of them."""

    header: Header

    def __init__(self, file: BinaryIO, limits: Limits, *, owned: bool) -> None:
        self._file, self._limits, self._owned = file, limits, owned
        self._size = file.seek(0, 2)

    def _refuse_too_many(self, rows: int, most: int | None) -> None:
        """Raise SheetError for so many data rows, where `most` or the limit of cells is broken."""
        if most is not None and rows > most:
            raise SheetError(SheetProblem.TOO_MANY_ROWS, allowed=most)
        columns, limits = len(self.header.names), self._limits
        fitting = limits.rows_of(columns)
        if fitting is not None and rows > fitting:
            details = {"columns": columns, "rows": fitting, "allowed": limits.cells or 0}
            raise SheetError(SheetProblem.TOO_MANY_CELLS, **details)

    @abstractmethod
    def blocks(self) -> Iterator[Block]:
        """The rows under the heading, in order. Raises SheetError."""

    @property
    def progress(self) -> float:
        """About which share of the file has been read, while blocks are taken."""
        return min(1.0, self._file.tell() / self._size)

    def close(self) -> None:
        """Let go of the file, if it was opened here."""
        if self._owned:
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class BlockBuilder:
    """Rows of text in, a block out."""

    def __init__(self, width: int, *, pads: bool) -> None:
        self._width = width
        self._pads = pads
        self._clear()

    def _clear(self) -> None:
        self._rows: list[Sequence[str]] = []
        self._numbers: list[int] = []
        self._ragged: dict[int, int] = {}
        self._surplus: dict[int, tuple[str, ...]] = {}
        self._numeric: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, number: int, cells: list[str], numeric: Sequence[int] = ()) -> None:
        """A row; where rows are padded, a short one is nothing to speak of."""
        width, index = self._width, len(self._rows)
        if len(cells) != width:
            if len(cells) > width:
                self._surplus[index] = tuple(cells[width:])
            if len(cells) > width or not self._pads:
                self._ragged[index] = len(cells)
            cells = (cells + [""] * (width - len(cells)))[:width]
        self._rows.append(cells)
        self._numbers.append(number)
        for column in numeric:
            self._numeric.setdefault(column, []).append(index)

    def take(self) -> Block:
        """The block of what was added since the last one."""
        rows, names = self._rows, [str(position) for position in range(self._width)]
        arrays = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
        block = Block(
            pa.Table.from_arrays(arrays, names=names),
            self._numbers,
            self._ragged,
            self._surplus,
            {at: _mask(of, len(rows)) for at, of in self._numeric.items() if at < self._width},
        )
        self._clear()
        return block


def _mask(indices: list[int], length: int) -> pa.BooleanArray:
    flags = bytearray(length)
    for index in indices:
        flags[index] = 1
    return pa.array(flags, pa.uint8()).cast(pa.bool_())
