"""Every kind of file gives the same rows."""

import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from salaries.vacancies import json_values
from salaries.vacancies.columns import BATCH
from tests.vacancies.builders import as_json, csv_bytes, many, paid, raw, row, vacancy

EXPECTED = {
    "id": "1",
    "title": "SMM-менеджер",
    "roles": ",3,",
    "low": 40000.0,
    "high": 60000.0,
    "currency": "RUR",
    "gross": False,
    "mode": "MONTH",
    "area_id": "1",
    "area": "Москва",
    "level": "between1And3",
    "employer": "7",
    "industries": None,
    "published": "2026-03-05T12:00:00+0300",
}
PAGE = {"found": 2, "items": [vacancy(), vacancy(id="2")], "arguments": [{}], "alt": None}


def lines(*values: object) -> str:
    return "\n".join(json.dumps(value, ensure_ascii=False) for value in values)


FORMS = {
    "list": json.dumps([vacancy(), vacancy(id="2")]),
    "list over lines": json.dumps([vacancy(), vacancy(id="2")], indent=2),
    "page": json.dumps(PAGE),
    "page over lines": json.dumps(PAGE, indent=2, ensure_ascii=False),
    "lines": lines(vacancy(), vacancy(id="2")) + "\n\n",
    "pages, a line each": lines({"items": [vacancy()]}, {"items": [vacancy(id="2")], "page": 2}),
    "mark": "\ufeff" + lines(vacancy(), vacancy(id="2")),
    "mark before a list": "\ufeff" + json.dumps([vacancy(), vacancy(id="2")]),
    "space before": "\n\n  " + json.dumps([vacancy(), vacancy(id="2")]),
}


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_json_gives_the_same(tmp_path: Path, form: str, packed: bool) -> None:
    data = FORMS[form].encode()
    path = tmp_path / "vacancies"
    path.write_bytes(gzip.compress(data, mtime=0) if packed else data)
    found, _ = raw(path)
    assert [one.pop("row") for one in found][:1] == [1]
    assert found == [EXPECTED, {**EXPECTED, "id": "2"}]


@pytest.mark.parametrize("chunk", [1, 7, 64])
def test_a_list_is_read_in_pieces_of_any_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(json_values, "CHUNK", chunk)
    path = as_json(tmp_path / "page.json", PAGE)
    path.write_text(json.dumps(PAGE, indent=1, ensure_ascii=False), encoding="utf-8")
    assert [one["id"] for one in raw(path)[0]] == ["1", "2"]


def test_older_vacancies_have_salary_and_no_mode(tmp_path: Path) -> None:
    older = vacancy(salary={"from": 1, "to": None, "currency": "USD", "gross": None})
    del older["salary_range"]
    found = raw(as_json(tmp_path / "old.json", [older]))[0][0]
    assert [found[key] for key in ("low", "high", "currency", "gross", "mode")] == [
        1.0, None, "USD", None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "odd",
    [
        {"area": None, "employer": [], "salary_range": "x", "professional_roles": {}, "name": 7},
        {"area": {"id": {}}, "experience": [1], "employer": {"industries": [None, "x"]}},
        {"name": None, "id": [1], "published_at": {}, "professional_roles": [None, {"id": None}]},
        {"name": "\ud800 SMM\0", "salary_range": {"from": [], "to": {}, "currency": []}},
        {},
    ],
)
def test_an_odd_vacancy_is_a_row_with_less_in_it(tmp_path: Path, odd: dict[str, Any]) -> None:
    found, _ = raw(as_json(tmp_path / "odd.json", [odd, vacancy()]))
    assert len(found) == 2


def test_industries_come_as_one_text(tmp_path: Path) -> None:
    employer = {"id": "7", "industries": [{"id": "7.5", "name": "IT"}, {"id": "11", "name": "PR"}]}
    found = raw(as_json(tmp_path / "one.json", [vacancy(employer=employer)]))[0][0]
    assert found["industries"] == "7.5 IT; 11 PR"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_of_the_public_extract_is_read(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "extract.csv"
    path.write_text(
        csv_bytes([row("SMM"), row("B", "", "")]).decode().replace(",", separator), encoding="utf-8"
    )
    found, _ = raw(path)
    assert [(one["row"], one["title"], one["low"], one["high"]) for one in found] == [
        (2, "SMM", 40000.0, 60000.0),
        (3, "B", None, None),
    ]


def test_a_value_over_two_lines_is_one_row_at_its_first_line(tmp_path: Path) -> None:
    path = tmp_path / "extract.csv"
    path.write_bytes(csv_bytes([row("SMM\nудалённо"), row("B")]))
    assert [(one["row"], one["title"]) for one in raw(path)[0]] == [(2, "SMM\nудалённо"), (4, "B")]


@pytest.mark.parametrize(
    "types",
    [
        {"salary_from": pa.int32(), "salary_to": pa.float32()},
        {"salary_from": pa.string(), "salary_to": pa.decimal128(24, 2)},
        {"name": pa.dictionary(pa.int32(), pa.string()), "salary_from": pa.int64()},
        {"name": pa.large_string(), "salary_to": pa.int16()},
    ],
)
def test_parquet_of_many_types_is_read(tmp_path: Path, types: dict[str, pa.DataType]) -> None:
    columns: dict[str, list[Any]] = {
        "name": ["SMM", "B"],
        "salary_from": [100, None],
        "salary_to": [200, 300],
        "salary_currency": ["RUR", None],
        "area_id": [1, 2],
        "professional_roles": [["3", "68"], None],
    }
    table = pa.table({name: pa.array(values) for name, values in columns.items()})
    for name, kind in types.items():
        text = [None if one is None else str(one) for one in columns[name]]
        values = text if pa.types.is_string(kind) else columns[name]
        at = table.column_names.index(name)
        table = table.set_column(at, name, pa.array(values).cast(kind))
    pq.write_table(table, tmp_path / "some.parquet")
    found, _ = raw(tmp_path / "some.parquet")
    assert [(one["row"], one["low"], one["high"], one["area_id"]) for one in found] == [
        (1, 100.0, 200.0, "1"),
        (2, None, 300.0, "2"),
    ]
    assert [one["roles"] for one in found] == [",3,68,", None]


def test_not_a_number_in_parquet_is_nothing_stated(tmp_path: Path) -> None:
    table = pa.table(
        {
            "name": ["SMM"],
            "salary_from": [float("nan")],
            "salary_to": [2.0],
            "salary_currency": ["RUR"],
            "area_name": ["Москва"],
        }
    )
    pq.write_table(table, tmp_path / "some.parquet")
    assert raw(tmp_path / "some.parquet")[0][0]["low"] is None


def test_more_rows_than_a_batch_are_all_read(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_bytes(csv_bytes(row() for _ in range(BATCH + 1)))
    assert len(raw(path)[0]) == BATCH + 1


def test_numbers_beyond_all_bounds_are_no_amounts(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text(json.dumps([paid()]).replace("40000", "1e999").replace("60000", "1" * 400))
    found = raw(path)[0][0]
    assert str(found["low"]) == str(found["high"]) == "nan"


def test_many_vacancies_are_read_in_order(tmp_path: Path) -> None:
    found, _ = raw(as_json(tmp_path / "many.json", many(500)))
    assert [one["row"] for one in found] == list(range(1, 501))
