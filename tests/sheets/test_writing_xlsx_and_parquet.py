"""Workbooks and Parquet written: types kept, nothing run, what the result rests on beside it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest
from openpyxl import load_workbook
from pyarrow import parquet

from salaries.sheets import writing_xlsx
from salaries.sheets.columns import OutColumn
from salaries.sheets.problems import SheetError, SheetProblem
from salaries.sheets.writing import Manner, OutKind, open_writer
from tests.sheets.builders import blocks_of, cells_of, xlsx_of

COLUMNS = [
    OutColumn("city", "City"),
    OutColumn("gap", "Gap to the median", "integer"),
    OutColumn("place", "Place in the band", "number"),
    OutColumn("borderline", "Borderline", "boolean"),
]
TABLE = pa.table(
    {
        "city": pa.array(["=1+1", "Ufa", None]).dictionary_encode(),
        "gap": pa.array([-3000, None, 5]),
        "place": pa.array([0.5, None, 0.0]),
        "borderline": pa.array([True, None, False]),
    }
)
NOTES = (("Source", "=Superjob"), ("Month", "2015-03"))


def written(
    kind: OutKind, table: pa.Table, *columns: OutColumn, manner: Manner | None = None
) -> io.BytesIO:
    file = io.BytesIO()
    with open_writer(file, kind, columns or COLUMNS, manner) as writer:
        writer.write(table)
    return file


def test_a_workbook_holds_numbers_as_numbers_and_texts_as_texts() -> None:
    book = load_workbook(written("xlsx", TABLE))
    rows = [[(cell.value, cell.data_type) for cell in row] for row in book["Data"].iter_rows()]
    assert rows[1:] == [
        [("=1+1", "s"), (-3000, "n"), (0.5, "n"), (True, "b")],
        [("Ufa", "s"), (None, "n"), (None, "n"), (None, "n")],
        [(None, "n"), (5, "n"), (0, "n"), (False, "b")],
    ]


def test_a_workbook_made_in_memory_is_the_one_made_on_the_disk(tmp_path: Path) -> None:
    parts = ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/workbook.xml")
    with open_writer(tmp_path / "judged.xlsx", "xlsx", COLUMNS, Manner(notes=NOTES)) as writer:
        writer.write(TABLE)
    here = zipfile.ZipFile(written("xlsx", TABLE, manner=Manner(notes=NOTES)))
    there = zipfile.ZipFile(tmp_path / "judged.xlsx")
    assert [here.read(part) for part in parts] == [there.read(part) for part in parts]


def test_no_cell_of_a_workbook_is_a_formula_or_an_error() -> None:
    texts = ["=1+1", "=", "+1", "-1", "@x", "\t=1", "#N/A", "#DIV/0!", "=cmd|' /C calc'!A0"]
    file = written("xlsx", pa.table({"a": texts}), OutColumn("a", "=a"))
    sheet = zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet and b't="e"' not in sheet
    assert [row for _, (row,) in cells_of(file.getvalue())] == ["=a", *texts]


def test_a_workbooks_heading_is_bold_and_stays_and_its_notes_have_a_sheet() -> None:
    book = load_workbook(written("xlsx", TABLE, manner=Manner(notes=NOTES)))
    page = book["Data"]
    assert page.freeze_panes == "A2"
    assert [cell.value for cell in page[1]] == [column.heading for column in COLUMNS]
    assert all(cell.font.bold for cell in page[1])
    assert page.column_dimensions["B"].width == len("Gap to the median") + 2
    assert list(book["Notes"].iter_rows(values_only=True)) == list(NOTES)


def test_characters_that_xml_cannot_hold_are_replaced_and_the_rest_comes_back() -> None:
    texts = ["a\x00b", "\ufffe", "line\r\nend", "_x0041_", " x ", "<&>", "\U0001f600"]
    file = written("xlsx", pa.table({"a": texts}), OutColumn("a", "a"))
    found = [row for _, (row,) in cells_of(file.getvalue())][1:]
    assert found == ["a\ufffdb", "\ufffd", *texts[2:]]


def test_numbers_of_a_workbook_are_handed_back_as_numbers() -> None:
    rows = [[52000, "52000"], [0.1, "x"], ["от 30", -1]]
    _, (block,) = blocks_of(xlsx_of(["a", "b"], *rows))
    file = io.BytesIO()
    with open_writer(file, "xlsx", [OutColumn("a", "a"), OutColumn("b", "b")]) as writer:
        writer.write(block.table, block.numeric)
    found = load_workbook(file)["Data"].iter_rows(min_row=2, values_only=True)
    assert [list(row) for row in found] == rows


def test_more_rows_than_a_workbook_has_room_for_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(writing_xlsx, "XLSX_ROWS", 3)
    written("xlsx", TABLE)
    with pytest.raises(SheetError) as caught:
        written("xlsx", pa.concat_tables([TABLE, TABLE]))
    assert caught.value.problem is SheetProblem.TOO_MANY_FOR_XLSX


def test_parquet_has_types_and_says_what_it_rests_on() -> None:
    manner = Manner(metadata={"source": "Superjob", "method_version": "1"})
    found = parquet.read_table(written("parquet", TABLE, manner=manner))
    assert found.schema.types == [pa.string(), pa.int64(), pa.float64(), pa.bool_()]
    assert found.schema.metadata == {b"source": b"Superjob", b"method_version": b"1"}
    assert found.column(0).to_pylist() == ["=1+1", "Ufa", None]
    assert found.column(1).to_pylist() == [-3000, None, 5]


def test_headings_that_are_empty_or_repeated_are_told_apart_in_parquet() -> None:
    columns = [OutColumn("0", "pay"), OutColumn("1", ""), OutColumn("2", "pay")]
    table = pa.table({"0": ["1"], "1": ["2"], "2": ["3"]})
    assert parquet.read_table(written("parquet", table, *columns)).column_names == [
        "pay",
        "1",
        "pay (2)",
    ]
