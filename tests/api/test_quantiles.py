"""Surveys of quantiles by the API: what is published, what is read off it, what is refused."""

from __future__ import annotations

import itertools
import json
import re
from typing import Any
from urllib.parse import parse_qsl

import jsonschema_rs
import pytest

from salaries.answers.offer import offer_result
from salaries.api.openapi import document
from salaries.domain.money import Basis
from salaries.domain.quantiles import Quantiles
from salaries.domain.shares import Beyond, share_below
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Market, MarketKey
from salaries.domain.transfer import equal_standing
from salaries.domain.verdict import judge_offer
from salaries.forms import OfferQuestion
from tests.api.ask import BAND, LISTS, ask
from tests.api.test_examples import GUIDE, blocks, holds
from tests.quantile_surveys import HH, LEVELS, SLUGS, load_quantiles
from tests.web.page import get

pytestmark = pytest.mark.django_db
MOSCOW = {"survey": HH, "city": "moscow"}
OMSK = {"survey": LEVELS, "city": "omsk", "segment": "company", "band": 2}
QUESTIONS: dict[str, tuple[dict[str, Any], ...]] = {
    "offer": ({**MOSCOW, "amount": 50_000}, {**OMSK, "amount": 58_001}),
    "vacancy": ({**MOSCOW, "low": 35_000, "high": 90_000}, {**OMSK, "high": 40_000}),
    "transfer": ({**MOSCOW, "amount": 50_000}, {**OMSK, "amount": 50_000}),
    "compare": (
        {"survey": HH, "offer": ["moscow,all,0,52000", "saint-petersburg,all,0"]},
        {"survey": LEVELS, "offer": ["kazan,agency,3,52000", "omsk,agency,1,27000"]},
    ),
}
ASKED = [(name, query) for name, queries in QUESTIONS.items() for query in queries]
EVERY = [*ASKED, *((name, {"survey": slug}) for name in LISTS for slug in SLUGS)]


@pytest.fixture(autouse=True)
def surveys(survey: Survey) -> dict[str, Survey]:
    """Both, beside the one of bands."""
    return {slug: load_quantiles(slug) for slug in SLUGS}


def body(name: str, **query: Any) -> dict[str, Any]:
    answer = ask(name, query)
    assert answer.status == 200, answer.body
    found: dict[str, Any] = answer.body
    return found


def published(survey: Survey) -> list[tuple[int, Market]]:
    """Every published cell as a market, with its rank."""
    found = [(key.rank, survey.market(MarketKey(*key[:2]), key.rank)) for key in survey.cells]
    return [(rank, market) for rank, market in found if market]


