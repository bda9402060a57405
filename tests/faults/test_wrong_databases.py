"""A database that is none, is damaged or is newer stops the start, with what mends it."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from tests.faults.conftest import Tell
from tests.faults.product import GUNICORN, Site, serving

FUTURE = "INSERT INTO django_migrations (app, name, applied) VALUES ('salaries', '9999_x', '2099')"


def random_bytes(site: Site) -> None:
    site.database.write_bytes(random.Random(1).randbytes(50_000))


def text(site: Site) -> None:
    site.database.write_text("not a database\n" * 1_000)


def cut_in_half(site: Site) -> None:
    whole = site.database.read_bytes()
    site.database.write_bytes(whole[: len(whole) // 2])


def cut_in_a_page(site: Site) -> None:
    site.database.write_bytes(site.database.read_bytes()[:-1_500])


def spoilt_inside(site: Site) -> None:
    whole = bytearray(site.database.read_bytes())
    whole[8_192:16_384] = random.Random(2).randbytes(8_192)
    site.database.write_bytes(whole)


def a_folder(site: Site) -> None:
    site.database.unlink()
    site.database.mkdir()


def newer(site: Site) -> None:
    with closing(sqlite3.connect(site.database)) as database:
        database.execute(FUTURE)
        database.commit()


WRONG: dict[str, tuple[Callable[[Site], None], str]] = {
    "random bytes": (random_bytes, "from a backup"),
    "a text": (text, "from a backup"),
    "cut in half": (cut_in_half, "from a backup"),
    "cut within a page": (cut_in_a_page, "from a backup"),
    "spoilt inside": (spoilt_inside, "from a backup"),
    "a folder": (a_folder, "site.sqlite3)"),
    "migrated by a newer version": (newer, "Install that version"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_database_is_refused_at_the_start_and_left_as_it_is(
    site: Site, wrong: str, tell: Tell
) -> None:
    spoil, remedy = WRONG[wrong]
    spoil(site)
    before = None if site.database.is_dir() else site.database.read_bytes()
    code, printed = site.command("serve", "--port", "8999")
    assert (code, remedy in printed, "Traceback" in printed) == (1, True, False), printed
    assert before == (None if site.database.is_dir() else site.database.read_bytes())
    tell(f"database file: {wrong}", "serve refuses with the remedy, exit code 1, file untouched")


@pytest.mark.parametrize(
    "arguments", [["load_ranges"], ["judge", "data/hh_ranges.csv"], ["forget_versions", "--keep=1"]]
)
def test_no_command_meets_a_damaged_database_with_a_traceback(
    site: Site, arguments: list[str]
) -> None:
    random_bytes(site)
    code, printed = site.command(*arguments)
    assert (code, "from a backup" in printed, "Traceback" in printed) == (1, True, False), printed


def test_nothing_is_loaded_into_a_newer_database(site: Site) -> None:
    newer(site)
    code, printed = site.command("load_ranges")
    assert (code, "Install that version" in printed) == (1, True), printed


def test_a_server_that_prepares_nothing_tells_its_monitors_of_a_newer_database(site: Site) -> None:
    newer(site)
    with serving(site, *GUNICORN) as server:
        ready = server.ask("/readyz")
    assert (ready.status, "newer" in ready.text) == (503, True)
