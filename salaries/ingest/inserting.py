"""Many rows of whole numbers into one table, by what each database has for it.

Django makes an object of every row and a statement of every few hundred, which takes many times as
long as the database itself.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection
from django.db.models import Model


def insert_rows(
    model: type[Model], columns: Sequence[str], rows: Sequence[tuple[int, ...]]
) -> None:
    """Insert rows into a model's table: by COPY on PostgreSQL, by one statement elsewhere.

    Columns are named as the database has them, and what they do not name has its default there.
    The database's own constraints hold; raises django.db.IntegrityError where they do not.
    """
    quoted = ", ".join(map(connection.ops.quote_name, columns))
    target = f"{connection.ops.quote_name(model._meta.db_table)} ({quoted})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            lines = "".join("\t".join(map(str, row)) + "\n" for row in rows)
            with connection.wrap_database_errors, cursor.copy(f"COPY {target} FROM STDIN") as copy:
                copy.write(lines)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {target} VALUES ({marks})", rows)  # noqa: S608


@contextmanager
def no_collection() -> Iterator[None]:
    """No search for cycles: a large table has none, and looking costs a quarter of a load."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
