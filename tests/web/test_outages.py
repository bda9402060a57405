"""A database that cannot serve: what is kept goes on being served, anything else is a plain 503."""

import sqlite3
from typing import Any

import psycopg
import pytest
from django.db import (
    DatabaseError,
    Error,
    IntegrityError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
    connection,
)
from django.test import Client, RequestFactory, override_settings

from salaries import queries
from salaries.outages import Outage, outage, remedy
from salaries.views.unavailable import broken
from tests.web.page import Page, get, offer

pytestmark = pytest.mark.django_db
API = "/api/v1/offer?city=moscow&segment=agency&band=3&amount=52000"
LAST_CHECKED = "Survey-Last-Checked"


class Broken:
    """A database that answers every question with the same error."""

    def __init__(self, error: Error) -> None:
        self.error, self.asked = error, 0

    def __call__(self, *args: Any) -> Any:
        self.asked += 1
        raise self.error


def caused(error: Error, cause: BaseException) -> Error:
    """An error as Django wraps the driver's."""
    error.__cause__ = cause
    return error


def sqlite(code: int, said: str = "") -> Error:
    cause = sqlite3.OperationalError(said)
    cause.sqlite_errorcode = code
    return caused(OperationalError(said), cause)


def postgres(error: type[Error], state: str) -> Error:
    return caused(error(state), psycopg.errors.lookup(state)())


@pytest.fixture
def away() -> Broken:
    return Broken(OperationalError("the server is gone"))


def note(page: Page) -> bool:
    return any(one.attrs.get("role") == "status" for one in page.main.all("p", class_="note"))


ERRORS: list[tuple[Error, Outage | None]] = [
    (sqlite(5, "database is locked"), Outage.BUSY),
    (sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT, "database is locked"), Outage.BUSY),
    (sqlite(13, "database or disk is full"), Outage.FULL),
    (sqlite(11, "database disk image is malformed"), Outage.DAMAGED),
    (sqlite(26, "file is not a database"), Outage.DAMAGED),
    (sqlite(14, "unable to open database file"), Outage.AWAY),
    (sqlite(1, "no such table: salaries_survey"), Outage.NOT_MIGRATED),
    (sqlite(1, "near “SELEC”: syntax error"), None),
    (postgres(ProgrammingError, "42P01"), Outage.NOT_MIGRATED),
    (postgres(ProgrammingError, "42703"), Outage.NOT_MIGRATED),
    (postgres(ProgrammingError, "42601"), None),
    (postgres(OperationalError, "40P01"), Outage.BUSY),
    (postgres(OperationalError, "55P03"), Outage.BUSY),
    (postgres(OperationalError, "53100"), Outage.FULL),
    (postgres(OperationalError, "57P01"), Outage.AWAY),
    (OperationalError("connection refused"), Outage.AWAY),
    (InterfaceError("the connection is closed"), Outage.AWAY),
    (DatabaseError("no cause"), Outage.AWAY),
    (IntegrityError("UNIQUE constraint failed"), None),
    (ProgrammingError("no cause"), None),
]


@pytest.mark.parametrize(("error", "expected"), ERRORS, ids=[str(error) for error, _ in ERRORS])
def test_an_error_of_the_database_is_an_outage_or_our_own_fault(
    error: Error, expected: Outage | None
) -> None:
    assert outage(error) == expected


def test_a_page_from_memory_says_so_on_the_page_and_in_a_header(away: Broken) -> None:
    fresh = offer()
    with connection.execute_wrapper(away):
        kept = offer()
    assert (fresh.status, note(fresh), LAST_CHECKED in fresh.headers) == (200, False, False)
    assert (kept.status, note(kept), LAST_CHECKED in kept.headers) == (200, True, True)
    assert kept.facts == fresh.facts


def test_the_note_is_gone_when_the_database_answers_again(away: Broken) -> None:
    offer()
    with connection.execute_wrapper(away):
        offer()
    queries._kept.pause = 0
    assert not note(offer())


def test_the_api_answers_the_same_from_memory_and_says_so_in_a_header(away: Broken) -> None:
    fresh = Client().get(API)
    with connection.execute_wrapper(away):
        kept = Client().get(API)
    assert (kept.status_code, kept.content) == (200, fresh.content)
    assert LAST_CHECKED in kept.headers and LAST_CHECKED not in fresh.headers
    assert LAST_CHECKED in kept.headers["Access-Control-Expose-Headers"]


