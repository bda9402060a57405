"""What can be wrong with vacancies, rules, engine or output, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """The kind of a problem; `messages` has the sentence for each."""

    # a file as a whole
    NO_FILE = "no_file"
    NOT_A_FILE = "not_a_file"
    UNREADABLE = "unreadable"
    EMPTY_FILE = "empty_file"
    NO_VACANCIES = "no_vacancies"
    SAME_FILE = "same_file"
    CHANGED = "changed"
    ARCHIVE = "archive"
    UTF16 = "utf16"
    UNKNOWN_KIND = "unknown_kind"
    BAD_GZIP = "bad_gzip"
    CUT_GZIP = "cut_gzip"
    PACKED_TOO_TIGHT = "packed_too_tight"
    UNPACKS_TOO_BIG = "unpacks_too_big"
    MOSTLY_BROKEN = "mostly_broken"
    # a table
    MISSING_COLUMN = "missing_column"
    REPEATED_COLUMN = "repeated_column"
    BAD_QUOTES = "bad_quotes"
    LONG_LINE = "long_line"
    BAD_PARQUET = "bad_parquet"
    COLUMN_TYPE = "column_type"
    # JSON
    BAD_JSON = "bad_json"
    CUT_JSON = "cut_json"
    LONG_VALUE = "long_value"
    NOT_VACANCIES = "not_vacancies"
    # one row, which is left out and counted
    CUT_ROW = "cut_row"
    LONG_ROW = "long_row"
    BAD_ENCODING = "bad_encoding"
    BAD_LINE = "bad_line"
    NOT_AN_OBJECT = "not_an_object"
    # what is asked
    BAD_TOML = "bad_toml"
    BAD_RULE = "bad_rule"
    NO_ROLE = "no_role"
    BAD_NAME = "bad_name"
    BAD_MONTH = "bad_month"
    NO_MONTH = "no_month"
    # the engine and the result
    NO_PACKAGE = "no_package"
    UNKNOWN_ENGINE = "unknown_engine"
    ENGINE_AWAY = "engine_away"
    ENGINE_FAILED = "engine_failed"
    NOTHING_LEFT = "nothing_left"
    CANNOT_WRITE = "cannot_write"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: in which file, at which row (the line, or the n-th vacancy), and what.

    `value` is what stands there, `expected` what would be right or what the system said.
    """

    fault: Fault
    file: str = ""
    row: int | None = None
    value: str = ""
    expected: str = ""


class Refused(Exception):
    """Nothing is made of these vacancies: `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def refused(
    fault: Fault, file: str = "", row: int | None = None, value: str = "", expected: str = ""
) -> Refused:
    """A `Refused` with its problem."""
    return Refused(Problem(fault, file, row, value, expected))
