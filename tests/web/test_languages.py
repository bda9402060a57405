"""Every page in three languages: addresses, menu, what search engines are told, numbers, names."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from salaries import numbers, picks, queries, words
from tests.web.page import get

pytestmark = pytest.mark.django_db

OFFER = "/offer/?city=moscow&segment=agency&band=3&amount=52000&basis=net"
LANGUAGES = ("en", "ru", "ka")


def address(code: str, path: str) -> str:
    return path if code == "en" else f"/{code}{path}"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("path", ["/", OFFER, "/cities/?sort=-median&segment=agency", "/api/docs"])
def test_a_page_stands_in_every_language_and_says_which(path: str, code: str) -> None:
    page = get(address(code, path))
    assert page.status == 200
    assert page.root.one("html").attrs["lang"] == code


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    "path", ["/", OFFER + "&v=1.2", "/cities/?sort=-median&page=1", "/nowhere/"]
)
def test_the_menu_leads_to_the_same_question_in_each_language(path: str, code: str) -> None:
    menu = get(address(code, path)).root.one("nav", class_="languages").all("a")
    assert [link.attrs["href"] for link in menu] == [address(other, path) for other in LANGUAGES]
    assert [link.attrs["lang"] for link in menu] == list(LANGUAGES)
    (here,) = [link for link in menu if "aria-current" in link.attrs]
    assert here.attrs["lang"] == code


@pytest.mark.parametrize("code", LANGUAGES)
def test_search_engines_are_told_the_same_page_in_each_language(code: str) -> None:
    root = get(address(code, OFFER)).root
    (canonical,) = root.all("link", rel="canonical")
    assert canonical.attrs["href"] == "http://testserver" + address(code, OFFER)
    told = {a.attrs["hreflang"]: a.attrs["href"] for a in root.all("link", rel="alternate")}
    whole = {other: "http://testserver" + address(other, OFFER) for other in LANGUAGES}
    assert told == {**whole, "x-default": whole["en"]}


def test_a_page_that_is_not_there_has_no_address_for_search_engines() -> None:
    assert not get("/ru/nowhere/").root.all("link", rel="canonical")


@pytest.mark.parametrize(
    ("code", "name", "of", "within", "whole"),
    [
        ("en", "March 2015", "March 2015", "March 2015", "2 March 2015"),
        ("ru", "март 2015", "марта 2015 года", "марте 2015 года", "2 марта 2015 года"),
        ("ka", "2015 წლის მარტი", "2015 წლის მარტის", "2015 წლის მარტში", "2015 წლის 2 მარტი"),
    ],
)
def test_dates_are_declined(code: str, name: str, of: str, within: str, whole: str) -> None:
    day = date(2015, 3, 2)
    with override(code):
        assert (numbers.month(day), numbers.of_month(day)) == (name, of)
        assert (numbers.in_month(day), numbers.day(day)) == (within, whole)


def test_every_month_of_russian_stands_behind_v() -> None:
    with override("ru"):
        said = [numbers.in_month(date(2015, month, 1)).split()[0] for month in range(1, 13)]
    assert said == [
        "январе", "феврале", "марте", "апреле", "мае", "июне",
        "июле", "августе", "сентябре", "октябре", "ноябре", "декабре",
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["ru", "ka"])
def test_numbers_money_and_shares_are_grouped_by_the_language(code: str) -> None:
    with override(code):
        assert numbers.money(1_234_567) == "1\u00a0234\u00a0567\u00a0₽"
        assert numbers.number(-1234.5, places=1) == "\u22121\u00a0234,5"
        assert numbers.percent(0.125, places=1) == ("12,5\u00a0%" if code == "ru" else "12,5%")


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("en", "Chelyabinsk", "Yekaterinburg"),
        ("ru", "Волгоград", "Челябинск"),
        ("ka", "დონის როსტოვი", "ჩელიაბინსკი"),
    ],
)
def test_cities_are_sorted_by_each_alphabet(code: str, first: str, last: str) -> None:
    with override(code):
        names = [name for _slug, name in picks.city_choices(queries.default_survey())]
    assert (names[0], names[-1]) == (first, last)


def test_a_city_is_named_in_its_place() -> None:
    omsk = next(c for c in queries.default_survey().cities if c.slug == "omsk")
    said = {}
    for code in LANGUAGES:
        with override(code):
            said[code] = words.in_city(omsk)
    assert said == {"en": "in Omsk", "ru": "в Омске", "ka": "ომსკში"}
