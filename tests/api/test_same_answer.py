"""The page, the API and the domain say the same of every market, band, amount and basis."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client

from salaries import numbers
from salaries.domain.money import Basis
from salaries.domain.survey import Survey
from salaries.forms import OfferQuestion
from salaries.presenters.offer import OfferAnswer
from tests.api.ask import OFFER, ask, result
from tests.domain.builders import MARKETS, Published, each_market
from tests.web.page import Page, get

pytestmark = pytest.mark.django_db

BANDS = (1, 2, 3, 4)


def some_inside(market: Published) -> list[int]:
    """The telling amounts, and a few that are nothing special."""
    return sorted({*market.amounts, *range(market.edges[0] + 777, market.edges[-1], 9_001)})


def slug(market: Published) -> str:
    return market.city.lower().replace(" ", "-")


def page_answers(survey: Survey, market: Published) -> Iterator[OfferAnswer]:
    """What the page works with, for every question about a market."""
    (found,) = [one for one in survey.in_segment(market.segment) if one.city.name.en == market.city]
    for rank in BANDS:
        for basis in Basis:
            for amount in some_inside(market):
                asked = OfferQuestion(found, survey.band(rank), amount, basis)
                yield OfferAnswer(survey, asked)


def figures(page: OfferAnswer) -> dict[str, Any]:
    """The domain's own figures behind a page, as JSON names them."""
    judged, main = page.judged, page.main
    return {
        "verdict": main.verdict.value,
        "place_in_band": float(main.place_in_band) if 0 <= main.place_in_band <= 1 else None,
        "market_ratio": float(main.market_ratio),
        "gap_to_median": main.gap_to_median,
        "band_of_amount": main.band_of_amount.rank if main.band_of_amount else None,
        "borderline": judged.borderline,
        "distance_to_flip": judged.distance_to_flip,
        "to_next_edge_up": main.to_next_edge_up,
        "to_next_edge_down": main.to_next_edge_down,
        "readings_agree": judged.readings_agree,
    }


def said(told: dict[str, Any]) -> tuple[str, str, list[str]]:
    """Place, gap and the numbers of the percentile as the page writes what JSON says."""
    place = told["place_in_band"]
    exact = None if place is None else Fraction(place).limit_denominator(10**6)
    percentile = told["percentile"] or {"low": None, "high": None, "bound": None}
    low, high, bound = (percentile[name] for name in ("low", "high", "bound"))
    shown = [low, high] if low != high else [low]
    if high == 0 or low == 100 or low is None:  # the page names the edge instead
        shown = []
    if percentile.get("bound_side") in ("at_most", "at_least"):
        shown.append(bound)
    return (
        "none" if exact is None else numbers.percent(exact),
        numbers.signed_money(told["gap_to_median"]),
        [numbers.ordinal(point) for point in shown],
    )


def words_of(page: OfferAnswer) -> tuple[str, str, list[str]]:
    """The same three as the page says them."""
    facts = {fact.label: fact for fact in page.facts}
    percentile = facts["Percentile of all offers"]
    found = f"{percentile.value} {percentile.note}".replace(",", "").split()
    points = [word for word in found if word[:1].isdigit()]
    return (
        facts["Place in band"].value.split(":")[0],
        facts["Gap to the median"].value,
        points,
    )


@each_market
def test_every_amount_gets_the_pages_own_answer(survey: Survey, market: Published) -> None:
    client = Client()
    for page in page_answers(survey, market):
        asked = page.question
        query = f"city={slug(market)}&segment={market.segment}&band={asked.band.rank}"
        query += f"&amount={asked.amount}&basis={asked.basis}"
        answered = json.loads(client.get("/api/v1/offer", QUERY_STRING=query).content)
        told = answered["result"]
        assert {name: told[name] for name in figures(page)} == figures(page)
        if asked.basis is Basis.NET:
            assert said(told) == words_of(page), query


def tone(page: Page) -> str:
    (verdict,) = page.root.all("section", class_="verdict")
    return verdict.attrs["class"].split("tone-")[1].split()[0]


@pytest.mark.parametrize("rank", BANDS)
def test_the_page_as_served_shows_what_the_api_answers_for_all_amounts_of_a_market(
    rank: int,
) -> None:
    (market,) = [one for one in MARKETS if str(one) == "Kazan company"]
    for amount in some_inside(market):
        asked = {"city": "kazan", "segment": "company", "band": rank, "amount": amount}
        told = ask("offer", asked).body
        page = get("/offer/", asked)
        place, gap, points = said(told["result"])
        assert tone(page) == told["result"]["verdict"]
        assert page.fact("Place").text.startswith(place.replace("\u00a0", " "))
        assert page.fact("Gap").text.startswith(gap.replace("\u00a0", " "))
        assert all(point in page.fact("Percentile").text for point in points)
        labels = {fact.label: fact.evidence for fact in page.facts}
        assert labels["Place in band"] == told["evidence"]["place_in_band"]
        assert labels["Percentile of all offers"] == told["evidence"]["percentile"]


MOSCOW = ("moscow", "agency")
VECTORS = [
    (*MOSCOW, 31_000, 0.0200, 0.0089, ("at_most", 16)),
    (*MOSCOW, 35_000, 0.1000, 0.0572, ("at_most", 22)),
    (*MOSCOW, 45_000, 0.3000, 0.2571, ("at_most", 36)),
    (*MOSCOW, 55_000, 0.5000, 0.5000, ("exactly", 50)),
    (*MOSCOW, 70_000, 0.7143, 0.8081, ("at_least", 71)),
    (*MOSCOW, 89_000, 0.9857, 0.9946, ("at_least", 98)),
    ("omsk", "company", 20_000, 0.1818, 0.1176, ("at_most", 24)),
    ("omsk", "company", 35_000, 0.8077, 0.8852, ("at_least", 80)),
    ("saint-petersburg", "company", 33_000, 0.2667, 0.2340, ("at_most", 39)),
    ("saint-petersburg", "company", 60_000, 0.8333, 0.9345, ("at_least", 83)),
]
"""The test vectors of the method, section 3."""


@pytest.mark.parametrize(("city", "segment", "amount", "flat", "log_normal", "bound"), VECTORS)
def test_the_vectors_of_the_method_come_back(
    city: str, segment: str, amount: int, flat: float, log_normal: float, bound: tuple[str, int]
) -> None:
    told = result("offer", city=city, segment=segment, amount=amount)
    models = {name: round(share, 4) for name, share in told["models"].items()}
    assert models == {"flat": flat, "log_normal": log_normal}
    assert (told["percentile"]["bound_side"], told["percentile"]["bound"]) == bound


@pytest.mark.parametrize(("amount", "side"), [(30_000, "floor"), (90_000, "ceiling")])
def test_at_the_two_ends_of_the_range_no_bound_is_told(amount: int, side: str) -> None:
    answer = ask("offer", OFFER, amount=amount).body
    assert answer["market_used"][side] == amount
    percentile = answer["result"]["percentile"]
    assert (percentile["bound"], percentile["bound_side"]) == (None, None)


@pytest.mark.parametrize("amount", [29_999, 90_001])
def test_outside_the_published_range_there_is_no_percentile_and_no_band(amount: int) -> None:
    told = result("offer", amount=amount)
    assert (told["percentile"], told["band_of_amount"]) == (None, None)
    assert told["models"] == {"flat": None, "log_normal": None}
