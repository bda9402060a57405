"""The table's own audit: what holds everywhere, and each place where something does not.

It counts from the figures as printed, not from `PayScale`, whose rules refuse the very
faults that an audit is there to find.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from salaries.domain.printed import MedianPlace, Printed, median_place
from salaries.domain.survey import Survey
from salaries.domain.surveyed import MarketKey

AGENCY, COMPANY = "agency", "company"
EXPECTED_TO_PART = 3
"""The source says that agencies and companies differ from band III on."""
ROUNDED_TO = 1_000
"""The source prints whole thousands."""


class Anomaly(StrEnum):
    """What may be odd about a market, a city or a group of cities."""

    OPEN_JOINT = "open_joint"
    FALLING_BAND = "falling_band"
    MEDIAN_ELSEWHERE = "median_elsewhere"
    UNEQUAL_ENDS = "unequal_ends"
    INVERTED_BAND = "inverted_band"
    INVERTED_MEDIAN = "inverted_median"
    EARLY_DIFFERENCE = "early_difference"
    NARROWING_BAND = "narrowing_band"
    TWIN_CITIES = "twin_cities"
    SHARED_MEDIAN = "shared_median"


@dataclass(frozen=True, slots=True)
class Finding:
    """One anomaly: the cities it touches, and where in the table it stands.

    `segment` is empty where it is about both kinds of employer. `ranks` name bands; of a joint
    the band under it.
    """

    anomaly: Anomaly
    cities: tuple[str, ...]
    segment: str = ""
    ranks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """What was counted and what was found. `pairs` are cities with both kinds of employer."""

    markets: int
    joints: int
    joints_touching: int
    markets_rising: int
    pairs: int
    pairs_sharing_ends: int
    figures: int
    figures_rounded: int
    medians: tuple[MedianPlace, ...]
    findings: tuple[Finding, ...]

    def of(self, *anomalies: Anomaly) -> tuple[Finding, ...]:
        """The findings of some kinds."""
        return tuple(finding for finding in self.findings if finding.anomaly in anomalies)

    def in_city(self, slug: str) -> tuple[Finding, ...]:
        """The findings that touch a city."""
        return tuple(finding for finding in self.findings if slug in finding.cities)

    @property
    def usual_rank(self) -> int:
        """The band that holds most medians; the lower one of two that hold as many; 0 of none."""
        return _usual(self.medians)

    def medians_in(self, rank: int) -> int:
        """How many medians lie in a band."""
        return sum(median.rank == rank for median in self.medians)


def audit(survey: Survey) -> Audit:
    """Work out the whole audit of a survey, from its figures as loaded."""
    return audit_table(
        {
            key: Printed(
                tuple((band.low, band.high) for band in market.scale.ladder.bands),
                market.scale.median,
            )
            for key, market in survey.markets.items()
        }
    )


def audit_table(table: Mapping[MarketKey, Printed]) -> Audit:
    """Work out the audit of any table, however faulty; every market needs at least one band."""
    markets = table.values()
    pairs = dict(_pairs(table))
    figures = [figure for market in markets for figure in market.figures]
    joints = sum(len(market.bands) - 1 for market in markets)
    placed = [median_place(key, market) for key, market in table.items()]
    medians = tuple(place for place in placed if place)
    groups = (*_twins(table), *_shared_medians(table))
    return Audit(
        markets=len(table),
        joints=joints,
        joints_touching=joints - sum(len(market.open_joints) for market in markets),
        markets_rising=sum(not market.falling for market in markets),
        pairs=len(pairs),
        pairs_sharing_ends=sum(agency.ends == company.ends for agency, company in pairs.values()),
        figures=len(figures),
        figures_rounded=sum(figure % ROUNDED_TO == 0 for figure in figures),
        medians=medians,
        findings=(*_in_markets(table, medians), *_between_kinds(pairs), *groups),
    )


def _pairs(
    table: Mapping[MarketKey, Printed],
) -> Iterator[tuple[str, tuple[Printed, Printed]]]:
    """Cities with both kinds of employer: the agencies' market and the companies'."""
    for (city, segment), agency in table.items():
        company = table.get(MarketKey(city, COMPANY))
        if segment == AGENCY and company:
            yield city, (agency, company)


def _usual(medians: Iterable[MedianPlace]) -> int:
    ranks = Counter(median.rank for median in medians)
    return min(ranks, key=lambda rank: (-ranks[rank], rank), default=0)


def _in_markets(
    table: Mapping[MarketKey, Printed], medians: Iterable[MedianPlace]
) -> Iterator[Finding]:
    """What is odd within one market."""
    held = {median.key: median.rank for median in medians}
    usual = _usual(medians)
    for key, market in table.items():
        odd = {
            Anomaly.OPEN_JOINT: market.open_joints,
            Anomaly.FALLING_BAND: market.falling,
            Anomaly.NARROWING_BAND: market.narrowing,
        }
        for anomaly, ranks in odd.items():
            if ranks:
                yield Finding(anomaly, (key.city,), key.segment, ranks)
        if key not in held or held[key] != usual:
            ranks = (held[key],) if key in held else ()
            yield Finding(Anomaly.MEDIAN_ELSEWHERE, (key.city,), key.segment, ranks)


def _between_kinds(pairs: Mapping[str, tuple[Printed, Printed]]) -> Iterator[Finding]:
    """What is odd between a city's agencies and companies."""
    for city, (agency, company) in pairs.items():
        if agency.ends != company.ends:
            yield Finding(Anomaly.UNEQUAL_ENDS, (city,))
        bands = list(enumerate(zip(agency.bands, company.bands, strict=False), start=1))
        early = tuple(r for r, (a, c) in bands if r < EXPECTED_TO_PART and a[1] != c[1])
        if early:
            yield Finding(Anomaly.EARLY_DIFFERENCE, (city,), ranks=early)
        inverted = tuple(r for r, (a, c) in bands if a[0] < c[0] or a[1] < c[1])
        if inverted:
            yield Finding(Anomaly.INVERTED_BAND, (city,), ranks=inverted)
        if agency.median < company.median:
            yield Finding(Anomaly.INVERTED_MEDIAN, (city,))


def _twins(table: Mapping[MarketKey, Printed]) -> Iterator[Finding]:
    """Cities whose every market has the median and the upper half of the bands of another's."""
    uppers: dict[str, list[Hashable]] = defaultdict(list)
    for (city, segment), market in sorted(table.items(), key=lambda item: item[0].segment):
        half = len(market.bands) // 2
        uppers[city].append((segment, market.median, half, market.bands[half:]))
    order = dict.fromkeys(city for city, _segment in table)
    for group in _groups((city, tuple(uppers[city])) for city in order):
        bands = next(market.bands for key, market in table.items() if key.city == group[0])
        ranks = tuple(range(len(bands) // 2 + 1, len(bands) + 1))
        yield Finding(Anomaly.TWIN_CITIES, group, ranks=ranks)


def _shared_medians(table: Mapping[MarketKey, Printed]) -> Iterator[Finding]:
    """Cities with one median at one kind of employer: they share a place in the ranking."""
    for segment in dict.fromkeys(key.segment for key in table):
        medians = ((k.city, m.median) for k, m in table.items() if k.segment == segment)
        for group in _groups(medians):
            yield Finding(Anomaly.SHARED_MEDIAN, group, segment)


def _groups(named: Iterable[tuple[str, Hashable]]) -> Iterator[tuple[str, ...]]:
    """The names that have something in common, wherever two or more do."""
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for name, value in named:
        groups[value].append(name)
    return (tuple(group) for group in groups.values() if len(group) > 1)
