"""Typed look-ups in a TOML table; each says which rule is wrong, and what it should be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from salaries.domain.prices import month_of
from salaries.ingest.columns import LANGUAGES
from salaries.ingest.keys import newest_month
from salaries.vacancies.problems import Fault, Refused, refused


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a TOML file under its name; every method raises Refused."""

    file: str
    name: str
    values: Mapping[str, Any]

    def wrong(self, key: str, expected: str) -> Refused:
        """What is to be raised about a key."""
        return refused(Fault.BAD_RULE, self.file, value=self._under(key), expected=expected)

    def table(self, key: str) -> Table:
        """A table below this one."""
        found = self.values.get(key)
        if not isinstance(found, dict):
            raise self.wrong(key, "a table")
        return Table(self.file, self._under(key), found)

    def tables(self, key: str, at_least: int = 0) -> list[Table]:
        """A list of tables."""
        found = self.values.get(key, [])
        if not isinstance(found, list) or len(found) < at_least:
            raise self.wrong(key, f"a list of at least {at_least} tables")
        for number, entry in enumerate(found, start=1):
            if not isinstance(entry, dict):
                raise self.wrong(f"{key} {number}", "a table")
        return [Table(self.file, f"{self._under(key)} {n}", e) for n, e in enumerate(found, 1)]

    def text(self, key: str, longest: int = 1000) -> str:
        """A text with something in it."""
        found = self.values.get(key)
        if not isinstance(found, str) or not 0 < len(found.strip()) <= longest:
            raise self.wrong(key, f"a text of 1 to {longest} characters")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        found = self.values.get(key)
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            raise self.wrong(key, "a list of texts")
        return tuple(found)

    def in_languages(self, key: str) -> dict[str, str]:
        """A text in each language."""
        table = self.table(key)
        return {language: table.text(language) for language in LANGUAGES}

    def one_of(self, key: str, *words: str) -> str:
        """One of a few words."""
        found = self.values.get(key)
        if found not in words:
            raise self.wrong(key, " / ".join(words))
        return str(found)

    def yes(self, key: str) -> bool:
        """True or false."""
        found = self.values.get(key)
        if not isinstance(found, bool):
            raise self.wrong(key, "true or false")
        return found

    def whole(self, key: str, least: int, most: int) -> int:
        """A whole number between two bounds."""
        found = self.values.get(key)
        if type(found) is not int or not least <= found <= most:
            raise self.wrong(key, f"a whole number from {least} to {most}")
        return found

    def positive(self, key: str) -> float:
        """A number above zero."""
        found = self.values.get(key)
        if type(found) not in {int, float} or not 0 < float(str(found)) < 10**9:
            raise self.wrong(key, "a number above zero")
        return float(str(found))

    def _under(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key


def month(text: str) -> date:
    """The first day of the month that a text such as `2026-03` names. Raises ValueError."""
    found = month_of(text)
    if found.year < 2015 or found > newest_month():
        raise ValueError(text)
    return found


def each(tables: list[Table], key: str) -> Iterator[str]:
    """One text of each of many tables."""
    return (table.text(key, 100) for table in tables)
