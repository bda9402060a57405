"""CSV read as people write it: encodings, separators, ends of lines, quotes, blank rows."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from salaries.sheets.limits import COMMAND, WEB
from salaries.sheets.problems import SheetError, SheetProblem
from salaries.sheets.reading import open_sheet
from tests.sheets.builders import SMALL_BLOCKS, blocks_of, cells_of, csv_of

TABLE = [("город", "оклад"), ("уфа", "52\u00a0000"), ("казань", "60000,5")]
NUMBERED = list(enumerate(TABLE, start=1))
EXCEL = Path(__file__).parent / "russian-excel.csv"


@pytest.mark.parametrize(
    ("encoding", "name", "has_bom"),
    [
        ("utf-8", "UTF-8", False),
        ("utf-8-sig", "UTF-8", True),
        ("cp1251", "CP1251", False),
        ("utf-16", "UTF-16", True),
        ("utf-16-le", "UTF-16", False),
        ("utf-16-be", "UTF-16", False),
    ],
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_sheet_reads_the_same_in_every_encoding_separator_and_end_of_line(
    encoding: str, name: str, has_bom: bool, separator: str, end: str
) -> None:
    data = csv_of(TABLE, separator, end).encode(encoding)
    header, _ = blocks_of(data)
    found = (header.encoding, header.separator, header.has_bom, header.kind, header.row)
    assert found == (name, separator, has_bom, "csv", 1)
    assert cells_of(data) == cells_of(data, SMALL_BLOCKS) == NUMBERED


def test_a_sheet_as_russian_excel_saves_it_opens_right() -> None:
    with open_sheet(EXCEL, WEB) as sheet:
        assert sheet.header.encoding == "CP1251"
        assert sheet.header.separator == ";"
        assert sheet.header.names == ("Город", "Работодатель", "Опыт", "Оклад, руб.")
        (block,) = sheet.blocks()
    assert block.table.column("3").to_pylist() == [
        "52\u00a0000",
        "41\u00a0500,00",
        "от 30\u00a0000",
    ]


def test_the_first_line_of_excel_that_names_the_separator_is_no_row() -> None:
    assert cells_of(b"sep=;\r\ncity;a,b,c\r\nUfa;1\r\n") == [
        (1, ("city", "a,b,c")),
        (2, ("Ufa", "1")),
    ]


def test_separators_inside_the_quotes_of_a_heading_do_not_count() -> None:
    assert cells_of(b'"a,b,c,d";pay\n1;2\n')[0] == (1, ("a,b,c,d", "pay"))


def test_a_heading_without_a_separator_is_one_column() -> None:
    assert cells_of(b"city\nUfa\n") == [(1, ("city",)), (2, ("Ufa",))]


def test_rows_without_anything_are_left_out_and_counted() -> None:
    data = b"\n;\na;b\n1;2\n\n;\n3;4\n\n\n"
    expected = [(3, ("a", "b")), (4, ("1", "2")), (7, ("3", "4"))]
    assert cells_of(data) == cells_of(data, SMALL_BLOCKS) == expected
    assert cells_of(data + b'"5";6\n') == [*expected, (10, ("5", "6"))]


def test_a_cell_of_several_lines_is_one_row_wherever_blocks_end() -> None:
    rows = [("id", "text"), *((str(n), f'line\r\n"{n}"\nline;' * n) for n in range(30))]
    data = csv_of(rows, ";").encode()
    assert cells_of(data, SMALL_BLOCKS) == list(enumerate(rows, start=1))


def test_a_quote_inside_a_bare_cell_is_a_character() -> None:
    assert cells_of(b'size,5" disk\n3" x,1\n4,2\n') == [
        (1, ("size", '5" disk')),
        (2, ('3" x', "1")),
        (3, ("4", "2")),
    ]


def test_repeated_and_empty_headings_are_kept_as_they_are() -> None:
    header, (block,) = blocks_of(b"a,,a\n1,2,3\n")
    assert header.names == ("a", "", "a")
    assert block.table.column_names == ["0", "1", "2"]


def test_a_row_too_short_is_filled_up_and_one_too_long_comes_back_whole() -> None:
    _, (block,) = blocks_of(b'a;b\n1;2\n3\n4;5;6;"7;8"\n')
    assert block.table.to_pydict() == {"0": ["1", "3", "4"], "1": ["2", "", "5"]}
    assert block.ragged == {1: 1, 2: 4}
    assert block.surplus == {2: ("6", "7;8")}
    assert block.surplus_text(2) == '6;"7;8"'
    assert list(block.cells())[1:] == [(3, ("3",)), (4, ("4", "5", "6", "7;8"))]


def test_words_that_mean_nothing_elsewhere_are_text_here() -> None:
    (_, row) = cells_of(b"a,b,c,d\nNA,null,007,1e5\n")
    assert row == (2, ("NA", "null", "007", "1e5"))


def test_one_slip_in_utf8_is_named_and_not_taken_for_another_encoding() -> None:
    data = "город\nуфа\n".encode() + "казань\n".encode()[:3] + b"\n"
    with pytest.raises(SheetError) as caught:
        cells_of(data)
    assert caught.value.details == {"encoding": "UTF-8", "line": 3, "byte": "0xD0"}


def test_the_only_byte_that_cp1251_lacks_is_named_with_its_line() -> None:
    with pytest.raises(SheetError) as caught:
        cells_of("город\r\nуфа\r\n".encode("cp1251") + b"\x98")
    assert caught.value.details == {"encoding": "CP1251", "line": 3, "byte": "0x98"}


def test_as_many_rows_as_allowed_are_read_and_not_one_more() -> None:
    limits = replace(COMMAND, rows=3)
    assert len(cells_of(b"a\n1\n2\n\n3\n", limits)) == 4
    with pytest.raises(SheetError) as caught:
        cells_of(b"a\n1\n2\n\n3\n4\n", limits)
    assert caught.value.problem is SheetProblem.TOO_MANY_ROWS


@pytest.mark.parametrize("rest", [b"x\n", b'"x"\n', b""])
def test_as_many_empty_rows_as_allowed_may_follow_one_another(rest: bytes) -> None:
    limits = replace(COMMAND, empty_rows=5)
    assert cells_of(b"a\n1\n" + b"\n" * 5 + rest, limits)
    with pytest.raises(SheetError) as caught:
        cells_of(b"a\n1\n" + b"\n" * 6 + rest, limits)
    assert caught.value.problem is SheetProblem.EMPTY_ROWS
    assert caught.value.details["row"] == 2


@pytest.mark.parametrize("quote", ["", '"'])
def test_as_many_letters_as_allowed_fit_in_a_cell(quote: str) -> None:
    limits = replace(COMMAND, cell_chars=10)
    text = f"a,b\n1,{quote}{'щ' * 10}{quote}\n"
    assert len(cells_of(text.encode(), limits)) == 2
    with pytest.raises(SheetError) as caught:
        cells_of(text.replace("щ", "щщ").encode(), limits)
    assert caught.value.details == {"row": 2, "column": 2, "allowed": 10}


def test_a_file_that_is_not_there_is_a_problem() -> None:
    with pytest.raises(SheetError) as caught:
        open_sheet(Path("no such file.csv"), COMMAND)
    assert caught.value.problem is SheetProblem.CANNOT_OPEN


def test_a_file_given_open_stays_open_and_one_opened_here_is_closed(tmp_path: Path) -> None:
    file = io.BytesIO(b"a\n1\n")
    with open_sheet(file, COMMAND):
        pass
    assert not file.closed
    (path := tmp_path / "a.csv").write_bytes(b"a\n1\n")
    with open_sheet(path, COMMAND) as sheet:
        pass
    with pytest.raises(ValueError, match="closed"):
        list(sheet.blocks())


def test_it_is_known_how_much_of_a_file_has_been_read() -> None:
    data = b"a\n" + b"1\n" * 200
    with open_sheet(io.BytesIO(data), SMALL_BLOCKS) as sheet:
        shares = [sheet.progress for _ in sheet.blocks()]
    assert shares == sorted(shares)
    assert 0 < shares[0] < 0.5 and shares[-1] == 1
