"""Hidden unless switched on: as a process starts with the setting and without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.test_settings import python, setting

FILL = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("load_ranges", verbosity=0)
"""
ASK = """
import sys, django
django.setup()
from django.contrib.auth.models import User
from django.test import Client
from salaries.models import Survey
client = Client(SERVER_NAME="localhost")
if {known}:
    user = User.objects.create_superuser("vera")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
found = [client.get(address) for address in {addresses}]
heavy = {{"pandas", "numpy", "pyarrow", "plotly"}} & sys.modules.keys()
print([one.status_code for one in found], [len(one.cookies) for one in found], sorted(heavy))
"""


def ask(folder: Path, *addresses: str, known: bool = False, **environment: str) -> str:
    """The statuses of some pages, the cookies they set, and what heavy was imported for them."""
    database = {"DATABASE_URL": f"sqlite:///{folder / 'x.sqlite3'}"}
    for code in (FILL, ASK.format(addresses=addresses, known=known)):
        done = python(code, folder, **database, **environment)
        assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_switched_off_there_is_no_door_at_all(tmp_path: Path) -> None:
    found = ask(tmp_path, "/admin/", "/ru/admin/", "/admin/login/", "/admin/salaries/survey/")
    assert found == "[404, 404, 404, 404] [0, 0, 0, 0] []"


def test_switched_off_nothing_of_it_is_between_a_request_and_its_page(tmp_path: Path) -> None:
    processors = "s.TEMPLATES[0]['OPTIONS']['context_processors']"
    found = setting(f"s.MIDDLEWARE, {processors}, s.ROOT_URLCONF", tmp_path)
    assert "admin" not in found and "auth" not in found and "axes" not in found


def test_switched_on_it_asks_for_a_name_and_gives_readers_no_cookie(tmp_path: Path) -> None:
    found = ask(tmp_path, "/admin/login/", "/ka/admin/login/", "/", "/cities/", SMMBENCH_ADMIN="1")
    assert found == "[200, 200, 200, 200] [1, 1, 0, 0] []"


def test_pages_to_look_at_import_nothing_heavy(tmp_path: Path) -> None:
    names = ("", "survey/", "survey/import/", "survey/1/use/", "salaryrange/", "change/")
    addresses = [f"/admin/salaries/{name}" for name in names]
    found = ask(tmp_path, *addresses, known=True, SMMBENCH_ADMIN="1")
    assert found.startswith("[200, 200, 200, 200, 200, 200]") and found.endswith(" []")


@pytest.mark.parametrize("on", ["0", "1"])
def test_the_checks_of_the_framework_find_nothing(tmp_path: Path, on: str) -> None:
    code = "import django; django.setup(); from django.core.management import call_command as c; "
    done = python(f"{code}c('check', fail_level='WARNING')", tmp_path, SMMBENCH_ADMIN=on)
    assert done.returncode == 0, done.stderr


def test_the_migrations_are_the_same_with_it_and_without(tmp_path: Path) -> None:
    apps = "s.INSTALLED_APPS"
    assert setting(apps, tmp_path) == setting(apps, tmp_path, SMMBENCH_ADMIN="1")


@pytest.mark.parametrize(("https", "prefix"), [("0", "session"), ("1", "__Host-session")])
def test_cookies_are_bound_to_the_host_under_https(tmp_path: Path, https: str, prefix: str) -> None:
    expression = "s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE"
    secure = https == "1"
    assert setting(expression, tmp_path, SMMBENCH_HTTPS=https) == f"{prefix} {secure} {secure}"
