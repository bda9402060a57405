"""Files that are no vacancies, or not whole: one clear line with file and row."""

import gzip
import json
import os
import random
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from salaries.funnel import STEPS
from salaries.vacancies import columns, json_values, opening, reading_json
from salaries.vacancies.columns import CSV_NAMES
from salaries.vacancies.messages import SENTENCES, sentence
from salaries.vacancies.problems import Fault, Problem, Refused
from salaries.vacancies.steps import Step
from tests.vacancies.builders import csv_bytes, many, raw, row, vacancy

LIST = json.dumps(many(5), ensure_ascii=False).encode()
HEADER = csv_bytes([])


def said(path: Path) -> str:
    """Why a file is refused, without its folder."""
    with pytest.raises(Refused) as refusal:
        raw(path)
    return sentence(refusal.value.problem).replace(f"{path.parent}/", "")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "the file is empty"),
        (b"  \n\n", "the file is empty"),
        (gzip.compress(b"", mtime=0), "the file is empty"),
        (LIST[:700], "row 2: the JSON ends in the middle"),
        (LIST[:-1], "row 6: the JSON ends in the middle"),
        (b'{"items": [', "row 1: the JSON ends in the middle"),
        (LIST[:700] + b"}}}" + LIST[700:], "row 2: this is not JSON"),
        (LIST + b"]", "row 6: this is not JSON: something follows the end"),
        (b'[{"a": 1} {"b": 2}]', "row 2: this is not JSON"),
        (LIST.replace("Москва".encode(), "Москва".encode("cp1251")), "not UTF-8"),
        (b"[" * 100_000, "this is not JSON"),
        (b'{"errors": [{"type": "forbidden"}]}', "this is JSON without vacancies"),
        (b'{"errors":\n[{"type": "forbidden"}]}', "this is JSON without vacancies"),
        ("привет".encode("utf-16"), "the file is in UTF-16"),
        (b"PK\x03\x04rest", "this is an archive"),
        (b"%PDF-1.7\n", "none of the known kinds"),
        (b"\x89PNG\0\0", "none of the known kinds"),
        (b"a,b,c\n1,2,3\n", "row 1: this is none of the known kinds"),
        (b"name,salary_from\rSMM,1\r", "none of the known kinds"),
        (
            b"name,area_name\nSMM,x\n",
            "the column salary_from, salary_to, salary_currency is missing",
        ),
        (HEADER.replace(b",years", b",name"), "the column name stands there more than once"),
        (HEADER + b'1,"SMM' + b"x" * 200_000, "row 2: a quotation mark is not closed"),
        (HEADER + b"1" * 1_100_000, "row 2: the line is longer"),
        (b"PAR1 and so on", "this is not Parquet that can be read"),
        (gzip.compress(LIST, mtime=0)[:-20], "the compressed file ends too early"),
        (gzip.compress(LIST, mtime=0)[:20] + b"\0\1\2" * 50, "the compressed file"),
        (csv_bytes([row("é")] * 9).decode().encode("latin-1", "replace"), "9 of 9 rows"),
    ],
)
def test_a_bad_file_is_refused_with_its_name_and_row(
    tmp_path: Path, data: bytes, expected: str
) -> None:
    (tmp_path / "bad").write_bytes(data)
    found = said(tmp_path / "bad")
    assert found.startswith("bad")
    assert expected in found


NO_ROWS = pa.table({name: pa.array([], pa.string()) for name in CSV_NAMES})


def parquet(table: pa.Table) -> bytes:
    """A table as the bytes of a Parquet file."""
    out = pa.BufferOutputStream()
    pq.write_table(table, out)
    return bytes(out.getvalue())


WITHOUT_VACANCIES = {
    "a list": b"[]",
    "a page": b'{"items": [], "found": 0}',
    "a page of several lines": b'{"items":\n[],\n"found": 0}',
    "pages, one a line": b'{"items": []}\n{"items": []}\n',
    "a header": HEADER,
    "Parquet": parquet(NO_ROWS),
}


@pytest.mark.parametrize("data", WITHOUT_VACANCIES.values(), ids=WITHOUT_VACANCIES)
def test_a_whole_file_may_hold_no_vacancies(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "none").write_bytes(data)
    assert raw(tmp_path / "none")[0] == []


def test_a_folder_a_pipe_and_nothing_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    assert said(tmp_path / "pipe").startswith("pipe: this is not a file")
    assert said(tmp_path / "folder").startswith("folder: this is not a file")
    assert said(tmp_path / "nothing") == "nothing: there is no such file"
    assert "cannot be read" in said(tmp_path / ("x" * 300))


def test_a_gzip_bomb_ends_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "SMALL", 1024**2)
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(b"[" + b" " * 50 * 1024**2, mtime=0))
    assert "unpacks to more than 200 times its size" in said(tmp_path / "bomb.gz")


