"""`manage.py aggregate_vacancies`: what it prints and writes, and that a fault writes nothing."""

import csv
import hashlib
import json
import os
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salaries.ingest.description import read_description
from tests.ports import free_port
from tests.vacancies.builders import (
    FILES,
    RULES,
    RULES_FILE,
    as_json,
    csv_bytes,
    many,
    paid,
    row,
    run,
    vacancy,
)

MADE_UP = FILES / "made-up.csv"
NO_SPARK = "does not answer" if find_spec("pyspark") else "pyspark is not installed"
SAMPLE = Path(os.environ.get("VACANCY_SAMPLES", "samples")) / "hh_vacancies_2016.csv"
needs_sample = pytest.mark.skipif(
    not SAMPLE.exists(),
    reason="the public extract of 2016 bears no licence and is not shipped: "
    "VACANCY_SAMPLES names its folder",
)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def description(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def published(path: Path) -> dict[str, tuple[str, ...]]:
    return {
        line["city"]: tuple(line[name] for name in ("n", "p25", "p50", "p75"))
        for line in table(path)
        if line["n"]
    }


@needs_sample
@pytest.mark.parametrize(
    ("repeats", "expected"),
    [
        (
            "keep",
            {
                "moscow": ("79", "40000", "47500", "62500"),
                "saint-petersburg": ("30", "37500", "45000", "50000"),
            },
        ),
        (
            "drop",
            {
                "moscow": ("71", "40000", "47500", "62500"),
                "saint-petersburg": ("28", "37500", "45000", "51250"),
            },
        ),
    ],
)
def test_the_public_extract_gives_its_known_figures(
    tmp_path: Path, repeats: str, expected: dict[str, tuple[str, ...]]
) -> None:
    run(SAMPLE, "--survey", "hh-smm-2016", "--output", tmp_path, "--repeats", repeats)
    assert published(tmp_path / "hh-smm-2016.csv") == expected
    assert len(table(tmp_path / "hh-smm-2016.csv")) == 12


def test_a_made_up_extract_gives_its_figures(tmp_path: Path) -> None:
    out, err, last = run(MADE_UP, "--survey", "made-up", "--output", tmp_path)
    assert (last, published(tmp_path / "made-up.csv")) == (
        "",
        {
            "moscow": ("35", "44375", "50000", "55000"),
            "saint-petersburg": ("12", "35250", "38000", "40750"),
        },
    )
    assert "row 67: too few values in the row: 3, where 8 are expected; it is left out" in err
    assert "unusual amount, kept (7000–9000 RUR)" in err
    assert "kazan                           not enough data" in out


def test_the_funnel_is_printed_and_written_and_adds_up(tmp_path: Path) -> None:
    out, *_ = run(MADE_UP, "--survey", "made-up", "--output", tmp_path)
    assert out.splitlines()[:10] == [
        "          66  rows in",
        "           1  row cannot be read",
        "           6  another job by its title",
        "           1  unknown currency",
        "           1  another currency, and no rate stated",
        "           1  another place",
        "           1  “from” is above “to”",
        "           2  implausible amount",
        "           1  exact repeat",
        "          52  rows out",
    ]
    funnel = [one["rows"] for one in description(tmp_path / "made-up.toml")["funnel"]]
    assert funnel[0] == sum(funnel[1:])


def test_the_description_says_what_it_is_and_how_it_was_made(tmp_path: Path) -> None:
    run(MADE_UP, "--survey", "made-up", "--output", tmp_path)
    found = description(tmp_path / "made-up.toml")
    assert (found["kind"], found["measures"], found["basis"]) == (
        "quantiles",
        "vacancies",
        "unknown",
    )
    assert (f"{found['month']:%Y-%m}", found["bands"], len(found["not_stated"])) == (
        "2016-12",
        [],
        5,
    )
    assert found["rules"]["sha256"] == hashlib.sha256(RULES_FILE.read_bytes()).hexdigest()
    assert found["rules"]["title"] == RULES.roles["smm"].title
    written = hashlib.sha256((tmp_path / "made-up.csv").read_bytes()).hexdigest()
    assert found["table"]["sha256"] == written
    assert found["files"][0]["sha256"] == hashlib.sha256(MADE_UP.read_bytes()).hexdigest()


def test_a_second_run_writes_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        run(MADE_UP, "--survey", "made-up", "--output", tmp_path / folder)
    for name in ("made-up.csv", "made-up.toml"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def everything(count: int) -> list[dict[str, Any]]:
    """Vacancies that state all there is, of both kinds of employer and two levels."""
    kinds = ([{"id": "11", "name": "PR-агентства"}], [{"id": "7", "name": "IT"}])
    levels = ("noExperience", "between1And3")
    return [
        one
        | {"employer": {"id": str(n % 30), "industries": kinds[n % 2]}}
        | {"experience": {"id": levels[n // 2 % 2]}}
        for n, one in enumerate(many(count))
    ]


def test_vacancies_that_state_all_give_kinds_and_levels(tmp_path: Path) -> None:
    path = as_json(tmp_path / "all.json", everything(120))
    _, _, last = run(path, "--survey", "all", "--output", tmp_path / "out")
    found = [one for one in table(tmp_path / "out/all.csv") if one["n"]]
    assert last == ""
    assert [
        (one["city"], one["segment"], one["band"], one["n"], one["employers"]) for one in found
    ] == [
        ("moscow", "agency", "", "60", "15"),
        ("moscow", "agency", "0", "30", "15"),
        ("moscow", "agency", "1–3", "30", "15"),
        ("moscow", "company", "", "60", "15"),
        ("moscow", "company", "0", "30", "15"),
        ("moscow", "company", "1–3", "30", "15"),
    ]
    assert read_description((tmp_path / "out/all.toml").read_bytes()).bands[3].min_years == 6


def test_one_file_and_the_same_rows_in_many_give_one_table(tmp_path: Path) -> None:
    rows = everything(120)
    one = as_json(tmp_path / "one.json", rows)
    parts = [as_json(tmp_path / f"{n}.json", {"items": rows[n::7]}) for n in range(7)]
    run(one, "--survey", "one", "--output", tmp_path / "out")
    run(*parts, "--survey", "many", "--output", tmp_path / "out")
    assert table(tmp_path / "out/one.csv") == table(tmp_path / "out/many.csv")


def test_the_same_vacancy_on_two_pages_counts_once(tmp_path: Path) -> None:
    rows = everything(120)
    first = as_json(tmp_path / "first.json", rows)
    second = as_json(tmp_path / "second.json", [*rows[:20], *many(3, name="x")])
    out, *_ = run(first, second, "--survey", "s", "--output", tmp_path / "o", "--repeats", "keep")
    assert "          20  the same vacancy again" in out
    assert "         120  rows out" in out


def test_parquet_and_csv_give_one_table(tmp_path: Path) -> None:
    rows = [row(low=30000 + 500 * n, high=50000 + 500 * n) for n in range(20)]
    (tmp_path / "a.csv").write_bytes(csv_bytes(rows))
    names = ["index", *csv_bytes([]).decode().strip().split(",")[1:]]
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    pq.write_table(
        pa.table({name: list(one) for name, one in columns.items()}), tmp_path / "b.parquet"
    )
    for name in ("a.csv", "b.parquet"):
        run(tmp_path / name, "--survey", name[0], "--output", tmp_path)
    assert table(tmp_path / "a.csv") == table(tmp_path / "b.csv")


def test_the_month_may_be_said(tmp_path: Path) -> None:
    run(MADE_UP, "--survey", "s", "--output", tmp_path, "--month", "2016-06")
    assert f"{description(tmp_path / 's.toml')['month']}" == "2016-06-01"


def test_another_rules_file_is_named_by_its_digest(tmp_path: Path) -> None:
    text = RULES_FILE.read_text(encoding="utf-8").replace("vacancies = 10 ", "vacancies = 5 ")
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    run(MADE_UP, "--survey", "s", "--output", tmp_path, "--rules", tmp_path / "mine.toml")
    assert len(published(tmp_path / "s.csv")) == 3
    found = description(tmp_path / "s.toml")["rules"]
    assert (found["vacancies"], found["sha256"]) == (5, hashlib.sha256(text.encode()).hexdigest())


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--survey", "../s"], "'../s' should be small Latin letters"),
        (["--role", "seo"], "there are no rules for the role 'seo'; there are for smm"),
        (["--month", "March"], "'March' should be a month such as 2026-03"),
        (["--month", "2016-06-01"], "'2016-06-01' should be a month"),
        (["--month", "2099-01"], "'2099-01' should be a month"),
        (["--engine", "mysql://me:secret@x/y"], "the engine 'mysql://me:…@x/y' is not known"),
        (["--engine", f"postgresql://me:secret@127.0.0.1:{free_port()}/x"], "does not answer"),
        (["--engine", f"spark://127.0.0.1:{free_port()}"], NO_SPARK),
        (["--engine", "spark://127.0.0.1:99999"], NO_SPARK),
        (["--engine", "duckdb:///x.db"], "is not known"),
        (["--rules", "/nowhere.toml"], "/nowhere.toml: the file cannot be read"),
        (["--output", str(MADE_UP)], "the file cannot be written"),
        (["--scratch", "/nowhere"], "/nowhere: the file cannot be written: No such file"),
    ],
)
def test_what_is_asked_wrongly_is_said(tmp_path: Path, arguments: list[str], expected: str) -> None:
    _, _, last = run(MADE_UP, "--survey", "s", "--output", tmp_path, *arguments)
    assert last.startswith("Nothing was written.")
    assert expected in last
    assert "secret" not in last
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("package", "url", "lock"),
    [("ibis", "", "requirements-scale.txt"), ("pyspark", "local[2]", "requirements-spark.txt")],
)
def test_a_package_that_is_missing_is_named_with_its_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str, url: str, lock: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    _, _, last = run(MADE_UP, "--survey", "s", "--output", tmp_path, "--engine", url)
    assert f"{package} is not installed: pip install --require-hashes -r {lock}" in last


BAD = {
    "cut.json": json.dumps(many(30))[:-20].encode(),
    "empty.csv": b"",
    "nobody.json": json.dumps([paid(), *[vacancy(name="Водитель")] * 9]).encode(),
    "damaged.gz": b"\x1f\x8b\x08\0" + b"x" * 99,
    "text.parquet": b"PAR1" + b"x" * 99 + b"PAR1",
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_leaves_the_survey_as_it_was(tmp_path: Path, name: str) -> None:
    run(MADE_UP, "--survey", "s", "--output", tmp_path / "out")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    (tmp_path / name).write_bytes(BAD[name])
    _, _, last = run(tmp_path / name, "--survey", "s", "--output", tmp_path / "out")
    assert last.startswith("Nothing was written.")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


def test_one_bad_file_among_good_ones_refuses_all(tmp_path: Path) -> None:
    _, _, last = run(MADE_UP, tmp_path, "--survey", "s", "--output", tmp_path / "out")
    assert "this is not a file" in last
    assert not (tmp_path / "out").exists()


def test_files_without_vacancies_are_read_as_none_among_others(tmp_path: Path) -> None:
    empty = [
        as_json(tmp_path / "page.json", {"items": []}),
        as_json(tmp_path / "list.json", []),
    ]
    assert run(MADE_UP, *empty, "--survey", "s", "--output", tmp_path / "out")[2] == ""
    files = description(tmp_path / "out/s.toml")["files"]
    assert [(file["name"], file["rows"]) for file in files] == [
        ("made-up.csv", 66), ("page.json", 0), ("list.json", 0),
    ]  # fmt: skip
    run(MADE_UP, "--survey", "alone", "--output", tmp_path / "out")
    assert table(tmp_path / "out/s.csv") == table(tmp_path / "out/alone.csv")


def test_that_nothing_was_written_is_said_once(tmp_path: Path) -> None:
    path = as_json(tmp_path / "few.json", many(3))
    last = run(path, "--survey", "s", "--output", tmp_path)[2]
    assert last == "Nothing was written. no city has enough vacancies to publish anything"


def test_files_that_hold_no_vacancy_together_are_refused(tmp_path: Path) -> None:
    empty = [as_json(tmp_path / f"{n}.json", {"items": []}) for n in range(2)]
    last = run(*empty, "--survey", "s", "--output", tmp_path / "out")[2]
    assert last == "Nothing was written. there are no vacancies in any of the files"
    assert not (tmp_path / "out").exists()


def test_a_file_given_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(MADE_UP)
    _, _, last = run(MADE_UP, tmp_path / "link.csv", "--survey", "s", "--output", tmp_path)
    assert "link.csv: the file is given twice" in last


def test_a_link_to_itself_is_refused_wherever_a_path_is_given(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    told = f"Nothing was written. {tmp_path / 'loop'}: the file cannot be "
    usual = ("--survey", "s", "--output", tmp_path / "out")
    assert run(tmp_path / "loop", *usual)[2] == f"{told}read: Too many levels of symbolic links"
    for option in ("--output", "--scratch", "--rules"):
        assert run(MADE_UP, *usual, option, tmp_path / "loop")[2].startswith(told)
    assert [path.name for path in tmp_path.iterdir()] == ["loop"]


@pytest.mark.parametrize("fails_at", [1, 2])
def test_a_write_that_fails_leaves_both_files_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    run(MADE_UP, "--survey", "s", "--output", tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    replace, calls = Path.replace, []

    def failing(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == fails_at:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    _, _, last = run(MADE_UP, "--survey", "s", "--output", tmp_path, "--repeats", "keep")
    assert "No space left on device" in last
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


kinds_of_row = st.sampled_from(
    [
        vacancy(), paid(to=None), paid(to=1), paid(mode={"id": "HOUR"}), paid(currency="USD"),
        paid(currency="?"), paid(gross=True), paid(gross=None), vacancy(name="x"), vacancy(area={}),
        vacancy(salary_range=None), vacancy(professional_roles=[{"id": "9"}]), paid(**{"from": -1}),
        17, None, "x",
    ]
)  # fmt: skip


SLOW = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@SLOW
@given(st.lists(kinds_of_row, max_size=30))
def test_the_funnel_adds_up_whatever_is_in_the_files(tmp_path: Path, rows: list[object]) -> None:
    path = as_json(tmp_path / "any.json", [*everything(120), *rows])
    last = run(path, "--survey", "s", "--output", tmp_path / "out")[2]
    assert last == ""
    funnel = [one["rows"] for one in description(tmp_path / "out/s.toml")["funnel"]]
    assert funnel[0] == 120 + len(rows) == sum(funnel[1:])
