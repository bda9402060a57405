"""A city by several surveys, side by side: words first, numbers then, and changes only alike."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import OperationalError, connection

from salaries import models, queries
from salaries.domain.survey import Survey
from salaries.ingest.loader import Outcome, load_survey
from salaries.presenters.beside import is_comparable
from salaries.views.base import MOST_BESIDE
from tests.benchmarks.served.surveys import TOWNS, files
from tests.quantile_surveys import HH, load_quantiles
from tests.web.page import Element, Page, get, rows
from tests.web.second_survey import SLUG as EXAMPLE
from tests.web.second_survey import add_second_survey

pytestmark = pytest.mark.django_db


def section(page: Page) -> Element:
    return page.root.one("section", class_="surveys-beside")


@pytest.fixture
def vacancies(survey: Survey) -> Survey:
    return load_quantiles(HH)


@pytest.fixture
def vintage(survey: Survey) -> Survey:
    """Bands of the same job, five years later, of the same kind and basis."""
    add_second_survey()
    first = models.Survey.objects.get(is_default=True)
    texts = models.Survey.objects.get(slug=EXAMPLE).texts | {"role": first.texts["role"]}
    models.Survey.objects.filter(slug=EXAMPLE).update(
        texts=texts, basis=first.basis, convention=first.convention
    )
    return queries.survey_in_use(EXAMPLE)


def test_what_differs_in_kind_stands_in_words_before_the_numbers(vacancies: Survey) -> None:
    kinds, numbers, *_drawn = section(get("/cities/moscow/")).all("table")
    assert rows(kinds) == [
        ["What is published", "bands by what they ask, and a median",
         "quantiles of what was counted"],
        ["What was counted", "employers’ offers", "vacancies, by the pay they state"],
        ["Kinds of employer", "agencies and companies", "all together"],
        ["Experience", "I · no experience; II · 1 year or more; III · 2 years or more; "
         "IV · 3 years or more", "Any experience"],
    ]  # fmt: skip
    assert [row[:2] for row in rows(numbers)] == [
        ["Superjob, March 2015", "Agency"],
        ["Superjob, March 2015", "Company"],
        ["hh.ru, December 2016", "All employers"],
    ]


def test_between_surveys_of_different_kinds_no_change_is_told(vacancies: Survey) -> None:
    said = section(get("/cities/moscow/")).text
    assert "their difference is not a change of pay" in said
    assert "Change of the median" not in said


def test_between_surveys_of_one_kind_and_basis_the_change_is_told(
    survey: Survey, vintage: Survey
) -> None:
    assert is_comparable(survey, vintage)
    table = section(get("/cities/kazan/")).all("table")[1]
    ours = survey.markets[next(key for key in vintage.markets if key.city == "kazan")]
    theirs = vintage.markets[ours.key]
    change = ours.scale.median - theirs.scale.median
    row = next(row for row in rows(table) if row[:2] == ["Example Pay, October 2020", "Agency"])
    assert row[-1].startswith(f"−{-change:,}".replace(",", " "))


def test_of_many_surveys_those_of_the_city_are_set_beside(vintage: Survey, tmp_path: Path) -> None:
    for number in range(MOST_BESIDE + 2):
        made = files(tmp_path, number, 4, f"later-{number}", TOWNS)
        assert load_survey(made).outcome is Outcome.LOADED
    models.Survey.objects.filter(slug__startswith="later").update(month=date(2024, 1, 1))
    said = section(get("/cities/kazan/")).text
    assert "Example Pay, October 2020" in said and "more survey" not in said
    town = section(get("/cities/town-1/", {"survey": "later-0"})).text
    assert "1 more survey of this job has this city" in town


@pytest.mark.parametrize("is_at_hand", [True, False])
def test_without_a_database_those_that_were_read_are_set_beside(
    vintage: Survey, *, is_at_hand: bool
) -> None:
    get("/cities/kazan/")
    if not is_at_hand:
        del queries._kept.read[EXAMPLE]
    with connection.execute_wrapper(gone):
        page = get("/cities/kazan/")
    assert (page.status, len(page.root.all("section", class_="surveys-beside"))) == (
        200,
        int(is_at_hand),
    )


def gone(*args: object) -> None:
    raise OperationalError("the server is gone")


def test_another_version_of_a_survey_beside_is_seen_at_once(vintage: Survey) -> None:
    before = get("/cities/kazan/")
    survey = models.Survey.objects.get(slug=EXAMPLE)
    survey.markets.filter(city__slug="kazan").update(median=61_500)
    models.Survey.objects.filter(pk=survey.pk).update(version="b2" * 32)
    after = get("/cities/kazan/")
    assert before.headers["ETag"] != after.headers["ETag"]
    assert "61 500" in section(after).text and "61 500" not in section(before).text


def test_a_survey_of_another_job_is_not_set_beside(survey: Survey) -> None:
    add_second_survey()
    assert get("/cities/kazan/").root.all("section", class_="surveys-beside") == []


def test_a_city_that_no_other_survey_publishes_stands_alone(vacancies: Survey) -> None:
    assert get("/cities/kazan/").root.all("section", class_="surveys-beside") == []


def test_the_pictures_stand_on_one_axis(vacancies: Survey) -> None:
    drawn = section(get("/cities/moscow/")).all("svg", class_="ladder")
    ticks = [[one.text for one in svg.all("text", class_="tick")] for svg in drawn]
    assert len(drawn) == 3 and ticks[0] == ticks[1] == ticks[2]


def test_offers_compared_stand_beside_other_surveys_of_their_cities(vacancies: Survey) -> None:
    page = get("/compare/", {"offer": ["moscow,agency,3,52000", "kazan,company,4,38000"]})
    assert [one.one("h2").text for one in page.root.all("section", class_="surveys-beside")] == [
        "Moscow by several surveys"
    ]


@pytest.mark.parametrize("language", ["", "/ru", "/ka"])
def test_each_survey_leads_to_its_own_page_of_the_city(language: str, vacancies: Survey) -> None:
    links = {a.text: a.attrs["href"] for a in section(get(f"{language}/cities/moscow/")).all("a")}
    assert any(f"survey={HH}" in url for url in links.values())
    for url in links.values():
        path, _mark, query = url.partition("?")
        asked = dict(pair.split("=") for pair in query.split("&")) if query else {}
        if path.startswith("/"):
            assert get(path, asked).status == 200
