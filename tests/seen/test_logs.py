"""The log: an id for each request, a line for each, and nothing of what was asked or by whom."""

from __future__ import annotations

import io
import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.utils.log import AdminEmailHandler

from smmbench.seen import errors, ids
from smmbench.urls import handler500
from smmbench.urls import urlpatterns as ours
from tests.web.test_settings import python

pytestmark = pytest.mark.django_db

AMOUNT = "73519"
CLIENT = "203.0.113.77"
V6 = "2001:db8::7351"
SECRETS = (AMOUNT, CLIENT, V6, "73 519", "73,519")
UUID = "0f8fad5b-d9cb-469f-a165-70867728950e"
OFFER = "city=moscow&segment=agency&band=3&amount="


def broken_view(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """Fails the way code fails: with what was asked in its message and in its variables."""
    amount = request.GET.get("amount", "")
    try:
        return HttpResponse(str(1 / (len(amount) - len(amount))))
    except ZeroDivisionError as error:
        raise ValueError(f"cannot judge {amount} of {request.META['REMOTE_ADDR']}") from error


urlpatterns = [path("broken/", broken_view, name="broken"), *ours]
__all__ = ["handler500", "urlpatterns"]


def client(**extra: Any) -> Client:
    return Client(raise_request_exception=False, REMOTE_ADDR=CLIENT, **extra)


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_a_well_formed_id_is_taken_and_returned() -> None:
    answer = Client().get("/healthz", headers={"x-request-id": UUID})
    assert answer.headers["X-Request-ID"] == UUID


@pytest.mark.parametrize("given", ["", "1", AMOUNT, CLIENT, UUID + "\n", UUID + "x", "é" * 32])
def test_any_other_id_is_replaced_by_a_new_one(given: str) -> None:
    answer = Client().get("/healthz", HTTP_X_REQUEST_ID=given)
    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["X-Request-ID"])


def test_two_requests_have_two_ids() -> None:
    assert len({Client().get("/healthz").headers["X-Request-ID"] for _ in range(20)}) == 20


def test_outside_of_a_request_there_is_no_id() -> None:
    Client().get("/healthz")
    assert ids.current.get() == ""


def test_each_request_has_one_line_with_its_id(json_log: io.StringIO) -> None:
    answer = client().get(f"/ru/offer/?{OFFER}{AMOUNT}", headers={"x-request-id": UUID})
    (line,) = lines(json_log)
    told = {name: line[name] for name in ("request_id", "method", "route", "status", "language")}
    assert told == {
        "request_id": UUID,
        "method": "GET",
        "route": "offer",
        "status": 200,
        "language": "ru",
    }
    assert (line["bytes"], line["ms"] > 0) == (len(answer.content), True)
    assert line["time"].endswith("Z")


@pytest.mark.parametrize(
    ("address", "route"),
    [
        ("/static/css/site.css", "static"),
        ("/nowhere/", "none"),
        ("/api/v1/ranges", "ninja:ranges"),
        ("/cities/ufa/", "city"),
    ],
)
def test_a_line_names_the_address_and_never_quotes_it(
    address: str, route: str, json_log: io.StringIO
) -> None:
    b"".join(client().get(address))
    assert [line["route"] for line in lines(json_log)] == [route]


def test_a_made_up_method_is_not_quoted(json_log: io.StringIO) -> None:
    client().generic(f"M{AMOUNT}", "/offer/")
    assert [line["method"] for line in lines(json_log)] == ["other"]


DOORS = [
    f"/offer/?{OFFER}{AMOUNT}",
    f"/offer/?{OFFER}{AMOUNT}x",
    f"/ka/offer/?{OFFER}{AMOUNT}&ip={CLIENT}",
    f"/vacancy/?city=moscow&segment=agency&band=3&low={AMOUNT}&high=9{AMOUNT}",
    f"/vacancy/?city=moscow&segment=agency&band=3&low={AMOUNT}&high=1",
    f"/band/?city=moscow&segment=agency&smm_years={AMOUNT}",
    f"/cities/?amount={AMOUNT}&sort=x{AMOUNT}&city={CLIENT}",
    f"/cities/?amount={AMOUNT}&export=csv",
    f"/cities/{AMOUNT}/",
    f"/compare/?offer=moscow,agency,3,{AMOUNT}&offer=omsk,agency,3,{AMOUNT}",
    f"/method/?{OFFER}{AMOUNT}",
    f"/embed/?city=omsk&segment=agency&band=2&amount={AMOUNT}",
    f"/embed/ladder.svg?city=omsk&segment=agency&band=2&amount={AMOUNT}",
    f"/og/offer.png?{OFFER}{AMOUNT}",
    f"/data/files/{AMOUNT}",
    f"/api/v1/offer?{OFFER}{AMOUNT}",
    f"/api/v1/offer?{OFFER}{AMOUNT}&x={CLIENT}",
    f"/api/v1/{AMOUNT}",
    f"/api/v1/transfer?{OFFER}{AMOUNT}&to=omsk",
    f"/{AMOUNT}/{CLIENT}/{V6}",
    f"/static/{AMOUNT}.css",
    f"/broken/?amount={AMOUNT}",
    f"/offer?{OFFER}{AMOUNT}",
    "/offer/?" + "&".join(f"p{n}={AMOUNT}" for n in range(1001)),
    f"/healthz?{AMOUNT}",
]


