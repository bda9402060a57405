"""Keeps a database of this version for later ones to migrate: run it when a version is released.

`SMMBENCH_STATE_DIR=$(mktemp -d) DJANGO_SETTINGS_MODULE=smmbench.settings python -m
tests.upgrades.keep` writes, for each state that the
migrations of this version pass through, `VERSION-MIGRATION.sql.gz` beside this file: SQLite's
own text of a database with the shipped survey in it, taken back from the newest state to that one.
Files of earlier versions stay as they are.
"""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from smmbench.version import VERSION

FOLDER = Path(__file__).parent
APP = "salaries"


def states() -> list[str]:
    """The migrations of our application, the newest first."""
    found = Path(settings.BASE_DIR, APP, "migrations").glob("[0-9]*.py")
    return sorted((path.stem for path in found), reverse=True)


def keep(state: str) -> None:
    """Write down the database as it is at a state; the same content gives the same bytes."""
    with closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as database:
        text = "\n".join(database.iterdump())
    path = FOLDER / f"{VERSION}-{state[:4]}.sql.gz"
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


if __name__ == "__main__":
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_ranges")
    for state in states():
        call_command("migrate", APP, state, verbosity=0)
        keep(state)
