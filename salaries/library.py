"""The files of data/ as pages read them: small, parsed once, without pandas.

The survey itself comes from the database. These files stand beside it: they are ours, so a
fault in one is an error here and no message to a reader; the tests read every one of them.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from salaries.domain.duties import Duty
from salaries.domain.prices import PriceIndex, month_of
from salaries.domain.surveyed import MarketKey, Text
from salaries.shelf import LibraryError as LibraryError
from salaries.shelf import Stamp, rows, stamped, text_in

FILES: Mapping[str, str] = {
    "hh_ranges.csv": "text/csv; charset=utf-8",
    "hh_ranges.toml": "application/toml",
    "band_requirements.csv": "text/csv; charset=utf-8",
    "duties.csv": "text/csv; charset=utf-8",
    "cities.csv": "text/csv; charset=utf-8",
    "outside_evidence.toml": "application/toml",
    "source_notes.toml": "application/toml",
    "market_context.csv": "text/csv; charset=utf-8",
    "cpi_ru.csv": "text/csv; charset=utf-8",
    "cpi_ru.toml": "application/toml",
    "vacancy_rules.toml": "application/toml",
    "hh-smm-2016.csv": "text/csv; charset=utf-8",
    "hh-smm-2016.toml": "application/toml",
    "README.md": "text/markdown; charset=utf-8",
}
"""Every file that may be downloaded, with its content type; nothing else is ever opened."""

FOLDERS = dict.fromkeys(("hh-smm-2016.csv", "hh-smm-2016.toml"), "surveys/")
"""Where files lie that do not lie in data/ itself."""
CONTEXT_COLUMNS = (
    "kind", "text_en", "text_ru", "text_ka", "precision", "value", "value_to", "unit",
    "who_en", "who_ru", "who_ka", "when",
)  # fmt: skip
INDEX_COLUMNS = ("month", "index")
DUTY_COLUMNS = ("key", "kind", "job", "text_en", "text_ru", "text_ka")
PRECISIONS = ("", "about", "over")


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file for download: where it lies, what it is, how large, and its SHA-256."""

    name: str
    path: Path
    content_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody said of the market, once: `value` in `unit`, a range up to `value_to`.

    `precision` is "about", "over" or empty; `when` is `2015-03`, or a year with "late".
    """

    kind: str
    text: Text
    precision: str
    value: Fraction | None
    value_to: Fraction | None
    unit: str
    who: Text
    when: str


@dataclass(frozen=True, slots=True)
class SourceNote:
    """An irregularity of the source; it touches `cities`, or all where there are none."""

    cities: tuple[str, ...]
    place: str
    text: Text


@dataclass(frozen=True, slots=True)
class Sample:
    """Vacancies of one city set beside one of its markets; money is RUB a month.

    `shares` is (amount, per cent of the vacancies inside the market's span that lie below it).
    """

    key: MarketKey
    vacancies: int
    inside_percent: int
    quartiles: tuple[int, int, int]
    shares: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class OutsideEvidence:
    """What vacancies of another year and source showed, and what to keep in mind."""

    survey: str
    year: int
    source: Text
    caveats: tuple[Text, ...]
    samples: tuple[Sample, ...]


def data_file(name: str) -> DataFile:
    """A file for download. Raises KeyError for a name that is not one of `FILES`."""
    content_type = FILES[name]
    path, stamp = stamped(FOLDERS.get(name, "") + name)
    return DataFile(name, path, content_type, stamp[1], _digest(path, stamp))


def market_context() -> tuple[Remark, ...]:
    """What others said of the market, in the order of the file."""
    return _context(*stamped("market_context.csv"))


def outside_evidence() -> OutsideEvidence:
    """The evidence from outside the survey."""
    return _evidence(*stamped("outside_evidence.toml"))


def source_notes(survey: str) -> tuple[SourceNote, ...]:
    """The irregularities of a survey's source that figures cannot show."""
    return _notes(*stamped("source_notes.toml")).get(survey, ())


def is_shipped(survey: str) -> bool:
    """Is this the survey shipped here, which the files beside its table are about?"""
    return survey == _described(*stamped("hh_ranges.toml"))


def duties(survey: str) -> tuple[Duty, ...]:
    """What a job may hold, in the order of the file; nothing for a survey it is not about."""
    if not is_shipped(survey):
        return ()
    return _duties(*stamped("duties.csv"))


def price_index(currency: str) -> PriceIndex | None:
    """The index of what a currency's money buys; None where there is none for it."""
    found = _prices(*stamped("cpi_ru.csv"), *stamped("cpi_ru.toml"))
    return found if found.currency == currency else None


@lru_cache(maxsize=32)
def _digest(path: Path, stamp: Stamp) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@lru_cache(maxsize=4)
def _context(path: Path, stamp: Stamp) -> tuple[Remark, ...]:
    return tuple(_remark(row) for row in rows(path, CONTEXT_COLUMNS))


@lru_cache(maxsize=4)
def _described(path: Path, stamp: Stamp) -> str:
    """The survey that the files beside it are about."""
    return str(tomllib.loads(path.read_text(encoding="utf-8"))["slug"])


@lru_cache(maxsize=4)
def _duties(path: Path, stamp: Stamp) -> tuple[Duty, ...]:
    return tuple(_duty(row) for row in rows(path, DUTY_COLUMNS))


def _duty(row: Mapping[str, str]) -> Duty:
    if row["kind"] != ("extra" if row["job"] else "surveyed"):
        raise LibraryError(f"a duty is surveyed, or extra with a job: {row['key']!r}")
    return Duty(row["key"], row["job"], _columns_text(row, "text"))


def _remark(row: Mapping[str, str]) -> Remark:
    if row["precision"] not in PRECISIONS:
        raise LibraryError(f"precision is one of {PRECISIONS}, not {row['precision']!r}")
    return Remark(
        row["kind"],
        _columns_text(row, "text"),
        row["precision"],
        _figure(row["value"]),
        _figure(row["value_to"]),
        row["unit"],
        _columns_text(row, "who"),
        row["when"],
    )


def _columns_text(row: Mapping[str, str], name: str) -> Text:
    return text_in({code: row[f"{name}_{code}"] for code in ("en", "ru", "ka")})


def _figure(text: str) -> Fraction | None:
    return Fraction(text) if text else None


@lru_cache(maxsize=4)
def _evidence(path: Path, stamp: Stamp) -> OutsideEvidence:
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    return OutsideEvidence(
        found["survey"],
        found["year"],
        text_in(found["source"]),
        tuple(text_in(caveat) for caveat in found["caveats"]),
        tuple(_sample(sample) for sample in found["samples"]),
    )


def _sample(found: Mapping[str, Any]) -> Sample:
    first, middle, last = found["quartiles"]
    shares = found.get("shares", {"below": [], "percent": []})
    if not 0 < first <= middle <= last or shares["percent"] != sorted(shares["percent"]):
        raise LibraryError(f"the shares or quartiles of {found['city']} do not rise")
    return Sample(
        MarketKey(found["city"], found["segment"]),
        found["vacancies"],
        found["inside_percent"],
        (first, middle, last),
        tuple(zip(shares["below"], shares["percent"], strict=True)),
    )


@lru_cache(maxsize=4)
def _notes(path: Path, stamp: Stamp) -> dict[str, tuple[SourceNote, ...]]:
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    notes = tuple(
        SourceNote(tuple(note["cities"]), note["place"], text_in(note)) for note in found["notes"]
    )
    return {found["survey"]: notes}


@lru_cache(maxsize=4)
def _prices(path: Path, stamp: Stamp, about: Path, about_stamp: Stamp) -> PriceIndex:
    """The index in one row of months. Raises LibraryError for a gap or a level of nought."""
    found = tomllib.loads(about.read_text(encoding="utf-8"))
    read = [(month_of(row["month"]), Fraction(row["index"])) for row in rows(path, INDEX_COLUMNS)]
    levels = tuple(level for _month, level in read)
    index = PriceIndex(found["currency"], text_in(found["source"]), read[0][0], levels)
    in_a_row = read == sorted(dict(read).items()) and read[-1][0] == index.last
    if not in_a_row or min(levels) <= 0:
        raise LibraryError(f"the months of {path.name} have a gap, or a level is not above 0")
    return index
