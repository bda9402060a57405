"""A survey's files into the database: all or nothing, and nothing when nothing changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction

from salaries.domain.table_changes import Pay, Place
from salaries.ingest.columns import SEGMENTS, Shape
from salaries.ingest.description import Description, read_description
from salaries.ingest.problems import Problem, Unreadable
from salaries.ingest.reader import read_bytes
from salaries.ingest.reference import read_cities, read_requirements
from salaries.ingest.sent import Sent
from salaries.ingest.standing import NOBODY, Source, Wish, hold, put_in_use
from salaries.ingest.validation import Row, check
from salaries.models import Change, City, ExperienceBand, Market, SalaryRange, Survey

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class SurveyFiles:
    """The four files a survey is loaded from."""

    table: Path | Sent
    description: Path | Sent
    requirements: Path | Sent
    cities: Path | Sent


class Outcome(StrEnum):
    """What became of a load."""

    LOADED = "loaded"
    RESTORED = "restored"
    """An earlier version, stored already, is the current one again."""
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What was loaded and from what, or every problem why not. `sha256` is the table's own."""

    outcome: Outcome
    file_name: str
    sha256: str = ""
    rows: int = 0
    markets: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """Everything the four files say, checked and ready to be stored."""

    description: Description
    cities: Sequence[dict[str, Any]]
    requirements: dict[str, list[dict[str, Any]]]
    rows: Sequence[Row]
    file_name: str
    sha256: str
    version: str

    @property
    def places(self) -> dict[tuple[str, str], int]:
        """Each market's median by city name and segment, in the order of the table."""
        return {(row.city, row.segment): row.median for row in self.rows}

    @property
    def cells(self) -> dict[Place, Pay]:
        """Every cell of the table."""
        return {
            (row.city, row.segment, row.band): Pay(row.low, row.high, row.median)
            for row in self.rows
        }


def load_table(path: Path | None = None) -> LoadReport:
    """Load the shipped survey, or another table of it from a path.

    Raises django.db.DatabaseError when the database itself refuses; nothing is stored then.
    """
    files = shipped_files()
    return load_survey(replace(files, table=path or files.table))


def shipped_files() -> SurveyFiles:
    """The files of the survey that is shipped here."""
    folder = Path(settings.DATA_DIR)
    return SurveyFiles(
        table=folder / "hh_ranges.csv",
        description=folder / "hh_ranges.toml",
        requirements=folder / "band_requirements.csv",
        cities=folder / "cities.csv",
    )


def load_survey(files: SurveyFiles) -> LoadReport:
    """Load one survey from its files, whole, or report every problem and store nothing."""
    try:
        content = read_survey(files)
    except Unreadable as refusal:
        return LoadReport(Outcome.REFUSED, files.table.name, problems=refusal.problems)
    return LoadReport(
        store(content),
        content.file_name,
        content.sha256,
        len(content.rows),
        len(content.places),
    )


def read_survey(files: SurveyFiles) -> Content:
    """What a survey's files say, checked. Raises Unreadable; touches no database."""
    table = read_bytes(files.table)
    description, described = _beside(files.description, read_description)
    requirements, required = _beside(
        files.requirements,
        lambda data: read_requirements(data, [band.code for band in description.bands]),
    )
    cities, placed = _beside(files.cities, read_cities)
    shape = Shape(
        cities=tuple(city["name_en"] for city in cities),
        segments=SEGMENTS,
        bands=tuple(band.code for band in description.bands),
    )
    checked = check(table, shape)
    if checked.problems:
        raise Unreadable(checked.problems)
    return Content(
        description,
        cities,
        requirements,
        checked.rows,
        files.table.name,
        hashlib.sha256(table).hexdigest(),
        _version(table, described, required, placed),
    )


def _beside(path: Path | Sent, read: Callable[[bytes], Read]) -> tuple[Read, bytes]:
    """What a file beside the table says, and its bytes; its problems name the file."""
    try:
        data = read_bytes(path)
        return read(data), data
    except Unreadable as refusal:
        problems = [replace(problem, file=path.name) for problem in refusal.problems]
        raise Unreadable(problems) from refusal


def _version(*files: bytes) -> str:
    """The SHA-256 of several files together, each first hashed alone to keep them apart."""
    return hashlib.sha256(b"".join(hashlib.sha256(data).digest() for data in files)).hexdigest()


def store(content: Content, wish: Wish = NOBODY) -> Outcome:
    """Make this the survey's current version, in one transaction; nothing when it is already.

    A version that is stored already is not stored again, whatever was loaded since. Its cities
    are: they are rows that all versions share. Raises Stale where another version stands than
    the one the wish was made upon.
    """
    with transaction.atomic():
        before = hold(content.description.slug, wish)
        if before == content.version:
            return Outcome.UNCHANGED
        versions = Survey.objects.filter(slug=content.description.slug)
        stored = versions.filter(version=content.version).first()
        cities = _store_cities(content)
        survey = stored or _store_version(content, cities)
        source = Source(content.file_name, content.sha256, len(content.rows))
        action = Change.Action.RESTORED if stored else Change.Action.LOADED
        put_in_use(survey, source, action, before, wish.by)
    return Outcome.RESTORED if stored else Outcome.LOADED


def _store_version(content: Content, cities: dict[str, int]) -> Survey:
    """A row of its own for this version, with its own bands, markets and ranges."""
    described = content.description
    survey = Survey.objects.create(
        slug=described.slug,
        version=content.version,
        publisher=described.publisher,
        month=described.month,
        currency=described.currency,
        basis=described.basis,
        convention=described.convention,
        texts=described.texts,
    )
    bands = _store_bands(content, survey)
    _store_ranges(content, bands, _store_markets(content, survey, cities))
    return survey


def _store_bands(content: Content, survey: Survey) -> dict[str, ExperienceBand]:
    bands = ExperienceBand.objects.bulk_create(
        ExperienceBand(
            survey=survey,
            rank=rank,
            code=band.code,
            min_years=band.min_years,
            requirements=content.requirements.get(band.code, []),
        )
        for rank, band in enumerate(content.description.bands, start=1)
    )
    return {band.code: band for band in bands}


def _store_cities(content: Content) -> dict[str, int]:
    """Every city, new or updated by its slug: its id by its English name."""
    City.objects.bulk_create(
        [City(**fields) for fields in content.cities],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=[field for field in content.cities[0] if field != "slug"],
    )
    return dict(City.objects.values_list("name_en", "pk"))


def _store_markets(
    content: Content, survey: Survey, cities: dict[str, int]
) -> dict[tuple[str, str], Market]:
    markets = Market.objects.bulk_create(
        Market(survey=survey, city_id=cities[city], segment=segment, median=median)
        for (city, segment), median in content.places.items()
    )
    return dict(zip(content.places, markets, strict=True))


def _store_ranges(
    content: Content,
    bands: dict[str, ExperienceBand],
    markets: dict[tuple[str, str], Market],
) -> None:
    SalaryRange.objects.bulk_create(
        SalaryRange(
            market=markets[row.city, row.segment], band=bands[row.band], low=row.low, high=row.high
        )
        for row in content.rows
    )
