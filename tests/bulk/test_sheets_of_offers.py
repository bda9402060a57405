"""Rows of text judged: what people write is understood; a bad row says why and spoils no other."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from salaries.bulk.fields import Field, recognised
from salaries.bulk.parsing import Plan
from salaries.bulk.plans import PlanError, check, plan_for
from salaries.bulk.refusals import Refusal, fault
from salaries.bulk.results import results
from salaries.bulk.sheet import JudgedBlock, SheetJudge
from salaries.bulk.tables import Tables
from salaries.bulk.tally import Tally
from salaries.domain.money import Basis
from salaries.domain.survey import Survey
from salaries.domain.surveyed import MarketKey

KAZAN = MarketKey("kazan", "company")
HEADINGS = ("Город", "Тип", "Опыт", "Оклад")


def judged(
    survey: Survey,
    *rows: tuple[str, ...],
    headings: tuple[str, ...] = HEADINGS,
    there: MarketKey | None = None,
    **more: Any,
) -> JudgedBlock:
    """These rows of text under these headings, judged."""
    columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    table = pa.Table.from_arrays(columns, [str(n) for n in range(len(headings))])
    plan = check(survey, plan_for(headings, **more))
    return SheetJudge(Tables(survey), plan, there).judge(table)


def said(block: JudgedBlock, *, equal: bool = False) -> list[dict[str, Any]]:
    """What each row gains, by the names of the columns."""
    columns = {one.name: one.values(block).to_pylist() for one in results(equal)}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def test_the_worked_offer_has_the_figures_of_the_offer_page(survey: Survey) -> None:
    (row,) = said(
        judged(survey, ("Москва", "агентство", "2 года", "52 000"), there=KAZAN), equal=True
    )
    assert row == {
        "kind": "offer",
        "verdict": "middle",
        "fit": None,
        "place_in_band": 0.6,
        "market_ratio": 0.9455,
        "gap_to_median": -3_000,
        "percentile_low": 42,
        "percentile_high": 44,
        "percentile_bound": 46,
        "percentile_bound_side": "at_most",
        "band_of_amount": "III",
        "evidence": "derived",
        "borderline": False,
        "distance_to_flip": 3_001,
        "equal_by_place": 26_800,
        "equal_by_ratio": 26_473,
        "problem": None,
        "message": None,
    }


@pytest.mark.parametrize(
    "city",
    ["Казань", "казань", "г. Казань", "г.Казань", "KAZAN", "kazan", "ყაზანი", " Казань "],
)
def test_a_city_is_known_in_three_languages_whatever_its_spelling(
    survey: Survey, city: str
) -> None:
    (row,) = said(judged(survey, (city, "company", "III", "30000")))
    assert row["gap_to_median"] == 30_000 - survey.markets[KAZAN].scale.median


@pytest.mark.parametrize(("text", "slug"), [("Мск", "moscow"), ("СПб", "saint-petersburg")])
def test_short_forms_of_one_city_are_known(survey: Survey, text: str, slug: str) -> None:
    (row,) = said(judged(survey, (text, "agency", "III", "40000")))
    median = survey.markets[MarketKey(slug, "agency")].scale.median
    assert row["gap_to_median"] == 40_000 - median


def test_hyphens_are_forgiven(survey: Survey) -> None:
    rows = [(name, "agency", "1", "30000") for name in ("Ростов на Дону", "Санкт Петербург")]
    assert [row["kind"] for row in said(judged(survey, *rows))] == ["offer", "offer"]


def test_a_near_miss_is_offered_and_never_taken(survey: Survey) -> None:
    (row,) = said(judged(survey, ("Казнь", "company", "III", "30000")))
    assert row["problem"] == "unknown_city"
    assert row["message"] == "There is no city “Казнь” in this survey. Did you mean Kazan?"
    assert row["verdict"] is None


def test_a_city_like_no_other_is_told_which_there_are(survey: Survey) -> None:
    (row,) = said(judged(survey, ("Париж", "company", "III", "30000")))
    assert "It has Chelyabinsk, Kazan, Moscow" in row["message"]


def test_a_range_in_a_cell_is_judged_as_a_vacancy(survey: Survey) -> None:
    (row,) = said(judged(survey, ("Moscow", "agency", "III", "от 45 000 до 55 000")))
    assert (row["kind"], row["fit"], row["verdict"]) == ("vacancy", "within", "middle")
    assert row["percentile_low"] is None


def test_bounds_in_two_columns_are_a_vacancy(survey: Survey) -> None:
    headings = ("city", "segment", "band", "from", "to")
    rows = [
        ("moscow", "agency", "3", "35000", "65000"),
        ("moscow", "agency", "3", "45000", ""),
        ("moscow", "agency", "3", "", ""),
        ("moscow", "agency", "3", "60000", "50000"),
    ]
    found = said(judged(survey, *rows, headings=headings))
    assert [row["fit"] for row in found] == ["covers", "within", None, None]
    assert [row["problem"] for row in found] == [None, None, "missing", "backwards"]


def test_a_column_of_pay_goes_before_those_of_its_bounds(survey: Survey) -> None:
    headings = ("city", "segment", "band", "salary", "from", "to")
    rows = [
        ("moscow", "agency", "3", "52000", "1", "2"),
        ("moscow", "agency", "3", "", "45000", "55000"),
    ]
    assert [row["kind"] for row in said(judged(survey, *rows, headings=headings))] == [
        "offer",
        "vacancy",
    ]


def test_the_basis_comes_from_the_cell_then_the_column_then_the_sheet(survey: Survey) -> None:
    headings = ("city", "segment", "band", "salary", "basis")
    rows = [
        ("moscow", "agency", "3", "60000", "gross"),
        ("moscow", "agency", "3", "60000 на руки", ""),
        ("moscow", "agency", "3", "60000", ""),
        ("moscow", "agency", "3", "60000 на руки", "gross"),
        ("moscow", "agency", "3", "60000", "не указано"),
    ]
    block = judged(survey, *rows, headings=headings, basis=Basis.GROSS)
    found = said(block)
    assert [row["gap_to_median"] for row in found] == [-2_800, 5_000, -2_800, None, 5_000]
    assert found[3]["problem"] == "basis_contradicts"
    assert [row["evidence"] for row in found[:3]] == ["scenario", "derived", "scenario"]


def test_a_heading_that_says_gross_makes_the_sheet_gross() -> None:
    assert plan_for(["Оклад до вычета налогов"]).basis is Basis.GROSS
    assert plan_for(["Оклад, на руки"]).basis is Basis.NET
    assert plan_for(["Оклад до вычета налогов"], basis=Basis.NET).basis is Basis.NET


def test_years_and_bands_may_stand_in_either_column(survey: Survey) -> None:
    headings = ("city", "segment", "band", "experience", "salary")
    rows = [
        ("moscow", "agency", "III", "нет", "52000"),
        ("moscow", "agency", "", "2 года", "52000"),
        ("moscow", "agency", "", "III", "52000"),
        ("moscow", "agency", "2 года", "", "52000"),
    ]
    assert [row["place_in_band"] for row in said(judged(survey, *rows, headings=headings))] == [
        0.6
    ] * 4


def test_every_fault_of_a_row_is_told_and_the_others_are_judged(survey: Survey) -> None:
    rows = [
        ("Москва", "агентство", "III", "52000"),
        ("", "завод", "x", "abc"),
        ("Уфа", "company", "1", "20000"),
    ]
    first, bad, last = said(judged(survey, *rows))
    assert (first["verdict"], last["kind"]) == ("middle", "offer")
    assert bad["problem"] == "missing unknown_segment not_years not_money"
    assert bad["message"].startswith("The city is missing. “завод” is not a kind of employer")


def test_a_likely_slip_is_asked_about_and_judged_as_written(survey: Survey) -> None:
    (row,) = said(judged(survey, ("Москва", "агентство", "III", "55")))
    assert (row["verdict"], row["problem"]) == ("below", None)
    assert row["message"] == "Did you mean 55\u00a0000\u00a0₽ a month?"


def test_one_value_may_hold_for_every_row(survey: Survey) -> None:
    block = judged(
        survey,
        ("52000", ""),
        ("52000", "Казань"),
        headings=("Оклад", "Город"),
        given={Field.CITY: "Москва", Field.SEGMENT: "agency", Field.BAND: "III"},
    )
    assert [row["gap_to_median"] for row in said(block)] == [-3_000, 22_000]


def test_a_plan_without_city_or_pay_is_refused_with_all_that_it_lacks(survey: Survey) -> None:
    with pytest.raises(PlanError) as caught:
        check(survey, plan_for(["Имя", "Опыт"]))
    assert [fault.field for fault in caught.value.faults] == ["city", "segment", "amount"]


def test_a_row_with_too_few_cells_says_so(survey: Survey) -> None:
    table = pa.table({str(n): pa.array(["x"]) for n in range(4)})
    plan = Plan(recognised(HEADINGS))
    told = fault(None, Refusal.CELLS, cells=2, columns=4)
    block = SheetJudge(Tables(survey), plan).judge(table, {0: told})
    assert said(block)[0]["message"].startswith("This row has 2 cells and the heading row has 4.")


def test_a_likely_slip_does_not_lead_the_underpriced(survey: Survey) -> None:
    tally, rows = (
        Tally(Tables(survey)),
        [("Москва", "агентство", "III", pay) for pay in ("55", "39000")],
    )
    tally.add(judged(survey, *rows), np.arange(2, 4))
    assert [one.net for one in tally.summary.underpriced] == [39_000]
    assert tally.summary.standing.below == 2


def test_the_sum_counts_every_row_once(survey: Survey) -> None:
    rows = [
        ("Москва", "агентство", "III", "30000"),
        ("Москва", "агентство", "III", "39000"),
        ("Москва", "агентство", "III", "52000"),
        ("Казань", "company", "I", "52000"),
        ("Казань", "company", "I", "от 17000 до 19000"),
        ("Тула", "company", "I", "52000"),
    ]
    tally = Tally(Tables(survey))
    for start in (0, 3):
        tally.add(judged(survey, *rows[start : start + 3]), np.arange(start + 2, start + 5))
    found = tally.summary
    assert (found.rows, found.offers, found.postings, found.refused) == (6, 4, 1, 1)
    assert found.standing == (2, 2, 1)
    assert [(one.row, one.short) for one in found.underpriced] == [(2, 10_000), (3, 1_000)]
    assert found.problems == {"unknown_city": 1}
    assert [refusal.row for refusal in found.refusals] == [7]
    assert sum(standing.judged for standing in found.standings.values()) == 5
