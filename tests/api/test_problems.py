"""Whatever is asked wrongly is named, field by field, and how it would be right."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client, override_settings

from tests.api.ask import COMPARE, EVERY, OFFER, QUESTIONS, VACANCY, ask, send

pytestmark = pytest.mark.django_db

NASTY = {
    "NUL": "%00",
    "NaN": "NaN",
    "1e400": "1e400",
    "10 to the 23": "1" + "0" * 23,
    "minus": "-1",
    "ten thousand nines": "9" * 10_000,
    "Arabic digits": quote("٥٢٠٠٠"),
    "not UTF-8": "%ff%fe",
    "a lone surrogate": "%ed%a0%80",
    "a fraction": "1.5",
    "nothing": "",
    "markup": quote("<script>alert(1)</script>"),
}
NUMBERS = {
    "offer": ["amount", "band"],
    "vacancy": ["low", "high", "band"],
    "transfer": ["amount", "band", "to_city"],
    "compare": ["offer"],
    "markets": ["limit", "offset", "city"],
    "ranges": ["band", "segment"],
    "band": ["has", "marketing_years", "smm_years", "city"],
}
CASES = [
    (name, field, value)
    for name, fields in NUMBERS.items()
    for field in fields
    for value in NASTY.values()
]


def refused(name: str, query: str) -> dict[str, str]:
    """The codes of a question that must be refused, by field."""
    answer = send("GET", f"/api/v1/{name}", query)
    assert (answer.status, answer.body["status"]) == (400, 400)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.body.keys() == {"type", "title", "status", "detail", "errors"}
    assert all(error["message"] for error in answer.body["errors"])
    return answer.codes


@pytest.mark.parametrize(("name", "field", "value"), CASES)
def test_a_nasty_value_is_refused_at_its_field(name: str, field: str, value: str) -> None:
    usual = {k: v for k, v in QUESTIONS.get(name, {}).items() if k != field}
    query = "&".join(f"{k}={v}" for k, v in usual.items())
    assert f"query.{field}" in refused(name, f"{query}&{field}={value}")


@pytest.mark.parametrize(
    ("name", "field"),
    [("vacancy", "low"), ("vacancy", "high"), ("transfer", "to_city"), ("offer", "basis")],
)
def test_what_may_be_left_out_may_not_be_empty(name: str, field: str) -> None:
    assert ask(name, QUESTIONS[name], **{field: " " if field == "low" else ""}).codes == {
        f"query.{field}": "empty_parameter"
    }


def test_an_empty_offer_among_others_is_refused() -> None:
    offers = ["", *COMPARE["offer"]]
    assert ask("compare", {"offer": offers}).codes == {"query.offer": "empty_parameter"}


def test_everything_amiss_is_said_at_once() -> None:
    asked = {"city": "atlantis", "segment": "agency", "band": 9, "amount": "52,000", "amont": 1}
    assert ask("offer", asked).codes == {
        "query.amont": "unknown_parameter",
        "query.city": "invalid_choice",
        "query.band": "invalid_choice",
        "query.amount": "ambiguous",
    }


@pytest.mark.parametrize("name", EVERY)
def test_a_misspelt_parameter_is_not_ignored(name: str) -> None:
    assert ask(name, EVERY[name], langg="en").codes == {"query.langg": "unknown_parameter"}


def test_a_misspelt_parameter_is_told_what_it_may_have_meant() -> None:
    (error,) = ask("offer", OFFER, amont=1).body["errors"]
    assert (
        "There are: city, segment, band, amount, basis, duty, prices, lang, survey."
        in error["message"]
    )
    assert "Did you mean amount?" in error["message"]


def test_a_name_of_any_length_and_kind_is_told_briefly() -> None:
    answer = send("GET", "/api/v1/cities", "%00" + "x" * 5_000 + "=1")
    (error,) = answer.body["errors"]
    assert (answer.status, len(error["field"]) < 100) == (400, True)


@pytest.mark.parametrize(
    ("name", "query", "codes"),
    [
        ("offer", "", {"city", "segment", "band", "amount"}),
        ("vacancy", "city=moscow", {"segment", "band"}),
        ("transfer", "", {"city", "segment", "band", "amount"}),
        ("compare", "", {"offer"}),
    ],
)
def test_what_is_left_out_is_asked_for(name: str, query: str, codes: set[str]) -> None:
    assert {field.removeprefix("query.") for field in refused(name, query)} == codes


@pytest.mark.parametrize(
    ("name", "changes", "codes"),
    [
        ("offer", {"amount": [1, 2]}, {"query.amount": "repeated"}),
        ("offer", {"basis": ["net", "gross"]}, {"query.basis": "repeated"}),
        ("offer", {"basis": "brutto"}, {"query.basis": "invalid_choice"}),
        ("offer", {"amount": 0}, {"query.amount": "zero"}),
        ("offer", {"amount": 1_000_000_000}, {"query.amount": "too_large"}),
        ("vacancy", {"low": 60_000}, {"query.low": "low_above_high"}),
        ("vacancy", {"low": None, "high": None}, {"query.low": "empty"}),
        ("vacancy", {"prices": "2026-01"}, {"query.prices": "beyond_price_index"}),
        ("transfer", {"prices": "2025-11"}, {"query.prices": "unknown_parameter"}),
        ("markets", {"limit": 0}, {"query.limit": "out_of_bounds"}),
        ("markets", {"limit": 101}, {"query.limit": "out_of_bounds"}),
        ("markets", {"limit": [1, 2]}, {"query.limit": "repeated"}),
        ("markets", {"offset": 1_000_000}, {"query.offset": "out_of_bounds"}),
        ("band", {"smm_years": 61}, {"query.smm_years": "not_years"}),
        ("band", {"has": ["community", "community"]}, {"query.has": "repeated"}),
        ("band", {"has": ["community", "juggling"]}, {"query.has": "invalid_choice"}),
        ("band", {"segment": None}, {"query.segment": "required"}),
        ("compare", {"offer": ["moscow,agency,3"]}, {"query.offer": "too_few_offers"}),
        ("compare", {"offer": ["moscow,agency,3"] * 2}, {"query.offer": "repeated"}),
        ("compare", {"offer": ["a", "moscow,agency,3"]}, {"query.offer": "unreadable_offer"}),
        (
            "compare",
            {"offer": [f"moscow,agency,{band}" for band in (1, 2, 3, 4)] + ["omsk,agency,1"]},
            {"query.offer": "too_many_offers"},
        ),
    ],
)
def test_each_refusal_has_its_code(
    name: str, changes: dict[str, Any], codes: dict[str, str]
) -> None:
    assert ask(name, QUESTIONS.get(name), **changes).codes == codes


def test_every_code_is_listed() -> None:
    listed = {one["value"] for one in ask("attributes").body["error_codes"]}
    seen = {
        code
        for query in (
            "",
            "city=x&band=1&amount=1,000",
            "amount=1.5&amount=2",
            "x=1",
            "low=9&high=1",
        )
        for name in QUESTIONS
        if query or name != "band"  # nothing need be asked of it
        for code in refused(name, query).values()
    }
    assert len(seen) > 5 and seen <= listed


def test_a_thousand_parameters_are_too_many() -> None:
    query = "&".join(f"p{n}=1" for n in range(1_001))
    assert refused("offer", query) == {"query": "too_many_parameters"}


def test_money_is_read_as_the_pages_read_it() -> None:
    assert ask("offer", OFFER, amount="52 000 ₽").body == ask("offer", OFFER).body


def test_messages_are_the_forms_own() -> None:
    (error,) = ask("offer", OFFER, amount="52,000").body["errors"]
    assert error["message"].startswith("A comma or a point can mean thousands or a fraction.")


@pytest.mark.parametrize("lang", ["xx", "", "EN", "english", "%00", "../../etc", "x" * 5_000])
def test_a_language_there_is_not_is_an_error_of_its_own(lang: str) -> None:
    answer = send("GET", "/api/v1/cities", f"lang={lang}")
    assert (answer.status, answer.codes) == (400, {"query.lang": "unsupported_language"})
    assert answer.body["type"] == "/api/docs#problem-unsupported-language"
    assert "en" in answer.body["errors"][0]["message"]


@pytest.fixture
def three_languages() -> Iterator[None]:
    """As when the site speaks all the languages of its data."""
    codes = [("en", "English"), ("ru", "Russian"), ("ka", "Georgian")]
    with override_settings(LANGUAGES=codes):
        yield


@pytest.mark.parametrize(
    ("query", "header", "language", "name"),
    [
        ("", "", "en", "Moscow"),
        ("", "ru", "ru", "Москва"),
        ("", "de, ka;q=0.9, en;q=0.1", "ka", "მოსკოვი"),
        ("", "ru-RU,ru;q=0.9", "ru", "Москва"),
        ("lang=ru", "ka", "ru", "Москва"),
        ("", "*", "en", "Moscow"),
        ("", "xx;q=nonsense,,;;", "en", "Moscow"),
    ],
)
@pytest.mark.usefixtures("three_languages")
def test_the_language_is_that_of_the_parameter_then_of_the_header(
    query: str, header: str, language: str, name: str
) -> None:
    answer = send("GET", "/api/v1/cities", query, **{"Accept-Language": header})
    assert answer.headers["Content-Language"] == language
    assert "Accept-Language" in answer.headers["Vary"]
    assert answer.body["items"][0]["name"] == name


@pytest.mark.usefixtures("three_languages")
def test_the_link_leads_to_the_page_in_the_language_asked() -> None:
    links = {lang: ask("offer", OFFER, lang=lang).body["link"] for lang in ("en", "ru")}
    assert links["ru"] == links["en"].replace("/offer/", "/ru/offer/")


def test_vacancies_and_comparisons_are_refused_by_the_same_rules() -> None:
    assert ask("vacancy", VACANCY, low="45,000").codes == {"query.low": "ambiguous"}
    (error,) = ask("compare", COMPARE, offer=["moscow,agency,3", "moscow,agency,3,1.5"]).body[
        "errors"
    ]
    assert "Offer 2" in error["message"] and "without a fraction" in error["message"]


@pytest.mark.parametrize("path", ["/api/v1/offer", "/api/openapi.json", "/api/nowhere"])
def test_another_host_is_refused_by_a_problem_document(path: str) -> None:
    headers = {"host": "evil.example", "accept-language": "ru"}
    response = Client().get(path, headers=headers)
    assert response.headers["Content-Type"] == "application/problem+json"
    (error,) = response.json()["errors"]
    assert (response.status_code, error["field"]) == (400, "header.host")
    assert "SMMBENCH_ALLOWED_HOSTS" in error["message"] and "не " in error["message"]


def test_the_page_about_the_api_stays_a_page_for_people() -> None:
    response = Client().get("/api/docs", headers={"host": "evil.example"})
    assert response.status_code == 400 and b"<html" in response.content
