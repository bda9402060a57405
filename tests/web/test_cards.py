"""What a page tells machines that link to it, and the picture they are given."""

from __future__ import annotations

import json
import struct
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.test import Client
from django.utils import translation

from salaries.domain.survey import Survey
from salaries.domain.surveyed import Text
from salaries.embed.card import HEIGHT, MARGIN, WIDTH, CardPicture, answer_picture, city_picture
from salaries.embed.occupation import data_block
from salaries.embed.raster import png
from salaries.forms import OfferForm, VacancyForm
from salaries.presenters.city import CityPage
from salaries.presenters.offer import OfferAnswer
from salaries.presenters.vacancy import VacancyAnswer
from salaries.views.embed import asked
from tests.domain.builders import MARKETS
from tests.web.page import MAIN_OFFER, MAIN_POSTING, Page, get, read_html
from tests.web.test_embed import slug

pytestmark = pytest.mark.django_db

OFFER, VACANCY = f"/offer/?{urlencode(MAIN_OFFER)}", f"/vacancy/?{urlencode(MAIN_POSTING)}"
ANSWERS = {"offer": OFFER, "vacancy": VACANCY, "city": "/cities/omsk/"}
each_answer = pytest.mark.parametrize("path", ANSWERS.values(), ids=ANSWERS)
PNG = b"\x89PNG\r\n\x1a\n"


def told(page: Page) -> dict[str, str]:
    """The page's card by property."""
    metas = page.root.one("head").all("meta")
    return {m.attrs["property"]: m.attrs["content"] for m in metas if "property" in m.attrs}


def image(path: str) -> Any:
    """The picture that a page names."""
    address = urlsplit(told(get(path))["og:image"])
    return Client().get(f"{address.path}?{address.query}")


def data(page: Page) -> list[dict[str, Any]]:
    """The occupations that a page holds as data."""
    (block,) = page.root.all("script", type="application/ld+json")
    found = json.loads(block.raw)
    assert found["@context"] == "https://schema.org"
    graph: list[dict[str, Any]] = found["@graph"]
    return graph


@pytest.mark.parametrize("path", [OFFER, VACANCY])
def test_a_link_to_an_answer_shows_its_verdict_lead_and_source(path: str) -> None:
    page, card = get(path), told(get(path))
    lead = page.root.one("p", class_="lead").text
    assert " ".join(card["og:title"].split()) == page.h1
    source = "Source: Superjob research centre, March 2015."
    assert " ".join(card["og:description"].split()) == f"{lead} {source}"
    assert card["og:url"] == f"http://testserver{path}"
    assert page.h1 in " ".join(card["og:image:alt"].split())


def test_a_link_to_a_city_shows_its_medians() -> None:
    card = told(get("/cities/omsk/"))
    title = "Omsk, median pay a month: agencies 30 000 ₽ and companies 27 000 ₽."
    assert " ".join(card["og:title"].split()) == title
    assert "March 2015" in card["og:description"]
    assert card["og:url"] == "http://testserver/cities/omsk/"


def test_one_answer_has_one_address_however_it_was_asked() -> None:
    told_in_full, told_in_short = told(get(OFFER)), told(get(OFFER.replace("52000", "52%20000+₽")))
    assert told_in_full == told_in_short


@pytest.mark.parametrize("path", ["/offer/", "/vacancy/", "/offer/?city=paris&amount=5"])
def test_a_page_without_an_answer_has_no_card(path: str) -> None:
    assert told(get(path)) == {}


@each_answer
def test_the_picture_is_a_png_of_the_size_that_is_told(path: str) -> None:
    card, response = told(get(path)), image(path)
    width, height = struct.unpack(">II", response.content[16:24])
    assert response.content.startswith(PNG)
    assert (width, height) == (int(card["og:image:width"]), int(card["og:image:height"]))
    assert (response.headers["Content-Type"], width, height) == ("image/png", 1200, 630)


@each_answer
def test_the_picture_may_be_kept_and_is_not_sent_twice(path: str) -> None:
    first = image(path)
    assert first.headers["Cache-Control"] == "public, max-age=3600"
    address = first.request
    again = Client().get(
        f"{address['PATH_INFO']}?{address['QUERY_STRING']}",
        headers={"if-none-match": first.headers["ETag"]},
    )
    assert (again.status_code, again.content) == (304, b"")


def test_the_picture_draws_the_offer_that_was_asked() -> None:
    one, other = image(OFFER), image(OFFER.replace("52000", "53000"))
    assert one.headers["ETag"] != other.headers["ETag"] and one.content != other.content


BAD = [
    ("/og/offer.png", "City: Choose one of the cities in the list."),
    (f"{OFFER.replace('/offer/', '/og/offer.png')}&amount=1", "given more than once"),
    (f"/og/offer.png?{urlencode(MAIN_OFFER | {'amount': '52,000'})}", "Write 52000 or 52 000."),
    (f"/og/vacancy.png?{urlencode(MAIN_POSTING | {'low': '90000'})}", "“From” is above “to”."),
]


