"""Every file of tests/ingest/faulty is refused for the fault it is named for, and no other."""

import pytest

from salaries.ingest.problems import Code
from salaries.ingest.validation import check
from tests.ingest.builders import FAULTY, SHAPE, places, problems

FAULTS: dict[str, list[tuple[int | None, str | None, Code]]] = {
    "1e400-for-money": [(4, "high", Code.NOT_MONEY)],
    "bands-fall": [(4, "low", Code.BANDS_FALL)],
    "bands-gap": [(4, "low", Code.BANDS_GAP)],
    "bands-overlap": [(4, "low", Code.BANDS_OVERLAP)],
    "bands-start-together": [(4, "low", Code.BANDS_OVERLAP)],
    "blank-cells-only": [(None, None, Code.EMPTY_FILE)],
    "blank-lines-only": [(None, None, Code.EMPTY_FILE)],
    "city-in-other-case": [(4, "city", Code.UNKNOWN_CITY)],
    "comma-in-money": [(4, "low", Code.AMBIGUOUS)],
    "decimal-money": [(4, "low", Code.NOT_WHOLE)],
    "digits-of-another-script": [(4, "low", Code.NOT_MONEY)],
    "duplicate-cell": [(5, None, Code.DUPLICATE_CELL), (None, None, Code.MISSING_CELL)],
    "duplicate-column": [(1, "low", Code.DUPLICATE_COLUMN)],
    "duplicate-row": [(98, None, Code.DUPLICATE_CELL)],
    "empty-city": [(4, "city", Code.EMPTY)],
    "empty-money": [(4, "median", Code.EMPTY)],
    "empty": [(None, None, Code.EMPTY_FILE)],
    "extra-column": [(1, "note", Code.EXTRA_COLUMN)],
    "header-only": [(1, None, Code.HEADER_ONLY)],
    "low-above-high": [(4, "low", Code.LOW_NOT_BELOW_HIGH)],
    "low-equals-high": [(4, "low", Code.LOW_NOT_BELOW_HIGH)],
    "many-faults": [
        (2, "city", Code.UNKNOWN_CITY),
        (2, "low", Code.NOT_MONEY),
        (7, "low", Code.LOW_NOT_BELOW_HIGH),
        (12, "low", Code.BANDS_GAP),
        (20, None, Code.SHORT_ROW),
    ],
    "median-above-table": [(2, "median", Code.MEDIAN_OUTSIDE)],
    "median-at-ceiling": [(2, "median", Code.MEDIAN_OUTSIDE)],
    "median-at-floor": [(2, "median", Code.MEDIAN_OUTSIDE)],
    "median-differs": [(4, "median", Code.MEDIAN_DIFFERS)],
    "missing-cell": [(None, None, Code.MISSING_CELL)],
    "missing-column": [(1, "median", Code.MISSING_COLUMN)],
    "missing-market": [
        (None, None, Code.MISSING_CELL),
        (None, None, Code.MISSING_CELL),
        (None, None, Code.MISSING_CELL),
        (None, None, Code.MISSING_CELL),
    ],
    "misspelt-column": [(1, "high", Code.MISSING_COLUMN), (1, "hihg", Code.EXTRA_COLUMN)],
    "na-for-city": [(4, "city", Code.UNKNOWN_CITY)],
    "nan-for-money": [(4, "low", Code.NOT_MONEY)],
    "negative-money": [(4, "low", Code.NEGATIVE)],
    "no-header": [(1, None, Code.NO_HEADER)],
    "none-for-money": [(4, "low", Code.NOT_MONEY)],
    "point-in-money": [(4, "low", Code.AMBIGUOUS)],
    "row-too-long": [(4, None, Code.LONG_ROW)],
    "row-too-short": [(4, None, Code.SHORT_ROW)],
    "semicolons": [(1, None, Code.SEPARATOR)],
    "tabs": [(1, None, Code.SEPARATOR)],
    "text-after-quote": [(4, None, Code.BAD_QUOTES)],
    "text-for-money": [(4, "low", Code.NOT_MONEY)],
    "too-large-money": [(5, "high", Code.TOO_LARGE)],
    "unclosed-quote": [(4, None, Code.BAD_QUOTES)],
    "unknown-band": [(4, "band", Code.UNKNOWN)],
    "unknown-city": [(4, "city", Code.UNKNOWN_CITY)],
    "unknown-segment": [(4, "segment", Code.UNKNOWN)],
    "zero-money": [(2, "low", Code.ZERO)],
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_table_is_refused_for_its_fault_alone(name: str) -> None:
    assert places(problems((FAULTY / f"{name}.csv").read_bytes())) == FAULTS[name]


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_table_gives_no_rows(name: str) -> None:
    assert check((FAULTY / f"{name}.csv").read_bytes(), SHAPE).rows == ()


def test_every_faulty_file_is_tried() -> None:
    assert {path.stem for path in FAULTY.iterdir()} == set(FAULTS)
