"""Twenty million vacancies counted: the whole command, and its expression beside SQL by hand.

    python -m tests.benchmarks.aggregation [ROWS]      (Linux; 20,000,000 unless told)

First `aggregate_vacancies` on made-up vacancies as one file and as many, each run a process of its
own: peak memory and seconds, and both surveys must be equal. Then the one expression that it asks
of its engine, beside SQL written by hand for DuckDB, on so many comparable rows, within the same
threads and memory; both must give the same cells.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import ibis
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from salaries.vacancies.aggregation import Question, cells, exact, of_kind, unique
from tests.benchmarks.made_up_vacancies import write
from tests.benchmarks.serving import Row
from tests.benchmarks.side_by_side import compare

ROWS = 20_000_000
BLOCK = 1_000_000
FILES = 200
THREADS, MEMORY, SPILL = 2, "4GB", "20GB"
MOST_MEGABYTES, AS_ONE_FILE, AS_SQL = 4096, 1.2, 1.3
CITIES = np.array([f"city-{n}" for n in range(100)])
LEVELS = np.array(["0", "1–3", "3–6", "6+"])
KINDS = np.array(["agency", "company"])

BY_HAND = """
WITH counted AS {kept} ({counted}),
each AS (
    SELECT city, segment, CASE WHEN GROUPING(level) = 1 THEN '' ELSE level END AS band, employer,
           COUNT(*) AS vacancies
    FROM counted WHERE employer IS NOT NULL
    GROUP BY GROUPING SETS ((city, segment, employer), (city, segment, level, employer))
    HAVING GROUPING(level) = 1 OR level IS NOT NULL
),
shares AS (
    SELECT city, segment, band, COUNT(*) AS employers, MAX(vacancies) AS largest
    FROM each GROUP BY ALL
),
pay AS (
    SELECT city, segment, CASE WHEN GROUPING(level) = 1 THEN '' ELSE level END AS band,
           COUNT(*) AS n, QUANTILE_CONT(amount, [0.1, 0.25, 0.5, 0.75, 0.9]) AS quantiles
    FROM counted
    GROUP BY GROUPING SETS ((city, segment), (city, segment, level))
    HAVING GROUPING(level) = 1 OR level IS NOT NULL
)
SELECT city, segment, band, n, quantiles, COALESCE(employers, 0), COALESCE(largest, 0)
FROM pay LEFT JOIN shares USING (city, segment, band)
"""
EVERY = """
SELECT city, segment, level, employer, amount FROM '{files}' WHERE segment IS NOT NULL
"""
ONCE = """
SELECT city, segment, level, employer, amount FROM (
    SELECT * FROM '{files}' QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY position) = 1
) WHERE segment IS NOT NULL QUALIFY ROW_NUMBER()
    OVER (PARTITION BY title, low, high, city, employer, level ORDER BY position) = 1
