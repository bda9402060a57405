"""Whatever bytes are uploaded: rows or a reported problem, never an exception."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from salaries.sheets.limits import WEB
from salaries.sheets.messages import say
from salaries.sheets.problems import SheetError
from salaries.sheets.reading import read_cells
from tests.sheets.builders import csv_of, xlsx_of
from tests.sheets.hostile import (
    HEADING,
    PARTS,
    RELATIONS,
    SHEET,
    STRINGS,
    STYLES,
    WORKBOOK,
    sheet_of,
    zipped,
)  # fmt: skip

ROWS = [("город", "оклад", "when"), ("уфа", 'от "30"', 1), ("a\nb", 52000, date(2015, 3, 1))]
CSVS = [csv_of(ROWS, ";").encode(code) for code in ("utf-8", "utf-8-sig", "cp1251", "utf-16")]
XLSX = xlsx_of(*ROWS)
XML = {
    **PARTS,
    SHEET: sheet_of(HEADING + '<row><c t="s"><v>0</v></c><c s="1"><v>42064.5</v></c></row>'),
    STRINGS: "<sst><si><t>a_x000D_</t></si></sst>",
    STYLES: '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
}
STARTS = [
    b"",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\xff\xfe",
    b"sep=",
]
PIECES = [b"", b"\0", b'"', b"\r", b"\n", b"\xff", b"\xd0", b"9" * 30, b"-1", b"<", b"&#0;", b"e"]
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 3), st.sampled_from(PIECES) | st.binary(max_size=4)),
    min_size=1,
    max_size=4,
)  # fmt: skip
Changes = Sequence[tuple[float, int, bytes]]
many = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(data: bytes) -> int | str:
    """How many rows were read, or what is wrong with them."""
    try:
        return sum(isinstance(row, tuple) for _, row in read_cells(io.BytesIO(data), WEB))
    except SheetError as error:
        sentence = say(error)
        assert sentence and "%(" not in sentence
        return sentence


def changed(data: bytes, changes: Changes) -> bytes:
    """The bytes with some cut out at a few places and others put in."""
    for place, cut, put in changes:
        at = int(place * len(data))
        data = data[:at] + put + data[at + cut :]
    return data


@many
@given(st.sampled_from(STARTS), st.binary(max_size=2000))
@example(b"", b"PK\x05\x06")
def test_any_bytes(start: bytes, data: bytes) -> None:
    assert read(start + data)


@many
@given(
    st.text(st.sampled_from('ab;,\t"\r\nщ '), max_size=200),
    st.sampled_from(["utf-8", "utf-16", "cp1251"]),
)
def test_any_text(text: str, encoding: str) -> None:
    assert read(text.encode(encoding))


@many
@given(st.sampled_from(CSVS), CHANGES)
def test_a_csv_with_a_few_bytes_changed(data: bytes, changes: Changes) -> None:
    assert read(changed(data, changes))


@many
@given(CHANGES)
def test_a_workbook_with_a_few_bytes_changed(changes: Changes) -> None:
    assert read(changed(XLSX, changes))


@many
@given(st.sampled_from([SHEET, STRINGS, STYLES, WORKBOOK, RELATIONS]), CHANGES)
def test_a_workbook_with_a_few_bytes_of_a_part_changed(part: str, changes: Changes) -> None:
    assert read(zipped({**XML, part: changed(XML[part].encode(), changes)}))


def test_unchanged_they_are_all_read() -> None:
    assert [read(data) for data in (*CSVS, XLSX, zipped(XML))] == [3, 3, 3, 3, 3, 2]
