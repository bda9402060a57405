"""Rows gathered to Arrow batches, and the values in them, however they are written."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import pyarrow as pa

from salaries.vacancies.columns import BATCH, MAX_TEXT, RAW

YES = {"true", "1", "yes"}
NO = {"false", "0", "no"}


def batches(rows: Iterator[Sequence[object]]) -> Iterator[pa.RecordBatch]:
    """Rows in the order of RAW, as batches; of the rows themselves one batch is held."""
    held: list[Sequence[object]] = []
    for row in rows:
        held.append(row)
        if len(held) == BATCH:
            yield _batch(held)
            held = []
    if held:
        yield _batch(held)


def _batch(rows: list[Sequence[object]]) -> pa.RecordBatch:
    columns = zip(*rows, strict=True)
    arrays = [pa.array(column, one.type) for column, one in zip(columns, RAW, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=RAW)


def text(value: object) -> str | None:
    """A text or a number as text, without what no text has; None for anything else.

    >>> text(" SMM "), text(3), text(""), text({}), text(True)
    ('SMM', '3', None, None, None)
    """
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if abs(value) < 10**18 else None
    if not isinstance(value, str):
        return None
    short = value[:MAX_TEXT].strip().replace("\0", " ")
    return short.encode("utf-8", "replace").decode() or None


def amount(value: object) -> float | None:
    """A number of a file: None where none is stated, not-a-number where it is no amount.

    >>> amount("20000.0"), amount(""), amount("30,000"), amount(1e999), amount(True)
    (20000.0, None, nan, nan, nan)
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return math.nan
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return math.nan
    return found if math.isfinite(found) else math.nan


def flag(value: object) -> bool | None:
    """Yes, no, or not stated.

    >>> flag(True), flag("false"), flag(None), flag("?")
    (True, False, None, None)
    """
    if isinstance(value, bool):
        return value
    word = value.strip().lower() if isinstance(value, str) else ""
    return True if word in YES else False if word in NO else None


def role_list(ids: Sequence[str | None]) -> str | None:
    """Ids of professional roles in one text.

    >>> role_list(["3", "68"]), role_list([])
    (',3,68,', None)
    """
    found = [one for one in ids if one]
    return f",{','.join(found)}," if found else None
