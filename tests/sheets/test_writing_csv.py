"""CSV written as whole columns has the bytes of Python's own writer, and no formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salaries.sheets.columns import OutColumn
from salaries.sheets.formulas import FORMULA_STARTS, safe
from salaries.sheets.writing import Manner, open_writer
from tests.sheets.builders import blocks_of, cells_of, csv_of, xlsx_of

CELL = st.one_of(st.none(), st.text(st.sampled_from("ab щ,;\t\"'\r\n=-.^]\\"), max_size=6))
SEPARATOR = st.sampled_from([",", ";", "\t", "|"])
WIDTH = 3


def written(
    table: pa.Table, columns: Sequence[OutColumn] | None = None, manner: Manner | None = None
) -> bytes:
    names = table.column_names
    columns = columns or [OutColumn(name, name, guard=False) for name in names]
    file = io.BytesIO()
    with open_writer(file, "csv", columns, manner) as writer:
        writer.write(table)
    return file.getvalue()


def table_of(rows: Sequence[Sequence[object]], width: int, kind: pa.DataType) -> pa.Table:
    columns = [pa.array([row[at] for row in rows], kind) for at in range(width)]
    return pa.Table.from_arrays(columns, names=list("abcdef"[:width]))


@pytest.mark.parametrize("kind", [pa.string(), pa.dictionary(pa.int32(), pa.string())], ids=str)
@settings(deadline=None)
@given(
    rows=st.lists(st.lists(CELL, min_size=WIDTH, max_size=WIDTH), max_size=8),
    width=st.integers(1, WIDTH),
    separator=SEPARATOR,
)
def test_texts_are_written_as_pythons_writer_has_them(
    kind: pa.DataType, rows: list[list[str | None]], width: int, separator: str
) -> None:
    heading = "abcdef"[:width]
    expected = csv_of([heading, *(row[:width] for row in rows)], separator)
    found = written(table_of(rows, width, kind), manner=Manner(separator=separator))
    assert found == expected.encode()


@settings(deadline=None)
@given(rows=st.lists(st.lists(CELL, min_size=2, max_size=2), max_size=8), cut=st.integers(0, 8))
def test_slices_and_chunks_of_a_table_are_written_as_the_whole(
    rows: list[list[str | None]], cut: int
) -> None:
    table = table_of(rows, 2, pa.string())
    parts = pa.concat_tables([table.slice(0, cut), table.slice(cut)])
    assert written(parts) == written(table)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(-(2**63), 2**63 - 1), st.booleans(), st.floats())))
def test_numbers_read_back_as_themselves(rows: list[tuple[int, bool, float]]) -> None:
    whole, truth, real = zip(*rows, strict=True) if rows else ((), (), ())
    table = pa.table(
        {
            "a": pa.array(whole, pa.int64()),
            "b": pa.array(truth, pa.bool_()),
            "c": pa.array(real, pa.float64()),
        }
    )
    read = list(csv.reader(io.StringIO(written(table).decode())))[1:]
    assert [int(row[0]) for row in read] == list(whole)
    assert [row[1] == "true" for row in read] == list(truth)
    assert repr([float(row[2]) for row in read]) == repr(list(real))


@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(max_size=3), st.sampled_from(FORMULA_STARTS))))
def test_a_guarded_text_is_never_a_formula(texts: list[str | None]) -> None:
    table = pa.table({"a": pa.array(texts, pa.string())})
    found = written(table, [OutColumn("a", "=a")])
    assert found.decode() == csv_of([["'=a"], *([safe(text)] for text in texts)])


def test_a_column_that_is_not_guarded_comes_back_as_it_was() -> None:
    table = pa.table({"a": ["=1+1", "-5"], "b": ["=1+1", "-5"]})
    columns = [OutColumn("a", "a", guard=False), OutColumn("b", "b")]
    assert written(table, columns) == b"a,b\r\n=1+1,'=1+1\r\n-5,'-5\r\n"


def test_what_was_a_number_in_a_workbook_needs_no_guard() -> None:
    _, (block,) = blocks_of(xlsx_of(["pay"], [-5], ["-5"], ["'-5"]))
    file = io.BytesIO()
    with open_writer(file, "csv", [OutColumn("pay", "pay")]) as writer:
        writer.write(block.table, block.numeric)
    assert file.getvalue() == b"pay\r\n-5\r\n'-5\r\n'-5\r\n"


@pytest.mark.parametrize(
    ("encoding", "bom", "codec"),
    [
        ("UTF-8", False, "utf-8"),
        ("UTF-8", True, "utf-8-sig"),
        ("UTF-16", True, "utf-16"),
        ("CP1251", False, "cp1251"),
    ],
)
def test_a_sheet_is_written_in_the_encoding_it_came_in(
    encoding: str, bom: bool, codec: str
) -> None:
    table = pa.table({"a": ["оклад", "уфа"], "b": ["1", "2"]})
    found = written(table, manner=Manner(encoding, ";", bom))
    assert found == "a;b\r\nоклад;1\r\nуфа;2\r\n".encode(codec)
    assert cells_of(found)[1:] == [(2, ("оклад", "1")), (3, ("уфа", "2"))]


def test_a_letter_that_the_encoding_lacks_becomes_a_question_mark() -> None:
    table = pa.table({"a": ["ქ1"]})
    assert written(table, manner=Manner("CP1251")) == b"a\r\n?1\r\n"


def test_a_table_of_another_width_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="2 columns where 1"):
        written(pa.table({"a": ["1"], "b": ["2"]}), [OutColumn("a", "a")])