@pytest.mark.parametrize(("path", "said"), BAD)
def test_a_picture_of_a_wrong_question_is_refused_in_words(path: str, said: str) -> None:
    response = Client().get(path)
    assert response.status_code == 400 and said in response.content.decode()
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_a_city_that_is_not_there_has_no_picture() -> None:
    assert Client().get("/og/city/paris.png").status_code == 404


def pictures(survey: Survey) -> list[CardPicture]:
    """Cards of every city, and of offers and postings that give long sentences."""
    found = [city_picture(CityPage(survey, city)) for city in survey.cities]
    for market in MARKETS:
        where = {"city": slug(market), "segment": market.segment, "band": "4"}
        for basis in ("net", "gross", "unknown"):
            query = asked(_query(where | {"amount": "41500", "basis": basis}))
            offer = OfferForm(survey, query)
            assert offer.is_valid()
            found.append(answer_picture(OfferAnswer(survey, offer.answerable())))
            query = asked(_query(where | {"low": "141500", "high": "999500", "basis": basis}))
            vacancy = VacancyForm(survey, query)
            assert vacancy.is_valid()
            found.append(answer_picture(VacancyAnswer(survey, vacancy.answerable())))
    return found


def _query(values: dict[str, str]) -> Any:
    return Client().get("/", values).wsgi_request.GET


def test_everything_of_a_card_stands_inside_it_and_under_one_another(survey: Survey) -> None:
    for picture in pictures(survey):
        assert len(picture.headline) <= 3
        lowest = picture.subline.y
        assert [line.y for line in picture.headline] < [lowest]
        for placed in picture.ladders:
            assert lowest < placed.y and placed.y + placed.height <= HEIGHT - 70
            assert placed.x >= MARGIN and placed.x + placed.width <= WIDTH - MARGIN


@pytest.mark.parametrize("city", sorted({slug(market) for market in MARKETS}))
def test_a_city_is_described_by_its_published_medians_alone(city: str) -> None:
    pays = [one["estimatedSalary"][0] for one in data(get(f"/cities/{city}/"))]
    assert [pay["median"] for pay in pays] == [
        market.scale.median for market in MARKETS if slug(market) == city
    ]
    for pay in pays:
        assert pay["@type"] == "MonetaryAmountDistribution"
        assert (pay["currency"], pay["unitText"], pay["duration"]) == ("RUB", "MONTH", "P1M")
        assert not [name for name in pay if name.startswith("percentile")]


def test_an_offers_page_describes_its_market_role_place_and_month() -> None:
    (one,) = data(get(OFFER))
    assert (one["@type"], one["name"]) == ("Occupation", "SMM manager")
    assert one["occupationLocation"] == [{"@type": "City", "name": "Moscow"}]
    assert one["estimatedSalary"][0]["median"] == 55_000
    assert "agencies, March 2015" in one["description"]
    assert one["mainEntityOfPage"]["temporalCoverage"] == "2015-03"


def test_a_vacancys_page_describes_no_occupation() -> None:
    assert get(VACANCY).root.all("script", type="application/ld+json") == []


def test_no_text_of_the_data_can_close_the_block(survey: Survey) -> None:
    hostile = "</script><script>alert(1)</script><!--"
    survey = replace(survey, role=Text(hostile, hostile, hostile))
    block = data_block(survey, [next(iter(survey.markets.values()))], "http://x/?a=1&b=<")
    (script,) = read_html(block).all("script")
    assert json.loads(script.raw)["@graph"][0]["name"] == hostile


GEORGIAN, RUSSIAN = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", "абвгдежзийклмнопрстуфхцчшщъыьэюя"
DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30"><text {} y="20">{}</text></svg>'
)


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize("letters", [GEORGIAN, RUSSIAN, "₽–·×−"], ids=["ka", "ru", "signs"])
def test_the_face_of_a_card_has_every_letter(letters: str, weight: int) -> None:
    face = f'font-family="FiraGO" font-weight="{weight}"'
    none = png(DRAWN.format(face, "\U000f0000"))
    drawn = {png(DRAWN.format(face, letter)) for letter in letters}
    assert none not in drawn
    assert len(drawn) == len(letters)


@pytest.mark.parametrize("language", ["ru", "ka"])
def test_no_amount_is_broken_in_a_headline(survey: Survey, language: str) -> None:
    with translation.override(language):
        pictures = [city_picture(CityPage(survey, city)) for city in survey.cities]
        lines = [line.text for picture in pictures for line in picture.headline]
    assert not [line for line in lines if line.endswith(tuple("0123456789"))]
