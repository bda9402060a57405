"""SQLite's database as a file of its own, and such a file into the database, by SQLite's own copy.

A copy is one step and so one snapshot, whatever others write meanwhile. A restore is one
transaction of the living database: who reads sees all of the old or all of the new, and a process
that is killed in between leaves the old.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.utils.translation import gettext as _

from smmbench.backup import BackupError

CONTENT = "database.sqlite3"
WAIT = 20.0
"""Seconds to wait for whoever writes."""


def dump(database: str, into: Path) -> None:
    """The database as it is at one moment. Raises BackupError where the copy is not sound."""
    try:
        with (
            closing(sqlite3.connect(database, timeout=WAIT)) as live,
            closing(sqlite3.connect(into)) as copy,
        ):
            live.backup(copy, progress=_patience())
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, with no log beside it
    except sqlite3.Error as error:
        raise _unsound(error) from error
    check(into)


def check(path: Path) -> None:
    """Raises BackupError where a database is not sound."""
    try:
        with closing(sqlite3.connect(path)) as found:
            sound = found.execute("PRAGMA integrity_check").fetchone()
            astray = found.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error as error:
        raise _unsound(error) from error
    if sound != ("ok",) or astray:
        raise _unsound(sound[0] if sound != ("ok",) else f"foreign key: {astray[0]}")


def _unsound(reason: object) -> BackupError:
    said = _("The database is not sound (%(reason)s). Nothing was written.")
    return BackupError(said % {"reason": reason})


def migrations(path: Path) -> list[str]:
    """What was applied to a database; nothing where Django never was."""
    try:
        with closing(sqlite3.connect(path)) as found:
            rows = found.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
            return [f"{app}.{name}" for app, name in rows]
    except sqlite3.OperationalError:
        return []


def replace(database: str, content: Path) -> None:
    """Put a database's content in the place of the living one's. Raises BackupError."""
    check(content)
    try:
        with (
            closing(sqlite3.connect(content)) as source,
            closing(sqlite3.connect(database, timeout=WAIT)) as live,
        ):
            live.execute("PRAGMA journal_mode=WAL")
            source.backup(live, progress=_patience())
    except sqlite3.Error as error:
        raise _unsound(error) from error
    check(Path(database))


def _patience() -> Callable[[int, int, int], None]:
    """For a copy, which would wait for a lock for ever: gives up in the end."""
    until = time.monotonic() + WAIT

    def progress(status: int, remaining: int, total: int) -> None:
        if status and status != sqlite3.SQLITE_DONE and time.monotonic() > until:
            raise BackupError(_("The database is busy. Nothing was changed; please try again."))

    return progress
