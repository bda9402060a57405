"""What may be kept of a page: tags that are the same for all, and pages in memory, few of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client, override_settings

from salaries import queries
from salaries.domain.survey import Survey
from salaries.versions import version_of
from salaries.views.keeping import MOST_PAGES, KeptPages, kept_pages
from smmbench.running_code import code_digest
from tests.web.page import MAIN_OFFER, MAIN_POSTING, MAIN_PROFILE, MOSCOW
from tests.web.test_outages import Broken
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
NOTE = b"The database cannot be asked just now"
every_page = pytest.mark.parametrize("path", PAGES)


def ask(path: str, query: Any = None, **headers: str) -> HttpResponse:
    client = Client(headers={name.replace("_", "-"): value for name, value in headers.items()})
    return client.get(path, query)  # type: ignore[return-value]


@every_page
def test_every_visitor_is_given_the_same_tag(path: str) -> None:
    tags = {Client(headers=one).get(path, PAGES[path]).headers["ETag"] for one in VISITORS}
    assert len(tags) == 1


@every_page
def test_the_tag_holds_for_every_form_in_which_a_page_is_sent(path: str) -> None:
    forms: list[dict[str, str]] = [{}, {"accept_encoding": "br"}, {"accept_encoding": "gzip"}]
    forms.append({"accept_encoding": "br", "cookie": "a=b"})  # is sent as it is
    sent = [ask(path, PAGES[path], **form) for form in forms]
    assert len({one.headers["ETag"] for one in sent}) == 1
    assert sent[0].headers["ETag"].startswith("W/")
    for form in forms:
        again = ask(path, PAGES[path], if_none_match=sent[1].headers["ETag"], **form)
        assert (again.status_code, again.headers["ETag"]) == (304, sent[0].headers["ETag"])
    assert all("Accept-Encoding" in one.headers["Vary"] for one in sent[:3])


@pytest.mark.parametrize("path", ["/", "/cities/", "/offer/"])
def test_the_number_of_a_request_is_in_no_page_that_is_kept(path: str) -> None:
    first = ask(path, x_request_id="0123456789abcdef0123456789abcdef")
    assert first.headers["X-Request-ID"] == "0123456789abcdef0123456789abcdef"
    assert b"0123456789abcdef0123456789abcdef" not in first.content
    assert ask(path).headers["X-Request-ID"] != "0123456789abcdef0123456789abcdef"


@every_page
def test_a_page_made_while_the_database_is_away_is_kept_by_nobody(path: str) -> None:
    away = Broken(OperationalError("the server is gone"))
    before = ask(path, PAGES[path])
    kept_pages.__init__()  # type: ignore[misc]
    for _ in range(2):
        queries._kept.pause = 0
        with connection.execute_wrapper(away):
            told = ask(path, PAGES[path], if_none_match=before.headers["ETag"])
        assert (told.status_code, "ETag" in told.headers) == (200, False)
        assert "Survey-Last-Checked" in told.headers
        assert told.headers["Cache-Control"] == "public, no-cache"
    assert kept_pages._pages == {}
    queries._kept.pause = 0
    after = ask(path, PAGES[path])
    assert b"".join(after) == b"".join(before)
    assert after.headers["ETag"] == before.headers["ETag"]


def test_the_note_of_an_outage_is_shown_though_the_page_was_kept() -> None:
    ask("/cities/")
    with connection.execute_wrapper(Broken(OperationalError("the server is gone"))):
        assert NOTE in ask("/cities/").content
    queries._kept.pause = 0
    assert NOTE not in ask("/cities/").content


@every_page
def test_who_debugs_is_sent_the_page_anew(path: str) -> None:
    with override_settings(DEBUG=True):
        answer = ask(path, PAGES[path])
    assert (answer.headers["Cache-Control"], "ETag" in answer.headers) == (
        "public, no-cache",
        False,
    )


@pytest.mark.parametrize(
    "changed",
    [{"DEBUG": True}, {"ADMIN": True}, {"LIMITS": {}}, {"PAGE_STYLE": "a{}"}],
    ids=lambda changed: next(iter(changed)),
)
def test_the_code_is_another_with_another_setting(changed: dict[str, Any]) -> None:
    digest_now = code_digest.__wrapped__
    before = digest_now()
    with override_settings(**changed):
        assert digest_now() != before
    assert digest_now() == before


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
    told = [dict(one.headers) for one in (made, again)]
    assert told[0].pop("X-Request-ID") != told[1].pop("X-Request-ID")
    assert told[0] == told[1]


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


def test_what_may_not_be_done_is_not_kept() -> None:
    answer = Client().post("/cities/", {})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (405, "no-store")
    assert "ETag" not in answer.headers


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
