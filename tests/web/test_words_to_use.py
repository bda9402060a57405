"""Words to use: texts to copy whose every number is one of the answer's own."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.utils import translation

from salaries import library
from salaries.answers.offer import offer_answer
from salaries.answers.vacancy import vacancy_answer
from salaries.domain.money import Basis
from salaries.domain.survey import Survey
from salaries.domain.surveyed import ExperienceBand, Market, MarketKey
from salaries.domain.vacancy import Posting
from salaries.forms import OfferQuestion, VacancyQuestion
from salaries.presenters.offer import OfferAnswer
from salaries.presenters.vacancy import VacancyAnswer
from salaries.presenters.words_of_offer import offer_text
from salaries.presenters.words_of_vacancy import vacancy_text
from tests.web.page import Page, offer, vacancy

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _ in settings.LANGUAGES]
MARKETS = (("moscow", "agency"), ("omsk", "company"), ("kazan", "agency"))
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


def numbers_in(text: str) -> set[int]:
    """Every number of a text, its thousands joined."""
    return {int(re.sub(r"\D", "", found)) for found in re.findall(r"\d+(?:\u00a0\d{3})*", text)}


def cells(survey: Survey) -> Iterator[tuple[Market, ExperienceBand, Basis]]:
    for key in MARKETS:
        for band in survey.bands:
            for basis in Basis:
                yield survey.markets[MarketKey(*key)], band, basis


def figures(answer: dict[str, Any], survey: Survey, band: ExperienceBand) -> set[int]:
    """What the answer says in its machine form, and what its band and survey are."""
    pay = answer["market_used"]
    edges = {end for one in pay["bands"] for end in (one["low"], one["high"])}
    return {pay["median"], *edges, band.min_years, survey.month.year}


def figures_of_offer(survey: Survey, asked: OfferQuestion) -> set[int]:
    answer = offer_answer(survey, asked)
    result, readings = answer["result"], answer["result"]["readings"]
    place, own = result["place_in_band"], answer["market_used"]["bands"][asked.band.rank - 1]
    net = readings[0]["net"]
    return figures(answer, survey, asked.band) | {
        *(one["net"] for one in readings),
        asked.amount,
        abs(result["gap_to_median"]),
        result["to_next_edge_up"] or 0,
        *([int(100 * place + 0.5)] if place is not None else [abs(own["low"] - net)]),
        abs(net - own["high"]),
    }


def figures_of_vacancy(survey: Survey, asked: VacancyQuestion) -> set[int]:
    answer = vacancy_answer(survey, asked)
    reading = answer["result"]["readings"][0]
    ends = {*reading["stated"].values(), *reading["net"].values()}
    return figures(answer, survey, asked.band) | ends


def amounts(market: Market) -> set[int]:
    """Below, in, on the edges of, and above every band, and at the median."""
    scale = market.scale
    marks = (*scale.ladder.edges, scale.median)
    return {mark + step for mark in marks for step in (-1, 0, 1, 1_713)} | {55, 999_999_999}


@in_each_language
def test_every_number_a_candidate_is_given_is_one_of_the_answers(
    survey: Survey, language: str
) -> None:
    duties = library.duties(survey.slug)
    with translation.override(language):
        for market, band, basis in cells(survey):
            for amount in amounts(market):
                asked = OfferQuestion(market, band, amount, basis, duties)
                told = numbers_in(offer_text(OfferAnswer(survey, asked)))
                assert told <= figures_of_offer(survey, asked), asked
                assert amount in told and market.scale.median in told


@in_each_language
def test_every_number_an_employer_is_given_is_one_of_the_answers(
    survey: Survey, language: str
) -> None:
    duties = library.duties(survey.slug)
    with translation.override(language):
        for market, band, basis in cells(survey):
            for low in market.scale.ladder.edges:
                for given, high in (("both", low + 9_731), ("both", low), ("low", low)):
                    asked = VacancyQuestion(market, band, Posting(low, high), basis, given, duties)
                    told = numbers_in(vacancy_text(VacancyAnswer(survey, asked)))
                    assert told <= figures_of_vacancy(survey, asked), asked
                    assert {low, high} <= told


def texts(page: Page) -> dict[str, str]:
    """What stands to be copied, by its language."""
    words = page.root.one("details", class_="words")
    return {area.attrs["lang"]: area.text for area in words.all("textarea")}


def candidate(**changes: object) -> str:
    return texts(offer(**changes))["en"]


def employer(**changes: object) -> str:
    return texts(vacancy(**changes))["en"]


@pytest.mark.parametrize("page", [offer, vacancy])
def test_a_page_has_the_text_in_every_language_each_with_its_button(page: Any) -> None:
    found = page()
    words = found.root.one("details", class_="words")
    assert list(texts(found)) == LANGUAGES
    areas = words.all("textarea")
    assert all("readonly" in area.attrs and area.attrs["aria-label"] for area in areas)
    copies = [button.attrs["data-copy"] for button in words.all("button")]
    assert copies == [f"#{area.attrs['id']}" for area in areas]


@pytest.mark.parametrize("page", [offer, vacancy])
def test_a_page_without_an_answer_has_no_text(page: Any) -> None:
    assert not page(city=None).root.all("details", class_="words")


@pytest.mark.parametrize(
    ("amount", "band", "sentence"),
    [
        (39_000, 3, "39 000 ₽ is 1 000 ₽ below the floor of this band."),
        (40_000, 3, "40 000 ₽ is exactly the floor of this band."),
        (42_000, 3, "42 000 ₽ lies in the lower part of this band, 10 % of the way"),
        (52_000, 3, "52 000 ₽ lies in the middle of this band, 60 % of the way"),
        (58_000, 3, "58 000 ₽ lies in the upper part of this band, 90 % of the way"),
        (60_000, 3, "60 000 ₽ is exactly the ceiling of this band."),
        (62_000, 3, "62 000 ₽ is 2 000 ₽ above the ceiling of this band."),
        (29_000, 1, "It is below every published offer in this market."),
        (91_000, 4, "It is above every published offer in this market."),
        (52_000, 3, "The market’s median was 55 000 ₽: this offer is 3 000 ₽ below it."),
        (55_000, 3, "The market’s median was 55 000 ₽: exactly this offer."),
        (58_000, 3, "The market’s median was 55 000 ₽: this offer is 3 000 ₽ above it."),
        (52_000, 3, "The next published edge, 60 000 ₽, is 8 000 ₽ away."),
        (52_000, 3, "The band above (IV, 60 000 to 90 000 ₽ a month) also asks: – Works with"),
        (52_000, 4, "This is the highest band of the survey."),
        (52_000, 3, "employers’ offers of March 2015: they show how pay stood then"),
    ],
)
def test_a_candidates_text_says_where_the_offer_stands(
    amount: int, band: int, sentence: str
) -> None:
    assert sentence in candidate(amount=amount, band=band)


@pytest.mark.parametrize(
    ("basis", "sentence"),
    [
        ("net", "the offer of 62 000 ₽ a month net."),
        ("gross", "62 000 ₽ a month gross. After the income tax of 2015 that is 53 940 ₽ net;"),
        ("unknown", "if gross, the income tax of 2015 would leave 53 940 ₽ net."),
    ],
)
def test_a_candidates_text_says_how_the_amount_is_read(basis: str, sentence: str) -> None:
    assert sentence in candidate(amount=62_000, basis=basis)


def test_at_the_highest_figure_no_next_edge_is_told() -> None:
    assert "next published edge" not in candidate(amount=90_000, band=4)


def test_a_candidate_is_told_which_duties_are_apart() -> None:
    assert "paid apart: – Organise events" in candidate(duty="events")
    assert "paid apart" not in candidate(duty="reports")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Pay: from 45 000 to 55 000 ₽ a month. That is net, in hand."),
        ({"basis": "gross"}, "That is gross, before tax; in hand it is 39 150–47 850 ₽."),
        ({"basis": "unknown"}, "a month. [Say whether that is net or gross.]"),
        ({"high": None}, "Pay: from 45 000 ₽ a month [add: up to what amount]."),
        ({"low": None}, "Pay: up to 55 000 ₽ a month [add: from what amount]."),
        ({"low": 55_000}, "Pay: 55 000 ₽ a month [better as a range:"),
        ({}, "SMM manager, Moscow Experience: 2 years or more"),
        ({"band": 1}, "Experience: not needed"),
        ({}, "[Add what the job holds.]"),
        ({"duty": "reports"}, "Duties: – Write analytical reports"),
        ({"duty": "events"}, "To be agreed and paid apart: – Organise events"),
        ({}, "ran from 40 000 to 60 000 ₽ a month. Source: Superjob research centre, March 2015."),
    ],
)
def test_a_vacancy_states_its_range_the_clear_way(
    changes: dict[str, object], sentence: str
) -> None:
    assert sentence in employer(**changes)


def test_a_vacancy_asks_what_its_band_and_those_below_ask() -> None:
    said = employer(band=4)
    for asked in ("Writes copy", "Plans media", "Works with a range of SMM tools"):
        assert f"– {asked}" in said
    assert "Desirable: – A degree in journalism" in said


def test_a_vacancy_does_not_ask_for_less_where_it_asks_for_more() -> None:
    said = employer(band=4)
    assert "Three years or more of managing" in said and "Completed higher education" in said
    assert "Two years or more" not in said and "at least unfinished" not in said
    assert "at least unfinished" in employer(band=2)


def test_who_is_offered_more_than_all_is_given_nothing_to_ask_for() -> None:
    text = candidate(amount=91_000, band=2)
    assert "also asks" not in text
    assert text.endswith("could we talk about the duties?")
