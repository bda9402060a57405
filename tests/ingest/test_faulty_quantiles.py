"""Every file of tests/ingest/faulty_quantiles is refused for the fault it is named for alone."""

import pytest

from salaries.ingest.columns import MAX_BYTES, MAX_LINE, MAX_ROWS, Shape
from salaries.ingest.messages import sentence
from salaries.ingest.problems import Code, Problem
from salaries.ingest.quantiles import check
from tests.ingest.builders import FAULTY, places

FOLDER = FAULTY.with_name("faulty_quantiles")
SHAPE = Shape(("kazan", "omsk"), ("agency", "company"), ("junior", "senior"))
HEADER = "city,segment,band,p10,p25,p50,p75,p90,n,employers,p50_low,p50_high\n"
ROWS = "kazan,agency,,,,50000,,,,,,\nomsk,company,senior,,,,,,,,,\n"
FAULTS: dict[str, list[tuple[int | None, str | None, Code]]] = {
    "band-in-other-case": [(4, "band", Code.UNKNOWN)],
    "blank-lines-only": [(None, None, Code.EMPTY_FILE)],
    "city-by-its-name": [(4, "city", Code.UNKNOWN_CITY)],
    "column-of-bands": [(1, "low", Code.EXTRA_COLUMN)],
    "comma-in-money": [(4, "p50", Code.AMBIGUOUS)],
    "decimal-money": [(4, "p50", Code.NOT_WHOLE)],
    "digits-of-another-script": [(4, "p50", Code.NOT_MONEY)],
    "duplicate-cell": [(4, None, Code.DUPLICATE_CELL)],
    "duplicate-column": [(1, "p25", Code.DUPLICATE_COLUMN)],
    "duplicate-row": [(8, None, Code.DUPLICATE_CELL)],
    "empty-city": [(4, "city", Code.EMPTY)],
    "empty-segment": [(4, "segment", Code.EMPTY)],
    "empty": [(None, None, Code.EMPTY_FILE)],
    "extra-column": [(1, "p95", Code.EXTRA_COLUMN)],
    "fraction-for-count": [(3, "n", Code.NOT_A_COUNT)],
    "header-only": [(1, None, Code.HEADER_ONLY)],
    "interval-turned-round": [(3, "p50", Code.MEDIAN_OUTSIDE_INTERVAL)],
    "interval-without-end": [(3, "p50_high", Code.EMPTY)],
    "interval-without-median": [(6, "p50", Code.NO_MEDIAN)],
    "interval-without-start": [(3, "p50_low", Code.EMPTY)],
    "kinds-together": [(4, "segment", Code.UNKNOWN)],
    "many-faults": [
        (2, "city", Code.UNKNOWN_CITY),
        (2, "p10", Code.NOT_MONEY),
        (3, "p50", Code.QUANTILES_FALL),
        (3, "p50", Code.MEDIAN_OUTSIDE_INTERVAL),
        (6, "employers", Code.MORE_EMPLOYERS),
        (7, None, Code.SHORT_ROW),
    ],
    "median-over-its-interval": [(3, "p50", Code.MEDIAN_OUTSIDE_INTERVAL)],
    "median-under-its-interval": [(3, "p50", Code.MEDIAN_OUTSIDE_INTERVAL)],
    "missing-city-column": [(1, "city", Code.MISSING_COLUMN), (1, "town", Code.EXTRA_COLUMN)],
    "missing-city": [(None, None, Code.MISSING_CELL)],
    "missing-median-column": [(1, "p50", Code.MISSING_COLUMN), (1, "q50", Code.EXTRA_COLUMN)],
    "more-employers-in-a-level": [(3, "employers", Code.MORE_THAN_TOGETHER)],
    "more-employers-than-vacancies": [(3, "employers", Code.MORE_EMPLOYERS)],
    "more-in-a-hidden-level": [(6, "n", Code.MORE_THAN_TOGETHER)],
    "more-in-a-level": [
        (2, "n", Code.MORE_THAN_TOGETHER),
        (3, "n", Code.MORE_THAN_TOGETHER),
        (3, "employers", Code.MORE_THAN_TOGETHER),
    ],
    "nan-for-money": [(4, "p50", Code.NOT_MONEY)],
    "negative-count": [(3, "n", Code.NOT_A_COUNT)],
    "negative-money": [(4, "p50", Code.NEGATIVE)],
    "no-header": [(1, None, Code.NO_HEADER)],
    "no-median": [(2, "p50", Code.NO_MEDIAN)],
    "no-text": [(8, None, Code.NOT_TEXT_FILE)],
    "not-utf8": [(6, None, Code.NOT_UTF8), (6, "city", Code.UNKNOWN_CITY)],
    "nothing-published": [(None, "p50", Code.NOTHING_PUBLISHED)],
    "nul": [(4, None, Code.NUL)],
    "outer-quantiles-fall": [(2, "p90", Code.QUANTILES_FALL)],
    "point-in-money": [(4, "p50", Code.AMBIGUOUS)],
    "quantiles-fall": [(2, "p50", Code.QUANTILES_FALL)],
    "row-too-long": [(4, None, Code.LONG_ROW)],
    "row-too-short": [(4, None, Code.SHORT_ROW)],
    "semicolons": [(1, None, Code.SEPARATOR)],
    "tabs": [(1, None, Code.SEPARATOR)],
    "text-after-quote": [(4, None, Code.BAD_QUOTES)],
    "text-for-count": [(3, "n", Code.NOT_A_COUNT)],
    "text-for-money": [(4, "p50", Code.NOT_MONEY)],
    "too-large-count": [(3, "n", Code.NOT_A_COUNT)],
    "too-large-money": [(4, "p50", Code.TOO_LARGE)],
    "unclosed-quote": [(4, None, Code.BAD_QUOTES)],
    "unknown-band": [(4, "band", Code.UNKNOWN)],
    "unknown-city": [(4, "city", Code.UNKNOWN_CITY)],
    "unknown-segment": [(4, "segment", Code.UNKNOWN)],
    "utf16": [(None, None, Code.UTF16)],
    "zero-count": [(3, "n", Code.NOT_A_COUNT)],
    "zero-employers": [(3, "employers", Code.NOT_A_COUNT)],
    "zero-money": [(4, "p50", Code.ZERO)],
}
TOO_LARGE_FOR_A_FILE = {
    Code.FILE_TOO_BIG: HEADER + " " * MAX_BYTES,
    Code.TOO_MANY_ROWS: HEADER + "\n" * MAX_ROWS,
    Code.LONG_LINE: HEADER + ROWS + "kazan" * MAX_LINE,
}
OF_OTHERS = {
    # of the path
    Code.NO_FILE, Code.NOT_A_FILE, Code.UNREADABLE,
    # of tables of bands
    Code.LOW_NOT_BELOW_HIGH, Code.BANDS_FALL, Code.BANDS_OVERLAP, Code.BANDS_GAP,
    Code.MEDIAN_DIFFERS, Code.MEDIAN_OUTSIDE,
    # of the files beside the table
    Code.BAD_TOML, Code.MISSING_KEY, Code.NOT_A_LIST, Code.NOT_A_LIST_OF_WORDS, Code.NOT_A_TABLE,
    Code.BAND_COUNT, Code.NOT_A_TEXT, Code.NOT_A_SLUG, Code.NOT_A_MONTH, Code.NOT_A_CURRENCY,
    Code.NOT_A_REGION, Code.NOT_A_NUMBER, Code.REPEATED, Code.YEARS_DO_NOT_RISE,
    Code.REPEATED_ENTRY, Code.MONTH_OUTSIDE,
    Code.FUNNEL_DOES_NOT_ADD_UP, Code.ANOTHER_SURVEY, Code.CITY_TAKEN,
}  # fmt: skip
"""Problems that no table of quantiles has."""


