"""A survey and its markets, as values: what the data say, in the three languages of the data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from math import gcd
from types import MappingProxyType
from typing import Any

from salaries.domain.money import Basis, knows_tax
from salaries.domain.quantiles import Quantiles
from salaries.domain.surveyed import (
    ALL,
    MORE_FOR_LESS,
    CellKey,
    City,
    ExperienceBand,
    Market,
    MarketKey,
    Measure,
    Requirement,
    Step,
    SurveyKind,
    Text,
)

_POWERS: tuple[int, ...] = tuple(10**power for power in range(9, -1, -1))


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
    role: Text
    kind: SurveyKind = SurveyKind.BANDS


@dataclass(frozen=True)
class Survey:
    """A whole survey. Markets stand in the order of its file; money is `currency` a month.

    Of a survey of quantiles `cells` has every cell, None where too little is known to publish it;
    `markets` has those of the first level that is published, and `bands` begins with all levels
    together where such cells are there.
    """

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
    kind: SurveyKind = SurveyKind.BANDS
    measures: Measure = Measure.OFFERS
    cells: Mapping[CellKey, Quantiles | None] = field(default_factory=lambda: MappingProxyType({}))
    all_cities: tuple[City, ...] = ()
    funnel: tuple[Step, ...] = ()
    rules: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def has_quantiles(self) -> bool:
        """Does it publish quantiles, and not bands?"""
        return self.kind is SurveyKind.QUANTILES

    @property
    def tells_requirements(self) -> bool:
        """Does it say what any of its levels asks?"""
        return any(band.requirements for band in self.bands)

    @cached_property
    def cities(self) -> tuple[City, ...]:
        """Every city once, in the order of the file."""
        if self.all_cities:
            return self.all_cities
        return tuple({market.city.slug: market.city for market in self.markets.values()}.values())

    @cached_property
    def segments(self) -> tuple[str, ...]:
        """Every kind of employer once, in the order of the file."""
        return tuple(dict.fromkeys(key.segment for key in self.cells or self.markets))

    @property
    def has_kinds(self) -> bool:
        """Does it tell kinds of employer apart?"""
        return self.segments != (ALL,)

    @property
    def only_segment(self) -> str:
        """Its kind of employer where it has but one, so that none need be named; else empty."""
        return self.segments[0] if len(self.segments) == 1 else ""

    @cached_property
    def rounded_to(self) -> int:
        """The largest power of ten that every figure of it is a multiple of."""
        scales = [market.scale for market in self.markets.values()]
        common = gcd(*(figure for s in scales for figure in (*s.ladder.edges, s.median)))
        return next(unit for unit in _POWERS if common % unit == 0)

    @property
    def close_call(self) -> int:
        """How near another verdict is too near to be told from it: half of what is rounded to."""
        return self.rounded_to // 2

    @property
    def knows_tax(self) -> bool:
        """Is the income tax on its money known, so that gross can be read as net?"""
        return knows_tax(self.currency, self.month.year)

    def band(self, rank: int) -> ExperienceBand:
        """The experience band of a rank. Raises KeyError when there is none."""
        first = self.bands[0].rank
        if not first <= rank < first + len(self.bands):
            raise KeyError(rank)
        return self.bands[rank - first]

    def market(self, key: MarketKey, rank: int) -> Market | None:
        """A market as it is published for an experience level; None where it is not."""
        found = self.markets.get(key)
        if found is None or not self.has_quantiles:
            return found
        cell = self.cells.get(CellKey(*key, rank))
        return replace(found, scale=cell) if cell else None

    def markets_for(self, rank: int) -> tuple[Market, ...]:
        """All markets that are published for an experience level, in the order of the file."""
        if not self.has_quantiles:
            return tuple(self.markets.values())
        found = (self.market(key, rank) for key in self.markets)
        return tuple(market for market in found if market)

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
    """A version of a survey put in use by a load or again, made the default, or taken out of use.

    Versions are SHA-256 digests; `before` is empty where none was in use, `after` where none is any
    more. Title and month are those of the version, and None where it has been removed since.
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
    is_made_default: bool = False
    """Shown unasked from then on; `before` is the version that was so far, of another survey."""
    is_withdrawn: bool = False
