"""The admin in a browser: an import from the login to the page it changes, and back again."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.product import ROOT, environment, served
from tests.browser.test_accessibility import complaints
from tests.browser.watch import Scheme, Watched
from tests.ingest.builders import FAULTY, shipped

NAME, PASSWORD = "vera", "a long and quiet phrase"
COOKIES = frozenset({"session", "csrf"})
VERSIONS = "/admin/salaries/survey/"
PAGES = (
    "/admin/",
    "/admin/salaries/",
    VERSIONS,
    f"{VERSIONS}1/change/",
    f"{VERSIONS}1/history/",
    f"{VERSIONS}1/use/",
    f"{VERSIONS}1/withdraw/",
    f"{VERSIONS}import/",
    "/admin/salaries/change/",
    "/admin/salaries/load/",
    "/admin/salaries/market/?q=omsk",
    "/admin/salaries/salaryrange/?p=1",
    "/admin/salaries/city/",
    "/admin/auth/user/",
    "/admin/auth/user/add/",
    "/admin/auth/user/1/change/",
    "/admin/auth/user/1/delete/",
    "/admin/auth/user/1/history/",
    "/admin/auth/group/add/",
    "/admin/password_change/",
    "/ru/admin/",
    "/ka/admin/salaries/survey/import/",
)


@pytest.fixture(scope="module")
def admin_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site with its admin switched on, and somebody who may use it."""
    state = tmp_path_factory.mktemp("admin")
    with served(state, SMMBENCH_ADMIN="1") as address:
        named = {"DJANGO_SUPERUSER_PASSWORD": PASSWORD, "SMMBENCH_ADMIN": "1"}
        command = ["manage.py", "createsuperuser", "--noinput", "--username", NAME, "--email", ""]
        own = environment(state, f"sqlite:///{state / 'own.sqlite3'}") | named
        subprocess.run([sys.executable, *command], cwd=ROOT, env=own, check=True)
        yield address


class Open(Protocol):
    """Open an empty page at the admin's site, in a context of its own, under watch."""

    def __call__(self, *, scheme: Scheme = "light", javascript: bool = True) -> Page: ...


@pytest.fixture
def open_page(browser: Browser, admin_url: str) -> Iterator[Open]:
    """Pages with nobody logged in; cookies may be set, those of the admin alone."""
    watched: list[Watched] = []

    def opened(*, scheme: Scheme = "light", javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=admin_url,
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        watched.append(Watched(context, admin_url, COOKIES))
        return context.new_page()

    yield opened
    for one in watched:
        one.assert_nothing_amiss()
        one.context.close()


@pytest.fixture
def page(open_page: Open) -> Page:
    """One such page."""
    return open_page()


def log_in(page: Page, path: str = "/admin/") -> None:
    page.goto(path)
    page.locator("#id_username").fill(NAME)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("input[type=submit]").click()
    expect(page.locator("#user-tools")).to_be_visible()


def table(folder: Path, median: int) -> Path:
    path = folder / "spring.csv"
    path.write_bytes(shipped((",55000\n", f",{median}\n")))
    return path


def look_at(page: Page, path: Path) -> None:
    page.goto(f"{VERSIONS}import/")
    page.locator("#table").set_input_files(path)
    page.locator(".submit-row input[type=submit]").click()


def test_a_table_is_imported_seen_and_taken_back(page: Page, tmp_path: Path) -> None:
    log_in(page, VERSIONS)
    page.get_by_role("link", name="Import a table").click()
    page.locator("#table").set_input_files(table(tmp_path, 54_000))
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator("main")).to_contain_text("Changed: 4, new: 0, removed: 0.")
    page.get_by_role("button", name="Load it as shown").click()
    expect(page.locator(".messagelist")).to_contain_text("Loaded: spring.csv is in use")
    page.goto("/cities/moscow/")
    expect(page.locator("main")).to_contain_text(re.compile(r"54\s000"))
    page.goto(VERSIONS)
    page.get_by_role("link", name="Put in use again").first.click()
    page.get_by_role("button", name="Put it in use again").click()
    expect(page.locator(".messagelist")).to_contain_text("is in use again")
    page.goto("/admin/salaries/change/")
    expect(page.locator("#result_list tbody tr").first).to_contain_text(NAME)
    page.locator("#logout-form button").click()
    page.goto(VERSIONS)
    expect(page.locator("#id_username")).to_be_visible()


def test_no_page_of_the_admin_breaks_the_policy(page: Page) -> None:
    log_in(page)
    for path in PAGES:
        answer = page.goto(path)
        assert answer and answer.status == 200, path
        page.locator(".theme-toggle").first.click()
        policy = answer.header_value("content-security-policy") or ""
        assert "default-src 'none'" in policy and "unsafe" not in policy


def test_the_import_works_without_javascript(open_page: Open, tmp_path: Path) -> None:
    page = open_page(javascript=False)
    log_in(page)
    look_at(page, table(tmp_path, 53_000))
    expect(page.locator("main")).to_contain_text("Changed: 4")


@pytest.mark.parametrize("prefix", ["", "/ru", "/ka"])
def test_axe_finds_nothing_wrong_on_pages_of_our_own(
    page: Page, tmp_path: Path, prefix: str
) -> None:
    log_in(page, f"{prefix}/admin/")
    found = {}
    page.goto(f"{prefix}{VERSIONS}import/")
    found["form"] = complaints(page)
    for name, path in {
        "preview": table(tmp_path, 52_000),
        "refused": FAULTY / "many-faults.csv",
    }.items():
        page.goto(f"{prefix}{VERSIONS}import/")
        page.locator("#table").set_input_files(path)
        page.locator(".submit-row input[type=submit]").click()
        expect(page.locator("input[name=seen]")).to_have_count(1)
        found[name] = complaints(page)
    assert found == {name: [] for name in found}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_import_follows_the_readers_scheme(open_page: Open, scheme: Scheme) -> None:
    page = open_page(scheme=scheme)
    log_in(page, f"{VERSIONS}import/")
    ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") == (scheme == "light")