def telling(scale: Quantiles) -> list[int]:
    """Every quantile with a rouble to either side, points between, and far outside."""
    marks = [point.amount for point in scale.points]
    middles = [(below + above) // 2 for below, above in itertools.pairwise(marks)]
    near = {mark + step for mark in (*marks, *middles) for step in (-1, 0, 1)}
    return sorted(near | {1, 55, 999_999_999})


@pytest.mark.parametrize(("name", "query"), EVERY)
def test_every_answer_keeps_to_its_shape(name: str, query: dict[str, Any]) -> None:
    told = document()["paths"][f"/api/v1/{name}"]["get"]["responses"]["200"]
    shape = told["content"]["application/json"]["schema"]
    validator = jsonschema_rs.validator_for({**shape, "components": document()["components"]})
    assert [error.message for error in validator.iter_errors(body(name, **query))] == []


@pytest.mark.parametrize(("name", "query"), ASKED)
def test_an_answer_names_its_survey_and_leads_to_its_page(name: str, query: dict[str, Any]) -> None:
    answer = body(name, **query)
    assert answer["source"]["survey"] == query["survey"]
    assert f"survey={query['survey']}" in answer["link"]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_figure_of_an_offer_is_the_domains(slug: str, surveys: dict[str, Survey]) -> None:
    survey = surveys[slug]
    for rank, market in published(survey):
        scale = market.scale
        assert isinstance(scale, Quantiles)
        for amount, basis in itertools.product(telling(scale), Basis):
            found = offer_result(survey, OfferQuestion(market, survey.band(rank), amount, basis))
            judged = judge_offer(amount, basis, scale, rank, survey.month.year)
            share = share_below(scale, judged.main.amount)
            is_beyond = isinstance(share, Beyond)
            told, beyond = found["percentile"], found["beyond"]
            assert (told is None, beyond is None) == (is_beyond, not is_beyond)
            if isinstance(share, Beyond):
                assert beyond == {"side": share.side, "percent": share.percent}
            else:
                assert (told["low"], told["high"], told["bound"]) == (share.low, share.high, None)
            assert found["verdict"] == judged.main.verdict
            assert found["gap_to_median"] == judged.main.gap_to_median
            assert found["distance_to_flip"] == judged.distance_to_flip
            assert found["models"] == {"flat": None, "log_normal": None}
            assert found["band_of_amount"] is None


def test_an_offer_between_two_quantiles_is_read_off_the_line() -> None:
    answer = body("offer", **MOSCOW, amount=50_000)
    result = answer["result"]
    assert result["percentile"] == {"low": 54, "high": 55, "bound": None, "bound_side": None}
    assert result["judged_by"] == {
        "low_percent": 25, "high_percent": 75, "low": 40_000, "high": 62_500,
    }  # fmt: skip
    assert (result["to_next_edge_up"], result["to_next_edge_down"]) == (12_500, 2_500)
    assert answer["evidence"]["percentile"] == "published"
    assert answer["assumptions"] == ["table_is_net", "straight_line_between_quantiles"]


@pytest.mark.parametrize(
    ("amount", "beyond"),
    [(80_001, {"side": "above", "percent": 90}), (32_499, {"side": "below", "percent": 10})],
)
def test_beyond_the_outermost_quantile_no_more_is_said(amount: int, beyond: dict[str, Any]) -> None:
    answer = body("offer", **MOSCOW, amount=amount)
    assert (answer["result"]["percentile"], answer["result"]["beyond"]) == (None, beyond)
    assert answer["assumptions"] == ["table_is_net"]


def test_of_bands_beyond_is_the_end_of_the_offers() -> None:
    asked = {"city": "moscow", "segment": "agency", "band": 3}
    found = [body("offer", **asked, amount=n)["result"] for n in (29_999, 52_000, 90_001)]
    assert [one["beyond"] for one in found] == [
        {"side": "below", "percent": 0}, None, {"side": "above", "percent": 100},
    ]  # fmt: skip
    assert {one["judged_by"] for one in found} == {None}


def test_the_market_used_has_its_quantiles_and_no_bands() -> None:
    used = body("offer", **OMSK, amount=50_000)["market_used"]
    assert (used["band"], used["bands"], used["floor"], used["ceiling"]) == (2, [], 38_000, 58_000)
    assert used["quantiles"] == {
        "p10": None, "p25": 38_000, "p50": 46_000, "p75": 58_000, "p90": None, "sample": 21,
        "employers": 13, "median_low": None, "median_high": None, "measures": "salaries",
    }  # fmt: skip


def test_a_level_of_the_median_alone_is_judged_by_it() -> None:
    kazan = {"survey": LEVELS, "city": "kazan", "segment": "agency", "band": 3}
    found = [body("offer", **kazan, amount=n)["result"] for n in (81_999, 82_000, 82_001)]
    assert [one["verdict"] for one in found] == ["below", "middle", "above"]
    assert [one["beyond"] for one in found] == [
        {"side": "below", "percent": 50}, None, {"side": "above", "percent": 50},
    ]  # fmt: skip


def test_figures_in_other_prices_are_given_for_quantiles_too() -> None:
    prices = body("offer", **MOSCOW, amount=50_000, prices="2025-11")["prices"]
    assert (prices["from"], prices["figures"]["median"]["raw"]) == ("2016-12", 47_500)


def test_a_vacancy_reaches_the_markets_published_for_its_experience() -> None:
    found = body("vacancy", **OMSK, low=45_000, high=75_000)["result"]
    assert found["reach"] == {"count": 2, "of": 3}
    assert (found["bands_covered"], found["judged_by"]["high"]) == ([], 58_000)


def test_both_ends_of_a_vacancy_have_their_percentiles_as_the_page_says(
    surveys: dict[str, Survey],
) -> None:
    asked = {**MOSCOW, "low": 50_000, "high": 90_000}
    answer = body("vacancy", **asked)
    assert answer["result"]["shares"] == {
        "floor": {
            "percentile": {"low": 54, "high": 55, "bound": None, "bound_side": None},
            "beyond": None,
        },
        "ceiling": {"percentile": None, "beyond": {"side": "above", "percent": 90}},
    }
    assert answer["evidence"]["shares"] == "published"
    assert "straight_line_between_quantiles" in answer["assumptions"]
    said = "from: between the 54th and the 55th; to: above the 90th"
    assert get("/vacancy/", asked).fact("Percentile of").text == said


def test_a_vacancy_by_bands_has_no_percentiles(surveys: dict[str, Survey]) -> None:
    asked = {"city": "moscow", "segment": "agency", "band": 3, "low": 45_000, "high": 60_000}
    assert body("vacancy", **asked)["result"]["shares"] is None


def test_no_floor_is_the_money_of_a_lower_band_where_there_is_none() -> None:
    found = body("vacancy", **MOSCOW, low=35_000, high=50_000)["result"]
    assert (found["fit"], found["flags"]) == ("starts_below", [])


def test_an_offer_is_carried_to_what_is_published_and_the_rest_is_named(
    surveys: dict[str, Survey],
) -> None:
    found = body("transfer", **OMSK, amount=50_000)["result"]
    markets = {market.key: market.scale for market in surveys[LEVELS].markets_for(2)}
    here = markets.pop(MarketKey("omsk", "company"))
    assert {(one["city"], one["segment"]) for one in found["targets"]} == set(markets)
    for one in found["targets"]:
        there = equal_standing(50_000, 2, here, markets[MarketKey(one["city"], one["segment"])])
        assert (one["same_place"], one["same_ratio"]) == (there.same_place, there.same_ratio)
    assert {(one["city"], one["segment"]) for one in found["left_out"]} == {
        ("omsk", "agency"), ("ufa", "agency"), ("ufa", "company"),
        ("samara", "agency"), ("samara", "company"),
    }  # fmt: skip


def test_with_one_kind_of_employer_a_city_is_a_market_named_in_full() -> None:
    found = body("transfer", **MOSCOW, amount=50_000, to_city="moscow")["result"]
    assert [one["same_place"] for one in found["targets"]] == [50_000]


@pytest.mark.parametrize(
    ("name", "query", "field"),
    [
        ("offer", {"survey": HH, "city": "kazan", "amount": 50_000}, "city"),
        ("vacancy", {"survey": HH, "city": "kazan", "low": 50_000}, "city"),
        ("offer", {**OMSK, "band": 3, "amount": 50_000}, "band"),
        ("offer", {**OMSK, "city": "ufa", "segment": "agency", "amount": 50_000}, "city"),
        ("transfer", {**MOSCOW, "amount": 50_000, "to_city": "kazan"}, "to_city"),
        ("transfer", {**OMSK, "amount": 50_000, "to_city": "ufa"}, "to_city"),
        ("compare", {"survey": HH, "offer": ["moscow,all,0", "kazan,all,0"]}, "offer"),
    ],
)
def test_what_is_not_published_is_refused_with_what_is(
    name: str, query: dict[str, Any], field: str
) -> None:
    answer = ask(name, query)
    assert (answer.status, answer.codes) == (400, {f"query.{field}": "not_enough_data"})
    assert "Too little is known of pay" in answer.body["errors"][0]["message"]


def test_employers_without_figures_are_told_from_a_city_without_any() -> None:
    asked = {**OMSK, "city": "ufa", "segment": "agency", "amount": 50_000}
    (error,) = ask("offer", asked).body["errors"]
    assert error["message"].endswith("at agencies there. There are figures for: companies.")


@pytest.mark.parametrize("slug", SLUGS)
def test_no_candidate_is_placed_where_levels_ask_nothing(slug: str) -> None:
    answer = ask("band", {**BAND, "survey": slug})
    assert (answer.status, answer.codes) == (400, {"query.survey": "no_requirements"})


def test_surveys_say_what_they_are_and_how_they_were_made() -> None:
    items = {one["slug"]: one for one in body("surveys")["items"]}
    kinds = {slug: (one["kind"], one["measures"]) for slug, one in items.items()}
    assert kinds == {
        "superjob-smm-2015-03": ("bands", "offers"),
        HH: ("quantiles", "vacancies"),
        LEVELS: ("quantiles", "salaries"),
    }
    assert (items[HH]["cities"], items[HH]["cities_with_figures"]) == (12, 2)
    assert items[HH]["funnel"][0] == {"step": "rows_in", "rows": 27_925}
    assert items[HH]["funnel"][-1] == {"step": "rows_out", "rows": 121}
    assert items[LEVELS]["funnel"] == []


def test_cities_without_figures_have_no_kinds_of_employer() -> None:
    found = {one["slug"]: one["segments"] for one in body("cities", survey=LEVELS)["items"]}
    assert found == {
        "kazan": ["agency", "company"],
        "omsk": ["agency", "company"],
        "ufa": ["company"],
        "samara": [],
    }


def test_all_levels_together_are_a_level_in_the_list() -> None:
    found = [(one["band"], one["experience"]) for one in body("bands", survey=LEVELS)["items"]]
    assert found[:2] == [(0, "any experience"), (1, "less than 2 years")]


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("name", ["markets", "ranges"])
def test_every_cell_is_in_one_of_two_lists(
    name: str, slug: str, surveys: dict[str, Survey]
) -> None:
    found = body(name, survey=slug)
    cells = [tuple(one[c] for c in ("city", "segment", "band")) for one in found["items"]]
    hidden = [tuple(one.values()) for one in found["not_published"]]
    survey = surveys[slug]
    assert cells == [tuple(key) for key, cell in survey.cells.items() if cell]
    assert hidden == [tuple(key) for key, cell in survey.cells.items() if not cell]
    assert found["total"] == len(cells)


def test_ranges_are_what_amounts_are_judged_by(surveys: dict[str, Survey]) -> None:
    rows = {(r["city"], r["segment"], r["band"]): r for r in body("ranges", survey=LEVELS)["items"]}
    for key, cell in surveys[LEVELS].cells.items():
        if cell:
            row = rows[key]
            told = (row["low"], row["high"], row["median"], row["quantiles"]["sample"])
            assert told == (cell.own.low, cell.own.high, cell.median, cell.sample)


@pytest.mark.parametrize("name", ["markets", "ranges"])
def test_cells_are_filtered_by_city_segment_and_band(name: str) -> None:
    found = body(name, survey=LEVELS, city=["omsk", "ufa"], segment="agency", band=[0, 2])
    cells = {(one["city"], one["band"]) for one in found["items"]}
    hidden = {(one["city"], one["band"]) for one in found["not_published"]}
    assert (cells, hidden) == ({("omsk", 0)}, {("omsk", 2), ("ufa", 0)})


def test_markets_of_bands_show_the_bands_asked() -> None:
    (market,) = body("markets", city="moscow", segment="agency", band=[2, 4])["items"]
    assert [one["band"] for one in market["bands"]] == [2, 4]
    assert (market["band"], market["quantiles"], market["ceiling"]) == (None, None, 90_000)


def test_pages_of_cells_add_up_to_all_of_them() -> None:
    pages = [body("markets", survey=LEVELS, limit=5, offset=start) for start in (0, 5, 10)]
    whole = body("markets", survey=LEVELS)
    assert [one for page in pages for one in page["items"]] == whole["items"]


def test_attributes_name_both_kinds_of_survey() -> None:
    found = body("attributes")
    told = {name: {one["value"] for one in found[name]} for name in ("kinds", "measures")}
    assert told == {
        "kinds": {"bands", "quantiles"},
        "measures": {"offers", "vacancies", "salaries"},
    }
    assert {one["value"] for one in found["beyond_sides"]} == {"below", "above"}
    assert "not_enough_data" in {one["value"] for one in found["error_codes"]}


def test_the_guide_shows_what_is_answered() -> None:
    (address,) = re.findall(r"`/api/v1/(offer\?survey=[^`]+)`", GUIDE)
    name, _mark, query = address.partition("?")
    assert holds(body(name, **dict(parse_qsl(query))), json.loads(blocks("json")[-1]))


@pytest.mark.parametrize("slug", SLUGS)
def test_every_figure_listed_is_converted_where_prices_are_asked(slug: str) -> None:
    change = body("ranges", survey=slug, prices="2025-11")
    factor = change["prices"]["factor"]
    for row in (*change["items"], *body("markets", survey=slug, prices="2025-11")["items"]):
        figures = {"median": row["median"]} | row["quantiles"]
        told = {"median": row["prices"]["median"]} | row["prices"]["quantiles"]
        for name, converted in told.items():
            raw = figures[name]
            assert converted == (None if raw is None else pytest.approx(raw * factor, abs=1))


def test_markets_in_other_prices_show_the_bands_asked() -> None:
    asked = {"city": "moscow", "segment": "agency", "band": 2, "prices": "2025-11"}
    (market,) = body("markets", **asked)["items"]
    assert [one["band"] for one in market["prices"]["bands"]] == [2]
    assert market["prices"]["quantiles"] is None


@pytest.mark.parametrize(
    ("slug", "known"), [(HH, "0 (any experience)."), (LEVELS, "2 (Middle) or 3 (Senior).")]
)
def test_an_experience_there_is_not_is_refused_with_those_there_are(slug: str, known: str) -> None:
    answer = ask("ranges", {"survey": slug, "band": -1})
    (error,) = answer.body["errors"]
    assert (answer.status, error["code"]) == (400, "invalid_choice")
    assert error["message"].endswith(known)
