"""Tables that look odd and are read all the same, and files that are no table at all."""

import os
import re
import time
from pathlib import Path

import pytest

from salaries.ingest.columns import MAX_BYTES, MAX_ROWS
from salaries.ingest.problems import Code, Unreadable
from salaries.ingest.reader import read_bytes
from salaries.ingest.validation import check
from tests.ingest.builders import SHAPE, SHIPPED, places, problems, shipped

SHIPPED_ROWS = check(SHIPPED.read_bytes(), SHAPE).rows
HEADER = b"city,segment,band,low,high,median\n"


def same_rows(data: bytes) -> bool:
    return check(data, SHAPE).rows == SHIPPED_ROWS


def with_spaces(space: str) -> str:
    return re.sub(r"([0-9]{2})([0-9]{3})", rf"\1{space}\2", shipped().decode())


def only_code(data: bytes) -> Code:
    (problem,) = problems(data)
    return problem.code


def test_the_shipped_table_has_96_rows() -> None:
    assert len(SHIPPED_ROWS) == 96


def test_a_utf8_mark_is_read_over() -> None:
    assert same_rows(shipped().decode().encode("utf-8-sig"))


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_other_line_endings_are_read(ending: str) -> None:
    assert same_rows(shipped(("\n", ending)))


def test_a_missing_last_line_ending_is_no_fault() -> None:
    assert same_rows(shipped().rstrip(b"\n"))


@pytest.mark.parametrize("tail", [b"\n\n\n", b"\r\n \r\n", b",,,,,\n,,,,,\n"])
def test_blank_rows_at_the_end_are_read_over(tail: bytes) -> None:
    assert same_rows(shipped() + tail)


def test_blank_lines_above_a_fault_keep_its_row_number() -> None:
    data = b"\n" + shipped(("Moscow,agency,I,", "\n\nMoscow,agency,I,x"))
    assert places(problems(data)) == [(5, "low", Code.NOT_MONEY)]


def test_a_line_break_in_quotes_keeps_later_row_numbers() -> None:
    data = shipped(
        ("Moscow,agency,I,", '"Moscow\n",agency,I,'), ("Moscow,agency,II,", "Moscow,agency,II,x")
    )
    assert places(problems(data)) == [(4, "low", Code.NOT_MONEY)]


def test_spaces_around_values_are_read_over() -> None:
    assert same_rows(shipped((",", " , ")))


def test_quoted_values_are_read() -> None:
    assert same_rows(shipped(("Moscow", '"Moscow"'), (",55000\n", ',"55000"\n')))


def test_columns_may_stand_in_another_order() -> None:
    lines = [line.split(",") for line in shipped().decode().splitlines()]
    assert same_rows("\n".join(",".join(reversed(line)) for line in lines).encode())


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2007", "\u2009", "\u202f"])
def test_thousands_may_be_set_apart_by_a_space(space: str) -> None:
    assert same_rows(with_spaces(space).encode())


def test_windows_1251_is_read() -> None:
    assert same_rows(with_spaces("\u00a0").encode("cp1251"))


def test_a_fault_in_windows_1251_comes_with_the_doubt_about_the_encoding() -> None:
    data = shipped(("Moscow,agency,II,", "Москва,agency,II,")).decode().encode("cp1251")
    found = [(3, None, Code.NOT_UTF8), (3, "city", Code.UNKNOWN_CITY)]
    assert places(problems(data)) == found


def test_a_file_neither_utf8_nor_windows_1251_is_refused_with_the_row() -> None:
    data = shipped().replace(b"Moscow,agency,II,", b"\x98,agency,II,")
    assert places(problems(data)) == [(3, None, Code.NOT_TEXT_FILE)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_refused_by_name(encoding: str) -> None:
    assert only_code(shipped().decode().encode(encoding)) is Code.UTF16


def test_a_nul_byte_is_refused_with_its_row() -> None:
    data = shipped(("Moscow,agency,II,", "Moscow\0,agency,II,"))
    assert places(problems(data)) == [(3, None, Code.NUL)]


def test_a_spreadsheet_file_is_refused() -> None:
    assert only_code(b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0" + bytes(range(256))) is Code.NUL


def test_bytes_of_every_kind_are_refused() -> None:
    assert problems(bytes(range(1, 256)) * 40)


def test_ten_megabytes_in_one_field_are_refused_at_once() -> None:
    started = time.perf_counter()
    code = only_code(shipped(("Moscow,agency,I,", "M" * 10_000_000 + ",agency,I,")))
    assert (code, time.perf_counter() - started < 1) == (Code.FILE_TOO_BIG, True)


def test_a_megabyte_in_one_field_is_refused_with_its_row() -> None:
    data = shipped(("Moscow,agency,I,", "M" * 1_000_000 + ",agency,I,"))
    assert places(problems(data)) == [(2, None, Code.LONG_LINE)]


def test_a_megabyte_of_lines_in_one_quoted_field_is_refused_with_its_row() -> None:
    data = shipped(("Moscow,agency,I,", '"' + "M\n" * 500 + "M" * 1_000 + "\n" + '",agency,I,'))
    assert places(problems(data))[0][:2] == (2, "city")
    data = shipped(("Moscow,agency,I,", '"' + "M\n" * 90_000 + '",agency,I,'))
    assert places(problems(data)) == [(2, None, Code.BAD_QUOTES)]


def test_too_many_rows_are_refused() -> None:
    assert only_code(HEADER + b"a\n" * MAX_ROWS) is Code.TOO_MANY_ROWS


def test_a_hundred_thousand_faults_are_all_reported() -> None:
    assert len(problems(HEADER + b"a\n" * 100_000)) == 100_000


def test_a_file_is_read_as_it_is() -> None:
    assert read_bytes(SHIPPED) == shipped()


def refusal(path: Path) -> Code:
    with pytest.raises(Unreadable) as caught:
        read_bytes(path)
    (problem,) = caught.value.problems
    return problem.code


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.csv") is Code.NO_FILE


def test_a_directory_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) is Code.NOT_A_FILE


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert refusal(tmp_path / "pipe.csv") is Code.NOT_A_FILE


def test_a_path_the_system_refuses_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / ("x" * 5000)) is Code.UNREADABLE


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    assert refusal(tmp_path / "loop.csv") is Code.UNREADABLE


def test_a_file_under_a_file_is_one_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert refusal(tmp_path / "file" / "table.csv") is Code.NO_FILE


def test_a_file_over_the_limit_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "sparse.csv"
    with path.open("wb") as file:
        file.truncate(100 * MAX_BYTES)
    assert refusal(path) is Code.FILE_TOO_BIG