"""
SAME = ("title", "low", "high", "city", "employer", "level")


def made_up(first: int, count: int) -> pa.Table:
    """Comparable rows: 100 cities, 50,000 employers, amounts as people post them."""
    drawn = np.random.default_rng(first)
    employers = (50_000 * drawn.random(count) ** 2).astype("int64")
    amount = np.exp(drawn.normal(11, 0.4, count)).round(-1).astype("int64")
    position = np.arange(first, first + count)
    named = np.maximum(position - 40 * (drawn.random(count) < 0.03), 0)
    return pa.table(
        {
            "position": position,
            "id": pa.array(named.astype(str)),
            "title": pa.array(np.char.add("SMM ", drawn.integers(0, 500, count).astype(str))),
            "low": amount * 0.8,
            "high": amount * 1.2,
            "currency": pa.array(["RUB"] * count),
            "gross": pa.nulls(count, pa.bool_()),
            "city": pa.array(CITIES[drawn.integers(0, 100, count)]),
            "segment": pa.array(KINDS[drawn.integers(0, 2, count)]),
            "level": pa.array(LEVELS[drawn.integers(0, 4, count)]),
            "employer": pa.array(employers.astype(str)),
            "amount": amount * 100,
        }
    )


def comparable_rows(path: Path, rows: int) -> str:
    """So many comparable rows in a file; gives its name."""
    with pq.ParquetWriter(path, made_up(0, 1).schema) as writer:
        for first in range(0, rows, BLOCK):
            writer.write_table(made_up(first, min(BLOCK, rows - first)))
    return str(path)


def connected(spill: Path) -> Any:
    """DuckDB in memory, within the limits of this comparison; what has no room goes to a folder."""
    limits = {"threads": THREADS, "memory_limit": MEMORY, "max_temp_directory_size": SPILL}
    return ibis.duckdb.connect(**limits, temp_directory=str(spill))


def ours(connection: Any, files: str, question: Question) -> list[tuple[Any, ...]]:
    """The cells by the expression that the command asks."""
    with unique(connection.read_parquet(files), question) as unlike:
        found = cells(of_kind(unlike, question)).to_pyarrow()
    names = ("city", "segment", "band", "n", "quantiles", "employers", "largest")
    return [tuple(row[name] for name in names) for row in found.to_pylist()]


def by_hand(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    """The cells by SQL."""
    return connection.execute(sql).fetchall()


def comparable(found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows in order, quantiles to the last digit that means something."""
    return sorted((*row[:4], tuple(map(exact, row[4])), *row[5:]) for row in found)


def beside_sql(files: str, rows: int, spill: Path) -> None:
    """Both ways with every row, and with repeats left out by id and by what they say."""
    asked = {
        "every row": (Question(by_kind=True), EVERY, "NOT MATERIALIZED"),
        "repeats left out": (Question(SAME, by_id=True, by_kind=True), ONCE, "MATERIALIZED"),
    }
    connection = connected(spill)
    for name, (question, counted, kept) in asked.items():
        sql = BY_HAND.format(kept=kept, counted=counted.format(files=files))
        mine = partial(ours, connection, files, question)
        theirs = partial(by_hand, connection.con, sql)
        assert comparable(mine()) == comparable(theirs())
        found = compare(name, mine, theirs, asked=1 / AS_SQL, rounds=3)
        title = f"{rows:,} vacancies, {name}: seconds beside SQL’s"
        print(Row(title, found.ours / found.other, AS_SQL, at_most=True), flush=True)


@dataclass(frozen=True)
class Run:
    """A run of the command: seconds, megabytes at most, and the table it wrote."""

    seconds: float
    megabytes: float
    table: bytes


def command(files: Sequence[Path], folder: Path) -> Run:
    """`aggregate_vacancies` on these files, in a process of its own."""
    arguments = [*map(str, files), "--survey", "made-up", "--output", str(folder)]
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "aggregate_vacancies", *arguments, "--scratch", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _pid, status, used = os.wait4(process.pid, 0)
    assert status == 0
    seconds = time.perf_counter() - start
    return Run(seconds, used.ru_maxrss / 1024, (folder / "made-up.csv").read_bytes())


def whole_command(folder: Path, rows: int) -> None:
    """The command on one file and on many: its memory, and how little the files matter."""
    one, many = (command(write(folder / f"{n}", rows, n), folder) for n in (1, FILES))
    assert one.table == many.table
    title = f"aggregate_vacancies, {rows:,} rows"
    print(f"{title}: {one.seconds:.0f} s from one file, {many.seconds:.0f} s from {FILES}")
    print(Row("its peak memory, megabytes", one.megabytes, MOST_MEGABYTES, at_most=True))
    ratio = many.megabytes / one.megabytes
    print(
        Row(f"memory from {FILES} files beside one", ratio, AS_ONE_FILE, at_most=True), flush=True
    )


def main() -> None:
    """Print every figure."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole_command(folder, rows)
        files = comparable_rows(folder / "comparable.parquet", rows)
        beside_sql(files, rows, folder / "spill")


if __name__ == "__main__":
    main()
