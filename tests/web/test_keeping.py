"""What may be kept of a page: tags that are the same for all, and pages in memory, few of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings

from salaries.domain.survey import Survey
from salaries.versions import version_of
from salaries.views.keeping import MOST_PAGES, KeptPages, kept_pages
from tests.web.page import MAIN_OFFER, MAIN_POSTING, MAIN_PROFILE, MOSCOW
from tests.web.test_queries import lower_the_median

pytestmark = pytest.mark.django_db

PAGES: dict[str, Any] = {
    "/": {},
    "/offer/": MAIN_OFFER,
    "/vacancy/": MAIN_POSTING,
    "/band/": MAIN_PROFILE,
    "/cities/": {},
    "/cities/?amount=45000&band=3": {},
    "/cities/?export=csv": {},
    "/cities/kazan/": {},
    "/compare/": {"offer": MOSCOW},
    "/bulk/": {},
    "/embed/": {},
    "/method/": {},
    "/data/": {},
    "/ru/cities/": {},
}
VISITORS = (
    {"accept-language": "ru", "user-agent": "one", "cookie": "sessionid=x; csrftoken=y"},
    {"accept-language": "ka, en;q=0.5", "user-agent": "two", "accept": "*/*"},
    {"hx-request": "true", "x-forwarded-for": "192.0.2.1", "referer": "http://localhost/"},
)
every_page = pytest.mark.parametrize("path", PAGES)


def ask(path: str, query: Any = None, **headers: str) -> HttpResponse:
    client = Client(headers={name.replace("_", "-"): value for name, value in headers.items()})
    return client.get(path, query)  # type: ignore[return-value]


@every_page
def test_every_visitor_is_given_the_same_tag(path: str) -> None:
    tags = {Client(headers=one).get(path, PAGES[path]).headers["ETag"] for one in VISITORS}
    assert len(tags) == 1


@every_page
def test_who_has_a_page_is_not_sent_it_again(path: str) -> None:
    first = ask(path, PAGES[path])
    again = ask(path, PAGES[path], if_none_match=first.headers["ETag"])
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert [again.headers[name] for name in ("ETag", "Cache-Control")] == [
        first.headers[name] for name in ("ETag", "Cache-Control")
    ]


@every_page
def test_a_page_out_of_memory_is_the_page_that_was_made(path: str) -> None:
    with override_settings(SURVEY_CHECK_SECONDS=3600):
        made, again = (ask(path, PAGES[path]) for _ in range(2))
    assert b"".join(made) == b"".join(again)
    assert dict(made.headers) == dict(again.headers)


def test_a_page_may_be_kept_as_long_as_a_process_goes_without_looking() -> None:
    with override_settings(SURVEY_CHECK_SECONDS=1.0):
        assert ask("/cities/").headers["Cache-Control"] == "public, max-age=1"


def test_the_tag_changes_with_the_survey_the_language_the_question_and_the_host(
    survey: Survey, tmp_path: Path
) -> None:
    asked = [("/cities/", {}), ("/ru/cities/", {}), ("/cities/", {"q": "ufa"}), ("/", {})]
    tags = [ask(*one).headers["ETag"] for one in asked]
    tags.append(ask("/cities/", host="127.0.0.1").headers["ETag"])
    lower_the_median(tmp_path)
    tags += [ask(*one).headers["ETag"] for one in asked]
    assert len(set(tags)) == len(tags)


def test_a_newly_loaded_survey_is_shown_to_who_has_the_old_page(
    survey: Survey, tmp_path: Path
) -> None:
    old = ask("/cities/")
    lower_the_median(tmp_path)
    new = ask("/cities/", if_none_match=old.headers["ETag"])
    assert (new.status_code, new.content != old.content) == (200, True)


def test_what_was_asked_wrongly_is_not_kept() -> None:
    wrong = ask("/offer/", MAIN_OFFER | {"amount": "x"})
    assert (wrong.status_code, wrong.headers["Cache-Control"]) == (400, "no-store")
    assert "ETag" not in wrong.headers


def test_any_page_will_do_does_not_stand_for_this_page() -> None:
    assert ask("/offer/", MAIN_OFFER | {"amount": "x"}, if_none_match="*").status_code == 400


def test_a_link_of_older_data_is_asked_for_anew_each_time(survey: Survey, tmp_path: Path) -> None:
    link = MAIN_OFFER | {"v": str(version_of(survey))}
    assert "ETag" in ask("/offer/", link).headers
    lower_the_median(tmp_path)
    older = ask("/offer/", link)
    assert older.headers["Cache-Control"] == "public, no-cache"
    assert "ETag" not in older.headers


def test_a_post_is_never_kept() -> None:
    answer = Client().post("/bulk/", {})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (400, "no-store")


def test_few_pages_are_kept_and_those_of_one_survey_only(survey: Survey, tmp_path: Path) -> None:
    pages = KeptPages()
    for number in range(2 * MOST_PAGES):
        pages.put(survey, str(number), b"", "")
    kept = [number for number in range(2 * MOST_PAGES) if pages.get(survey, str(number))]
    assert kept == list(range(MOST_PAGES, 2 * MOST_PAGES))


def test_a_question_is_not_kept_in_memory() -> None:
    with override_settings(SURVEY_CHECK_SECONDS=3600):
        ask("/")
        before = len(kept_pages._pages)
        for amount in range(30_000, 30_003):
            ask("/offer/", MAIN_OFFER | {"amount": str(amount)})
        assert len(kept_pages._pages) == before == 1
