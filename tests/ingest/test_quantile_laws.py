"""Laws of surveys of quantiles: what is written is read back, and no fault gets through."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salaries import queries
from salaries.domain.quantiles import PERCENTS, Point, Quantiles
from salaries.domain.survey import Survey
from salaries.domain.surveyed import ALL_LEVELS, CellKey
from salaries.ingest.columns import (
    COUNT_COLUMNS,
    FIGURE_COLUMNS,
    KEY_COLUMNS,
    QUANTILE_COLUMNS,
)
from salaries.ingest.loader import LoadReport, load_survey
from salaries.ingest.messages import sentence
from salaries.ingest.quantiles import check
from salaries.ingest.survey_files import files_of
from tests.ingest.builders import stored
from tests.ingest.test_faulty_quantiles import HEADER, SHAPE
from tests.ingest.test_ingest_laws import BAD_MONEY
from tests.web.quantile_surveys import DESCRIPTION, SMALL

Row = dict[str, str]
DOC = Path(__file__).parents[2] / "docs" / "surveys.md"
CITIES, KINDS, LEVELS = ("kazan", "omsk", "ufa"), ("agency", "company"), ("", "junior", "senior")
RANKS = {level: rank for rank, level in enumerate(LEVELS)}
COLUMNS = (*KEY_COLUMNS, *FIGURE_COLUMNS)
stores = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def figures(draw: st.DrawFn, *, published: bool = False) -> Row:
    """What a cell says: the median and some other quantiles, or nothing but counts."""
    count = draw(st.one_of(st.none(), st.integers(1, 10_000)))
    employers = draw(st.one_of(st.none(), st.integers(1, count or 10_000)))
    found: dict[str, int | None] = {"n": count, "employers": employers}
    if published or draw(st.booleans()):
        amounts = draw(st.lists(st.integers(1_000, 900_000), min_size=5, max_size=5))
        all_five = dict(zip(QUANTILE_COLUMNS, sorted(amounts), strict=True))
        kept = draw(st.sets(st.sampled_from(QUANTILE_COLUMNS))) | {"p50"}
        found |= {name: amount for name, amount in all_five.items() if name in kept}
        if draw(st.booleans()):
            found["p50_low"] = all_five["p50"] - draw(st.integers(0, 900))
            found["p50_high"] = all_five["p50"] + draw(st.integers(0, 900))
    return {name: str(value) for name, value in found.items() if value is not None}


@st.composite
def tables(draw: st.DrawFn) -> list[Row]:
    """A table of quantiles in which every city has a row, and one row at least has a median."""
    places = st.tuples(st.sampled_from(CITIES), st.sampled_from(KINDS), st.sampled_from(LEVELS))
    some = draw(st.lists(places, max_size=8, unique=True))
    keys = list(dict.fromkeys([*some, *((city, "agency", "") for city in CITIES)]))
    first = draw(figures(published=True))
    rest = [draw(figures()) for _key in keys[1:]]
    named = [dict(zip(KEY_COLUMNS, key, strict=True)) for key in keys]
    said = dict(zip(keys, [first, *rest], strict=True))
    return [names | _within(said, key) for names, key in zip(named, keys, strict=True)]


def _within(said: Mapping[tuple[str, str, str], Row], key: tuple[str, str, str]) -> Row:
    """A cell of which no more was counted than of its whole market, if that is told."""
    whole = said.get((key[0], key[1], ""), {})
    counts = {
        name: str(min(int(said[key][name]), int(whole.get(name, said[key][name]))))
        for name in COUNT_COLUMNS
        if name in said[key]
    }
    if len(counts) == len(COUNT_COLUMNS):
        counts["employers"] = str(min(map(int, counts.values())))
    return said[key] | counts


def written(rows: Sequence[Row]) -> bytes:
    """The table as a file, without the columns that no row fills."""
    columns = [
        name for name in COLUMNS if name in (*KEY_COLUMNS, "p50") or any(name in r for r in rows)
    ]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def load(folder: Path, rows: Sequence[Row]) -> LoadReport:
    (folder / "small.csv").write_bytes(written(rows))
    (folder / "small.toml").write_text(DESCRIPTION, encoding="utf-8")
    return load_survey(files_of(folder / "small.csv"))


def expected(rows: Sequence[Row]) -> dict[CellKey, Quantiles | None]:
    """The cells as the domain has them."""
    return {CellKey(r["city"], r["segment"], RANKS[r["band"]]): _cell(r) for r in rows}


def _cell(row: Row) -> Quantiles | None:
    points = tuple(Point(p, int(row[f"p{p}"])) for p in PERCENTS if f"p{p}" in row)
    if not points:
        return None
    count, employers = (int(row[name]) if name in row else None for name in ("n", "employers"))
    ends = (int(row["p50_low"]), int(row["p50_high"])) if "p50_low" in row else None
    return Quantiles(RANKS[row["band"]], points, count, employers, ends)


@pytest.mark.django_db
@stores
@given(tables())
def test_what_is_written_is_read_back(survey: Survey, tmp_path: Path, rows: list[Row]) -> None:
    report = load(tmp_path, rows)
    assert report.problems == ()
    found = queries.survey_in_use(SMALL)
    assert dict(found.cells) == expected(rows)
    assert list(found.cells) == list(expected(rows))
    assert [city.slug for city in found.cities] == list(dict.fromkeys(r["city"] for r in rows))
    assert (report.rows, found.provenance.rows) == (len(rows), len(rows))
    assert report.markets == len(found.markets)
    assert (found.bands[0].rank == ALL_LEVELS) is any(not row["band"] for row in rows)


@pytest.mark.django_db
@stores
@given(tables().flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_rows_does_not_matter(
    survey: Survey, tmp_path: Path, both: tuple[list[Row], list[Row]]
) -> None:
    one, other = both
    load(tmp_path, one)
    cells, markets = (lambda s: (dict(s.cells), dict(s.markets)))(queries.survey_in_use(SMALL))
    load(tmp_path, other)
    found = queries.survey_in_use(SMALL)
    assert (dict(found.cells), dict(found.markets)) == (cells, markets)


NO_AMOUNTS = st.sampled_from([bad for bad in BAD_MONEY if bad])
NO_COUNTS = st.sampled_from(["0", "-1", "x", "1.0", "1 0", "2147483648", "9" * 400, "²"])
FAULTS = st.one_of(
    st.tuples(st.sampled_from((*QUANTILE_COLUMNS, "p50_low", "p50_high")), NO_AMOUNTS),
    st.tuples(st.sampled_from(("n", "employers")), NO_COUNTS),
    st.tuples(st.just("city"), st.sampled_from(["", "paris", "Kazan", "=1+1"])),
    st.tuples(st.just("segment"), st.sampled_from(["", "all", "shop"])),
    st.tuples(st.just("band"), st.sampled_from(["V", "Junior", "0"])),
)


@pytest.mark.django_db
@stores
@given(tables(), FAULTS, st.integers(0, 100))
def test_one_fault_is_told_at_its_row_and_nothing_is_stored(
    survey: Survey, tmp_path: Path, rows: list[Row], fault: tuple[str, str], place: int
) -> None:
    column, value = fault
    index = place % len(rows)
    spoilt = [row | {column: value} if at == index else row for at, row in enumerate(rows)]
    before = stored()
    report = load(tmp_path, spoilt)
    assert report.outcome == "refused"
    assert (index + 2, column) in {(problem.row, problem.column) for problem in report.problems}
    assert stored() == before


def holds(data: bytes) -> bool:
    """Are there rows or problems, and can each problem be said in one line?"""
    checked = check(data, SHAPE)
    said = [sentence(problem) for problem in checked.problems]
    return bool(checked.rows) != bool(said) and all(line.isprintable() for line in said)


@settings(deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_give_rows_or_problems(data: bytes, is_under_a_header: bool) -> None:
    assert holds(HEADER.encode() + data if is_under_a_header else data)


CELLS = st.one_of(
    st.sampled_from(["kazan", "omsk", "agency", "senior", "", "", "30000", "60000", "NA", '"']),
    st.text(max_size=9),
)


@settings(deadline=None)
@given(st.lists(st.lists(CELLS, min_size=10, max_size=13), max_size=9))
def test_any_cells_under_a_header_give_rows_or_problems(rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    assert holds(HEADER.encode() + text.getvalue().encode("utf-8", "replace"))


@pytest.mark.django_db
def test_the_worked_example_of_the_documentation_loads(survey: Survey, tmp_path: Path) -> None:
    text = DOC.read_text(encoding="utf-8").partition("## Quantiles")[2]
    for kind in ("csv", "toml"):
        (block,) = re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)
        (tmp_path / f"example.{kind}").write_text(block, encoding="utf-8")
    report = load_survey(files_of(tmp_path / "example.csv"))
    assert (report.outcome, report.problems) == ("loaded", ())
    assert (report.rows, report.markets) == (5, 2)  # of one market nothing is published
    found = queries.survey_in_use("example-quantiles")
    assert found.cells[CellKey("kazan", "company", ALL_LEVELS)] is None
    assert [tuple(step) for step in found.funnel] == [
        ("rows_in", 1000),
        ("other_title", 825),
        ("rows_out", 175),
    ]
    assert found.rules == {"vacancies": "10", "repeats": "drop"}


@pytest.mark.django_db
@pytest.mark.parametrize("levels", ["bands = []\n", ""])
def test_levels_and_kinds_may_be_left_out(survey: Survey, tmp_path: Path, levels: str) -> None:
    described = re.sub(r"(bands|segments) = .*\n", "", DESCRIPTION)
    (tmp_path / "small.toml").write_text(levels + described, encoding="utf-8")
    (tmp_path / "small.csv").write_text(
        "city,segment,band,p50\nkazan,,,50000\nomsk,,,\nufa,,,\n", encoding="utf-8"
    )
    assert load_survey(files_of(tmp_path / "small.csv")).problems == ()
    found = queries.survey_in_use(SMALL)
    assert (found.segments, len(found.bands), found.bands[0].is_all) == (("all",), 1, True)
