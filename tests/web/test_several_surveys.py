"""Several surveys side by side: each page and answer by the one asked, the default unasked."""

from __future__ import annotations

import json
from threading import Timer
from typing import Any

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from salaries import chosen, models, queries
from salaries.at_hand import MOST_SURVEYS_KEPT, Kept
from salaries.domain.survey import Survey
from tests.web.page import MAIN_OFFER, Page, get
from tests.web.second_survey import SLUG, add_second_survey
from tests.web.test_queries import FIRST_READING

pytestmark = pytest.mark.django_db

OFFER: dict[str, str | int] = {"city": "kazan", "segment": "agency", "band": 2, "amount": 98_000}
PAGES = (
    "/", "/offer/", "/vacancy/", "/band/", "/cities/", "/cities/kazan/", "/compare/", "/bulk/",
    "/method/", "/data/", "/embed/",
)  # fmt: skip
API = ("offer", "transfer", "cities", "bands", "markets", "ranges", "attributes", "surveys")


@pytest.fixture
def second(survey: Survey) -> Survey:
    add_second_survey()
    return queries.survey_in_use(SLUG)


def links(page: Page) -> list[str]:
    return [one.attrs["href"] for one in page.root.all("a") if "href" in one.attrs]


@pytest.mark.parametrize("path", PAGES)
def test_with_one_survey_there_is_nothing_to_pick(path: str) -> None:
    assert get(path).root.all("details", class_="surveys") == []


@pytest.mark.parametrize("path", PAGES)
def test_with_two_every_page_offers_both_and_says_which_it_shows(path: str, second: Survey) -> None:
    for query, here in (
        ({}, "Superjob, March 2015"),
        ({"survey": SLUG}, "Example Pay, October 2020"),
    ):
        (picker,) = get(path, query).root.all("details", class_="surveys")
        names = {one.text: one.attrs for one in picker.all("a")}
        assert names.keys() == {"Superjob, March 2015", "Example Pay, October 2020"}
        assert [name for name, attrs in names.items() if "aria-current" in attrs] == [here]


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_stays_with_its_survey(path: str, second: Survey) -> None:
    page = get(path, {"survey": SLUG})
    assert page.status == 200
    within = [
        url
        for url in links(page)
        if url.startswith(("/", "?")) and not url.startswith(("/api", "/data/files", "/data/feed"))
    ]
    strayed = [url for url in within if f"survey={SLUG}" not in url]
    (picker,) = page.root.all("details", class_="surveys")
    assert set(strayed) <= {one.attrs["href"] for one in picker.all("a")}


def test_an_offer_is_judged_by_the_survey_asked(second: Survey) -> None:
    page = get("/offer/", {**OFFER, "survey": SLUG})
    assert page.root.all("h1")[0].text == "98 000 ₽ is in the upper part of the band."
    assert "98 000 ₽ is above" in get("/offer/", OFFER).root.all("h1")[0].text


def test_the_default_named_is_the_default(survey: Survey, second: Survey) -> None:
    page = get("/offer/", {**MAIN_OFFER, "survey": survey.slug})
    assert page.status == 200
    assert [url for url in links(page) if f"survey={survey.slug}" in url] == [
        one["href"]
        for one in (a.attrs for a in page.root.all("a"))
        if one.get("hreflang") and f"survey={survey.slug}" in one["href"]
    ]


def test_staff_may_make_another_the_default(survey: Survey, second: Survey) -> None:
    models.Survey.objects.filter(slug=survey.slug).update(is_default=False)
    models.Survey.objects.filter(slug=SLUG, is_current=True).update(is_default=True)
    assert "Example Pay" in get("/").root.all("details", class_="surveys")[0].text


@pytest.mark.parametrize("path", PAGES)
def test_a_survey_that_is_not_here_is_404_with_those_that_are(path: str, second: Survey) -> None:
    page = get(path, {"survey": "atlantis"})
    (picker,) = page.root.all("details", class_="surveys")
    assert (page.status, len(picker.all("a"))) == (404, 2)
    assert "atlantis" not in page.main.text


@pytest.mark.parametrize("name", API)
def test_the_api_answers_by_the_survey_asked(name: str, second: Survey) -> None:
    answer = Client().get(
        f"/api/v1/{name}", {**(OFFER if name in {"offer", "transfer"} else {}), "survey": SLUG}
    )
    body = json.loads(answer.content)
    assert (answer.status_code, body["survey_version"]) == (200, second.version)


