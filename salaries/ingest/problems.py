"""What can be wrong with a file, as values; `messages` turns them into sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """The kind of a problem. The money codes have the values of `domain.money.MoneyProblem`."""

    # the file as a whole
    NO_FILE = "no_file"
    NOT_A_FILE = "not_a_file"
    UNREADABLE = "unreadable"
    FILE_TOO_BIG = "file_too_big"
    EMPTY_FILE = "empty_file"
    UTF16 = "utf16"
    NUL = "nul"
    NOT_UTF8 = "not_utf8"
    NOT_TEXT_FILE = "not_text_file"
    BAD_TOML = "bad_toml"
    # its rows and columns
    TOO_MANY_ROWS = "too_many_rows"
    LONG_LINE = "long_line"
    BAD_QUOTES = "bad_quotes"
    SEPARATOR = "separator"
    NO_HEADER = "no_header"
    MISSING_COLUMN = "missing_column"
    DUPLICATE_COLUMN = "duplicate_column"
    EXTRA_COLUMN = "extra_column"
    HEADER_ONLY = "header_only"
    LONG_ROW = "long_row"
    SHORT_ROW = "short_row"
    # one cell
    UNKNOWN = "unknown"
    UNKNOWN_CITY = "unknown_city"
    EMPTY = "empty"
    NOT_MONEY = "not_money"
    AMBIGUOUS = "ambiguous"
    NOT_WHOLE = "not_whole"
    NEGATIVE = "negative"
    ZERO = "zero"
    TOO_LARGE = "too_large"
    # cells against one another
    DUPLICATE_CELL = "duplicate_cell"
    MISSING_CELL = "missing_cell"
    LOW_NOT_BELOW_HIGH = "low_not_below_high"
    BANDS_FALL = "bands_fall"
    BANDS_OVERLAP = "bands_overlap"
    BANDS_GAP = "bands_gap"
    MEDIAN_DIFFERS = "median_differs"
    MEDIAN_OUTSIDE = "median_outside"
    NO_MEDIAN = "no_median"
    QUANTILES_FALL = "quantiles_fall"
    MEDIAN_OUTSIDE_INTERVAL = "median_outside_interval"
    MORE_THAN_TOGETHER = "more_than_together"
    MORE_EMPLOYERS = "more_employers"
    NOTHING_PUBLISHED = "nothing_published"
    # the files beside the table
    MISSING_KEY = "missing_key"
    NOT_A_LIST = "not_a_list"
    NOT_A_LIST_OF_WORDS = "not_a_list_of_words"
    NOT_A_TABLE = "not_a_table"
    BAND_COUNT = "band_count"
    NOT_A_TEXT = "not_a_text"
    NOT_A_SLUG = "not_a_slug"
    CITY_TAKEN = "city_taken"
    ANOTHER_SURVEY = "another_survey"
    FUNNEL_DOES_NOT_ADD_UP = "funnel_does_not_add_up"
    MONTH_OUTSIDE = "month_outside"
    NOT_A_MONTH = "not_a_month"
    NOT_A_CURRENCY = "not_a_currency"
    NOT_A_REGION = "not_a_region"
    NOT_A_COUNT = "not_a_count"
    NOT_A_NUMBER = "not_a_number"
    REPEATED = "repeated"
    REPEATED_ENTRY = "repeated_entry"
    YEARS_DO_NOT_RISE = "years_do_not_rise"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong. `row` is the line a person sees in the file; the header is row 1.

    `row` and `column` are None where the problem has no such place. `value` is what stands
    there, whole and unescaped; `expected` is what would be right, where data can say so.
    `file` is empty for the table itself and names a file read beside it. Of a description, which
    has keys and no columns, `column` is the key.
    """

    row: int | None
    column: str | None
    code: Code
    value: str = ""
    expected: str = ""
    file: str = ""
    is_key: bool = False


class Unreadable(Exception):
    """A file of which nothing more can be said than its problems."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__()
        self.problems = tuple(problems)


def of_key(key: str, code: Code, value: str = "", expected: str = "", file: str = "") -> Problem:
    """What is wrong with a key of a description."""
    return Problem(None, key, code, value, expected, file, is_key=True)


def unreadable(
    code: Code, value: str = "", row: int | None = None, expected: str = ""
) -> Unreadable:
    """An `Unreadable` with one problem."""
    return Unreadable([Problem(row, None, code, value, expected)])
