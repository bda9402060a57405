"""The survey of vacancies that ships: what its two files say, and that the rules still give it."""

import csv
import hashlib
import tomllib
from pathlib import Path

import pytest

from tests.vacancies.builders import DATA, RULES, RULES_FILE, run
from tests.vacancies.test_command import SAMPLE, needs_sample

TABLE = DATA / "surveys/hh-smm-2016.csv"
DESCRIPTION = DATA / "surveys/hh-smm-2016.toml"
FOUND = tomllib.loads(DESCRIPTION.read_text(encoding="utf-8"))
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
AMOUNTS = ("p10", "p25", "p50", "p75", "p90")


def test_two_cities_are_published_and_ten_are_not() -> None:
    figures = {
        row["city"]: [row["n"], row["p25"], row["p50"], row["p75"]] for row in ROWS if row["n"]
    }
    assert figures == {
        "moscow": ["71", "40000", "47500", "62500"],
        "saint-petersburg": ["28", "37500", "45000", "51250"],
    }
    assert len(ROWS) == 12
    assert all(not any(list(row.values())[1:]) for row in ROWS if not row["n"])


def test_outer_quantiles_stand_from_thirty_vacancies() -> None:
    assert [bool(row["p10"]) for row in ROWS if row["n"]] == [True, False]
    assert all(int(row["n"]) >= RULES.cells.vacancies for row in ROWS if row["n"])


@pytest.mark.parametrize("row", [row for row in ROWS if row["n"]], ids=lambda row: row["city"])
def test_quantiles_rise_and_the_interval_holds_the_median(row: dict[str, str]) -> None:
    amounts = [int(row[name]) for name in AMOUNTS if row[name]]
    assert amounts == sorted(amounts)
    assert int(row["p50_low"]) <= int(row["p50"]) <= int(row["p50_high"])


def test_the_funnel_adds_up_to_the_rows_counted() -> None:
    steps = {one["step"]: one["rows"] for one in FOUND["funnel"]}
    assert steps.pop("rows_in") == 27_925 == sum(steps.values())
    assert steps["rows_out"] >= sum(int(row["n"]) for row in ROWS if row["n"])


def test_it_was_made_by_the_rules_that_ship() -> None:
    assert FOUND["rules"]["sha256"] == hashlib.sha256(RULES_FILE.read_bytes()).hexdigest()
    assert FOUND["table"]["sha256"] == hashlib.sha256(TABLE.read_bytes()).hexdigest()


@pytest.mark.parametrize("language", ["en", "ru", "ka"])
def test_it_says_what_it_does_not_know_in_every_language(language: str) -> None:
    assert all(text[language] for text in [FOUND["title"], FOUND["source"], *FOUND["not_stated"]])
    assert len({text[language] for text in FOUND["not_stated"]}) == 7


@needs_sample
def test_the_same_rows_give_the_same_survey(tmp_path: Path) -> None:
    run(SAMPLE, "--survey", "hh-smm-2016", "--repeats", "drop", "--output", tmp_path)
    again = tomllib.loads((tmp_path / DESCRIPTION.name).read_text(encoding="utf-8"))
    assert (tmp_path / TABLE.name).read_bytes() == TABLE.read_bytes()
    ours = ("title", "source", "not_stated")
    assert [again | dict.fromkeys(ours)] == [FOUND | dict.fromkeys(ours)]
