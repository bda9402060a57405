"""Headers beside the policy of content: on pages, files, redirects, and what others may embed."""

from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.urls import get_resolver

from smmbench import settings
from tests.headers.routes import EMBEDDED, HIDDEN, ROUTES
from tests.web.test_settings import python, setting

HTTPS = {"SMMBENCH_HTTPS": "1", "SMMBENCH_ALLOWED_HOSTS": "bench.example"}
CHECK = """
import django
from django.core.management import call_command
django.setup()
call_command("check", deploy=True, fail_level="WARNING")
"""


def answer(path: str, **extra: str) -> dict[str, str]:
    return dict(Client().get(path, **extra).headers)  # type: ignore[arg-type]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ROUTES.values(), ids=ROUTES)
def test_every_route_keeps_its_answers_to_this_site_and_asks_nothing_of_the_machine(
    path: str,
) -> None:
    headers = answer(path)
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=(), " in headers["Permissions-Policy"]
    assert "clipboard-write" not in headers["Permissions-Policy"]  # links are copied


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", [*EMBEDDED.values(), "/embed/ladder.svg?city=x", "/embed/market/omsk/agency/?band=9"]
)
def test_what_is_made_for_other_sites_may_be_shown_there(path: str) -> None:
    assert answer(path)["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_static_files_and_errors_carry_them_too() -> None:
    for path in ("/static/css/site.css", "/nowhere/"):
        headers = answer(path)
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "geolocation=()" in headers["Permissions-Policy"]


def test_the_grader_is_given_every_route() -> None:
    outer = get_resolver().reverse_dict
    named = {name for name in outer if isinstance(name, str)}
    listed = ROUTES.keys() | EMBEDDED.keys() | HIDDEN
    public = {name for name in named if not name.startswith("api-") or name == "api-docs"}
    assert public <= listed and listed <= named


def test_https_settings_pass_every_check_of_django(tmp_path: Path) -> None:
    done = python(CHECK, tmp_path, **HTTPS)
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout


def test_without_https_the_same_check_says_what_is_missing(tmp_path: Path) -> None:
    assert "security.W008" in python(CHECK, tmp_path).stderr


def test_under_https_cookies_are_this_hosts_alone(tmp_path: Path) -> None:
    names = "s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE"
    assert setting(names, tmp_path, **HTTPS) == "__Host-session __Host-csrf True"
    assert setting(names, tmp_path) == "session csrf False"
    kept = "s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE, s.SESSION_COOKIE_DOMAIN"
    assert setting(kept, tmp_path, **HTTPS) == "True Lax None"


SERVED = """
import django
django.setup()
from django.test import Client
for path, how in (("/healthz", False), ("/robots.txt", False), ("/robots.txt", True)):
    found = Client().get(path, secure=how, headers={"host": "bench.example"})
    told = found.headers.get("Strict-Transport-Security")
    print(found.status_code, found.headers.get("Location"), told)
"""


def test_under_https_plain_requests_are_sent_on_and_browsers_remember(tmp_path: Path) -> None:
    done = python(SERVED, tmp_path, **HTTPS)
    assert done.stdout.splitlines() == [
        "200 None None",
        "301 https://bench.example/robots.txt None",
        "200 None max-age=63072000; includeSubDomains; preload",
    ]


def test_without_https_nothing_is_promised_to_browsers() -> None:
    assert "Strict-Transport-Security" not in answer("/healthz")
    assert settings.SECURE_HSTS_SECONDS == 0


@override_settings(SECURE_SSL_REDIRECT=True)
def test_a_redirect_carries_the_headers_as_well() -> None:
    found = Client().get("/offer/")
    assert found.status_code == 301
    assert found.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*ROUTES.values(), *EMBEDDED.values()])
def test_every_answer_names_its_type_and_every_text_its_letters(path: str) -> None:
    kind = answer(path)["Content-Type"]
    assert kind.endswith("; charset=utf-8") or not kind.startswith("text/")


@pytest.mark.parametrize(
    "path",
    [
        "/.git/config",
        "/static/",
        "/static/../smmbench/settings.py",
        "/static/%2e%2e/%2e%2e/.git/config",
        "/data/files/../../var/secret_key",
        "/var/secret_key",
    ],
)
def test_no_file_is_served_but_those_meant_for_it_and_no_folder_is_listed(path: str) -> None:
    assert Client().get(path).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/cities/", "/bulk/", "/api/v1/cities", "/api/docs"])
def test_a_request_is_never_sent_back_to_who_asked(path: str) -> None:
    assert Client().trace(path).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["home", "offer", "vacancy", "band", "cities", "compare"])
def test_markup_in_a_question_comes_back_as_text(name: str) -> None:
    markup = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"
    asked = ("city", "amount", "low", "offer", "has", "sort", "v", "band", "smm_years")
    page = Client().get(ROUTES[name].split("?")[0], dict.fromkeys(asked, markup))
    said = page.content.decode()
    assert "<script>alert" not in said and "<img src=x" not in said