def knock_everywhere() -> list[int]:
    """Amounts and addresses through every door, in every place that a client can write in."""
    forwarded = {"x-forwarded-for": f"{CLIENT}, {V6}", "x-request-id": AMOUNT, "referer": AMOUNT}
    asked = client(headers={**forwarded, "user-agent": f"{AMOUNT} {CLIENT}"})
    statuses = [asked.get(door).status_code for door in DOORS]
    statuses += [asked.get("/", headers={"host": host}).status_code for host in (CLIENT, AMOUNT)]
    statuses.append(asked.get("/", headers={"accept-language": AMOUNT}).status_code)
    sheet = f"city,segment,band,amount\nMoscow,agency,III,{AMOUNT}\n{CLIENT},x,y,z{AMOUNT}\n"
    for body in (sheet.encode(), f"nothing {AMOUNT}".encode(), b"\xff\x00" + AMOUNT.encode()):
        sent = SimpleUploadedFile(f"{AMOUNT}-{CLIENT}.csv", body, "text/csv")
        statuses.append(asked.post("/bulk/", {"sheet": sent, "file": sent}).status_code)
        statuses.append(asked.post("/api/v1/bulk", body, "text/csv").status_code)
        statuses.append(asked.post("/api/v1/bulk", body, "application/json").status_code)
    statuses.append(asked.generic(f"M{AMOUNT}", f"/offer/?{AMOUNT}").status_code)
    statuses.append(asked.post("/broken/", {"amount": AMOUNT}).status_code)
    return statuses


@override_settings(ROOT_URLCONF="tests.seen.test_logs")
@pytest.mark.parametrize("style", ["json_log", "text_log"])
def test_no_amount_and_no_address_is_ever_logged(
    style: str, request: pytest.FixtureRequest, survey: object
) -> None:
    log: io.StringIO = request.getfixturevalue(style)
    statuses = knock_everywhere()
    written = log.getvalue()
    assert {200, 400, 404, 500} <= set(statuses)
    assert written.count("offer") >= 4
    assert [secret for secret in SECRETS if secret in written] == []
    assert not re.search(r"[?&]\w+=", written)


@override_settings(ROOT_URLCONF="tests.seen.test_logs")
def test_an_error_of_ours_is_logged_with_its_frames_and_its_id(json_log: io.StringIO) -> None:
    client().get(f"/broken/?amount={AMOUNT}", headers={"x-request-id": UUID})
    failed, access = lines(json_log)
    assert (failed["request_id"], access["status"]) == (UUID, 500)
    assert failed["message"] == "Internal Server Error"
    assert "in broken_view" in failed["traceback"]
    assert re.findall(r"^\w+Error.*$", failed["traceback"], re.M) == [
        "ZeroDivisionError",
        "ValueError",
    ]


@override_settings(ROOT_URLCONF="tests.seen.test_logs")
def test_the_page_of_an_error_shows_the_id_that_the_log_has() -> None:
    answer = client().get("/broken/", headers={"x-request-id": UUID})
    assert answer.status_code == 500
    assert UUID in answer.content.decode()


def test_what_others_put_into_their_lines_is_left_out(text_log: io.StringIO) -> None:
    logging.getLogger("waitress").warning("Exception while serving %s", f"/{AMOUNT}")
    logging.getLogger("anyone").error(ValueError(AMOUNT))
    assert "Exception while serving …" in text_log.getvalue()
    assert AMOUNT not in text_log.getvalue()


def test_a_report_for_mail_has_neither_message_nor_variables_nor_request() -> None:
    asked = Client().get("/healthz").wsgi_request
    asked.META["REMOTE_ADDR"], asked.META["QUERY_STRING"] = CLIENT, f"amount={AMOUNT}"
    try:
        broken_view(asked)
    except ValueError as error:
        report = errors.QuietReporter(asked, type(error), error, error.__traceback__)
    told = report.get_traceback_text() + report.get_traceback_html()
    assert "broken_view" in told
    assert [secret for secret in SECRETS if secret in told] == []


def test_that_report_is_the_one_in_use_and_nothing_is_mailed(settings: Any) -> None:
    assert settings.DEFAULT_EXCEPTION_REPORTER == "smmbench.seen.errors.QuietReporter"
    named = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]
    assert [
        one for log in named for one in log.handlers if isinstance(one, AdminEmailHandler)
    ] == []


@pytest.mark.parametrize(("style", "begins"), [("", "20"), ("text", "20"), ("json", '{"time"')])
def test_the_log_goes_to_standard_error_in_the_style_that_is_set(
    style: str, begins: str, tmp_path: Path
) -> None:
    ask = "import smmbench.wsgi; from django.test import Client; Client().get('/healthz')"
    done = python(ask, tmp_path, SMMBENCH_LOGS=style, SMMBENCH_ALLOWED_HOSTS="testserver")
    (line,) = done.stderr.splitlines()
    assert line.startswith(begins) and "healthz" in line
