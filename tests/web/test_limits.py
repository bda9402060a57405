"""Doors that cost much: how often they open to one client, and what is said when they do not."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings

from salaries.doors.clients import client_of
from salaries.doors.limiter import WINDOW, Standing, counted
from smmbench import limits
from tests.web.page import get
from tests.web.test_settings import setting

pytestmark = pytest.mark.django_db
ONE = {"api": 1, "cards": 1, "exports": 1, "bulk": 1}
VISITOR, NEIGHBOUR = "203.0.113.7", "203.0.113.8"
NOON = 20_000 * 86_400 + 43_200.0
DOORS = {
    "exports": "/cities/?export=csv",
    "cards": "/og/city/omsk.png",
    "api": "/api/v1/ranges",
}
each_door = pytest.mark.parametrize("door", DOORS)
one_request = override_settings(LIMITS=ONE)


@pytest.fixture(autouse=True)
def nobody_has_come() -> None:
    cache.clear()


def ask(path: str, address: str = VISITOR, **headers: str) -> HttpResponse:
    return Client().get(path, REMOTE_ADDR=address, headers=headers)  # type: ignore[return-value]


def send(path: str = "/bulk/", address: str = VISITOR) -> HttpResponse:
    data: dict[str, Any] = {"file": SimpleUploadedFile("a.csv", b"city,salary\nUfa,30000\n")}
    return Client().post(path, data, REMOTE_ADDR=address)  # type: ignore[return-value]


@each_door
@one_request
def test_a_door_opens_as_often_as_it_says_and_not_once_more(door: str) -> None:
    assert ask(DOORS[door]).status_code == 200
    assert ask(DOORS[door]).status_code == 429


@each_door
@one_request
def test_the_answer_tells_when_to_come_again(door: str) -> None:
    first, second = ask(DOORS[door]), ask(DOORS[door])
    assert first.headers["RateLimit-Policy"] == f'"{door}";q=1;w=60'
    assert first.headers["RateLimit"].startswith(f'"{door}";r=0;t=')
    assert "Retry-After" not in first.headers
    assert 1 <= int(second.headers["Retry-After"]) <= WINDOW
    assert second.headers["Cache-Control"] == "no-store"


@one_request
def test_a_sheet_is_one_door_on_the_page_and_in_the_api() -> None:
    assert send("/bulk/").status_code == 200
    assert send("/api/v1/bulk").status_code == 429
    assert send("/bulk/").status_code == 429
    assert send("/bulk/", NEIGHBOUR).status_code == 200


@one_request
def test_one_door_is_not_another() -> None:
    statuses = [ask(path).status_code for path in DOORS.values()]
    assert statuses == [200] * len(DOORS)


@one_request
def test_pages_that_cost_little_have_no_door() -> None:
    for path in ("/", "/cities/", "/bulk/", "/cities/omsk/", "/embed/ladder.svg?city=omsk"):
        answers = [ask(path) for _ in range(3)]
        assert 429 not in {one.status_code for one in answers}
        assert "RateLimit" not in answers[0].headers


@one_request
def test_programs_get_a_problem_document_in_their_language() -> None:
    ask("/api/v1/ranges")
    found = ask("/api/v1/ranges", **{"accept-language": "ru"})
    told = json.loads(found.content)
    assert found.headers["Content-Type"] == "application/problem+json"
    assert told["type"] == "/api/docs#problem-too-many-requests"
    assert (told["status"], told["title"]) == (429, "Слишком много запросов за минуту")
    assert found.headers["Access-Control-Allow-Origin"] == "*"
    assert "Retry-After" in found.headers["Access-Control-Expose-Headers"]


@one_request
def test_a_person_gets_a_page_that_says_how_long_to_wait() -> None:
    ask("/cities/?export=csv")
    found = ask("/ka/cities/?export=csv")
    said = found.content.decode()
    assert found.status_code == 429
    assert "<h1>ეს ერთ წუთში ზედმეტად ბევრჯერ მოითხოვეს.</h1>" in said
    assert re.search(rf"\b{found.headers['Retry-After']}\b", said)


@one_request
def test_asking_whether_one_may_ask_is_free() -> None:
    for _ in range(3):
        found = Client().options("/api/v1/ranges", REMOTE_ADDR=VISITOR)
        assert found.status_code == 204
    assert ask("/api/v1/ranges").status_code == 200


@one_request
@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1", ""])
def test_the_machine_itself_is_not_limited(address: str) -> None:
    answers = [ask("/api/v1/cities", address) for _ in range(3)]
    assert {one.status_code for one in answers} == {200}
    assert "RateLimit" not in answers[0].headers


@override_settings(LIMITS={})
def test_nobody_is_limited_where_limits_are_off() -> None:
    assert [ask("/api/v1/cities").status_code for _ in range(3)] == [200] * 3


@one_request
def test_a_forged_address_is_not_a_new_client() -> None:
    statuses = [
        ask("/api/v1/cities", **{"x-forwarded-for": f"198.51.100.{n}"}).status_code
        for n in range(2)
    ]
    assert statuses == [200, 429]


@override_settings(LIMITS=ONE, PROXIES=1)
def test_behind_a_named_proxy_visitors_are_told_apart() -> None:
    statuses = [
        ask("/api/v1/cities", "127.0.0.1", **{"x-forwarded-for": f"198.51.100.{n}"}).status_code
        for n in (1, 2, 1)
    ]
    assert statuses == [200, 200, 429]


def test_a_household_of_ipv6_is_one_client_and_the_next_another() -> None:
    first, second = client_of("2001:db8:0:1::1", NOON), client_of("2001:db8:0:1:ffff::9", NOON)
    assert first == second != client_of("2001:db8:0:2::1", NOON)
    assert client_of("::ffff:203.0.113.7", NOON) == client_of("203.0.113.7", NOON)
    assert client_of("203.0.113.7", NOON) != client_of("203.0.113.8", NOON)


def test_tomorrow_nobody_can_be_told_by_todays_digest() -> None:
    today = client_of(VISITOR, NOON)
    assert today == client_of(VISITOR, NOON + 60)
    assert today != client_of(VISITOR, NOON + 86_400)
    assert today != client_of(VISITOR, NOON)  # the secret of that day is gone
    assert today is not None and VISITOR not in today and len(today) == 24


@one_request
def test_what_is_kept_holds_no_address() -> None:
    ask("/api/v1/cities")
    keys = list(cache._cache)  # type: ignore[attr-defined]
    assert len(keys) == 1 and VISITOR not in keys[0] and "203.0" not in keys[0]


@one_request
def test_a_new_minute_counts_anew() -> None:
    start = NOON // WINDOW * WINDOW
    assert counted("api", "a", start + 59) == Standing("api", 1, 0, 1)
    assert counted("api", "a", start + 59.9).is_over
    assert counted("api", "a", start + 60) == Standing("api", 1, 0, 60)


@override_settings(LIMITS={"api": 50})
def test_threads_do_not_slip_past_one_another() -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: counted("api", "a", NOON).is_over, range(200)))
    assert found.count(False) == 50


def test_limits_are_read_from_the_environment(tmp_path: Path) -> None:
    assert setting("s.LIMITS", tmp_path) == str(limits.DEFAULTS)
    assert setting("s.LIMITS", tmp_path, SMMBENCH_LIMITS="0") == "{}"
    given = setting("s.LIMITS['bulk'], s.LIMITS['api']", tmp_path, SMMBENCH_LIMITS="bulk=7, api=9")
    assert given == "7 9"


def test_a_query_longer_than_any_question_is_not_read() -> None:
    query = "x" * 16_001
    page = get(f"/offer/?{query}")
    assert (page.status, page.h1) == (414, "This address cannot be read.")
    told = json.loads(ask(f"/api/v1/cities?{query}").content)
    assert (told["status"], told["errors"][0]["code"]) == (400, "too_long")
    assert "16000" in told["errors"][0]["message"]


@pytest.mark.parametrize("path", ["/bulk/", "/api/v1/bulk"])
def test_a_body_that_does_not_say_its_length_is_not_read(path: str) -> None:
    found = Client().post(
        path, b"", "text/csv", CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="chunked"
    )
    assert found.status_code == 413
