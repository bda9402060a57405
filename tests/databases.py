"""An empty database for a process that a test starts: on whatever the tests themselves run on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import fresh


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """Its address: on PostgreSQL where DATABASE_URL names one, else a file in the folder."""
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        with fresh(url) as address:
            yield address
    else:
        yield f"sqlite:///{folder / 'own.sqlite3'}"