def test_a_link_made_from_an_older_version_answers_without_what_changed(away: Broken) -> None:
    offer()
    with connection.execute_wrapper(away):
        kept = offer(v="0000000-1")
    assert (kept.status, kept.root.all("section", class_="since")) == (200, [])


def test_a_database_that_fails_is_left_alone_until_the_next_check(away: Broken) -> None:
    offer()
    with connection.execute_wrapper(away), override_settings(SURVEY_CHECK_SECONDS=3600):
        queries._kept.checked_at = float("-inf")
        for _ in range(3):
            assert offer().status == 200
    assert away.asked == 1


@pytest.mark.parametrize(("took", "pause"), [(0.1, 0.5), (3, queries.LONGEST_PAUSE)])
def test_a_database_that_fails_slowly_is_left_alone_for_longer(took: float, pause: float) -> None:
    queries._note(queries._kept, OperationalError("timeout"), took)
    assert queries._kept.pause == pause


def test_while_one_thread_asks_the_others_go_on_with_what_is_kept(away: Broken) -> None:
    before = queries.default_survey()
    with queries._asking, connection.execute_wrapper(away):
        assert queries.default_survey() is before
    assert away.asked == 0


@pytest.mark.parametrize("path", ["/", "/offer/", "/ru/cities/", "/data/", "/sitemap.xml"])
def test_a_process_that_never_read_a_survey_answers_503_in_words(away: Broken, path: str) -> None:
    with connection.execute_wrapper(away):
        page = get(path)
    assert (page.status, page.headers["Cache-Control"]) == (503, "no-store")
    assert int(page.headers["Retry-After"]) > 0
    assert "DATABASE_URL" in page.main.text


def test_the_api_of_such_a_process_answers_with_a_problem_document(away: Broken) -> None:
    with connection.execute_wrapper(away):
        response = Client().get(API)
    assert (response.status_code, response.json()["type"]) == (503, "/api/docs#problem-unavailable")
    assert int(response.headers["Retry-After"]) > 0


def test_a_database_not_migrated_is_a_503_that_says_what_to_run() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE salaries_survey RENAME TO lost")
    page = get("/")
    assert (page.status, "manage.py migrate" in page.main.text) == (503, True)


def test_a_locked_database_may_be_asked_again_sooner() -> None:
    with connection.execute_wrapper(Broken(sqlite(5, "database is locked"))):
        page = get("/")
    assert (page.status, page.headers["Retry-After"]) == (503, "5")


def test_our_own_fault_is_no_outage() -> None:
    with (
        connection.execute_wrapper(Broken(IntegrityError("UNIQUE constraint failed"))),
        pytest.raises(IntegrityError),
    ):
        get("/")


def test_an_outage_that_no_view_met_is_a_503_too() -> None:
    try:
        raise OperationalError("the session could not be stored")
    except OperationalError:
        response = broken(RequestFactory().get("/"))
    assert (response.status_code, "Retry-After" in response.headers) == (503, True)


def test_any_other_fault_that_no_view_met_is_a_500() -> None:
    try:
        raise IntegrityError("UNIQUE constraint failed")
    except IntegrityError:
        response = broken(RequestFactory().get("/"))
    assert response.status_code == 500


def test_the_operators_of_a_site_without_its_database_are_told_and_it_lives(away: Broken) -> None:
    with connection.execute_wrapper(away):
        ready, alive = Client().get("/readyz"), Client().get("/healthz")
    assert (ready.status_code, alive.status_code) == (503, 200)
    assert "DATABASE_URL" in ready.content.decode()


@pytest.mark.parametrize(("vendor", "has_file"), [("sqlite", True), ("postgresql", False)])
def test_the_remedy_speaks_of_a_file_only_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, vendor: str, has_file: bool
) -> None:
    monkeypatch.setattr(connection, "vendor", vendor)
    assert ("file" in remedy(Outage.AWAY)) is has_file
    assert ("file" in remedy(Outage.DAMAGED)) is has_file
