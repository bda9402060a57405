"""The survey as pages get it: equal to the files, read in few queries, dropped when replaced."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from pytest_django import DjangoAssertNumQueries

from salaries import models, queries
from salaries.at_hand import Kept
from salaries.domain.money import Basis
from salaries.domain.survey import Survey
from tests.domain.builders import MARKETS, TABLE
from tests.web.page import get, offer

pytestmark = pytest.mark.django_db

FIRST_READING = 7
"""One for the version, five for the survey, one to see that no load came between."""


def lower_the_median(folder: Path) -> None:
    """Load the shipped table with another median for Moscow's agencies."""
    path = folder / "changed.csv"
    path.write_text(TABLE.read_text(encoding="utf-8").replace(",55000\n", ",54000\n"))
    call_command("load_ranges", str(path), stdout=io.StringIO())


def test_every_market_is_what_the_csv_says(survey: Survey) -> None:
    read = [
        (m.city.name.en, m.segment, [(b.low, b.high) for b in m.scale.ladder.bands], m.scale.median)
        for m in survey.markets.values()
    ]
    assert read == [(m.city, m.segment, list(m.bands), m.median) for m in MARKETS]


def test_every_city_is_what_its_file_says(survey: Survey) -> None:
    with TABLE.with_name("cities.csv").open(encoding="utf-8", newline="") as file:
        names = {
            (r["slug"], r["name_en"], r["name_ru"], r["name_ka"]) for r in csv.DictReader(file)
        }
    assert {(c.slug, c.name.en, c.name.ru, c.name.ka) for c in survey.cities} == names


def test_the_survey_says_who_when_and_on_what_basis(survey: Survey) -> None:
    assert (survey.publisher, survey.month.isoformat(), survey.currency) == (
        "Superjob",
        "2015-03-01",
        "RUB",
    )
    assert (survey.basis, survey.convention) == (Basis.UNKNOWN, Basis.NET)


def test_the_survey_knows_the_file_it_came_from(survey: Survey) -> None:
    assert (survey.provenance.file_name, survey.provenance.rows) == ("hh_ranges.csv", 96)


def test_the_third_band_asks_for_two_years(survey: Survey) -> None:
    band = survey.band(3)
    assert (band.code, band.min_years, len(band.requirements)) == ("III", 2, 6)


def test_without_a_survey_there_is_an_error_to_catch() -> None:
    models.Survey.objects.all().delete()
    with pytest.raises(queries.NoSurveyError):
        queries.default_survey()


def test_a_survey_that_is_not_the_default_is_not_served() -> None:
    models.Survey.objects.update(is_default=False)
    with pytest.raises(queries.NoSurveyError):
        queries.default_survey()


def test_the_first_reading_takes_a_constant_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(FIRST_READING):
        queries.default_survey()


def test_a_smaller_survey_takes_as_many_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    models.Market.objects.exclude(city__slug="omsk").delete()
    with django_assert_num_queries(FIRST_READING):
        assert len(queries.default_survey().markets) == 2


PAGES: list[Callable[[], Any]] = [
    lambda: get("/"),
    offer,
    lambda: get("/cities/"),
    lambda: get("/cities/omsk/"),
    lambda: get("/method/"),
]


@pytest.mark.parametrize("ask", PAGES, ids=["home", "offer", "cities", "city", "method"])
def test_a_warm_page_asks_the_database_nothing(
    ask: Callable[[], Any], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with override_settings(SURVEY_CHECK_SECONDS=3600):
        ask()
        with django_assert_num_queries(0):
            ask()


def test_a_page_whose_survey_may_be_old_asks_for_its_version_only(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    offer()
    with django_assert_num_queries(1):
        offer()


def test_a_newly_loaded_version_is_noticed(tmp_path: Path) -> None:
    assert "55 000 ₽" in offer().fact("Gap").text
    lower_the_median(tmp_path)
    assert "54 000 ₽" in offer().fact("Gap").text


def test_a_newly_loaded_version_waits_until_the_survey_may_be_old(tmp_path: Path) -> None:
    with override_settings(SURVEY_CHECK_SECONDS=3600):
        before = queries.default_survey()
        lower_the_median(tmp_path)
        assert queries.default_survey() is before


def test_a_load_between_two_queries_makes_the_reading_start_again(tmp_path: Path) -> None:
    read: list[str] = []

    def load_in_between(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if 'FROM "salaries_experienceband"' in sql and not read:
            read.append(sql)
            lower_the_median(tmp_path)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(load_in_between):
        survey = queries.default_survey()
    newest = models.Survey.objects.get(is_default=True)
    assert (len(read), survey.version) == (1, newest.version)
    assert survey.provenance.file_name == "changed.csv"


def test_an_old_version_is_read_as_it_was(survey: Survey, tmp_path: Path) -> None:
    lower_the_median(tmp_path)
    old = queries.survey_version(survey.version[:7])
    assert old == survey and old != queries.default_survey()


def test_the_current_version_is_stored_too(survey: Survey) -> None:
    assert queries.survey_version(survey.version) == survey


@pytest.mark.parametrize(
    "prefix",
    ["", "abcdef", "0000000", "ABCDEF0", "%%%%%%%", "_______", "a" * 65, "abcdef0\n", "é" * 7],
)
def test_what_names_no_version_is_none(prefix: str) -> None:
    assert queries.survey_version(prefix) is None


def test_a_prefix_of_two_versions_is_none(survey: Survey, tmp_path: Path) -> None:
    lower_the_median(tmp_path)
    for number, stored in enumerate(models.Survey.objects.all()):
        models.Survey.objects.filter(pk=stored.pk).update(version=f"abcdef0{number}")
    assert queries.survey_version("abcdef0") is None
    assert queries.survey_version("abcdef01")


def test_an_old_version_takes_a_constant_number_of_queries_and_one_when_warm(
    survey: Survey, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(FIRST_READING):
        queries.survey_version(survey.version[:7])
    with django_assert_num_queries(1):
        queries.survey_version(survey.version[:9])


def test_a_version_that_was_removed_is_none_even_when_it_was_kept(
    survey: Survey, tmp_path: Path
) -> None:
    lower_the_median(tmp_path)
    queries.survey_version(survey.version)
    call_command("forget_versions", keep=0, stdout=io.StringIO())
    assert queries.survey_version(survey.version) is None


@pytest.mark.parametrize("table", ["experienceband", "load", "city"])
def test_a_version_removed_while_it_is_read_is_none(
    survey: Survey, tmp_path: Path, table: str
) -> None:
    lower_the_median(tmp_path)
    removed: list[str] = []

    def remove_in_between(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if f'FROM "salaries_{table}"' in sql and not removed:
            removed.append(sql)
            models.Survey.objects.filter(version=survey.version).delete()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(remove_in_between):
        assert queries.survey_version(survey.version) is None


def test_a_survey_removed_while_it_is_read_gives_way_to_the_one_in_use(
    survey: Survey, tmp_path: Path
) -> None:
    replaced: list[str] = []

    def replace_in_between(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if 'FROM "salaries_city"' in sql and not replaced:
            replaced.append(sql)
            lower_the_median(tmp_path)
            models.Survey.objects.filter(version=survey.version).delete()
        return execute(sql, params, many, context)

    queries._kept = Kept()
    with connection.execute_wrapper(replace_in_between):
        assert queries.default_survey().version != survey.version
    assert replaced


def test_few_versions_are_kept() -> None:
    assert queries._read_version.cache_info().maxsize == queries.MOST_VERSIONS_KEPT <= 8
