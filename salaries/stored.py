"""A stored survey as domain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby, zip_longest
from types import MappingProxyType
from typing import Any

from salaries import models
from salaries.domain.bands import Band, Ladder
from salaries.domain.market import PayScale
from salaries.domain.money import Basis
from salaries.domain.quantiles import PERCENTS, Point, Quantiles
from salaries.domain.survey import Provenance, Survey
from salaries.domain.surveyed import (
    ALL_LEVELS,
    EXPERIENCE,
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
from salaries.domain.table_changes import Figures

ALL = ExperienceBand(ALL_LEVELS, "", 0)


def read_survey(pk: int) -> Survey:
    """A version by its primary key: five queries whatever its size.

    Raises Survey.DoesNotExist or Load.DoesNotExist when it was removed.
    """
    row = models.Survey.objects.get(pk=pk)
    load = row.loads.latest()
    levels = tuple(_band(band) for band in row.bands.order_by("rank"))
    is_of_bands = row.kind == SurveyKind.BANDS
    told = _of_bands(row, levels) if is_of_bands else _of_quantiles(row, levels)
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
        provenance=Provenance(load.file_name, load.sha256, load.rows, load.loaded_at),
        kind=SurveyKind(row.kind),
        measures=Measure(row.measures),
        funnel=tuple(Step(*step) for step in row.made.get("funnel", ())),
        rules=MappingProxyType(row.made.get("rules", {})),
        **told,
    )


def _of_bands(row: models.Survey, levels: tuple[ExperienceBand, ...]) -> dict[str, Any]:
    """What only a survey of bands has."""
    markets = {market.key: market for market in _read_markets(row)}
    return {"bands": levels, "markets": MappingProxyType(markets)}


def _of_quantiles(row: models.Survey, levels: tuple[ExperienceBand, ...]) -> dict[str, Any]:
    """What only a survey of quantiles has: cells, and markets of the first level published."""
    columns = ("market__city_id", "market__segment", "band__rank", *Figures._fields)
    found = models.QuantileCell.objects.filter(market__survey=row).order_by("id")
    values = list(found.values_list(*columns))
    stored = {city.pk: _city(city) for city in models.City.objects.all()}
    cities = {stored[city].slug: stored[city] for city, *_rest in values}
    cells = {
        CellKey(stored[city].slug, segment, rank or ALL_LEVELS): _cell(rank or ALL_LEVELS, *figures)
        for city, segment, rank, *figures in values
    }
    together = (ALL,) if any(key.rank == ALL_LEVELS for key in cells) else ()
    return {
        "bands": (*together, *_bounded(levels)),
        "markets": MappingProxyType(_first_published(cells, cities)),
        "cells": MappingProxyType(cells),
        "all_cities": tuple(cities.values()),
    }


def _bounded(levels: tuple[ExperienceBand, ...]) -> Iterator[ExperienceBand]:
    """Levels of quantiles end where the next one begins."""
    for level, above in zip_longest(levels, levels[1:]):
        yield replace(level, below=above.min_years if above else None)


def _first_published(
    cells: Mapping[CellKey, Quantiles | None], cities: Mapping[str, City]
) -> dict[MarketKey, Market]:
    """Each market by the lowest level that is published of it, in the order of the cells."""
    found: dict[MarketKey, Market] = {}
    for key, cell in sorted(cells.items(), key=lambda one: one[0].rank):
        if cell:
            market = Market(cities[key.city], key.segment, cell)
            found.setdefault(market.key, market)
    return {place: found[place] for place in _places(cells) if place in found}


def _places(cells: Iterable[CellKey]) -> Iterable[MarketKey]:
    return dict.fromkeys(MarketKey(key.city, key.segment) for key in cells)


def _cell(rank: int, *figures: int | None) -> Quantiles | None:
    """A cell as a value; None where nothing is published of it."""
    *amounts, sample, employers, low, high = figures
    published = zip(PERCENTS, amounts, strict=True)
    points = tuple(Point(percent, amount) for percent, amount in published if amount is not None)
    if not points:
        return None
    interval = None if low is None or high is None else (low, high)
    return Quantiles(rank, points, sample, employers, interval)


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
