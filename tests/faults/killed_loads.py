"""`python -m tests.faults.killed_loads DATABASE FOLDER TIMES`: loads killed at random moments.

Each load is a process of its own, forked from this one when the files are read and checked, so
that every moment is one of writing. After each kill the database must be whole and hold the old
survey alone or all of the new one. Prints how many loads left which.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from tests.faults.large_survey import CITIES, ROWS, Content, files, read_survey, store

OLD = "old"
NEW = "new"
SHIPPED = {"salaries_salaryrange": 96, "salaries_market": 24, "salaries_city": 12}
LARGE = {"salaries_salaryrange": ROWS, "salaries_market": ROWS // 4, "salaries_city": CITIES - 12}


def main(database: Path, folder: Path, times: int) -> None:
    """Kill so many loads, and say what was left."""
    content = read_survey(files(folder))
    prepared = database.read_bytes()
    began = time.monotonic()
    _fork(content, None)
    whole = time.monotonic() - began
    found: Counter[str] = Counter()
    chance = random.Random(12)
    for _ in range(times):
        if left(database) != OLD:
            _put(database, prepared)
        _fork(content, chance.uniform(0, whole))
        found[left(database)] += 1
    print(*(f"{name}={count}" for name, count in found.items()), sep="\n")


def _fork(content: Content, seconds: float | None) -> None:
    """A load in a child process, killed after so many seconds; None lets it end."""
    child = os.fork()
    if not child:
        store(content)
        os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _put(database: Path, prepared: bytes) -> None:
    for rest in database.parent.glob(f"{database.name}-*"):
        rest.unlink()
    database.write_bytes(prepared)


def left(database: Path) -> str:
    """What a killed load left: the old survey, the new one too, or what is wrong."""
    with closing(sqlite3.connect(database)) as opened:
        counted = {
            table: opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in SHIPPED
        }
        whole = opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        current = opened.execute("SELECT count(*) FROM salaries_survey WHERE is_current").fetchall()
    both = {table: SHIPPED[table] + LARGE[table] for table in SHIPPED}
    if not whole or current != [(1,)]:
        return f"not whole: {whole}, {current}"
    return {str(SHIPPED): OLD, str(both): NEW}.get(str(counted), f"partial: {counted}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
