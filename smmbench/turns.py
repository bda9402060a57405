"""One process at a time, on one machine or on several: the others wait for their turn."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from django.core.files import locks
from django.db import connection

KEY = 0x534D4D  # "SMM": any number, the same in every process that asks for it


@contextlib.contextmanager
def one_at_a_time(file: Path) -> Iterator[None]:
    """Hold a lock: PostgreSQL's own, which every machine asks, or that of a file.

    Raises django.db.DatabaseError when PostgreSQL cannot be asked. A file that cannot be made
    is no reason to stop: where it cannot, nothing can be migrated by two at once either.
    """
    with contextlib.ExitStack() as held:
        if connection.vendor == "postgresql":
            held.enter_context(_held_by_postgresql())
        else:
            with contextlib.suppress(OSError):
                turn = held.enter_context(file.open("a"))
                locks.lock(turn, locks.LOCK_EX)
        yield


@contextlib.contextmanager
def _held_by_postgresql() -> Iterator[None]:
    """Until the end of the block, or of the connection: a process that dies holds up nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [KEY])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [KEY])


def wait_in_transaction() -> None:
    """Let one transaction go on at a time, until each ends; SQLite's own do so anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KEY])
