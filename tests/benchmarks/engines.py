"""The one expression on every engine: seconds, memory, and whether the cells are equal.

    python -m tests.benchmarks.engines [ROWS [ROUNDS]]     (Linux; 1,000,000 rows, 3 rounds)

Engines take turns, each time in a process of its own with its own server or cluster. Seconds are
those from a file of comparable rows to the cells, with the engine's own start but not its server's;
memory is the most that the process and everything it started held together. The last Spark
cluster loses one of its two workers, killed while both are at a task. Spark needs Java 17.
"""

from __future__ import annotations

import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pyarrow.parquet as pq

from salaries.vacancies.aggregation import Cell, Question, cells, of_kind, read_cells, unique
from salaries.vacancies.engines import engine
from tests import postgres
from tests.benchmarks.aggregation import SAME, comparable_rows
from tests.vacancies.oracle import by_pandas

ROWS, ROUNDS, WORKERS, EVERY = 1_000_000, 3, 2, 0.2
QUESTION = Question(SAME, by_id=True, by_kind=True)


@dataclass(frozen=True)
class Turn:
    """One engine's answer: seconds, a digest of its cells, megabytes."""

    seconds: float
    digest: str
    megabytes: float = 0.0


def asked(url: str, rows: Path) -> list[Cell]:
    """The cells by an engine, in order."""
    with engine(url, rows, rows.parent) as table, unique(table, QUESTION) as found:
        answer = read_cells(cells(of_kind(found, QUESTION)).to_pyarrow().to_pylist())
    return sorted(answer, key=lambda cell: cell.place)


Ask = Callable[[Path], list[Cell]]


@contextmanager
def at(url: str) -> Iterator[Ask]:
    """An engine that needs nobody."""
    yield lambda rows: asked(url, rows)


@contextmanager
def on_pandas() -> Iterator[Ask]:
    """The oracle of the tests."""
    yield lambda rows: by_pandas(pq.read_table(rows).to_pandas(), QUESTION)


@contextmanager
def on_postgresql(version: str) -> Iterator[Ask]:
    """A server of its own."""
    with postgres.running(version) as cluster, postgres.fresh(cluster.server_url) as url:
        yield lambda rows: asked(url, rows)


@contextmanager
def on_cluster(*, kill: bool) -> Iterator[Ask]:
    """A master and two workers; one is killed in mid-job where that is asked."""
    from tests.spark.cluster import running
    from tests.spark.killing import Killer

    with tempfile.TemporaryDirectory() as folder, running(Path(folder), WORKERS) as cluster:

        def answer(rows: Path) -> list[Cell]:
            killer = Killer(cluster, WORKERS)
            if kill:
                killer.start()
            found = asked(cluster.url, rows)
            assert not kill or killer.tasks == WORKERS, "nobody was at work to be killed"
            return found

        yield answer


ENGINES: dict[str, Callable[[], AbstractContextManager[Ask]]] = {
    "DuckDB": partial(at, "duckdb://?memory_limit=2GB&threads=2"),
    "pandas": on_pandas,
    "PostgreSQL 18": partial(on_postgresql, "18"),
    "PostgreSQL 15": partial(on_postgresql, "15"),
    "Spark, this machine": partial(at, "local[2]"),
    "Spark, 2 workers": partial(on_cluster, kill=False),
    "Spark, 1 of 2 workers killed": partial(on_cluster, kill=True),
}


def one(name: str, rows: Path) -> None:
    """Ask one engine and print what came of it."""
    with ENGINES[name]() as ask:
        start = time.perf_counter()
        found = ask(rows)
        seconds = time.perf_counter() - start
    digest = hashlib.sha256(repr(found).encode()).hexdigest()
    sys.stdout.write("\n" + json.dumps({"seconds": seconds, "digest": digest}))


def turn(name: str, rows: Path) -> Turn:
    """One engine in a process of its own, watched from here."""
    command = [sys.executable, "-m", "tests.benchmarks.engines", "--one", name, str(rows)]
    most = 0.0
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(command, stdout=out, stderr=errors)
        while process.poll() is None:
            most = max(most, sum(map(megabytes, [process.pid, *children(process.pid)])))
            time.sleep(EVERY)
        out.seek(0)
        errors.seek(0)
        if process.returncode:
            raise RuntimeError(f"{name}: {errors.read()[-2000:]}")
        return Turn(**json.loads(out.read().splitlines()[-1]), megabytes=most)


def children(pid: int) -> list[int]:
    """The processes started by one, and by those."""
    try:
        tasks = Path(f"/proc/{pid}/task").glob("*/children")
        own = [int(child) for task in tasks for child in task.read_text().split()]
    except OSError:
        return []
    return [*own, *(one for child in own for one in children(child))]


def megabytes(pid: int) -> float:
    """What a process holds; of memory that several share, its part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def main() -> None:
    """Print the table."""
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], Path(sys.argv[3]))
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    names = [name for name in ENGINES if find_spec("pyspark") or not name.startswith("Spark")]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(comparable_rows(Path(folder) / "rows.parquet", rows))
        rounds_of = [{name: turn(name, file) for name in names} for _ in range(rounds)]
    turns = {name: [found[name] for found in rounds_of] for name in names}
    digest = turns["pandas"][0].digest
    print(f"{rows:,} vacancies, medians; rounds: {rounds}")
    print(f"{'engine':<30}{'seconds':>9}{'MB':>8}  cells")
    for name, found in turns.items():
        seconds = statistics.median(turn.seconds for turn in found)
        most = statistics.median(turn.megabytes for turn in found)
        equal = all(turn.digest == digest for turn in found)
        print(f"{name:<30}{seconds:>9.1f}{most:>8.0f}  {'equal' if equal else 'NOT EQUAL'}")


if __name__ == "__main__":
    main()
