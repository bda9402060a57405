"""A survey and its markets, as values: what the data say, in the three languages of the data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from salaries.domain.market import PayScale
from salaries.domain.money import Basis


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


class MarketKey(NamedTuple):
    """Names a market within a survey: a city's slug and a kind of employer."""

    city: str
    segment: str


@dataclass(frozen=True)
class Market:
    """One city and one kind of employer, with what is published about its pay."""

    city: City
    segment: str
    scale: PayScale

    @cached_property
    def key(self) -> MarketKey:
        """City slug and segment."""
        return MarketKey(self.city.slug, self.segment)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the numbers in use came from: the file, its SHA-256, its rows, and when."""

    file_name: str
    sha256: str
    rows: int
    loaded_at: datetime


@dataclass(frozen=True, slots=True)
class SurveyInUse:
    """A survey that may be asked for: where it is stored, its name and what it is called."""

    pk: int
    slug: str
    version: str
    is_default: bool
    publisher: str
    month: date
    title: Text


@dataclass(frozen=True)
class Survey:
    """A whole survey. Markets stand in the order of its file; money is `currency` a month."""

    slug: str
    version: str
    title: Text
    role: Text
    source: Text
    publisher: str
    month: date
    currency: str
    basis: Basis
    convention: Basis
    not_stated: tuple[Text, ...]
    bands: tuple[ExperienceBand, ...]
    markets: Mapping[MarketKey, Market]
    provenance: Provenance

    @cached_property
    def cities(self) -> tuple[City, ...]:
        """Every city once, in the order of the file."""
        return tuple({market.city.slug: market.city for market in self.markets.values()}.values())

    @cached_property
    def segments(self) -> tuple[str, ...]:
        """Every kind of employer once, in the order of the file."""
        return tuple(dict.fromkeys(key.segment for key in self.markets))

    def band(self, rank: int) -> ExperienceBand:
        """The experience band of a rank. Raises KeyError when there is none."""
        if not 1 <= rank <= len(self.bands):
            raise KeyError(rank)
        return self.bands[rank - 1]

    def asked_by(self, rank: int) -> tuple[Requirement, ...]:
        """All that a band asks: what the bands below ask, and its own. Raises KeyError for no band.

        Of a topic in which more stands for less, what the highest of them asks replaces the rest.
        """
        bands = self.bands[: self.band(rank).rank]
        last = {one.topic: band.rank for band in bands for one in band.requirements}
        return tuple(
            one
            for band in bands
            for one in band.requirements
            if one.topic not in MORE_FOR_LESS or band.rank == last[one.topic]
        )

    def in_segment(self, segment: str) -> tuple[Market, ...]:
        """The markets of one kind of employer, in the order of the file."""
        return self._in_segments.get(segment, ())

    def in_city(self, slug: str) -> tuple[Market, ...]:
        """The markets of one city, in the order of the file."""
        return self._in_cities.get(slug, ())

    @cached_property
    def _in_segments(self) -> Mapping[str, tuple[Market, ...]]:
        return _grouped((market.segment, market) for market in self.markets.values())

    @cached_property
    def _in_cities(self) -> Mapping[str, tuple[Market, ...]]:
        return _grouped((market.city.slug, market) for market in self.markets.values())

    @cached_property
    def worked_out(self) -> dict[Hashable, Any]:
        """What others have worked out of it, by names of their own; it goes with the survey."""
        return {}


def _grouped(named: Iterable[tuple[str, Market]]) -> dict[str, tuple[Market, ...]]:
    found: dict[str, list[Market]] = defaultdict(list)
    for name, market in named:
        found[name].append(market)
    return {name: tuple(markets) for name, markets in found.items()}


@dataclass(frozen=True, slots=True)
class DataChange:
    """A version of a survey put in use: by a load, or again after another.

    Versions are SHA-256 digests; `before` is empty for the first. Title and month are those of the
    version, and None where it has been removed since.
    """

    number: int
    at: datetime
    is_restored: bool
    slug: str
    title: Text | None
    month: date | None
    before: str
    after: str
    file_name: str
    sha256: str
