"""Why the database cannot serve: told apart here and nowhere else, each with what mends it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.db import (
    DataError,
    Error,
    IntegrityError,
    InternalError,
    NotSupportedError,
    OperationalError,
    ProgrammingError,
    connection,
)
from django.db.migrations.loader import MigrationLoader
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as lazy


class Outage(StrEnum):
    """What keeps the database from serving; none of them is the reader's fault or the code's."""

    BUSY = "busy"
    FULL = "full"
    NOT_MIGRATED = "not-migrated"
    NEWER = "newer"
    DAMAGED = "damaged"
    AWAY = "away"


REMEDIES: Mapping[Outage, Promise] = {
    Outage.BUSY: lazy("The database is busy: another program is writing. Try again shortly."),
    Outage.FULL: lazy("The disk is full, so nothing was stored. Free some space and try again."),
    Outage.NOT_MIGRATED: lazy("The database is not migrated. Run `manage.py migrate`."),
    Outage.NEWER: lazy(
        "The database was migrated by a newer SMM Bench. Install that version, or restore a "
        "backup made before."
    ),
    Outage.DAMAGED: lazy(
        "The database file is damaged, or is no SQLite database. Restore it from a backup."
    ),
    Outage.AWAY: lazy(
        "The database cannot be opened. See that DATABASE_URL is right, and that its file is there "
        "and may be written."
    ),
}
"""What is wrong and what mends it, for whoever runs the site."""
OF_A_SERVER: Mapping[Outage, Promise] = {
    Outage.DAMAGED: lazy("The database is damaged. Restore it from a backup."),
    Outage.AWAY: lazy(
        "The database cannot be reached. See that its server runs, and that host, port, name, role "
        "and password in DATABASE_URL are right."
    ),
}
"""The same of a database that is no file here."""

OUR_FAULTS = (DataError, IntegrityError, InternalError, NotSupportedError)
SQLITE: Mapping[int, Outage] = {
    5: Outage.BUSY,  # SQLITE_BUSY
    6: Outage.BUSY,  # SQLITE_LOCKED
    11: Outage.DAMAGED,  # SQLITE_CORRUPT
    13: Outage.FULL,  # SQLITE_FULL
    26: Outage.DAMAGED,  # SQLITE_NOTADB
}
SQLITE_ERROR = 1
"""The code of a wrong statement, and of a right one that asks for a table that is not there."""
POSTGRES: Mapping[str, Outage] = {
    "40": Outage.BUSY,  # deadlock, serialization failure
    "42P01": Outage.NOT_MIGRATED,  # undefined table
    "42703": Outage.NOT_MIGRATED,  # undefined column
    "53100": Outage.FULL,
    "55P03": Outage.BUSY,  # lock not available
    "57014": Outage.BUSY,  # statement timeout
    "XX001": Outage.DAMAGED,
    "XX002": Outage.DAMAGED,
}
"""By a whole SQLSTATE, or by its class."""


def outage(error: Error) -> Outage | None:
    """What an error of the database tells; None when it tells of a fault in our own code."""
    if isinstance(error, OUR_FAULTS):
        return None
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return _by_sqlite(code & 0xFF, str(error))
    state = getattr(cause, "sqlstate", None)
    if state is None:
        return None if isinstance(error, ProgrammingError) else Outage.AWAY
    found = POSTGRES.get(state) or POSTGRES.get(state[:2])
    return found or (None if isinstance(error, ProgrammingError) else Outage.AWAY)


def _by_sqlite(code: int, said: str) -> Outage | None:
    if code == SQLITE_ERROR:
        return Outage.NOT_MIGRATED if "no such" in said or "has no column" in said else None
    return SQLITE.get(code, Outage.AWAY)


def remedy(found: Outage) -> str:
    """What is wrong and what mends it, by the kind of database."""
    of_a_server = {} if connection.vendor == "sqlite" else OF_A_SERVER
    return str(of_a_server.get(found, REMEDIES[found]))


def told(error: Error) -> str:
    """For whoever runs a command: what is wrong, what mends it, and the database's own words."""
    found = outage(error)
    if found is None:
        return gettext("The database refused: %(error)s") % {"error": own_words(error)}
    return f"{remedy(found)} ({own_words(error)})"


def own_words(error: Error) -> str:
    """Why, as the database says it. A pool says no more than that it waited, so ask without it."""
    cause = error.__cause__
    if type(cause).__module__.startswith("psycopg_pool"):
        return refusal() or str(error)
    if getattr(cause, "sqlite_errorname", "").startswith("SQLITE_CANTOPEN"):
        return f"{error}: {connection.settings_dict['NAME']}"
    return str(error)


def refusal() -> str:
    """What the server says to one connection beside the pool; empty where it lets us in."""
    pooled: Any = connection
    given = pooled.get_connection_params()
    try:
        pooled.Database.connect(**given).close()
    except pooled.Database.Error as error:
        said = " ".join(str(error).split())
        secret = given.get("password")
        return said.replace(secret, "***") if secret else said
    return ""


def condition() -> Outage | None:
    """What keeps the database from serving this version of the site, asked of it now."""
    try:
        require_file()
        loader = MigrationLoader(connection)
    except Error as error:
        return outage(error) or Outage.AWAY
    return _standing(loader)


def unfit() -> Outage | None:
    """What keeps a database from serving where it may still be migrated, or made.

    Only NOT_MIGRATED is mended by migrating: what is damaged or newer must be left as it is.
    Raises django.db.Error for one that does not answer.
    """
    standing = _standing(MigrationLoader(connection))
    if standing is Outage.NEWER or _is_whole():
        return standing
    return Outage.DAMAGED


def _standing(loader: MigrationLoader) -> Outage | None:
    """How the migrations applied stand to those of this version."""
    if _is_newer(loader):
        return Outage.NEWER
    done = loader.applied_migrations or {}
    return Outage.NOT_MIGRATED if loader.graph.nodes.keys() - done.keys() else None


def _is_newer(loader: MigrationLoader) -> bool:
    """Has a migration been applied to one of our tables that this version does not know?"""
    known: set[Any] = {*loader.disk_migrations, *(loader.replacements or {})}
    ours = {key for key in loader.applied_migrations or () if key[0] in loader.migrated_apps}
    return bool(ours - known)


def _is_whole() -> bool:
    """SQLite's own check of its file; a server checks its files itself."""
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        return bool(cursor.fetchone() == ("ok",))


def require_file() -> None:
    """Raises OperationalError where SQLite's file is gone: opening it would make an empty one."""
    name = connection.settings_dict["NAME"]
    is_file = connection.vendor == "sqlite" and "mode=memory" not in str(name)
    if is_file and not Path(name).exists():
        raise OperationalError("there is no database file")
