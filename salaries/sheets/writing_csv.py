"""CSV as whole columns: the bytes of Python's writer, put together by Arrow."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from salaries.sheets.columns import OutColumn
from salaries.sheets.formulas import FORMULA_STARTS, safe
from salaries.sheets.target import Target
from salaries.sheets.writer import Masks, Writer

END = "\r\n"
QUOTE = '"'
STARTS = pa.Array.from_buffers(
    pa.binary(1), len(FORMULA_STARTS), [None, pa.py_buffer("".join(FORMULA_STARTS).encode())]
).cast(pa.binary())
"""Made of bytes: `pa.array` would load pandas as this module is imported."""
CODECS = {"UTF-8": "utf-8", "UTF-16": "utf-16-le", "CP1251": "cp1251"}
MARK = "\ufeff"


class CsvWriter(Writer):
    """Lines that end in CRLF; a cell is quoted only where it must be; nothing is an empty cell.

    A character that the encoding lacks becomes a question mark.
    """

    def __init__(
        self, target: Target, columns: Sequence[OutColumn], encoding: str, separator: str, bom: bool
    ) -> None:
        super().__init__(target, columns)
        self._codec, self._separator = CODECS[encoding], separator
        line = io.StringIO()
        headings = [safe(one.heading) if one.guard else one.heading for one in columns]
        csv.writer(line, delimiter=separator, lineterminator=END).writerow(headings)
        has_mark = bom or self._codec == "utf-16-le"
        self._put((MARK * has_mark + line.getvalue()).encode())

    def _write(self, batch: pa.RecordBatch, numeric: Masks) -> None:
        if not batch.num_rows:
            return
        cells = [
            self._cells(array, column, numeric.get(position))
            for position, (array, column) in enumerate(
                zip(batch.columns, self._columns, strict=True)
            )
        ]
        if len(cells) == 1:  # a line of nothing would be no row
            alone = pc.fill_null(cells[0], "")
            cells = [pc.if_else(pc.equal(alone, ""), QUOTE * 2, alone)]
        lines = pc.binary_join_element_wise(
            *cells, self._separator, null_handling="replace", null_replacement=""
        )
        self._put(_joined(lines))
        self._put(END.encode())

    def _cells(self, array: pa.Array, column: OutColumn, numbers: pa.Array | None) -> pa.Array:
        """A column as the text of its cells; each distinct text once where it is a dictionary."""
        if pa.types.is_dictionary(array.type) and numbers is None:
            return self._cells(array.dictionary, column, None).take(array.indices)
        is_text = pa.types.is_string(array.type) or not _is_plain(array.type)
        text = array.cast(pa.string())
        if not is_text:
            return text
        if column.guard:
            text = _guarded(text, numbers)
        return _quoted(text, self._separator)

    def _put(self, data: pa.Buffer | bytes) -> None:
        if self._codec != "utf-8":
            data = bytes(data).decode().encode(self._codec, "replace")
        self._target.file.write(data)

    def _finish(self) -> None:
        self._target.file.flush()

    def _abandon(self) -> None:
        pass


def _is_plain(kind: pa.DataType) -> bool:
    """Whether no cell of the type can hold a separator, a quote or a formula."""
    return bool(
        pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_boolean(kind)
    )


def _guarded(text: pa.Array, numbers: pa.Array | None) -> pa.Array:
    """Texts with an apostrophe before those that would be formulas; numbers stay."""
    first = pc.binary_slice(text.cast(pa.binary()), 0, 1)
    at_risk = pc.is_in(first, value_set=STARTS)
    if numbers is not None:
        at_risk = pc.and_not(at_risk, numbers)
    if not pc.any(at_risk).as_py():
        return text
    return pc.if_else(at_risk, pc.binary_join_element_wise("'", text, ""), text)


def _quoted(text: pa.Array, separator: str) -> pa.Array:
    """Texts with quotes round those that a reader would otherwise take apart."""
    data = text.buffers()[2]
    held = data.to_pybytes() if data is not None else b""
    if not any(mark.encode() in held for mark in (separator, QUOTE, "\r", "\n")):
        return text
    mark = "\\t" if separator == "\t" else "\\" + separator
    must = pc.match_substring_regex(text, f'[{mark}"\r\n]')
    if QUOTE.encode() in held:
        text = pc.replace_substring(text, QUOTE, QUOTE * 2)
    return pc.if_else(must, pc.binary_join_element_wise(QUOTE, text, QUOTE, ""), text)


def _joined(lines: pa.Array) -> pa.Buffer:
    """All lines as one run of bytes, without the last end."""
    whole = pc.binary_join(pa.LargeListArray.from_arrays([0, len(lines)], lines), END)
    return whole.buffers()[2].slice(0, pc.binary_length(whole)[0].as_py())
