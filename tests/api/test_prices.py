"""`prices=` of the API: the figures once more in money of another month, and no other figure."""

from __future__ import annotations

from typing import Any

import pytest

from salaries import numbers
from salaries.api import schemas, schemas_between, schemas_lists, schemas_vacancy
from tests.api.ask import EVERY, QUESTIONS, ask
from tests.web.page import get

pytestmark = pytest.mark.django_db

SHAPES: dict[str, Any] = {
    "offer": schemas.OfferAnswer,
    "vacancy": schemas_vacancy.VacancyAnswer,
    "compare": schemas_between.CompareAnswer,
}
LISTS: dict[str, Any] = {
    "markets": schemas_lists.MarketList,
    "ranges": schemas_lists.RangeList,
}
ALL = SHAPES | LISTS
NOVEMBER = "2025-11"
each_question = pytest.mark.parametrize("name", SHAPES)
each = pytest.mark.parametrize("name", ALL)
each_list = pytest.mark.parametrize("name", LISTS)


def told(name: str, **changes: Any) -> Any:
    answer = ask(name, EVERY[name], prices=NOVEMBER, **changes)
    assert answer.status == 200, answer.body
    return answer.body["prices"]


@each_question
def test_they_change_no_other_figure_and_are_null_where_nobody_asks(name: str) -> None:
    plain, asked = (ask(name, QUESTIONS[name], prices=month).body for month in (None, NOVEMBER))
    assert plain["prices"] is None
    assert all(asked[field] == plain[field] for field in plain.keys() - {"prices", "link"})


@each
def test_they_name_both_months_the_factor_the_index_and_their_evidence(name: str) -> None:
    found = told(name)
    assert (found["from"], found["to"], round(found["factor"], 4)) == ("2015-03", NOVEMBER, 1.9225)
    assert found["index"].startswith("Rosstat") and found["evidence"] == "scenario"
    assert "Росстат" in told(name, lang="ru")["index"]


@each
@pytest.mark.parametrize("month", ["2014-01", "2015-03", "2025-12"])
def test_the_answer_has_the_shape_that_is_described(name: str, month: str) -> None:
    body = ask(name, EVERY[name], prices=month).body
    ALL[name].model_validate(body, extra="forbid")


@each
@pytest.mark.parametrize(
    ("month", "code"),
    [
        ("2026-01", "beyond_price_index"),
        ("2013-12", "beyond_price_index"),
        ("today", "unreadable_month"),
        ("", "empty_parameter"),
        (["2025-11", "2025-12"], "repeated"),
    ],
)
def test_another_month_is_refused(name: str, month: Any, code: str) -> None:
    answer = ask(name, EVERY[name], prices=month)
    assert (answer.status, answer.codes) == (400, {"query.prices": code})


@each
def test_a_refusal_names_the_months_there_are(name: str) -> None:
    (error,) = ask(name, EVERY[name], prices="2026-01").body["errors"]
    assert "from 2014-01 to 2025-12" in error["message"]


def test_an_offers_figures_stand_raw_and_converted() -> None:
    assert told("offer")["figures"] == {
        "amount": {"raw": 52_000, "converted": 99_972},
        "band_low": {"raw": 40_000, "converted": 76_901},
        "band_high": {"raw": 60_000, "converted": 115_352},
        "median": {"raw": 55_000, "converted": 105_739},
        "gap_to_median": {"raw": -3_000, "converted": -5_767},
    }
    assert told("offer")["back"] == {"amount": 27_048}


def test_a_gross_offer_is_converted_net() -> None:
    figures = told("offer", amount=60_000, basis="gross")["figures"]
    assert figures["amount"] == {"raw": 52_200, "converted": 100_356}


def test_a_vacancys_two_ends_stand_raw_and_converted() -> None:
    found = told("vacancy")
    assert found["figures"]["low"] == {"raw": 45_000, "converted": 86_514}
    assert found["back"] == {"low": 23_407, "high": 28_608}


def test_each_offer_of_a_comparison_has_its_own() -> None:
    amounts = [one["amount"]["converted"] for one in told("compare")["offers"]]
    assert amounts == [99_972, 73_056]


@each_question
def test_the_page_it_links_to_shows_the_same_figures(name: str) -> None:
    answer = ask(name, QUESTIONS[name], prices=NOVEMBER).body
    found = answer["prices"]
    pairs = [pair for one in found.get("offers") or [found["figures"]] for pair in one.values()]
    assert f"&prices={NOVEMBER}&" in answer["link"]
    text = get(answer["link"]).root.one("section", id="in-prices").text
    for pair in pairs:
        raw, converted = (numbers.number(pair[side]).replace("\u00a0", " ") for side in pair)
        assert raw in text and converted in text


@each_list
def test_rows_of_a_list_change_in_nothing_but_their_prices(name: str) -> None:
    plain, asked = (ask(name, {}, prices=month).body for month in (None, NOVEMBER))
    assert plain["prices"] is None and not any(row["prices"] for row in plain["items"])
    for body in (plain, asked):
        for one in (body, *body["items"]):
            del one["prices"]
    assert plain == asked


def test_every_figure_of_a_list_is_converted_beside_its_own() -> None:
    (row,) = ask("ranges", city="moscow", segment="agency", band=3, prices=NOVEMBER).body["items"]
    raised = {"low": 76_901, "high": 115_352, "median": 105_739}
    assert row["prices"] == raised | {"quantiles": None}
    (market,) = ask("markets", city="moscow", segment="agency", prices=NOVEMBER).body["items"]
    found = market["prices"]
    assert (found["floor"], found["ceiling"], found["median"]) == (57_676, 173_028, 105_739)
    assert found["bands"][2] == {"band": 3, "low": 76_901, "high": 115_352}
    assert [one["band"] for one in found["bands"]] == [1, 2, 3, 4]
