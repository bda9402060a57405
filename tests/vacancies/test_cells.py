"""One question, equal answers: DuckDB, PostgreSQL, pandas and plain fractions."""

import random
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salaries.vacancies.aggregation import (
    QUANTILES,
    Cell,
    Question,
    amounts,
    cells,
    left,
    of_kind,
    read_cells,
    unique,
)
from salaries.vacancies.bootstrap import median_interval
from salaries.vacancies.engines import engine
from salaries.vacancies.messages import sentence
from salaries.vacancies.problems import Refused
from salaries.vacancies.survey import middles
from tests import postgres
from tests.vacancies.builders import FILES, RULES, mixed, run, staged
from tests.vacancies.oracle import by_pandas, quantile

QUESTIONS = {
    "every row": Question(),
    "each id once": Question(by_id=True),
    "no repeats": Question(same=("title", "low", "city", "gross", "employer")),
    "by kind": Question(by_kind=True),
    "all of it": Question(same=RULES.same, by_id=True, by_kind=True),
}
every_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)


def asked(url: str, rows: Path, question: Question) -> list[Cell]:
    """The engine's answer, in order."""
    with engine(url, rows, rows.parent) as table, unique(table, question) as found:
        answer = read_cells(cells(of_kind(found, question)).to_pyarrow().to_pylist())
    return sorted(answer, key=lambda cell: cell.place)


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return staged(tmp_path_factory.mktemp("cells") / "rows.parquet", mixed(4000))


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """An empty database on a PostgreSQL of our own."""
    with postgres.running(postgres.EMBEDDED) as cluster, postgres.fresh(cluster.server_url) as url:
        yield url


@every_question
def test_duckdb_agrees_with_pandas_to_the_last_digit(rows: Path, question: Question) -> None:
    assert asked("", rows, question) == by_pandas(pq.read_table(rows).to_pylist(), question)


@every_question
def test_postgresql_agrees_with_pandas_to_the_last_digit(
    rows: Path, question: Question, server: str
) -> None:
    assert asked(server, rows, question) == by_pandas(pq.read_table(rows).to_pylist(), question)


@every_question
def test_rows_left_add_up_to_the_markets(rows: Path, question: Question) -> None:
    markets = sum(cell.n for cell in asked("", rows, question) if not cell.band)
    with engine("", rows, rows.parent) as table, unique(table, question) as found:
        steps = left(table, found, of_kind(found, question), question)
        counts = [one.to_pyarrow().to_pylist()[0]["n"] for one in steps.values()]
    assert counts == sorted(counts, reverse=True)
    assert (counts[0], counts[-1]) == (4000, markets)


def test_the_command_writes_the_same_table_by_postgresql(tmp_path: Path, server: str) -> None:
    for name, url in (("duck", ""), ("postgres", server)):
        arguments = ("--survey", name, "--output", tmp_path, "--engine", url)
        assert run(FILES / "made-up.csv", *arguments)[2] == ""
    assert (tmp_path / "duck.csv").read_bytes() == (tmp_path / "postgres.csv").read_bytes()


def test_nothing_stays_in_postgresql(rows: Path, server: str) -> None:
    asked(server, rows, QUESTIONS["all of it"])
    with psycopg.connect(server) as connection:
        left_there = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'v') AND relnamespace NOT IN "
            "('pg_catalog'::regnamespace, 'information_schema'::regnamespace)"
        ).fetchall()
    assert [name for (name,) in left_there if not name.startswith("pg_toast")] == []


def test_an_engine_that_dies_in_between_is_said_without_its_password(rows: Path) -> None:
    with postgres.running(postgres.EMBEDDED) as cluster, pytest.raises(Refused) as refusal:
        url = cluster.server_url.replace("@", ":secret@")
        with engine(url, rows, rows.parent) as table:
            cluster.stop()
            cells(of_kind(table, Question())).to_pyarrow()
    said = sentence(refusal.value.problem)
    assert said.startswith("the engine postgres://smm_bench:…@127.0.0.1")
    assert "gave up" in said and "secret" not in said


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(100, 10**8), min_size=1, max_size=60))
def test_quantiles_are_those_of_plain_fractions(found: list[int]) -> None:
    with TemporaryDirectory() as folder:
        path = staged(Path(folder) / "rows.parquet", [{"amount": one} for one in found])
        cell = asked("", path, Question())[0]
    assert cell.quantiles == tuple(quantile(found, round(1000 * p)) for p in QUANTILES)


@pytest.mark.parametrize("engine_name", ["duckdb", "postgresql"])
def test_an_interval_is_drawn_from_the_amounts_around_the_median(
    tmp_path: Path, server: str, engine_name: str
) -> None:
    drawn = random.Random(3)
    found = [drawn.randrange(10**6, 10**8) for _ in range(3000)]
    path = staged(tmp_path / "rows.parquet", [{"amount": one} for one in found])
    url = server if engine_name == "postgresql" else ""
    with engine(url, path, tmp_path) as table, unique(table, Question()) as unlike:
        answer = amounts(of_kind(unlike, Question())).to_pyarrow().to_pydict()
    middle = middles(answer)["moscow", "", ""]
    whole = list(zip(sorted(found), range(1, 3001), strict=True))
    assert middle == [pair for pair in whole if pair in middle] and len(middle) < 450
    rule = RULES.bootstrap
    assert median_interval(middle, 3000, rule) == median_interval(whole, 3000, rule)


def test_of_a_repeat_the_first_is_kept(tmp_path: Path) -> None:
    path = staged(tmp_path / "rows.parquet", [{"amount": 100}, {"amount": 200}, {"amount": 300}])
    found = asked("", path, Question(same=("title", "city")))
    assert [(cell.n, cell.quantiles[2]) for cell in found] == [(1, Fraction(1))]


def test_the_largest_employer_is_counted_in_its_cell(tmp_path: Path) -> None:
    employers = ["a", "a", "a", "b", None, None]
    path = staged(tmp_path / "rows.parquet", [{"employer": one} for one in employers])
    assert [(cell.n, cell.employers, cell.largest) for cell in asked("", path, Question())] == [
        (6, 2, 3)
    ]
