"""Naughty strings and csv-spectrum as sheets: read as they should be, or refused with words."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from salaries.bulk.fields import Field
from tests.naughty.inputs import CELLS, SPECTRUM, STRINGS, TEXTS, told
from tests.naughty.unharmed import CLIENT, Usual, check_json, content
from tests.web.page import read_html

OWN = ("city", "segment", "band", "amount", "basis", "note")
GOOD = ("Moscow", "agency", "III", "52000", "net", "")
LANGUAGES = ("", "/ru", "/ka")
STEPS = ("", "judge", "csv", "xlsx", "json")
each_sheet = pytest.mark.parametrize("sheet", SPECTRUM, ids=lambda path: path.stem)


def written(rows: list[tuple[str, ...]]) -> bytes:
    """A CSV of rows."""
    sheet = io.StringIO()
    csv.writer(sheet).writerows(rows)
    return sheet.getvalue().encode()


def with_cell(place: int) -> bytes:
    """A sheet that has every string once, in one column of good rows."""
    rows = [(*GOOD[:place], text, *GOOD[place + 1 :]) for text in CELLS]
    return written([OWN, *rows])


def upload(data: bytes, address: str = "/bulk/", name: str = "a.csv", **options: str) -> Any:
    """What the page answers to a file."""
    return CLIENT.post(address, {"file": SimpleUploadedFile(name, data), **options})


def usual() -> Usual:
    """What the page is built of when nobody means harm."""
    known, good = Usual(), written([OWN, GOOD])
    bad = written([OWN, *(("plenty",) * 6, ("", "agency", "5", "52", "odd", "x"))])
    for language in LANGUAGES:
        known.learn(CLIENT.get(f"{language}/bulk/"))
        for step in STEPS[:2]:
            for data in (good, bad, b"", b"plenty", b"a,b\n1,2\n", b"amount\n5\n"):
                known.learn(upload(data, f"{language}/bulk/", step=step))
                known.learn(upload(data, f"{language}/bulk/", step=step, city="plenty", to="x"))
    return known


@pytest.mark.parametrize("language", LANGUAGES)
def test_naughty_cells_are_mere_text_at_every_step(language: str) -> None:
    known = usual()
    for place in range(len(OWN)):
        for step in STEPS:
            response = upload(with_cell(place), f"{language}/bulk/", step=step)
            assert response.status_code == 200
            known.check(response, CELLS)


def test_naughty_cells_come_back_as_they_were() -> None:
    body = content(upload(with_cell(5), step="csv")).decode("utf-8-sig")
    cells = [row[5] for row in csv.reader(io.StringIO(body, newline=""))][1:]
    assert cells == CELLS


def test_naughty_headings_are_mere_text() -> None:
    known = usual()
    for start in range(0, len(CELLS), 50):
        heading = tuple(CELLS[start : start + 50])
        data = written([heading, *((("1",) * len(heading),) * 2)])
        for step in STEPS:
            known.check(upload(data, step=step), heading)


def test_a_naughty_option_file_name_or_body_is_mere_text() -> None:
    known, good = usual(), written([OWN, GOOD])
    options = ["city", "segment", "band", "basis", "to", "step", *(f"column_{f}" for f in Field)]
    for number, text in enumerate(TEXTS):
        asked = {"step": "judge", options[number % len(options)]: text}
        address, name = f"{LANGUAGES[number % 3]}/bulk/", f"{text.replace('/', '')}.csv"
        known.check(upload(good, address, name, **asked), [text])
        if number % 2:
            known.check(upload(STRINGS[number], address, step="judge"), [text])
        else:
            known.check(CLIENT.post(address, {"sheet": text}), [text])


@each_sheet
def test_the_page_reads_the_headings_of_a_known_sheet_or_says_why_not(sheet: Path) -> None:
    response = upload(sheet.read_bytes())
    page = read_html(content(response).decode())
    if response.status_code == 400:
        assert "." in page.one("ul", class_="errorlist").text
    else:
        offered = [option.text for option in page.one("select").all("option")]
        assert set(told(sheet)[0]) <= set(offered)


@each_sheet
def test_the_api_reads_the_cells_of_a_known_sheet(sheet: Path) -> None:
    column = next(iter(told(sheet)[0]))
    options = {"column_amount": column, "city": "omsk", "segment": "agency", "band": "1"}
    response = CLIENT.generic(
        "POST", "/api/v1/bulk?format=csv", sheet.read_bytes(), content_type="text/csv",
        QUERY_STRING="&".join(f"{n}={v}" for n, v in {"format": "csv", **options}.items()),
    )  # fmt: skip
    if response.status_code == 200:
        assert _own(content(response), sheet) == told(sheet)
    else:
        assert all(error["message"] for error in check_json(response)["errors"])


@each_sheet
def test_the_command_hands_back_the_cells_of_a_known_sheet(sheet: Path, tmp_path: Path) -> None:
    out, column = tmp_path / "out.csv", next(iter(told(sheet)[0]))
    given = [f"--column=amount={column}", "--city=omsk", "--segment=agency", "--band=1"]
    try:
        call_command("judge", str(sheet), "-o", str(out), *given, stderr=io.StringIO())
    except CommandError as refused:
        assert str(refused).startswith(sheet.name) and not out.exists()
    else:
        assert _own(out.read_bytes(), sheet) == told(sheet)


def _own(judged: bytes, sheet: Path) -> list[dict[str, str]]:
    """A sheet's own columns of its judged rows."""
    rows = csv.DictReader(io.StringIO(judged.decode("utf-8-sig"), newline=""))
    return [{name: row[name] for name in told(sheet)[0]} for row in rows]


def refused_by_loader(data: bytes, folder: Path) -> list[str]:
    """What `load_ranges` says against a table. Fails when it says nothing."""
    table, said = folder / "table.csv", io.StringIO()
    table.write_bytes(data)
    with pytest.raises(CommandError, match=r"was refused|cannot be read"):
        call_command("load_ranges", str(table), stdout=io.StringIO(), stderr=said)
    return said.getvalue().splitlines()


@each_sheet
def test_the_loader_refuses_a_known_sheet_with_words(sheet: Path, tmp_path: Path) -> None:
    assert refused_by_loader(sheet.read_bytes(), tmp_path)


def test_the_loader_refuses_naughty_tables_with_words(tmp_path: Path) -> None:
    heading = ("city", "segment", "band", "low", "high", "median")
    good = ("Moscow", "agency", "I", "30000", "35000", "55000")
    for place in range(len(heading)):
        rows = [(*good[:place], text, *good[place + 1 :]) for text in CELLS]
        assert refused_by_loader(written([heading, *rows]), tmp_path)
    for string in STRINGS:
        assert refused_by_loader(string, tmp_path)


def test_our_copy_of_the_sheets_is_whole() -> None:
    assert len(SPECTRUM) == 12 and len(TEXTS) > 500
    assert all(json.dumps(told(sheet)) for sheet in SPECTRUM)
