"""The tables beside a survey's own: the cities, and what each band asks of a candidate."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from salaries.domain.surveyed import EXPERIENCE
from salaries.ingest.columns import CITY_COLUMNS, DECLINED, LANGUAGES, NEEDS, REQUIREMENT_COLUMNS
from salaries.ingest.problems import Code, Problem, Unreadable
from salaries.ingest.reader import Table, read_table


@dataclass(frozen=True, slots=True)
class Rule:
    """How a cell is read, or what to say when it cannot be. `read` raises ValueError."""

    read: Callable[[str], object]
    code: Code
    expected: str = ""


def _matching(pattern: str) -> Callable[[str], str]:
    found = re.compile(pattern, re.DOTALL)

    def read(text: str) -> str:
        if not found.fullmatch(text):
            raise ValueError(text)
        return text

    return read


def _text(longest: int) -> Rule:
    return Rule(_matching(f".{{1,{longest}}}"), Code.NOT_A_TEXT, str(longest))


def _one_of(words: Iterable[str]) -> Rule:
    allowed = tuple(words)
    return Rule(_matching("|".join(map(re.escape, allowed))), Code.UNKNOWN, ", ".join(allowed))


def _between(kind: type[int] | type[float], least: int, most: int) -> Callable[[str], float]:
    def read(text: str) -> float:
        value = kind(text)
        if not least <= value <= most:
            raise ValueError(text)
        return value

    return read


def _count(least: int, most: int) -> Rule:
    return Rule(_between(int, least, most), Code.NOT_A_COUNT, f"{least}\u2013{most}")


def _degrees(most: int) -> Rule:
    return Rule(_between(float, -most, most), Code.NOT_A_NUMBER, f"-{most}…{most}")


SLUG = Rule(_matching("[a-z0-9-]{1,50}"), Code.NOT_A_SLUG, "50")
CITY_RULES: dict[str, Rule] = dict(
    zip(
        CITY_COLUMNS,
        (
            SLUG,
            *(_text(100) for _ in LANGUAGES),
            *(_text(100) for _ in DECLINED),
            Rule(_matching("[A-Z]{2}-[A-Z0-9]{1,3}"), Code.NOT_A_REGION),
            _degrees(90),
            _degrees(180),
            _count(1, 100_000_000),
            _count(1800, 2100),
            _count(1, 2_000_000_000),
        ),
        strict=True,
    )
)
UNIQUE_IN_CITIES = ("slug", "name_en", "hh_area_id")


def read_cities(data: bytes) -> list[dict[str, Any]]:
    """The cities in a file's bytes, as fields of `models.City`. Raises Unreadable."""
    table = read_table(data, CITY_COLUMNS)
    return _rows(table, CITY_RULES, _repeated(table, UNIQUE_IN_CITIES))


def read_requirements(data: bytes, bands: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """By band code, what each band asks, as `models.ExperienceBand.requirements` holds it.

    Raises Unreadable.
    """
    texts = (_text(500) for _ in LANGUAGES)
    needs = (_one_of(bands), _text(50), _one_of(NEEDS), SLUG, *texts)
    rules = dict(zip(REQUIREMENT_COLUMNS, needs, strict=True))
    table = read_table(data, REQUIREMENT_COLUMNS)
    asked: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(table, rules, _repeated_keys(table)):
        requirement = {
            "topic": row["topic"],
            "is_required": row["need"] == "required",
            "key": row["key"],
            "text": {language: row[f"text_{language}"] for language in LANGUAGES},
        }
        asked.setdefault(row["band"], []).append(requirement)
    return asked


def _rows(table: Table, rules: Mapping[str, Rule], more: Iterable[Problem]) -> list[dict[str, Any]]:
    problems: list[Problem] = []
    rows: list[dict[str, Any]] = []
    for number, *cells in table.frame.itertuples():
        fields: dict[str, Any] = {}
        for (column, rule), text in zip(rules.items(), cells, strict=True):
            try:
                fields[column] = rule.read(text)
            except ValueError:
                problems.append(Problem(number, column, rule.code, text, rule.expected))
        rows.append(fields)
    problems += more
    if problems or table.misfits:
        raise Unreadable([*table.problems, *problems])
    return rows


def _repeated(table: Table, columns: Iterable[str]) -> Iterator[Problem]:
    for column in columns:
        first: dict[str, int] = {}
        for row, value in table.frame[[column]].itertuples():
            if first.setdefault(value, row) != row:
                yield Problem(row, column, Code.REPEATED, value, str(first[value]))


def _repeated_keys(table: Table) -> Iterator[Problem]:
    """A key stands once; of years, which several bands may ask of one kind, once in each band."""
    first: dict[tuple[str, str], int] = {}
    for row, band, topic, need, key in table.frame[["band", "topic", "need", "key"]].itertuples():
        asks_years = (topic, need) == (EXPERIENCE, "required")
        if first.setdefault((key, band if asks_years else ""), row) != row:
            where = str(first[key, band if asks_years else ""])
            yield Problem(row, "key", Code.REPEATED, key, where)
