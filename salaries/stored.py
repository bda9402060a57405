"""A stored survey as domain values."""

from __future__ import annotations

from itertools import groupby
from types import MappingProxyType
from typing import Any

from salaries import models
from salaries.domain.bands import Band, Ladder
from salaries.domain.market import PayScale
from salaries.domain.money import Basis
from salaries.domain.survey import (
    EXPERIENCE,
    City,
    ExperienceBand,
    Market,
    Provenance,
    Requirement,
    Survey,
    Text,
)


def read_survey(pk: int) -> Survey:
    """A version by its primary key: five queries whatever its size.

    Raises Survey.DoesNotExist or Load.DoesNotExist when it was removed.
    """
    row = models.Survey.objects.get(pk=pk)
    load = row.loads.latest()
    bands = tuple(_band(band) for band in row.bands.order_by("rank"))
    markets = {market.key: market for market in _read_markets(row)}
    return Survey(
        slug=row.slug,
        version=row.version,
        title=Text(**row.texts["title"]),
        role=Text(**row.texts["role"]),
        source=Text(**row.texts["source"]),
        publisher=row.publisher,
        month=row.month,
        currency=row.currency,
        basis=Basis(row.basis),
        convention=Basis(row.convention),
        not_stated=tuple(Text(**text) for text in row.texts["not_stated"]),
        bands=bands,
        markets=MappingProxyType(markets),
        provenance=Provenance(load.file_name, load.sha256, load.rows, load.loaded_at),
    )


def _band(row: models.ExperienceBand) -> ExperienceBand:
    requirements = tuple(_requirement(row, number) for number in range(len(row.requirements)))
    return ExperienceBand(row.rank, row.code, row.min_years, requirements)


def _requirement(row: models.ExperienceBand, number: int) -> Requirement:
    """What was stored before requirements had keys is called by its place: `band-3-2`."""
    stored: dict[str, Any] = row.requirements[number]
    asks_years = stored["is_required"] and stored["topic"] == EXPERIENCE
    return Requirement(
        stored["topic"],
        stored["is_required"],
        Text(**stored["text"]),
        stored.get("key") or f"band-{row.rank}-{number + 1}",
        row.min_years if asks_years else None,
    )


def _read_markets(survey: models.Survey) -> list[Market]:
    cells = models.SalaryRange.objects.filter(market__survey=survey).order_by(
        "market_id", "band__rank"
    )
    columns = ("market_id", "market__city_id", "market__segment", "market__median")
    values = list(cells.values_list(*columns, "band__rank", "low", "high"))
    # The cities come after the cells: a load may add cities but removes none.
    here = models.Market.objects.filter(survey=survey).values("city_id")
    cities = {row.pk: _city(row) for row in models.City.objects.filter(pk__in=here)}
    if any(city not in cities for _, city, *_ in values):
        raise models.Survey.DoesNotExist
    markets = []
    for (_, city, segment, median), rows in groupby(values, key=lambda cell: cell[:4]):
        ladder = Ladder(tuple(Band(rank, low, high) for *_, rank, low, high in rows))
        markets.append(Market(cities[city], segment, PayScale(ladder, median)))
    return markets


def _city(row: models.City) -> City:
    return City(
        row.slug,
        Text(row.name_en, row.name_ru, row.name_ka),
        Text("", row.in_ru, row.in_ka),
        row.iso_region,
        row.latitude,
        row.longitude,
        row.population,
        row.population_year,
        row.hh_area_id,
    )
