"""Laws of checking: no bytes raise, and no single spoilt cell gets through."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from salaries.ingest.columns import KEY_COLUMNS, MONEY_COLUMNS, TABLE_COLUMNS
from salaries.ingest.messages import sentence
from salaries.ingest.validation import check
from tests.ingest.builders import SHAPE, shipped, shipped_rows

HEADER = ",".join(TABLE_COLUMNS).encode() + b"\n"
CELLS = st.one_of(
    st.sampled_from(["Moscow", "agency", "I", "II", "30000", "60000", "NA", "1e400", '"', ","]),
    st.text(max_size=12),
)
BAD_ANYWHERE = ["", "NA", "None", "nan", "-", "\x1b", "x" * 500, "=1+1", "Moscow\u200b"]
BAD_MONEY = [
    "0",
    "-30000",
    "30,000",
    "30.000",
    "30000.5",
    "3e4",
    "1e400",
    "NaN",
    "inf",
    "0x7530",
    "30 00",
    "30_000",
    "9" * 400,
]


def holds(data: bytes) -> bool:
    """Are there rows or problems, and can each problem be said in one line?"""
    checked = check(data, SHAPE)
    said = [sentence(problem) for problem in checked.problems]
    return bool(checked.rows) != bool(said) and all(line.isprintable() for line in said)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_rows_or_problems(data: bytes) -> None:
    assert holds(data)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_under_a_header_give_rows_or_problems(data: bytes) -> None:
    assert holds(HEADER + data)


@settings(deadline=None)
@given(st.lists(st.lists(CELLS, max_size=7), max_size=12))
def test_any_cells_under_a_header_give_rows_or_problems(rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    assert holds(HEADER + text.getvalue().encode("utf-8", "replace"))


@settings(deadline=None)
@given(st.binary(min_size=1, max_size=3), st.integers(0, len(shipped())))
def test_bytes_put_anywhere_in_the_table_give_rows_or_problems(put: bytes, place: int) -> None:
    assert holds(shipped()[:place] + put + shipped()[place:])


@settings(deadline=None)
@given(
    st.integers(0, 95),
    st.one_of(
        st.tuples(st.sampled_from(TABLE_COLUMNS), st.sampled_from(BAD_ANYWHERE)),
        st.tuples(st.sampled_from(MONEY_COLUMNS), st.sampled_from(BAD_MONEY)),
        st.tuples(st.sampled_from(KEY_COLUMNS), st.sampled_from(["V", "freelance", "Paris"])),
    ),
)
def test_a_spoilt_cell_is_refused_at_its_row(index: int, spoilt: tuple[str, str]) -> None:
    column, value = spoilt
    rows = shipped_rows()
    rows[index][column] = value
    text = io.StringIO()
    writer = csv.DictWriter(text, TABLE_COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    problems = check(text.getvalue().encode(), SHAPE).problems
    assert (index + 2, column) in {(problem.row, problem.column) for problem in problems}
