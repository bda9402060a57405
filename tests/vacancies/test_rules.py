"""The rules are data: what they say, and what is said when one is wrong."""

import csv
from pathlib import Path

import pytest

from salaries.vacancies.messages import sentence
from salaries.vacancies.problems import Refused
from salaries.vacancies.rules_file import read_rules
from tests.vacancies.builders import DATA, RULES, RULES_FILE


def test_the_area_map_holds_every_city_by_number_and_by_russian_name() -> None:
    cities = list(csv.DictReader((DATA / "cities.csv").read_text(encoding="utf-8").splitlines()))
    assert RULES.area_ids == {city["hh_area_id"]: city["slug"] for city in cities}
    assert RULES.area_names == {city["name_ru"]: city["slug"] for city in cities}


def test_the_levels_are_those_of_hh() -> None:
    found = [(level.code, level.min_years) for level in RULES.levels]
    assert found == [("0", 0), ("1–3", 1), ("3–6", 3), ("6+", 6)]


def test_no_level_goes_by_a_word_of_one_language() -> None:
    assert not any(letter.isalpha() for level in RULES.levels for letter in level.code)


def test_a_level_of_ones_own_keeps_its_code(tmp_path: Path) -> None:
    text = RULES_FILE.read_text(encoding="utf-8").replace('"6+"', '"senior"')
    (tmp_path / "rules.toml").write_text(text, encoding="utf-8")
    assert read_rules(tmp_path / "rules.toml").levels[-1].code == "senior"


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("vacancies = 10 ", "vacancies = 1 ", "cells.vacancies"),
        ("vacancies = 10 ", 'vacancies = "10" ', "cells.vacancies"),
        ("flag_below = 10_000", "flag_below = 400_000", "outliers.flag_below"),
        ('rule = "drop"', 'rule = "maybe"', "repeats.rule"),
        ("title = '\\bsmm", "title = '(smm", "roles.smm.title"),
        ("title = '\\bsmm", "title = '(?<=x)smm", "roles.smm.title"),
        ('survey = "RUB"', 'survey = "KZT"', "pay.gross_to_net"),
        ("min_years = 3", "min_years = 0", "levels"),
        ('"title", "low"', '"titles", "low"', "repeats.same"),
        ("[bootstrap]", "[other]", "bootstrap"),
        (', ka = "SMM მენეჯერი"', "", "roles.smm.name.ka"),
        ('ids = ["1"]', "ids = [1]", "areas 1.ids"),
        ("gross_to_net = true", "gross_to_net = 1", "pay.gross_to_net"),
    ],
)
def test_a_wrong_rule_is_named(tmp_path: Path, old: str, new: str, rule: str) -> None:
    text = RULES_FILE.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "rules.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        read_rules(tmp_path / "rules.toml")
    assert sentence(refusal.value.problem).startswith(f"rules.toml: the rule {rule} should be ")


@pytest.mark.parametrize("data", [b"= 1", b"\xff\xfe"])
def test_what_is_not_toml_is_named(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "rules.toml").write_bytes(data)
    with pytest.raises(Refused) as refusal:
        read_rules(tmp_path / "rules.toml")
    assert sentence(refusal.value.problem).startswith("rules.toml: this is not TOML")


def test_rules_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        read_rules(tmp_path / "none.toml")
    assert "none.toml: the file cannot be read" in sentence(refusal.value.problem)
