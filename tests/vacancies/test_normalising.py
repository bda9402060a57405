"""What makes a vacancy comparable, and for which reason one drops out."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from salaries.vacancies.normalising import Tally
from salaries.vacancies.problems import Fault, Refused
from salaries.vacancies.rules import Rules
from salaries.vacancies.steps import Step
from tests.vacancies.builders import RULES, as_json, csv_bytes, normalised, paid, row, vacancy


def one(tmp_path: Path, found: dict[str, Any], rules: Rules = RULES) -> tuple[Any, Tally]:
    rows, tally = normalised(as_json(tmp_path / "one.json", [found]), rules)
    return (rows[0] if rows else None), tally


def why_not(tmp_path: Path, found: dict[str, Any], rules: Rules = RULES) -> set[Step]:
    return {step for step, rows in one(tmp_path, found, rules)[1].dropped.items() if rows}


def test_a_vacancy_is_counted_at_its_mid_point_in_its_place(tmp_path: Path) -> None:
    found = one(tmp_path, vacancy())[0]
    assert (found["city"], found["level"], found["amount"]) == ("moscow", "1–3", 50_000_00)


@pytest.mark.parametrize(
    ("found", "step"),
    [
        (vacancy(name="Контент-менеджер"), Step.OTHER_TITLE),
        (vacancy(name=None), Step.OTHER_TITLE),
        (vacancy(professional_roles=[{"id": "34"}]), Step.OTHER_ROLE),
        (vacancy(salary_range=None), Step.NO_PAY),
        (paid(**{"from": 0, "to": None}), Step.BAD_AMOUNT),
        (paid(**{"from": -5}), Step.BAD_AMOUNT),
        (paid(to="60 тысяч"), Step.BAD_AMOUNT),
        (paid(mode={"id": "SHIFT"}), Step.NOT_MONTHLY),
        (paid(mode={"id": "HOUR"}), Step.NOT_MONTHLY),
        (paid(currency="QQQ"), Step.UNKNOWN_CURRENCY),
        (paid(currency=None), Step.UNKNOWN_CURRENCY),
        (paid(currency="USD"), Step.NO_RATE),
        (vacancy(area={"id": "2019", "name": "Москва"}), Step.OTHER_AREA),
        (vacancy(area={"id": None, "name": "Тула"}), Step.OTHER_AREA),
        (paid(**{"from": 60001}), Step.FROM_ABOVE_TO),
        (paid(to=None), Step.ONE_BOUND),
        (paid(**{"from": None}), Step.ONE_BOUND),
        (paid(**{"from": 1, "to": 2}), Step.IMPLAUSIBLE),
        (paid(**{"from": 10**9, "to": 10**9}), Step.IMPLAUSIBLE),
        (paid(**{"from": 10**300, "to": 10**300}), Step.IMPLAUSIBLE),
    ],
)
def test_a_vacancy_drops_out_for_one_reason(
    tmp_path: Path, found: dict[str, Any], step: Step
) -> None:
    assert why_not(tmp_path, found) == {step}


@pytest.mark.parametrize(
    "title",
    ["SMM-менеджер", "Ведущий smm специалист", "СММщик", "Social Media Manager",
     "Менеджер соц. сетей", "Специалист по социальным сетям", "социальные медиа", "Про-SMM"],
)  # fmt: skip
def test_these_titles_are_of_the_job(tmp_path: Path, title: str) -> None:
    assert one(tmp_path, vacancy(name=title))[0]


def test_a_twice_paid_month_is_one_month(tmp_path: Path) -> None:
    weekly = paid(frequency={"id": "WEEKLY"})
    assert one(tmp_path, weekly)[0]["amount"] == 50_000_00


def test_gross_pay_is_made_net_by_the_tax_of_its_year(tmp_path: Path) -> None:
    gross = paid(gross=True, **{"from": 100_000, "to": 400_000})
    # 2026: 13 % of 1.2 million; of 4.8 million 312,000 + 15 % above 2.4 million
    assert one(tmp_path, gross)[0]["amount"] == (87_000 + 344_000) * 100 // 2
    in_2016 = gross | {"published_at": "2016-03-05"}
    assert one(tmp_path, in_2016)[0]["amount"] == (87_000 + 348_000) * 100 // 2


def test_net_gross_and_not_stated_are_counted_apart(tmp_path: Path) -> None:
    three = [paid(gross=True), paid(gross=None), paid(gross=False)]
    rows, tally = normalised(as_json(tmp_path / "three.json", three))
    assert [found["amount"] for found in rows] == [43_500_00, 50_000_00, 50_000_00]
    assert (tally.gross, tally.basis_not_stated) == (1, 1)


def test_gross_pay_without_a_date_needs_a_month(tmp_path: Path) -> None:
    path = as_json(tmp_path / "one.json", [paid(gross=True) | {"published_at": None}])
    with pytest.raises(Refused) as refusal:
        normalised(path)
    assert refusal.value.problem.fault is Fault.NO_MONTH
    assert normalised(path, month=date(2016, 1, 1))[0][0]["amount"] == 43_500_00


def test_rules_may_drop_what_is_gross_or_does_not_say(tmp_path: Path) -> None:
    strict = replace(RULES, pay=replace(RULES.pay, gross_to_net=False, keep_not_stated=False))
    assert why_not(tmp_path, paid(gross=True), strict) == {Step.GROSS}
    assert why_not(tmp_path, paid(gross=None), strict) == {Step.BASIS_NOT_STATED}


def test_another_currency_is_converted_at_the_stated_rate(tmp_path: Path) -> None:
    rules = replace(RULES, currency=replace(RULES.currency, rates={"USD": 61.2701}))
    found = one(tmp_path, paid(currency="usd", **{"from": 500, "to": 1001}), rules)[0]
    assert found["amount"] == (30_635_05 + 61_331_37) // 2


def test_the_area_is_known_by_number_or_by_name(tmp_path: Path) -> None:
    assert one(tmp_path, vacancy(area={"id": "88", "name": "?"}))[0]["city"] == "kazan"
    path = tmp_path / "names.csv"
    path.write_bytes(csv_bytes([row(city="Ростов-на-Дону")]))
    assert normalised(path)[0][0]["city"] == "rostov-on-don"


def test_an_unusual_amount_is_kept_and_counted(tmp_path: Path) -> None:
    low, tally = one(tmp_path, paid(**{"from": 6000, "to": 8000}))
    assert (low["amount"], tally.flagged) == (7_000_00, 1)


@pytest.mark.parametrize(
    ("industries", "kind"),
    [
        ([{"id": "11.4", "name": "Маркетинговые, рекламные, PR-агентства"}], "agency"),
        ([{"id": "7", "name": "IT"}, {"id": "11", "name": "Digital-агентство"}], "agency"),
        ([{"id": "41", "name": "Розничная торговля"}], "company"),
        ([{"id": "1", "name": "Кадровые агентства"}], "company"),
        ([], None),
        (None, None),
    ],
)
def test_the_kind_of_employer_is_its_industry_and_never_its_type(
    tmp_path: Path, industries: object, kind: str | None
) -> None:
    employer = {"id": "7", "type": "agency", "industries": industries}
    assert one(tmp_path, vacancy(employer=employer))[0]["segment"] == kind


def test_rows_in_are_rows_dropped_and_rows_kept(tmp_path: Path) -> None:
    some = [vacancy(), paid(to=None), vacancy(name="x"), paid(currency="USD"), paid(gross=True)]
    rows, tally = normalised(as_json(tmp_path / "some.json", some * 7))
    assert tally.rows == 35 == len(rows) + tally.dropped.total()


def test_two_thousand_areas_are_only_counted(tmp_path: Path) -> None:
    some = [vacancy(area={"id": str(n), "name": f"Город {n}"}) for n in range(1000, 3000)]
    assert normalised(as_json(tmp_path / "areas.json", some))[1].dropped[Step.OTHER_AREA] == 2000


def test_months_of_publication_are_first_and_last(tmp_path: Path) -> None:
    some = [vacancy(published_at=when) for when in ("2026-03-05", "2025-12-01", "soon", None)]
    tally = normalised(as_json(tmp_path / "some.json", some))[1]
    assert (tally.first, tally.last) == ("2025-12", "2026-03")
