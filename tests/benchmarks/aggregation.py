"""Vacancies counted by our one expression, beside SQL written by hand for DuckDB.

    python -m tests.benchmarks.aggregation [ROWS]      (Linux; 20,000,000 unless told)

Both read the same Parquet files of made-up comparable rows and give the same cells, within the
same threads and memory. Then the peak memory of the whole command on the rows as one file and as
many, each in a process of its own.
"""

from __future__ import annotations

import json
import math
import resource
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import ibis
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from salaries.vacancies.aggregation import Question, cells, exact, of_kind, unique
from tests.benchmarks.side_by_side import compare

ROWS = 20_000_000
BLOCK = 1_000_000
FILES = 200
THREADS, MEMORY, SPILL = 2, "4GB", "20GB"
ASKED = 1 / 1.3
CITIES = np.array([f"city-{n}" for n in range(100)])
LEVELS = np.array(["none", "1–3", "3–6", "6+"])
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
SELECT city, segment, level, employer, amount FROM '{files}' QUALIFY ROW_NUMBER()
    OVER (PARTITION BY title, low, high, city, employer, level ORDER BY position) = 1
"""
SAME = ("title", "low", "high", "city", "employer", "level")


def made_up(first: int, count: int) -> pa.Table:
    """Comparable rows: 100 cities, 50,000 employers, amounts as people post them."""
    drawn = np.random.default_rng(first)
    employers = (50_000 * drawn.random(count) ** 2).astype("int64")
    amount = np.exp(drawn.normal(11, 0.4, count)).round(-1).astype("int64")
    return pa.table(
        {
            "position": np.arange(first, first + count),
            "id": pa.nulls(count, pa.string()),
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


def write(folder: Path, rows: int, files: int) -> str:
    """The same rows in so many files; gives their pattern."""
    folder.mkdir()
    each = math.ceil(rows / files)
    for number in range(files):
        with pq.ParquetWriter(folder / f"{number}.parquet", made_up(0, 1).schema) as writer:
            end = min(rows, (number + 1) * each)
            for first in range(number * each, end, BLOCK):
                writer.write_table(made_up(first, min(BLOCK, end - first)))
    return str(folder / "*.parquet")


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
    """Both ways with every row, and with repeats left out."""
    asked = {
        "every row": (Question(by_kind=True), EVERY, "NOT MATERIALIZED"),
        "repeats left out": (Question(same=SAME, by_kind=True), ONCE, "MATERIALIZED"),
    }
    connection = connected(spill)
    for name, (question, counted, kept) in asked.items():
        sql = BY_HAND.format(kept=kept, counted=counted.format(files=files))
        mine = partial(ours, connection, files, question)
        theirs = partial(by_hand, connection.con, sql)
        assert comparable(mine()) == comparable(theirs())
        ratio = compare(f"{rows:,} vacancies, {name}", mine, theirs, asked=ASKED, rounds=3)
        print(ratio, flush=True)


def peak(files: str) -> int:
    """Megabytes that one aggregation holds at most, in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.aggregation", "--once", files]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(json.loads(done.stdout)["peak"])


def once(files: str) -> None:
    """Aggregate, and print this process's peak memory."""
    ours(connected(Path(files).parent / "spill"), files, Question(by_kind=True))
    print(json.dumps({"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))


def main() -> None:
    """Print every figure."""
    if sys.argv[1:2] == ["--once"]:
        once(sys.argv[2])
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as name:
        one = write(Path(name) / "one", rows, 1)
        many = write(Path(name) / "many", rows, FILES)
        print(f"peak memory: {peak(one)} MB in one file, {peak(many)} MB in {FILES} files")
        beside_sql(one, rows, Path(name) / "spill")


if __name__ == "__main__":
    main()
