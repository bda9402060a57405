"""A load killed in the middle, as a power cut would, leaves the old data whole.

A trigger in the database never finishes counting, so the load certainly stands still at a
chosen table, its transaction open, when the process is killed.
"""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.ingest.builders import SHIPPED, shipped

ROOT = Path(__file__).parents[2]
ENDLESS = """
    CREATE VIEW endless AS
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;
    CREATE TRIGGER stand_still AFTER INSERT ON {table}
        BEGIN SELECT * FROM endless; END;
"""
ENDING = "DROP TRIGGER stand_still; DROP VIEW endless;"


def command(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / 'x.sqlite3'}",
        "SMMBENCH_STATE_DIR": str(folder),
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def run(folder: Path, *arguments: str) -> str:
    process = command(folder, *arguments)
    printed, _ = process.communicate(timeout=60)
    assert process.returncode == 0, printed
    return printed


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database file with the shipped survey in it."""
    folder = tmp_path_factory.mktemp("loaded")
    run(folder, "migrate", "--verbosity=0")
    run(folder, "load_ranges", str(SHIPPED))
    with closing(sqlite3.connect(folder / "x.sqlite3")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return (folder / "x.sqlite3").read_bytes()


@pytest.fixture
def folder(loaded: bytes, tmp_path: Path) -> Path:
    """A folder with that database, and a changed table to load into it."""
    (tmp_path / "x.sqlite3").write_bytes(loaded)
    (tmp_path / "changed.csv").write_bytes(shipped((",55000\n", ",54000\n")))
    return tmp_path


@pytest.fixture
def database(folder: Path) -> Iterator[sqlite3.Connection]:
    """A look into the database from outside, which never waits for a lock."""
    path = folder / "x.sqlite3"
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        yield connection


def is_being_written(database: sqlite3.Connection) -> bool:
    try:
        database.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return True
    database.execute("ROLLBACK")
    return False


def kill_in_the_middle(folder: Path, database: sqlite3.Connection) -> int:
    process = command(folder, "load_ranges", str(folder / "changed.csv"))
    deadline = time.monotonic() + 60
    while not is_being_written(database):
        assert process.poll() is None and time.monotonic() < deadline
        time.sleep(0.02)
    time.sleep(0.3)  # long enough to reach the trigger; the transaction stays open either way
    process.kill()
    process.communicate(timeout=60)
    return process.returncode


@pytest.mark.parametrize("table", ["survey", "experienceband", "salaryrange", "load"])
def test_a_killed_load_leaves_the_old_data_whole(
    folder: Path, database: sqlite3.Connection, table: str
) -> None:
    database.executescript(ENDLESS.format(table=f"salaries_{table}"))
    before = list(database.iterdump())
    assert kill_in_the_middle(folder, database) == -9
    assert list(database.iterdump()) == before
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_after_a_killed_load_the_table_loads(folder: Path, database: sqlite3.Connection) -> None:
    database.executescript(ENDLESS.format(table="salaries_salaryrange"))
    kill_in_the_middle(folder, database)
    database.executescript(ENDING)
    assert "96 rows" in run(folder, "load_ranges", str(folder / "changed.csv"))
    medians = database.execute("SELECT median FROM salaries_market WHERE median IN (54000, 55000)")
    assert medians.fetchall() == [(55000,), (54000,)]
