"""A column of text read once for each distinct cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from salaries.bulk.judging import NOTHING
from salaries.bulk.refusals import Fault
from salaries.bulk.tables import Integers

MOST_REMEMBERED = 100_000
"""Distinct cells of one column whose meaning is kept from block to block."""
SURELY_MONEY = 9
"""Digits of a cell that is an amount as it stands; longer ones are read with care."""

Meaning = Callable[[str], Any]


class Memory(dict[str, Any]):
    """What each distinct cell means; a `Fault` where it means nothing."""

    def __init__(self, meaning: Meaning) -> None:
        super().__init__()
        self.meaning = meaning

    def __missing__(self, text: str) -> Any:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        found = self[text] = self.meaning(text)
        return found


@dataclass(frozen=True, slots=True)
class Cells:
    """The meaning of each row's cell: `meanings[index[row]]`."""

    index: Integers
    meanings: list[Any]

    @classmethod
    def read(cls, texts: pa.Array, memory: Memory) -> Cells:
        """Read a column; each distinct text is asked of the memory once."""
        coded = texts.dictionary_encode()
        index = coded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
        return cls(index, [memory[text] for text in coded.dictionary.to_pylist()])

    @classmethod
    def same(cls, meaning: Any, rows: int) -> Cells:
        """One meaning for every row."""
        return cls(np.zeros(rows, dtype=np.int64), [meaning])

    def numbers(self, number: Callable[[Any], int]) -> Integers:
        """A number for each row; `NOTHING` where there is a fault or no meaning."""
        each = [NOTHING if m is None or isinstance(m, Fault) else number(m) for m in self.meanings]
        return np.array(each or [NOTHING], dtype=np.int64)[self.index]

    def faults(self) -> list[tuple[int, Fault]]:
        """The rows with a fault, and it."""
        wrong = np.array([isinstance(m, Fault) for m in self.meanings] or [False])
        rows = np.flatnonzero(wrong[self.index])
        return [(int(row), self.meanings[self.index[row]]) for row in rows]


def whole_amounts(texts: pa.Array) -> tuple[NDArray[np.bool_], Integers]:
    """Which cells are plain digits of an amount, and the amounts; most cells of a sheet are."""
    plain = pc.and_(
        pc.ascii_is_decimal(texts), pc.less_equal(pc.binary_length(texts), SURELY_MONEY)
    )
    amounts = pc.cast(pc.if_else(plain, texts, "0"), pa.int64()).to_numpy(zero_copy_only=False)
    return plain.to_numpy(zero_copy_only=False) & (amounts > 0), amounts
