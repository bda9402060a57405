"""Vacancies, equal standing and comparisons: the pages' own figures in machine form."""

from collections.abc import Iterator
from typing import Any

import pytest

from salaries import numbers
from salaries.api.schemas import Judged, OfferAnswer
from salaries.api.schemas_band import BandAnswer
from salaries.api.schemas_between import CompareAnswer, TransferAnswer
from salaries.api.schemas_vacancy import VacancyAnswer
from salaries.domain.money import Basis, round_half_up
from salaries.domain.survey import Survey
from salaries.domain.vacancy import Posting
from salaries.forms import VacancyQuestion
from salaries.presenters import vacancy as vacancy_page
from tests.api.ask import COMPARE, EVERY, OFFER, QUESTIONS, VACANCY, ask, result
from tests.web.page import FOUR_OFFERS, compared, get, offer, rows
from tests.web.test_offer_page import standings

pytestmark = pytest.mark.django_db

SHAPES: dict[str, type[Judged]] = {
    "offer": OfferAnswer,
    "vacancy": VacancyAnswer,
    "transfer": TransferAnswer,
    "compare": CompareAnswer,
    "band": BandAnswer,
}
each_kind = pytest.mark.parametrize("name", SHAPES)


@each_kind
@pytest.mark.parametrize("amount", [1, 29_999, 30_000, 52_000, 90_001, 999_999_999])
@pytest.mark.parametrize("basis", [*Basis])
def test_an_answer_has_every_field_described_and_no_other(
    name: str, amount: int, basis: str
) -> None:
    changes: dict[str, Any] = {"amount": amount, "basis": basis}
    if name == "vacancy":
        changes = {"low": amount, "high": amount, "basis": basis}
    if name == "band":
        changes = {"smm_years": amount % 4}
    if name == "compare":
        changes = {"offer": [f"moscow,agency,3,{amount}", "kazan,company,4"]}
    body = ask(name, QUESTIONS[name], **changes).body
    SHAPES[name].model_validate(body, extra="forbid")


@each_kind
def test_every_figure_of_a_result_has_a_label(name: str) -> None:
    body = ask(name, QUESTIONS[name]).body
    labelled = {path.split(".")[0] for path in body["evidence"]}
    assert labelled == body["result"].keys() - {"kind"}


@each_kind
def test_an_answer_names_its_source_method_survey_and_assumptions(name: str) -> None:
    body = ask(name, QUESTIONS[name]).body
    source = body["source"]
    assert (source["publisher"], source["month"], source["currency"]) == (
        "Superjob",
        "2015-03",
        "RUB",
    )
    assert len(source["not_stated"]) == 4
    assert (body["method_version"], len(body["survey_version"])) == ("1", 64)
    assert "table_is_net" in body["assumptions"]


@each_kind
def test_the_link_shows_the_same_answer(name: str) -> None:
    page = get(ask(name, QUESTIONS[name]).body["link"])
    assert page.status == 200 and page.root.all("h1")


@pytest.mark.parametrize(("name", "asked"), [("offer", OFFER), ("vacancy", VACANCY)])
@pytest.mark.parametrize(
    ("basis", "label", "taxed"),
    [("net", "derived", False), ("gross", "scenario", True), ("unknown", "scenario", True)],
)
def test_an_amount_read_as_net_by_a_tax_scale_is_a_scenario(
    name: str, asked: dict[str, Any], basis: str, label: str, taxed: bool
) -> None:
    body = ask(name, asked, basis=basis).body
    assert body["evidence"]["verdict"] == label
    assert ("income_tax_of_survey_year" in body["assumptions"]) == taxed


def test_models_are_named_only_where_they_were_used() -> None:
    inside, out = (set(ask("offer", OFFER, amount=x).body["assumptions"]) for x in (52_000, 95_000))
    assert inside - out == {"flat", "log_normal", "one_peak"}


def test_an_unknown_basis_gives_both_readings() -> None:
    told = result("offer", amount=62_000, basis="unknown")
    found = [(one["basis"], one["net"], one["verdict"]) for one in told["readings"]]
    assert found == [("net", 62_000, "above"), ("gross", 53_940, "middle")]
    assert (told["readings_agree"], told["borderline"]) == (False, True)


def test_a_likely_slip_is_told_and_the_amount_judged_as_given() -> None:
    told = result("offer", amount=55)
    assert told["likely_slip"] == {"slip": "thousands", "meant": 55_000}
    assert told["verdict"] == "below"


def postings(survey: Survey) -> Iterator[VacancyQuestion]:
    """Postings of every fit in every market, on each basis."""
    for market in survey.markets.values():
        edges = market.scale.ladder.edges
        for band in survey.bands:
            for low in (edges[0] - 1_000, edges[1], edges[2] + 500):
                for high in (low, edges[2] + 501, edges[4] + 1):
                    for basis in Basis:
                        posting = Posting(min(low, high), high)
                        yield VacancyQuestion(market, band, posting, basis)


