"""Spark gives what DuckDB gives, on one machine and on a cluster that loses a worker."""

import signal
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from salaries.vacancies.aggregation import Question, cells, of_kind, read_cells, unique
from salaries.vacancies.engines import engine
from tests.spark.cluster import running
from tests.spark.killing import Killer
from tests.vacancies.builders import FILES, RULES, mixed, run, staged
from tests.vacancies.oracle import by_pandas
from tests.vacancies.test_cells import QUESTIONS, asked

ROWS = 400_000
ALL = Question(same=RULES.same, by_id=True, by_kind=True)
WORKERS = 2


@pytest.fixture(autouse=True)
def on_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever this machine calls itself, its processes find one another."""
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_spark_agrees_with_pandas_to_the_last_digit(tmp_path: Path, question: Question) -> None:
    rows = staged(tmp_path / "rows.parquet", mixed(2000))
    expected = by_pandas(pq.read_table(rows).to_pylist(), question)
    assert asked("local[2]", rows, question) == expected


def test_the_command_writes_the_same_table_by_spark(tmp_path: Path) -> None:
    for name, url in (("duck", ""), ("spark", "local[2]")):
        arguments = ("--survey", name, "--output", tmp_path, "--engine", url)
        assert run(FILES / "made-up.csv", *arguments)[2] == ""
    assert (tmp_path / "duck.csv").read_bytes() == (tmp_path / "spark.csv").read_bytes()


def test_a_worker_killed_in_mid_job_changes_nothing(tmp_path: Path) -> None:
    rows = staged(tmp_path / "rows.parquet", mixed(ROWS))
    expected = asked("", rows, ALL)
    with running(tmp_path, WORKERS) as cluster:
        with engine(cluster.url, rows, tmp_path) as table:
            killer = Killer(cluster, WORKERS)
            killer.start()
            with unique(table, ALL) as found:
                answer = read_cells(cells(of_kind(found, ALL)).to_pyarrow().to_pylist())
            finished = time.monotonic()
        killer.join()
        assert sorted(answer, key=lambda cell: cell.place) == expected
        assert killer.tasks == WORKERS and 0 < killer.at < finished
        assert cluster.workers[0].returncode == -signal.SIGKILL
