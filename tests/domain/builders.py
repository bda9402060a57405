"""Small builders: the published markets, read from the shipped table, and generated ones."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pytest
from hypothesis import strategies as st

from salaries.domain.bands import Band
from salaries.domain.market import PayScale, pay_scale

TABLE = Path(__file__).parents[2] / "data" / "hh_ranges.csv"


@dataclass(frozen=True)
class Published:
    """One market as printed: four bands as (low, high), and the median."""

    city: str
    segment: str
    bands: tuple[tuple[int, int], ...]
    median: int

    def __str__(self) -> str:
        return f"{self.city} {self.segment}"

    @property
    def edges(self) -> tuple[int, ...]:
        return (self.bands[0][0], *(high for _, high in self.bands))

    @property
    def scale(self) -> PayScale:
        return pay_scale(self.edges, self.median)

    @property
    def amounts(self) -> list[int]:
        """Every edge and the median, a rouble to either side of each, and far outside."""
        marks = {*self.edges, self.median}
        near = {mark + step for mark in marks for step in (-1, 0, 1)}
        return sorted(near | {1, self.edges[0] // 2, 2 * self.edges[-1]})

    @property
    def amounts_inside(self) -> list[int]:
        return [amount for amount in self.amounts if self.scale.spans(amount)]


def published_markets() -> list[Published]:
    """The markets of the shipped table, in its order."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        _market(city, segment, list(group))
        for (city, segment), group in groupby(rows, key=itemgetter("city", "segment"))
    ]


def _market(city: str, segment: str, rows: list[dict[str, str]]) -> Published:
    bands = tuple((int(row["low"]), int(row["high"])) for row in rows)
    (median,) = {int(row["median"]) for row in rows}
    return Published(city, segment, bands, median)


MARKETS = published_markets()
each_market = pytest.mark.parametrize("market", MARKETS, ids=str)


def published(city: str, segment: str) -> Published:
    """The one published market of a city and a kind of employer."""
    (market,) = [one for one in MARKETS if (one.city, one.segment) == (city, segment)]
    return market


MOSCOW_AGENCY = published("Moscow", "agency")
OMSK_COMPANY = published("Omsk", "company")

amounts = st.integers(1, 400_000)


@st.composite
def bands(draw: st.DrawFn, widest: int = 60_000) -> Band:
    """Any band, its width up to `widest` roubles."""
    low = draw(st.integers(1, 200_000))
    return Band(draw(st.integers(1, 9)), low, low + draw(st.integers(1, widest)))


@st.composite
def edges(draw: st.DrawFn, count: int | None = None) -> list[int]:
    """The rising edges of a ladder of `count` bands, or of one to six."""
    size = count or draw(st.integers(1, 6))
    pay = st.integers(1_000, 300_000)
    rising = st.lists(pay, min_size=size + 1, max_size=size + 1, unique=True).map(sorted)
    return draw(rising.filter(lambda some: some[-1] - some[0] >= 2))


@st.composite
def pay_scales(draw: st.DrawFn, count: int | None = None) -> PayScale:
    """Any pay scale: valid edges, and a median anywhere between floor and ceiling."""
    rising = draw(edges(count))
    return pay_scale(rising, draw(st.integers(rising[0] + 1, rising[-1] - 1)))


@st.composite
def one_peaked_scales(draw: st.DrawFn) -> PayScale:
    """Scales whose log-normal model has one peak: median squared at most floor x ceiling.

    Each half of the model is stretched to hold half of the offers. Its density falls through
    the median, so it keeps one peak exactly when the upper half is not stretched more than
    the lower one, that is when the ceiling is at least as far from the median, in ratio,
    as the floor is.
    """
    floor = draw(st.integers(1_000, 100_000))
    ceiling = draw(st.integers(floor + 3, 40 * floor))
    return pay_scale([floor, ceiling], draw(st.integers(floor + 1, math.isqrt(floor * ceiling))))


@st.composite
def scales_with_an_amount(draw: st.DrawFn) -> tuple[PayScale, int]:
    """A pay scale and an amount inside its published range."""
    scale = draw(pay_scales())
    return scale, draw(st.integers(scale.floor, scale.ceiling))