def test_the_link_of_an_answer_names_its_survey(second: Survey) -> None:
    body = json.loads(Client().get("/api/v1/offer", {**OFFER, "survey": SLUG}).content)
    page = get(body["link"].partition("testserver")[2])
    assert "98 000 ₽ is in the upper part of the band." in page.text


@pytest.mark.parametrize(
    ("given", "code"),
    [(["atlantis"], "invalid_choice"), ([""], "empty_parameter"), ([SLUG, "x"], "repeated")],
)
def test_the_api_refuses_a_survey_it_does_not_have(
    given: list[str], code: str, second: Survey
) -> None:
    answer = Client().get("/api/v1/ranges", {"survey": given})
    (error,) = json.loads(answer.content)["errors"]
    assert (answer.status_code, error["field"], error["code"]) == (400, "query.survey", code)


def test_the_api_lists_every_survey_the_default_first(survey: Survey, second: Survey) -> None:
    items = json.loads(Client().get("/api/v1/surveys").content)["items"]
    assert [(one["slug"], one["is_default"]) for one in items] == [
        (survey.slug, True), (SLUG, False),
    ]  # fmt: skip


def test_a_second_survey_takes_as_few_queries(
    second: Survey, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    queries._kept = Kept()
    with override_settings(SURVEY_CHECK_SECONDS=3600):
        with django_assert_num_queries(FIRST_READING + 1):  # which surveys have the city
            get("/offer/", {**OFFER, "survey": SLUG})
        with django_assert_num_queries(0):
            get("/offer/", {**OFFER, "survey": SLUG})


def test_who_asks_for_a_survey_not_yet_read_waits_for_the_thread_that_reads(
    survey: Survey,
) -> None:
    add_second_survey()
    queries.default_survey()
    queries._asking.acquire()
    Timer(0.2, queries._asking.release).start()
    assert queries.survey_in_use(SLUG).slug == SLUG


def test_few_surveys_are_kept(survey: Survey) -> None:
    most = MOST_SURVEYS_KEPT
    for number in range(most + 2):
        add_second_survey(f"example-{number}")
        queries.survey_in_use(f"example-{number}")
    assert len(queries._kept.read) == most


def test_of_too_many_surveys_the_one_asked_longest_ago_is_dropped(survey: Survey) -> None:
    names = [f"example-{number}" for number in range(MOST_SURVEYS_KEPT)]
    for name in names:
        add_second_survey(name)
    for name in [*names[:-1], names[0], names[-1]]:
        queries.survey_in_use(name)
    assert queries._kept.read.keys() == {survey.slug, *names} - {names[1]}


def test_a_survey_is_read_with_its_own_cities_alone(survey: Survey) -> None:
    add_second_survey()
    with CaptureQueriesContext(connection) as asked:
        queries.survey_in_use(SLUG)
    (cities,) = [one["sql"] for one in asked if 'FROM "salaries_city"' in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(cities)
        assert len(cursor.fetchall()) == 2


def test_a_choice_ends_with_its_request(second: Survey) -> None:
    get("/offer/", {"survey": SLUG})
    assert chosen.chosen() == ""


@pytest.mark.parametrize(
    ("path", "query", "start"),
    [
        ("/cities/ufa/", {}, "/cities/"),
        ("/offer/", {"city": "ufa", "segment": "company", "band": 2, "amount": 30_000}, "/offer/"),
        ("/ru/vacancy/", {"city": "ufa", "segment": "agency", "band": 2}, "/ru/vacancy/"),
        ("/compare/", {"offer": ["kazan,agency,2", "ufa,agency,2"]}, "/compare/"),
    ],
)
def test_a_survey_without_the_city_asked_is_shown_from_where_the_page_starts(
    second: Survey, path: str, query: dict[str, Any], start: str
) -> None:
    assert "ufa" not in {key.city for key in second.markets}
    (picker,) = get(path, query).root.all("details", class_="surveys")
    links = [one.attrs["href"] for one in picker.all("a")]
    assert f"{start}?survey={second.slug}" in links
    assert [get(link).status for link in links] == [200, 200]