def problems(text: str, shape: Shape = SHAPE) -> tuple[Problem, ...]:
    return check(text.encode(), shape).problems


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_table_is_refused_for_its_fault_alone_and_gives_no_rows(name: str) -> None:
    checked = check((FOLDER / f"{name}.csv").read_bytes(), SHAPE)
    assert places(checked.problems) == FAULTS[name]
    assert checked.rows == ()
    assert all(sentence(problem).isprintable() for problem in checked.problems)


@pytest.mark.parametrize("code", TOO_LARGE_FOR_A_FILE)
def test_a_table_that_is_too_large_is_refused_before_it_is_read(code: Code) -> None:
    assert [one.code for one in problems(TOO_LARGE_FOR_A_FILE[code])] == [code]


def test_a_level_is_told_with_the_number_of_all_levels_together() -> None:
    problem, *_ = check((FOLDER / "more-in-a-level.csv").read_bytes(), SHAPE).problems
    assert sentence(problem) == (
        "row 2, column “n”: 26 of this level alone, but 25 of all levels together; "
        "a part should not be more than the whole"
    )


def test_as_many_in_a_level_as_together_and_numbers_left_out_are_no_faults() -> None:
    rows = (
        "kazan,agency,,,,50000,,,9,,,\n"
        "kazan,agency,junior,,,50000,,,9,7,,\n"
        "omsk,company,,,,50000,,,,,,\n"
        "omsk,company,senior,,,50000,,,99,,,\n"
    )
    assert problems(HEADER + rows) == ()


def test_every_file_is_named_and_every_refusal_has_one() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == FAULTS.keys()
    refused = {code for found in FAULTS.values() for _row, _column, code in found}
    assert refused | TOO_LARGE_FOR_A_FILE.keys() == set(Code) - OF_OTHERS
    assert not (refused | TOO_LARGE_FOR_A_FILE.keys()) & OF_OTHERS


def test_a_kind_of_employer_is_unknown_where_none_is_told_apart() -> None:
    shape = Shape(("kazan",), ("",), ())
    text = HEADER + "kazan,agency,junior,,,50000,,,,,,\n"
    assert places(problems(text, shape)) == [
        (2, "segment", Code.UNKNOWN), (2, "band", Code.UNKNOWN),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "header",
    [
        "city,segment,band,p50",
        "p50,band,segment,city",
        "\n,,,\ncity,segment,band,p50",
        '"city", segment ,band,"p50"',
        "\ufeffcity,segment,band,p50",
    ],
)
def test_columns_may_be_left_out_quoted_and_stand_in_any_order(header: str) -> None:
    cells = {"city": "kazan", "segment": "", "band": "", "p50": "50000"}
    names = [name.strip(' "\ufeff') for name in header.splitlines()[-1].split(",")]
    row = ",".join(cells[name] for name in names)
    checked = check(f"{header}\n{row}\n".encode(), Shape(("kazan",), ("",), ()))
    assert checked.problems == ()
    assert [(row.city, row.figures.p50, row.figures.n) for row in checked.rows] == [
        ("kazan", 50_000, None)
    ]


def test_a_header_longer_than_the_csv_module_reads_is_refused_in_words() -> None:
    assert [one.code for one in problems("x" * 200_000)] == [Code.LONG_LINE]


def test_equal_quantiles_and_a_median_at_the_end_of_its_interval_are_no_faults() -> None:
    text = HEADER + "kazan,agency,,40000,40000,40000,40000,40000,2,2,40000,40000\n"
    assert problems(text, Shape(("kazan",), ("agency",), ())) == ()
