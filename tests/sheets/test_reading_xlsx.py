"""XLSX read as text: what each kind of cell says, and which sheet is taken."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from salaries.sheets.limits import COMMAND
from salaries.sheets.problems import SheetError, SheetProblem
from tests.sheets.builders import blocks_of, cells_of, xlsx_of
from tests.sheets.hostile import HEADING, workbook


def second(data: bytes) -> tuple[str, ...]:
    return cells_of(data)[1][1]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (52000, "52000"),
        (52000.0, "52000"),
        (0.1, "0.1"),
        (-2.5, "-2.5"),
        (1e300, "1e+300"),
        (True, "true"),
        (False, "false"),
        ("от 50 000 до 60 000", "от 50 000 до 60 000"),
        (" spaced ", " spaced "),
        ("#N/A", "#N/A"),
        (date(2015, 3, 1), "2015-03-01"),
        (datetime(2015, 3, 1, 10, 30), "2015-03-01T10:30:00"),
        (time(10, 30), "10:30:00"),
    ],
)
def test_each_kind_of_cell_says_what_a_person_sees(value: object, text: str) -> None:
    assert second(xlsx_of(["value"], [value])) == (text,)


def test_a_formula_is_read_as_the_value_kept_with_it() -> None:
    row = '<row><c t="str"><f>A1&amp;1</f><v>kept</v></c><c><f>1+1</f><v>2</v></c></row>'
    assert second(workbook(HEADING.replace("</row>", '<c t="str"><v>b</v></c></row>') + row)) == (
        "kept",
        "2",
    )


def test_a_formula_that_was_never_worked_out_is_empty() -> None:
    assert second(xlsx_of(["a", "b"], ["=1+1", 2])) == ("", "2")


def test_rich_text_is_joined_and_how_it_is_spoken_left_out() -> None:
    strings = "<sst><si><r><t>Ka</t></r><r><t>zan</t></r><rPh><t>ka</t></rPh></si></sst>"
    row = '<row><c t="s"><v>0</v></c></row><row><c t="inlineStr"><is><t>U</t></is></c></row>'
    assert cells_of(workbook(row, strings=strings)) == [(1, ("Kazan",)), (2, ("U",))]


def test_characters_written_as_escapes_are_read_as_themselves() -> None:
    row = '<row><c t="str"><v>a_x000D_b_x005F_x0041_ _xD800_</v></c></row>'
    assert cells_of(workbook(row)) == [(1, ("a\rb_x0041_ _xD800_",))]


def test_elements_with_a_prefix_are_the_same_elements() -> None:
    sheet = (
        '<x:worksheet xmlns:x="u"><x:sheetData><x:row><x:c><x:v>5</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    assert cells_of(workbook(sheet=sheet)) == [(1, ("5",))]


def test_days_can_be_counted_from_1904() -> None:
    book, file = Workbook(), io.BytesIO()
    book.epoch = datetime(1904, 1, 1)
    for row in (["day"], [date(2015, 3, 1)]):
        book.active.append(row)
    book.save(file)
    assert second(file.getvalue()) == ("2015-03-01",)


def test_the_first_visible_sheet_with_anything_in_it_is_read() -> None:
    book, file = Workbook(), io.BytesIO()
    book.active.sheet_state = "hidden"
    book.active.append(["hidden"])
    book.create_sheet("empty")
    book.create_chartsheet("chart")
    for name in ("taken", "after"):
        book.create_sheet(name).append([name])
    book.save(file)
    assert cells_of(file.getvalue()) == [(1, ("taken",))]


def test_rows_keep_their_numbers_and_empty_ones_are_left_out() -> None:
    data = xlsx_of([], [None, None], ["a", "b"], [1], [], ["", None], [None, 2])
    header, (block,) = blocks_of(data)
    assert (header.row, header.names, header.separator) == (3, ("a", "b"), "")
    assert list(block.row_numbers) == [4, 7]
    assert block.table.to_pydict() == {"0": ["1", ""], "1": ["", "2"]}
    assert block.ragged == {}


def test_cells_beyond_the_heading_come_back_with_their_row() -> None:
    _, (block,) = blocks_of(xlsx_of(["a", "b"], [1, 2, None, "x"]))
    assert (block.ragged, block.surplus) == ({0: 4}, {0: ("", "x")})


def test_it_is_known_which_cells_were_numbers() -> None:
    _, (block,) = blocks_of(
        xlsx_of(["pay", "city"], [52000, "Ufa"], ["52 тыс.", "Ufa"], [1.5, "x"])
    )
    assert {at: mask.to_pylist() for at, mask in block.numeric.items()} == {0: [True, False, True]}


def test_blocks_end_where_they_are_full() -> None:
    data = xlsx_of(["a"], *([n] for n in range(100)))
    _, blocks = blocks_of(data, replace(COMMAND, block_bytes=50))
    assert len(blocks) > 3
    assert [row for block in blocks for row in block.row_numbers] == list(range(2, 102))


def test_as_many_rows_as_allowed_are_read_and_not_one_more() -> None:
    limits = replace(COMMAND, rows=3)
    assert len(cells_of(xlsx_of(["a"], [1], [2], [3]), limits)) == 4
    with pytest.raises(SheetError) as caught:
        cells_of(xlsx_of(["a"], [1], [2], [3], [4]), limits)
    assert caught.value.problem is SheetProblem.TOO_MANY_ROWS


@pytest.mark.parametrize(
    "rows",
    ['<row r="2"/><row r="2"/>', '<row r="x"/>', '<row><c r="1"/></row>', "<row>",
     '<row><c t="s"><v>7</v></c></row>', '<row><c t="s"><v>x</v></c></row>'],
)  # fmt: skip
def test_a_worksheet_that_makes_no_sense_is_damaged(rows: str) -> None:
    with pytest.raises(SheetError) as caught:
        cells_of(workbook(HEADING + rows))
    assert caught.value.problem is SheetProblem.DAMAGED


def test_a_number_that_is_no_number_stays_as_it_stands() -> None:
    row = "<row><c><v>NaN</v></c><c><v>1_0</v></c><c><v>1e999</v></c></row>"
    _, (block,) = blocks_of(workbook(row + row))
    assert [*block.cells()] == [(2, ("NaN", "1_0", "1e999"))]
    assert block.numeric == {}
