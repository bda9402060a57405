"""What surveys are made of, as values: cities, levels, markets, and their names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from salaries.domain.market import MarketPay


class SurveyKind(StrEnum):
    """What a survey publishes: bands by requirements, or quantiles of what it counted."""

    BANDS = "bands"
    QUANTILES = "quantiles"


class Measure(StrEnum):
    """What a survey counted."""

    OFFERS = "offers"
    VACANCIES = "vacancies"
    SALARIES = "salaries"


ALL_LEVELS = 0
"""The rank of all experience levels together, which only surveys of quantiles have."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the data in English, Russian and Georgian."""

    en: str
    ru: str
    ka: str

    def in_language(self, code: str) -> str:
        """The text in a language, or in English where it has none.

        >>> Text("Kazan", "Казань", "ყაზანი").in_language("ru")
        'Казань'
        """
        return {"ru": self.ru, "ka": self.ka}.get(code) or self.en


@dataclass(frozen=True, slots=True)
class City:
    """A city with pay data; `place` is "in the city" where names decline, and may be empty."""

    slug: str
    name: Text
    place: Text
    iso_region: str
    latitude: float
    longitude: float
    population: int
    population_year: int
    hh_area_id: int


ALL = "all"
"""The one kind of employer of a survey that tells none apart."""

EXPERIENCE = "experience"
"""The topic whose required rows ask for a band's years."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing a band asks of a candidate.

    `key` names it in addresses. Of years it names their kind, and `years` is the fewest asked;
    of anything else `years` is None.
    """

    topic: str
    is_required: bool
    text: Text
    key: str
    years: int | None = None


MORE_FOR_LESS = (EXPERIENCE, "education")
"""Topics in which more stands for less: three years for two, a degree for an unfinished one."""


@dataclass(frozen=True, slots=True)
class ExperienceBand:
    """An experience level of a survey; `min_years` or more of experience."""

    rank: int
    code: str
    min_years: int
    requirements: tuple[Requirement, ...] = ()
    below: int | None = None
    """Fewer years than these, where levels are counted apart; None where more stand for less."""

    @property
    def is_all(self) -> bool:
        """Is it all levels together?"""
        return self.rank == ALL_LEVELS


class MarketKey(NamedTuple):
    """Names a market within a survey: a city's slug and a kind of employer."""

    city: str
    segment: str


@dataclass(frozen=True)
class Market:
    """One city and one kind of employer, with what is published about its pay."""

    city: City
    segment: str
    scale: MarketPay

    @cached_property
    def key(self) -> MarketKey:
        """City slug and segment."""
        return MarketKey(self.city.slug, self.segment)


class CellKey(NamedTuple):
    """Names a cell of a survey of quantiles: a market, and the rank of an experience level."""

    city: str
    segment: str
    rank: int


class Step(NamedTuple):
    """One step of how a file of vacancies became a survey: its name, and the rows it took."""

    name: str
    rows: int
