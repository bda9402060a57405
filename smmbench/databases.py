"""The database that DATABASE_URL names: SQLite for one machine, PostgreSQL for several."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from smmbench import folders

FORMS = "sqlite:////folder/file.sqlite3 or postgres://user:password@host:5432/name"
SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"

# Readers go on while one writer writes; writers queue instead of failing (docs/decisions.md).
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
POOL = {"min_size": 1, "max_size": 8, "timeout": 5, "reconnect_timeout": 5}
"""Connections of one process: one for each thread that serves, if all of them ask at once.

While the server is away a pool tries at ever longer intervals; having given up, it begins anew
with the next question."""
CONNECT_SECONDS = 5


def read(url: str, *, make: bool = True) -> dict[str, Any]:
    """The settings of the database at an address; the folder of a file is made, unless forbidden.

    Raises ImproperlyConfigured for what is no such address, for another database, and where
    the driver is missing. An address may hold a password, so it is never repeated.
    """
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(url))
    except (ValueError, dj_database_url.UnknownSchemeError) as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read; write it as {FORMS}.") from error
    if found["ENGINE"] == SQLITE:
        if ":memory:" in found["NAME"] or "mode=memory" in found["NAME"]:
            raise ImproperlyConfigured(f"DATABASE_URL names no file; write it as {FORMS}.")
        return _sqlite(found, make)
    if found["ENGINE"] == POSTGRESQL:
        return _postgresql(found)
    raise ImproperlyConfigured(
        f"DATABASE_URL names a database that SMM Bench is not tested with; write it as {FORMS}."
    )


def _sqlite(found: dict[str, Any], make: bool) -> dict[str, Any]:
    if make:
        folders.made(
            Path(found["NAME"]).parent, "DATABASE_URL or SMMBENCH_STATE_DIR", must_write=False
        )
    # Opened anew for each request that asks it, so that a file put in its place is seen.
    return found | {"CONN_MAX_AGE": 0, "OPTIONS": SQLITE_OPTIONS}


def _postgresql(found: dict[str, Any]) -> dict[str, Any]:
    """With a pool in each process, whose connections are checked before they are used."""
    if not found["NAME"]:
        raise ImproperlyConfigured(f"DATABASE_URL names no database; write it as {FORMS}.")
    if not (find_spec("psycopg") and find_spec("psycopg_pool")):
        raise ImproperlyConfigured(
            "DATABASE_URL names PostgreSQL, whose driver is not installed: "
            "pip install -r requirements-production.txt"
        )
    given = found.get("OPTIONS", {})  # of the address, such as ?sslmode=require
    options = {"connect_timeout": CONNECT_SECONDS} | given | {"pool": POOL}
    return found | {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}
