"""Who gets in: nobody without a password, nobody who guesses, no form from elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from tests.admin.conftest import PASSWORD
from tests.admin.journey import IMPORT, LOG, VERSIONS, text_of

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"


def guess(client: Client, password: str, name: str = "vera", address: str = "192.0.2.7") -> Any:
    fields = {"username": name, "password": password, "next": "/admin/"}
    return client.post(LOGIN, fields, REMOTE_ADDR=address)


@pytest.mark.parametrize(
    "address",
    ["/admin/", VERSIONS, LOG, IMPORT, f"{VERSIONS}1/use/", f"{VERSIONS}1/withdraw/"],
)
def test_a_stranger_is_asked_to_log_in(admin_on: None, survey: object, address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")


def test_the_right_password_opens_the_door(superuser: User) -> None:
    assert guess(Client(), PASSWORD).status_code == 302


def test_five_wrong_passwords_lock_the_name_from_that_address(superuser: User) -> None:
    statuses = [guess(Client(), f"wrong {number}").status_code for number in range(6)]
    assert statuses == [200, 200, 200, 200, 429, 429]
    answer = guess(Client(), PASSWORD)
    assert (answer.status_code, answer["Retry-After"]) == (429, "1800")
    assert "it takes 30 minutes" in text_of(answer)


def test_who_is_locked_out_keeps_nobody_else_out(superuser: User) -> None:
    for number in range(6):
        guess(Client(), f"wrong {number}")
    User.objects.create_superuser("oleg", password=PASSWORD)
    assert guess(Client(), PASSWORD, address="192.0.2.8").status_code == 302
    assert guess(Client(), PASSWORD, name="oleg").status_code == 302


def test_an_address_that_a_stranger_claims_is_not_believed(superuser: User) -> None:
    for number in range(6):
        Client().post(
            LOGIN,
            {"username": "vera", "password": f"wrong {number}"},
            REMOTE_ADDR="192.0.2.7",
            headers={"x-forwarded-for": f"198.51.100.{number}"},
        )
    assert guess(Client(), PASSWORD).status_code == 429


def test_a_success_forgets_the_failures_before_it(superuser: User) -> None:
    for _round in range(3):
        for number in range(4):
            guess(Client(), f"wrong {number}")
        assert guess(Client(), PASSWORD).status_code == 302
    assert not AccessAttempt.objects.exists()


def test_no_password_is_kept_with_a_failure(superuser: User) -> None:
    guess(Client(), "a slip of the tongue")
    kept = str(AccessAttempt.objects.values().get())
    assert "vera" in kept and "a slip of the tongue" not in kept


@pytest.mark.parametrize(
    ("prefix", "said"),
    [("", "The form was not taken"), ("/ru", "не принята"), ("/ka", "არ მიიღება")],
)
def test_a_form_from_elsewhere_is_refused_on_a_page_of_ours(
    superuser: User, prefix: str, said: str
) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(f"{prefix}{LOGIN}", {"username": "vera", "password": PASSWORD})
    assert answer.status_code == 403
    assert said in text_of(answer)


def test_an_import_without_its_token_is_refused(staff: Client, superuser: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = staff.cookies
    answer = client.post(IMPORT, {})
    assert answer.status_code == 403
    assert "The form was not taken" in text_of(answer)


def test_logging_in_changes_the_session(superuser: User) -> None:
    client = Client()
    client.get(LOGIN)
    guess(client, PASSWORD)
    first = client.cookies["session"].value
    guess(client, PASSWORD)
    client.post("/admin/logout/")
    guess(client, PASSWORD)
    assert client.cookies["session"].value != first


def test_the_cookies_are_for_this_site_alone_and_no_script_reads_them(superuser: User) -> None:
    client = Client()
    client.get(LOGIN)
    guess(client, PASSWORD)
    assert set(client.cookies) == {"session", "csrf"}
    for cookie in client.cookies.values():
        assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/"


def test_under_https_cookies_are_bound_to_the_host(superuser: User, settings: Settings) -> None:
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    client.get(LOGIN, secure=True)
    client.post(LOGIN, {"username": "vera", "password": PASSWORD}, secure=True)
    assert set(client.cookies) == {"__Host-session", "__Host-csrf"}
    for cookie in client.cookies.values():
        assert cookie["secure"] and cookie["path"] == "/" and not cookie["domain"]


@pytest.mark.parametrize("address", ["/", "/cities/", "/offer/", "/api/v1/cities", "/healthz"])
def test_a_page_for_readers_touches_no_session_even_of_one_who_is_logged_in(
    staff: Client, address: str
) -> None:
    anonymous, known = Client().get(address), staff.get(address)
    assert not hasattr(known.wsgi_request, "session") and not hasattr(known.wsgi_request, "user")
    assert known.content == anonymous.content
    assert not known.cookies and "Cookie" not in known.get("Vary", "")
