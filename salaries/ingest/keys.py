"""What each key of a survey's description must hold, and what is said where it does not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeGuard

from babel.numbers import list_currencies

from salaries.domain.money import Basis
from salaries.domain.surveyed import Measure, SurveyKind
from salaries.ingest.columns import LANGUAGES
from salaries.ingest.problems import Code


@dataclass(frozen=True, slots=True)
class Rule:
    """What a value must be, and what to say when it is not."""

    holds: Callable[[object], bool]
    code: Code
    expected: str = ""


def text(longest: int) -> Rule:
    """A text with something in it."""
    return Rule(
        lambda value: (
            isinstance(value, str) and 0 < len(value.strip()) <= longest and "\0" not in value
        ),
        Code.NOT_A_TEXT,
        str(longest),
    )


def _pattern(pattern: str, code: Code, expected: str = "") -> Rule:
    found = re.compile(pattern)
    return Rule(
        lambda value: isinstance(value, str) and bool(found.fullmatch(value)), code, expected
    )


def one_of(*words: str) -> Rule:
    """One of a few words."""
    return Rule(lambda value: value in words, Code.UNKNOWN, ", ".join(words))


def is_month(value: object) -> TypeGuard[date]:
    """Is it the first day of a month?"""
    return isinstance(value, date) and not isinstance(value, datetime) and value.day == 1


def newest_month() -> date:
    """The month that is now, or the one of which this was written where a clock is behind it."""
    return max(date.today().replace(day=1), WRITTEN)


def _is_currency(value: object) -> bool:
    return isinstance(value, str) and value in CURRENCIES


def _is_years(value: object) -> bool:
    return type(value) is int and 0 <= value <= MOST_YEARS


MOST_YEARS = 60
FIRST_MONTH, WRITTEN = date(1990, 1, 1), date(2026, 11, 1)
CURRENCIES = list_currencies()
"""The codes of ISO 4217, those of the past among them."""
FEWEST_BANDS, MOST_BANDS = 2, 50
TEXT = text(1000)
KEYS: dict[str, Rule] = {
    "slug": _pattern("[a-z0-9-]{1,80}", Code.NOT_A_SLUG, "80"),
    "publisher": text(100),
    "month": Rule(is_month, Code.NOT_A_MONTH),
    "currency": Rule(_is_currency, Code.NOT_A_CURRENCY),
    "period": one_of("month"),
    "basis": one_of(*Basis),
    "convention": one_of(Basis.NET, Basis.GROSS),
}
MAY_BE = {"kind": one_of(*SurveyKind), "measures": one_of(*Measure)}
"""Keys that may be left out, and must be right where they are not."""
TOLD = Rule(
    lambda value: isinstance(value, str) and len(value) <= 1000 and "\0" not in value,
    Code.NOT_A_TEXT,
    "1000",
)
COUNT = Rule(lambda value: type(value) is int and value >= 0, Code.NOT_A_COUNT, "0")
FUNNEL_KEYS = {"step": text(40), "rows": COUNT}
TEXTS = ("title", "role", "source")
TEXT_KEYS = dict.fromkeys(LANGUAGES, TEXT)
BAND_KEYS = {
    "code": text(10),
    "min_years": Rule(_is_years, Code.NOT_A_COUNT, f"0\u2013{MOST_YEARS}"),
}
