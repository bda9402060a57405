"""What every address under /api/ does: open to all, kept where it may be, only read."""

import pytest
from django.test import override_settings

from salaries.models import Survey
from tests.api.ask import EVERY, OFFER, ask, send

pytestmark = pytest.mark.django_db

OFFER_ADDRESS = ("/api/v1/offer", "city=moscow&segment=agency&band=3&amount=52000")
every_route = pytest.mark.parametrize("name", EVERY)


@every_route
def test_an_answer_is_json_for_every_origin_without_a_cookie(name: str) -> None:
    answer = ask(name, EVERY[name])
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in answer.headers


@every_route
def test_the_same_question_is_304_to_who_has_the_answer(name: str) -> None:
    first = ask(name, EVERY[name])
    query = "&".join(
        f"{k}={one}" for k, v in EVERY[name].items() for one in (v if isinstance(v, list) else [v])
    )
    again = send("GET", f"/api/v1/{name}", query, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.content) == (304, b"")
    kept = ("ETag", "Cache-Control", "Vary", "Content-Language")
    assert [again.headers[one] for one in kept] == [first.headers[one] for one in kept]


@pytest.mark.parametrize("known", ["W/{}", '"other", {}', "*"])
def test_a_tag_is_known_weak_among_others_and_by_a_star(known: str) -> None:
    tag = send("GET", *OFFER_ADDRESS).headers["ETag"]
    headers = {"If-None-Match": known.replace("{}", tag)}
    assert send("GET", *OFFER_ADDRESS, **headers).status == 304


def test_another_question_has_another_tag() -> None:
    assert ask("offer", OFFER).headers["ETag"] != ask("offer", OFFER, amount=1).headers["ETag"]


def test_another_survey_has_another_tag() -> None:
    before = ask("offer", OFFER).headers["ETag"]
    Survey.objects.update(version="0" * 64)
    assert ask("offer", OFFER).headers["ETag"] != before


@override_settings(SURVEY_CHECK_SECONDS=2.5)
def test_an_answer_may_be_kept_for_as_long_as_a_process_keeps_its_survey() -> None:
    assert ask("offer", OFFER).headers["Cache-Control"] == "public, max-age=3"


@every_route
def test_a_page_of_another_origin_may_ask_first(name: str) -> None:
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    answer = send("OPTIONS", f"/api/v1/{name}", **asked)
    assert (answer.status, answer.content) == (204, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]
    assert "If-None-Match" in answer.headers["Access-Control-Allow-Headers"]


def test_head_is_get_without_the_content() -> None:
    get, head = (send(method, *OFFER_ADDRESS) for method in ("GET", "HEAD"))
    assert (head.status, head.content) == (200, b"")
    assert head.headers["ETag"] == get.headers["ETag"]
    assert head.headers["Content-Length"] == get.headers["Content-Length"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("address", ["/api/v1/offer", "/api/v1/ranges", "/api/openapi.json"])
def test_nothing_can_be_written(method: str, address: str) -> None:
    answer = send(method, address)
    assert answer.status == 405
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.body["type"] == "/api/docs#problem-method-not-allowed"


@pytest.mark.parametrize(
    "address", ["/api/", "/api/v1/", "/api/v1/offer/", "/api/v2/offer", "/api/v1/%00", "/api/v1/ё"]
)
def test_an_address_that_is_not_there_is_a_problem_document(address: str) -> None:
    answer = send("GET", address)
    assert (answer.status, answer.body["status"]) == (404, 404)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@every_route
def test_without_a_survey_the_answer_is_503_and_when_to_ask_again(name: str) -> None:
    Survey.objects.all().delete()
    answer = ask(name, EVERY[name])
    assert (answer.status, answer.body["type"]) == (503, "/api/docs#problem-no-data")
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Cache-Control"] == "no-store"
