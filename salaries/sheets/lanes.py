"""The fast lane of CSV: a block without quotes through Arrow, checked as whole columns."""

from __future__ import annotations

from codecs import BOM_UTF8
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

LEAST_PIECE = 64 * 1024


def fast_lane(text: bytes, columns: int, separator: str) -> pa.Table | None:
    """The rows of a block without quotes as columns of strings; None where a row is
    ragged, or where Arrow would see something else.

    It is parsed in two pieces, side by side.
    """
    if text.startswith(BOM_UTF8):  # Arrow drops it at the start of any block
        return None
    names = [str(position) for position in range(columns)]
    try:
        return csv.read_csv(
            pa.BufferReader(text),
            csv.ReadOptions(column_names=names, block_size=max(LEAST_PIECE, len(text) // 2 + 1)),
            csv.ParseOptions(delimiter=separator, quote_char=False, ignore_empty_lines=False),
            csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                strings_can_be_null=False,
                check_utf8=False,
            ),
        )
    except pa.ArrowInvalid:
        return None


def first_too_long(table: pa.Table, most: int) -> tuple[int, int] | None:
    """The first cell with more characters, as row and column from 0."""
    found = []
    for position, column in enumerate(table.columns):
        if (pc.max(pc.binary_length(column)).as_py() or 0) > most:
            over = pc.indices_nonzero(pc.greater(pc.utf8_length(column), pa.scalar(most)))
            found += [(over[0].as_py(), position)] if len(over) else []
    return min(found, default=None)


def filled_rows(table: pa.Table) -> pa.Array | None:
    """The rows with anything in them; None where all have, which is quick to see."""
    if any(pc.min(pc.binary_length(column)).as_py() for column in table.columns):
        return None
    filled = reduce(pc.or_, (pc.binary_length(each).cast(pa.bool_()) for each in table.columns))
    return None if pc.all(filled).as_py() else pc.indices_nonzero(filled)