def figures(page: vacancy_page.VacancyAnswer) -> dict[str, Any]:
    """The domain's own figures behind a page, as JSON names them."""
    main = page.main
    inside = 0 <= main.place_of_middle <= 1
    return {
        "fit": main.fit.value,
        "verdict": main.verdict.value,
        "place_in_band": float(main.place_of_middle) if inside else None,
        "market_ratio": float(main.market_ratio_of_middle),
        "gap_to_median": round_half_up(main.gap_of_middle_to_median),
        "bands_covered": [band.rank for band in main.bands_covered],
        "share_of_band_covered": float(main.share_of_band_covered),
        "share_of_posting_inside": float(main.share_of_posting_inside),
        "floor_gap": main.floor_gap,
        "ceiling_gap": main.ceiling_gap,
        "flags": [flag.value for flag in main.flags],
        "readings_agree": page.judged.readings_agree,
    }


def test_every_posting_gets_the_pages_own_answer(survey: Survey) -> None:
    for asked in postings(survey):
        page = vacancy_page.VacancyAnswer(survey, asked)
        told = result(
            "vacancy",
            city=asked.market.city.slug,
            segment=asked.market.segment,
            band=asked.band.rank,
            low=asked.posting.low,
            high=asked.posting.high,
            basis=asked.basis.value,
        )
        assert {name: told[name] for name in figures(page)} == figures(page)
        if asked.basis is Basis.NET:
            assert told["reach"]["count"] == sum(row.competes for row in page.reach)
            spans = [numbers.span(one["low"], one["high"]) for one in told["suggestions"]]
            assert spans == [one.span for one in page.suggestions]


@pytest.mark.parametrize(("left_out", "given"), [("low", "high"), ("high", "low")])
def test_one_end_of_a_posting_is_a_single_figure(left_out: str, given: str) -> None:
    body = ask("vacancy", VACANCY, **{left_out: None}).body
    assert (body["inputs"]["given"], body["inputs"]["low"]) == (given, body["inputs"]["high"])
    assert "single_figure" in body["result"]["flags"]
    assert f"{left_out}=" not in body["link"].replace("below=", "")


def test_transfer_is_the_pages_table_of_equal_standing() -> None:
    told = {
        (one["city"], one["segment"]): (one["same_place"], one["same_ratio"])
        for one in result("transfer")["targets"]
    }
    shown = {
        (city.lower().replace(" ", "-"), employer.lower()): (place, ratio)
        for city, employer, place, ratio in standings(offer())
    }
    assert {
        key: (
            numbers.number(place).replace("\u00a0", " "),
            numbers.number(ratio).replace("\u00a0", " "),
        )
        for key, (place, ratio) in told.items()
    } == shown


def test_the_two_ways_of_a_transfer_are_its_interval() -> None:
    for target in result("transfer")["targets"]:
        ways = (target["same_place"], target["same_ratio"])
        assert (target["low"], target["high"]) == (min(ways), max(ways))


def test_outside_its_band_an_amount_is_carried_by_ratio_alone() -> None:
    for target in result("transfer", amount=61_000)["targets"]:
        assert target["same_place"] is None
        assert target["low"] == target["high"] == target["same_ratio"]


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ({}, 23),
        ({"to_city": "kazan"}, 2),
        ({"to_city": "moscow"}, 1),
        ({"to_segment": "company"}, 12),
        ({"to_city": "kazan", "to_segment": "agency"}, 1),
        ({"to_city": "moscow", "to_segment": "agency"}, 1),
    ],
)
def test_an_amount_is_carried_where_it_is_asked_to(changes: dict[str, str], count: int) -> None:
    assert len(result("transfer", **changes)["targets"]) == count


def test_carried_home_an_amount_is_itself() -> None:
    (target,) = result("transfer", to_city="moscow", to_segment="agency")["targets"]
    assert target["low"] == target["high"] == 52_000


def test_a_gross_amount_is_carried_net() -> None:
    assert result("transfer", amount=60_000, basis="gross")["amount"] == 52_200


def test_the_parts_of_every_difference_add_up_and_are_the_pages_own() -> None:
    told = result("compare", offer=list(FOUR_OFFERS))
    amounts = [one["amount_compared"] for one in told["offers"]]
    page = compared(*FOUR_OFFERS)
    tables = page.root.all("table", class_="parts")
    assert len(told["differences"]) == len(tables) == 3
    for difference, table in zip(told["differences"], tables, strict=True):
        gap = amounts[difference["to"]] - amounts[0]
        parts = list(difference["parts"].values())
        assert sum(parts) == difference["gap"] == gap
        said = [numbers.signed(part).replace("\u00a0", " ") for part in parts]
        assert [one in row for one, row in zip(said, rows(table), strict=True)] == [True] * 4


def test_offers_compared_are_judged_as_alone() -> None:
    first = ask("compare", COMPARE).body["result"]["offers"][0]
    assert first == {"amount_compared": 52_000, "judged": result("offer")}


def test_a_market_without_an_amount_stands_at_the_middle_of_its_band_unjudged() -> None:
    bare = result("compare", offer=["moscow,agency,3,52000", "kazan,company,4"])["offers"][1]
    assert (bare["amount_compared"], bare["judged"]) == (37_500, None)


MONEY = {"amount", "low", "high", "median", "floor", "ceiling", "gap", "gap_to_median", "net"}


def money_in(value: Any, name: str = "") -> Iterator[Any]:
    """Every figure of money anywhere in a document."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from () if key == "evidence" else money_in(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from money_in(inner, name)
    elif name in MONEY and value is not None:
        yield value


def test_every_money_figure_is_an_integer() -> None:
    found = [one for name, asked in EVERY.items() for one in money_in(ask(name, asked).body)]
    assert len(found) > 400
    assert {type(one) for one in found} == {int}
