"""A survey out of use: pages, API and feed answer as if it had never been, and none fails."""

from __future__ import annotations

import json
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from salaries import models, queries
from salaries.domain.survey import Survey
from salaries.ingest.standing import NOBODY, choose_default, restore, withdraw
from salaries.versions import version_of
from tests.databases import own_database
from tests.quantile_surveys import HH, TABLES, load_quantiles
from tests.web.page import get
from tests.web.test_feed import feed, texts
from tests.web.test_lean_worker import run
from tests.web.test_several_surveys import API, OFFER, PAGES
from tests.web.test_two_workers import SECONDS_AT_MOST, read, worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(survey: Survey) -> Survey:
    """A survey in use, whose pages have been read, beside the default."""
    return load_quantiles(HH)


def row(slug: str = HH) -> models.Survey:
    return models.Survey.objects.get(slug=slug)


@pytest.fixture
def gone(second: Survey) -> Survey:
    """The same, out of use."""
    assert withdraw(row(), NOBODY)
    return second


@pytest.mark.parametrize("path", PAGES)
def test_a_page_by_it_is_404_with_those_that_are_there(path: str, gone: Survey) -> None:
    page = get(path, {"survey": HH})
    (picker,) = page.root.all("details", class_="surveys")
    assert (page.status, [one.text for one in picker.all("a")]) == (404, ["Superjob, March 2015"])


@pytest.mark.parametrize("path", PAGES)
def test_no_page_offers_it_any_more(path: str, gone: Survey) -> None:
    assert get(path).root.all("details", class_="surveys") == []


@pytest.mark.parametrize("path", PAGES)
def test_a_link_that_was_made_by_it_is_404_and_leads_to_those_that_are_there(
    path: str, gone: Survey
) -> None:
    for asked in ({"v": str(version_of(gone))}, {"v": str(version_of(gone)), "survey": HH}):
        page = get(path, {**OFFER, **asked})
        assert page.status == 404
        (link,) = page.root.one("details", class_="surveys").all("a")
        assert get(link.attrs["href"]).status in {200, 400}


@pytest.mark.parametrize("path", PAGES)
def test_a_link_made_by_it_that_names_another_survey_is_answered(
    path: str, gone: Survey, survey: Survey
) -> None:
    asked = {"survey": survey.slug, "v": version_of(gone)}
    assert get(path, asked).status == 200


def test_an_old_link_of_the_default_is_still_answered(gone: Survey, survey: Survey) -> None:
    assert get("/offer/", {**OFFER, "v": version_of(survey)}).status == 200


def test_links_made_while_it_was_the_default_are_of_no_other(second: Survey) -> None:
    first = queries.default_survey()
    choose_default(row(), NOBODY)
    assert withdraw(row(first.slug), NOBODY)
    assert get("/offer/", {**OFFER, "v": version_of(first)}).status == 404
    assert get("/cities/").status == 200


@pytest.mark.parametrize("name", API)
def test_the_api_knows_no_such_survey(name: str, gone: Survey) -> None:
    if name == "surveys":
        items = json.loads(Client().get("/api/v1/surveys").content)["items"]
        assert [one["slug"] for one in items] == [queries.default_survey().slug]
        return
    asked = OFFER if name in {"offer", "transfer"} else {}
    answer = Client().get(f"/api/v1/{name}", {**asked, "survey": HH})
    (error,) = json.loads(answer.content)["errors"]
    assert (answer.status_code, error["field"]) == (400, "query.survey")
    assert (error["code"], HH in error["message"]) == ("invalid_choice", False)


def test_a_city_is_not_set_beside_it_any_more(second: Survey) -> None:
    before = get("/cities/moscow/")
    assert before.root.all("section", class_="surveys-beside")
    withdraw(row(), NOBODY)
    after = get("/cities/moscow/")
    assert after.root.all("section", class_="surveys-beside") == []
    assert "hh.ru, December 2016" not in after.main.text
    assert before.headers["ETag"] != after.headers["ETag"]


def test_one_that_goes_while_the_list_is_made_is_left_out_of_it(second: Survey) -> None:
    read: list[str] = []

    def go_in_between(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        done = execute(sql, params, many, context)
        if 'FROM "salaries_survey"' in sql and not read:
            read.append(sql)
            withdraw(row(), NOBODY)
        return done

    with connection.execute_wrapper(go_in_between):
        answer = Client().get("/api/v1/surveys")
    slugs = [one["slug"] for one in json.loads(answer.content)["items"]]
    assert (answer.status_code, slugs) == (200, [queries.default_survey().slug])
    assert read


def test_the_feed_says_that_it_was_taken_out_of_use(gone: Survey) -> None:
    title, loaded, _first = texts(feed(), "title")
    assert title == loaded.replace(": loaded", ": taken out of use")
    said = texts(feed(), "summary")[0]
    assert said.startswith(f"From {HH}.csv") and said.endswith("it stays stored.")
    assert gone.version[:12] in said
    for language, word in (("ru", "выведено из работы"), ("ka", "ამოღებულია")):
        assert word in texts(feed(f"/{language}/data/feed/"), "title")[0]


def test_the_feed_says_so_of_one_that_was_forgotten_since(gone: Survey) -> None:
    call_command("forget_versions", keep=0)
    assert texts(feed(), "title")[0] == f"{HH}: taken out of use"


def test_the_feed_does_not_call_one_that_came_back_the_first(gone: Survey) -> None:
    restore(row(), NOBODY)
    assert texts(feed(), "title")[0].endswith(": put in use again")
    assert texts(feed(), "summary")[0].endswith("; none was in use before.")
    assert get("/cities/", {"survey": HH}).status == 200


def test_every_worker_notices_within_two_seconds(tmp_path: Path) -> None:
    with own_database(tmp_path) as url, ExitStack() as up:
        run(tmp_path, url, "manage.py", "migrate", "--verbosity=0")
        run(tmp_path, url, "manage.py", "load_ranges")
        run(tmp_path, url, "manage.py", "load_survey", str(TABLES[HH]))
        workers = [up.enter_context(worker(tmp_path, url)) for _ in range(2)]
        pages = [address + "/cities/moscow/" for address in workers]
        assert ["hh.ru, December 2016" in read(page) for page in pages] == [True, True]
        run(tmp_path, url, "manage.py", "withdraw_survey", HH)
        time.sleep(SECONDS_AT_MOST)
        assert ["hh.ru, December 2016" in read(page) for page in pages] == [False, False]