def test_what_unpacks_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "MAX_UNPACKED", 1000)
    (tmp_path / "big.gz").write_bytes(gzip.compress(LIST, mtime=0))
    assert "unpacks to more than 0 GB" in said(tmp_path / "big.gz")


def test_a_value_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (json_values, reading_json):
        monkeypatch.setattr(module, "MAX_VALUE", 1000)
    monkeypatch.setattr(json_values, "CHUNK", 500)
    (tmp_path / "long.json").write_bytes(b'[{"name": "' + b"x" * 5000 + b'"}]')
    assert "one value is longer than 1000 characters" in said(tmp_path / "long.json")
    (tmp_path / "lines").write_bytes(b'{"name": "a"}\n{"name": "' + b"x" * 5000 + b'"}')
    assert "row 2: one value is longer" in said(tmp_path / "lines")


@pytest.mark.parametrize("how", ["append", "replace", "touch"])
def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, how: str) -> None:
    path = tmp_path / "growing.json"
    path.write_bytes(LIST)
    os.utime(path, (1, 1))
    with pytest.raises(Refused) as refusal, opening.opened(path) as source:
        source.stream.read()
        if how == "append":
            with path.open("ab") as file:
                file.write(b" ")
        elif how == "replace":
            (tmp_path / "other").write_bytes(LIST)
            (tmp_path / "other").replace(path)
        else:
            path.touch()
    assert refusal.value.problem == Problem(Fault.CHANGED, str(path))


def test_a_broken_line_is_left_out_and_named(tmp_path: Path) -> None:
    line = json.dumps(vacancy()).encode()
    path = tmp_path / "lines"
    path.write_bytes(b"\n".join([line, line[:50], b"17", line, line, b"null", line, line[:100]]))
    found, notes = raw(path)
    assert [one["row"] for one in found] == [1, 4, 5, 7]
    assert [(one.row, one.fault) for one in notes.problems] == [
        (2, Fault.BAD_LINE),
        (3, Fault.NOT_AN_OBJECT),
        (6, Fault.NOT_AN_OBJECT),
        (8, Fault.BAD_LINE),
    ]


def test_rows_that_are_cut_long_or_of_another_encoding_are_left_out(tmp_path: Path) -> None:
    good = csv_bytes([row(), row(), row(), row()])
    other = csv_bytes([row()]).split(b"\n", 1)[1].decode().encode("cp1251")
    path = tmp_path / "mixed.csv"
    path.write_bytes(good + other + b"1,2,3\n" + b"1,2,3,4,5,6,7,8,9\n" + b'1,"SMM')
    found, notes = raw(path)
    assert len(found) == 4
    assert [(one.row, one.fault) for one in notes.problems] == [
        (6, Fault.BAD_ENCODING),
        (7, Fault.CUT_ROW),
        (8, Fault.LONG_ROW),
        (9, Fault.CUT_ROW),
    ]


def test_of_many_broken_rows_the_first_are_named_and_all_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_bytes(csv_bytes([row()] * 100) + b"1,2\n" * 40)
    _, notes = raw(path)
    assert (len(notes.problems), notes.broken[str(path)]) == (columns.MAX_NAMED, 40)


def test_a_parquet_column_of_a_strange_type_is_named(tmp_path: Path) -> None:
    names = ("name", "salary_from", "salary_to", "salary_currency", "area_name")
    table = pa.table({name: [[1, 2]] for name in names})
    pq.write_table(table, tmp_path / "odd.parquet")
    assert "the column name holds list<element: int64>" in said(tmp_path / "odd.parquet")


def test_a_parquet_text_that_is_no_text_is_refused(tmp_path: Path) -> None:
    bad = pa.array([b"SMM \xff"]).cast(pa.binary()).view(pa.string())
    columns_of_it = dict.fromkeys(("name", "salary_currency", "area_name"), bad)
    table = pa.table({**columns_of_it, "salary_from": [1.0], "salary_to": [2.0]})
    pq.write_table(table, tmp_path / "bad.parquet")
    assert "this is not Parquet that can be read" in said(tmp_path / "bad.parquet")


@pytest.mark.parametrize("seed", range(40))
def test_no_damage_makes_anything_but_rows_or_a_refusal(tmp_path: Path, seed: int) -> None:
    drawn = random.Random(seed)
    forms = [
        LIST,
        csv_bytes([row()] * 9),
        gzip.compress(LIST, mtime=0),
        json.dumps(vacancy()).encode(),
    ]
    data = bytearray(drawn.choice(forms))
    for _ in range(drawn.randrange(1, 5)):
        at = drawn.randrange(len(data))
        data[at : at + drawn.randrange(3)] = drawn.randbytes(drawn.randrange(3))
    (tmp_path / "damaged").write_bytes(data)
    try:
        raw(tmp_path / "damaged")
    except Refused as refusal:
        assert "\n" not in sentence(refusal.problem)


def test_every_fault_and_every_step_has_its_words() -> None:
    assert SENTENCES.keys() == set(Fault)
    assert STEPS.keys() == set(Step)
