"""The rules by which vacancies become a survey, as values; `rules_file` reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Languages = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Role:
    """Whose vacancies are counted: by the title, and by professional roles where they stand."""

    title: str
    professional_roles: tuple[str, ...]
    name: Languages


@dataclass(frozen=True, slots=True)
class Level:
    """An experience level: hh.ru's id, our code, and the fewest years it asks."""

    id: str
    code: str
    min_years: int


@dataclass(frozen=True, slots=True)
class Currency:
    """The survey's currency, others' codes, and what one unit of another costs in it."""

    survey: str
    aliases: Mapping[str, str]
    known: tuple[str, ...]
    rates: Mapping[str, float]
    stated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pay:
    """Which pay is taken, and how tax is dealt with."""

    modes: tuple[str, ...]
    gross_to_net: bool
    keep_not_stated: bool


@dataclass(frozen=True, slots=True)
class Outliers:
    """Mid-points are named beyond the first two amounts and dropped beyond the other two."""

    flag_below: int
    flag_above: int
    drop_below: int
    drop_above: int


@dataclass(frozen=True, slots=True)
class CellRule:
    """When a cell may be published."""

    vacancies: int
    employers: int
    largest_percent: int
    outer_vacancies: int


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """How the interval around a median is drawn."""

    seed: int
    samples: int
    percent: int


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that turns vacancies into a survey, and the SHA-256 of the file it stands in."""

    sha256: str
    publisher: str
    currency: Currency
    pay: Pay
    drop_repeats: bool
    same: tuple[str, ...]
    outliers: Outliers
    agency: str
    split_from_percent: int
    cells: CellRule
    bootstrap: Bootstrap
    roles: Mapping[str, Role]
    levels: tuple[Level, ...]
    area_ids: Mapping[str, str]
    area_names: Mapping[str, str]
    texts: Mapping[str, Languages]

    @property
    def cities(self) -> tuple[str, ...]:
        """City slugs in the order of the file."""
        return tuple(dict.fromkeys((*self.area_ids.values(), *self.area_names.values())))
