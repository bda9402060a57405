"""The only reader of the database for pages and API. Hands out domain values.

A survey is a few kilobytes: it is read once, kept per process, and read again when another
version has been loaded, which each process notices within `SURVEY_CHECK_SECONDS`. Older versions
are read when a link asks for them, and a few of them kept. While the database cannot be asked, what
was read last is served.
"""

from __future__ import annotations

import logging
import re
import time
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from math import ceil
from threading import Lock
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db import Error
from django.dispatch import Signal
from django.utils import timezone

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
from salaries.outages import outage, require_file

PREFIX = re.compile(r"[0-9a-f]{7,64}")
"""How a version may be named: the first digits of its SHA-256."""
MOST_VERSIONS_KEPT = 4
refresh_failed = Signal()
"""Sent when the database could not be asked whether there is a newer survey."""
PAUSE, LONGEST_PAUSE = 5, 5
"""After a database failed, it is left alone for so many times as long as it took to fail, and for
so many seconds at most."""
logger = logging.getLogger(__name__)


class NoSurveyError(LookupError):
    """No survey is loaded, so there is nothing to judge by."""


@dataclass(slots=True)
class _Kept:
    """The survey this process serves, when it was last known to be the newest, and what failed."""

    survey: Survey | None = None
    checked_at: float = float("-inf")
    seen_at: datetime | None = None
    fault: Error | None = None
    pause: float = 0


_kept = _Kept()
_asking = Lock()


def default_survey() -> Survey:
    """The survey in use, as it was last read while the database cannot be asked.

    Raises NoSurveyError when none is loaded, and django.db.Error when the database cannot be asked
    and this process has read none before.
    """
    kept = _kept
    # One thread asks; where there is a survey, the others go on with it and do not wait.
    if not _is_fresh(kept) and _asking.acquire(blocking=kept.survey is None):
        try:
            if not _is_fresh(kept):  # another may have asked while this one waited
                _ask(kept)
        finally:
            _asking.release()
    return _known(kept)


def _is_fresh(kept: _Kept) -> bool:
    """Is it too early to ask the database again?"""
    wait = max(settings.SURVEY_CHECK_SECONDS, kept.pause)
    return time.monotonic() - kept.checked_at < wait


def _known(kept: _Kept) -> Survey:
    if kept.survey is not None:
        return kept.survey
    if kept.fault is not None:
        raise kept.fault.with_traceback(None)
    raise NoSurveyError


def _ask(kept: _Kept) -> None:
    """Read the survey where there is a newer one; note what failed where the database did."""
    began = time.monotonic()
    try:
        require_file()
        pk, version = _newest()
        if kept.survey is None or kept.survey.version != version:
            kept.survey = _read_newest(pk)
            _read_version.cache_clear()  # versions share their cities, which a load may rename
    except Error as error:
        if outage(error) is None:
            raise
        _note(kept, error, time.monotonic() - began)
    except NoSurveyError:
        kept.fault = None
        raise
    else:
        if kept.fault is not None:
            logger.warning("The database answers again.")
        kept.fault, kept.pause, kept.seen_at = None, 0, timezone.now()
        kept.checked_at = began


def _note(kept: _Kept, error: Error, took: float) -> None:
    refresh_failed.send(sender=None)
    if kept.fault is None:
        logger.error("The database cannot be asked (%s): %s", outage(error), error)
    kept.pause = min(PAUSE * took, LONGEST_PAUSE)
    kept.fault, kept.checked_at = error, time.monotonic()


def out_of_touch() -> bool:
    """Could the database not be asked when this process last tried?"""
    return _kept.fault is not None


def last_seen() -> datetime | None:
    """When the database last said which survey is the newest; None before it first did."""
    return _kept.seen_at


def fresh_seconds() -> int:
    """How long an answer may be kept: as long as this process itself goes without looking."""
    return ceil(settings.SURVEY_CHECK_SECONDS)


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
    require_file()
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
