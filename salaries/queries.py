"""The only reader of the database for pages and API. Hands out domain values.

A survey is a few kilobytes: it is read once, kept per process, and read again when another
version has been loaded, which each process notices within `SURVEY_CHECK_SECONDS`. Older versions
are read when a link asks for them, and a few of them kept.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.dispatch import Signal

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

PREFIX = re.compile(r"[0-9a-f]{7,64}")
"""How a version may be named: the first digits of its SHA-256."""
MOST_VERSIONS_KEPT = 4
refresh_failed = Signal()
"""Sent when the database could not be asked whether there is a newer survey."""


class NoSurveyError(LookupError):
    """No survey is loaded, so there is nothing to judge by."""


@dataclass(slots=True)
class _Kept:
    """The survey this process serves, and when it was last known to be the newest."""

    survey: Survey | None = None
    checked_at: float = float("-inf")


_kept = _Kept()


def default_survey() -> Survey:
    """The survey in use. Raises NoSurveyError when none is loaded."""
    now = time.monotonic()
    if _kept.survey and now - _kept.checked_at < settings.SURVEY_CHECK_SECONDS:
        return _kept.survey
    try:
        pk, version = _newest()
    except DatabaseError:
        refresh_failed.send(sender=None)
        raise
    if _kept.survey is None or _kept.survey.version != version:
        _kept.survey = _read_newest(pk)
        _read_version.cache_clear()  # versions share their cities, which a load may rename
    _kept.checked_at = now
    return _kept.survey


def _newest() -> tuple[int, str]:
    """Primary key and version of the default survey. Raises NoSurveyError where none is."""
    newest = models.Survey.objects.filter(is_default=True).values_list("pk", "version").first()
    if newest is None:
        raise NoSurveyError
    return newest


def _read_newest(pk: int) -> Survey:
    """The default survey as one load left it: read again when another came between the queries.

    A transaction would hold the state still, too, but SQLite's would wait for every writer.
    """
    while True:
        survey = _read_survey(pk)
        if models.Survey.objects.filter(pk=pk, is_default=True).exists():
            return survey
        pk, _version = _newest()


def survey_version(prefix: str) -> Survey | None:
    """The stored survey whose version begins with a prefix of seven hex digits or more.

    None for anything else as a prefix, and where no version, or more than one, begins with it.
    """
    if not PREFIX.fullmatch(prefix):
        return None
    rows = models.Survey.objects.filter(version__startswith=prefix).values_list("pk", flat=True)
    found = list(rows[:2])
    try:
        return _read_version(*found) if len(found) == 1 else None
    except models.Survey.DoesNotExist:
        return None


@lru_cache(maxsize=MOST_VERSIONS_KEPT)
def _read_version(pk: int) -> Survey:
    """A stored version. Raises Survey.DoesNotExist when it was removed while it was read."""
    try:
        survey = _read_survey(pk)
    except models.Load.DoesNotExist as removed:
        raise models.Survey.DoesNotExist from removed
    models.Survey.objects.only("pk").get(pk=pk)
    return survey


def _read_survey(pk: int) -> Survey:
    """Five queries whatever the size of the survey."""
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
    cities = {row.pk: _city(row) for row in models.City.objects.all()}
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
