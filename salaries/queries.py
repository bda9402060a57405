"""The only reader of the database for pages and API. Hands out domain values.

Several surveys stand side by side, and one is the default. A survey is a few kilobytes: it is read
once, kept per process, and read again when another version has been loaded, which each process
notices within `SURVEY_CHECK_SECONDS`. Older versions are read when a link asks for them, and a few
of them kept. While the database cannot be asked, what was read last is served.
"""

from __future__ import annotations

import logging
import re
import time
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from math import ceil
from threading import Lock

from django.conf import settings
from django.db import Error
from django.db.models import Q
from django.dispatch import Signal
from django.utils import timezone

from salaries import models
from salaries.at_hand import Kept
from salaries.at_hand import NoSuchSurveyError as NoSuchSurveyError
from salaries.at_hand import NoSurveyError as NoSurveyError
from salaries.chosen import choose, use_currency
from salaries.domain.survey import Survey, SurveyInUse
from salaries.domain.surveyed import SurveyKind, Text
from salaries.outages import outage, require_file
from salaries.stored import read_survey

PREFIX = re.compile(r"[0-9a-f]{7,64}")
"""How a version may be named: the first digits of its SHA-256."""
MOST_VERSIONS_KEPT = 4
refresh_failed = Signal()
"""Sent when the database could not be asked whether there is a newer survey."""
PAUSE, LONGEST_PAUSE = 5, 5
"""After a database failed, it is left alone for so many times as long as it took to fail, and for
so many seconds at most."""
logger = logging.getLogger(__name__)


_kept = Kept()
_asking = Lock()


def default_survey() -> Survey:
    """The survey that pages serve unasked. Raises what `survey_in_use` does."""
    return survey_in_use("")


def survey_in_use(slug: str) -> Survey:
    """The survey of a name, or the default; as it was last read while the database cannot be asked.

    Raises NoSurveyError when none is loaded, NoSuchSurveyError for an unknown name, and
    django.db.Error when the database cannot be asked and this process has not read it before.
    """
    kept = _kept
    kept.note_asked(slug)
    # One thread asks; where the survey was read before, the others go on with it and do not wait.
    if not _is_up_to_date(kept, slug) and _asking.acquire(blocking=kept.must_be_read(slug)):
        try:
            if not _is_up_to_date(kept, slug):  # another may have asked while this one waited
                _ask(kept, slug)
        finally:
            _asking.release()
    return _known(kept, slug)


def choose_survey(slug: str) -> Survey:
    """The survey that a request asks for; links name it from now on, unless it is the default.

    Raises what `survey_in_use` does.
    """
    survey = survey_in_use(slug)
    in_use = _kept.in_use
    choose("" if not in_use or in_use[0].slug == survey.slug else survey.slug)
    use_currency(survey.currency)
    return survey


def surveys_in_use() -> tuple[SurveyInUse, ...]:
    """Every survey in use as this process last saw them, the default first."""
    return _kept.in_use


def surveys_of_city(slug: str) -> tuple[SurveyInUse, ...]:
    """Those of the surveys in use that publish figures of a city, in their order.

    While the database cannot be asked, those of them that this process has at hand.
    """
    in_use, read = _kept.in_use, _kept.read
    try:
        if _kept.fault is None:
            found = _with_figures(tuple(one.version for one in in_use)).get(slug, frozenset())
            return tuple(one for one in in_use if one.version in found)
    except Error as error:
        if outage(error) is None:
            raise
    return tuple(one for one in in_use if one.slug in read and read[one.slug].in_city(slug))


@lru_cache(maxsize=2)
def _with_figures(versions: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Which of those versions publish figures of each city; what a version holds never changes."""
    published = Q(median__isnull=False) | Q(quantiles__p50__isnull=False)
    markets = models.Market.objects.filter(published, survey__version__in=versions)
    known = {version: version for version in versions}
    by_city: dict[str, set[str]] = {}
    for city, version in markets.values_list("city__slug", "survey__version").distinct():
        by_city.setdefault(city, set()).add(known[version])
    alike = {there: there for there in map(frozenset, by_city.values())}
    return {city: alike[frozenset(there)] for city, there in by_city.items()}


def _is_up_to_date(kept: Kept, slug: str) -> bool:
    """Is it too early to ask the database again, and the survey at hand if there is such a one?"""
    wait = max(settings.SURVEY_CHECK_SECONDS, kept.pause)
    if time.monotonic() - kept.checked_at >= wait:
        return False
    found = kept.find(slug)
    return kept.fault is not None or found is None or found.slug in kept.read


def _known(kept: Kept, slug: str) -> Survey:
    if kept.fault is not None and not kept.in_use:
        raise kept.fault.with_traceback(None)
    found = kept.at_hand(slug)
    if found is not None:
        return found
    raise (kept.fault or NoSurveyError()).with_traceback(None)


def _ask(kept: Kept, slug: str) -> None:
    """List the surveys in use and read the one asked where it is new; note what failed."""
    began = time.monotonic()
    try:
        require_file()
        kept.in_use = _list()
        _read_current(kept, slug)
    except Error as error:
        if outage(error) is None:
            raise
        _note(kept, error, time.monotonic() - began)
        return
    except NoSurveyError:
        kept.fault, kept.read = None, {}
        raise
    except NoSuchSurveyError:
        pass  # there is none, and that is known now
    if kept.fault is not None:
        logger.warning("The database answers again.")
    kept.fault, kept.pause, kept.seen_at = None, 0, timezone.now()
    kept.checked_at = began


def _note(kept: Kept, error: Error, took: float) -> None:
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


def _list() -> tuple[SurveyInUse, ...]:
    """Every survey in use, the default first, then the newest; none where there is no default."""
    found = [_in_use(row) for row in models.Survey.objects.filter(is_current=True).order_by("slug")]
    found.sort(key=lambda one: (one.is_default, one.month), reverse=True)
    return tuple(found) if found and found[0].is_default else ()


def _in_use(row: models.Survey) -> SurveyInUse:
    title, role = Text(**row.texts["title"]), Text(**row.texts["role"])
    told = (row.slug, row.version, row.is_default, row.publisher, row.month)
    return SurveyInUse(row.pk, *told, title, role, SurveyKind(row.kind))


def _read_current(kept: Kept, slug: str) -> None:
    """A survey as one load left it: read again when another came between the queries.

    A transaction would hold the state still, too, but SQLite's would wait for every writer.
    """
    while True:
        found = kept.named(slug)
        before = kept.read.get(found.slug)
        if before is not None and before.version == found.version:
            return
        with suppress(models.Survey.DoesNotExist):
            survey = read_survey(found.pk)
            if models.Survey.objects.filter(pk=found.pk, is_current=True).exists():
                break
        kept.in_use = _list()
    kept.keep(survey)
    _read_version.cache_clear()  # versions share their cities, which a load may rename


def slug_of(prefix: str) -> str:
    """The survey of the one version that begins so; empty for none, several, and no answer."""
    rows = models.Survey.objects.filter(version__startswith=prefix).values_list("slug", flat=True)
    try:
        slugs = set(rows[:2] if PREFIX.fullmatch(prefix) else ())
    except Error as error:
        if outage(error) is None:
            raise
        return ""
    return slugs.pop() if len(slugs) == 1 else ""


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
        survey = read_survey(pk)
    except models.Load.DoesNotExist as removed:
        raise models.Survey.DoesNotExist from removed
    models.Survey.objects.only("pk").get(pk=pk)
    return survey
