"""A survey's files, read and checked together; nothing here touches the database."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings

from salaries.domain.surveyed import ALL, SurveyKind
from salaries.domain.table_changes import Pay, Place, Said
from salaries.ingest.columns import Shape
from salaries.ingest.description import Description, read_description
from salaries.ingest.problems import Code, Unreadable, of_key
from salaries.ingest.quantiles import QuantileRow
from salaries.ingest.quantiles import check as check_quantiles
from salaries.ingest.reader import read_bytes
from salaries.ingest.reference import read_cities, read_requirements
from salaries.ingest.sent import Sent
from salaries.ingest.validation import Row, check

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class SurveyFiles:
    """The files a survey is loaded from; what its bands ask may be told nowhere."""

    table: Path | Sent
    description: Path | Sent
    requirements: Path | Sent | None
    cities: Path | Sent


@dataclass(frozen=True)
class Content:
    """Everything the four files say, checked and ready to be stored."""

    description: Description
    cities: Sequence[dict[str, Any]]
    requirements: dict[str, list[dict[str, Any]]]
    rows: Sequence[Row]
    file_name: str
    sha256: str
    version: str
    quantiles: Sequence[QuantileRow] = ()
    """Rows of a survey of quantiles, which has no others; their cities go by their slugs."""

    @cached_property
    def places(self) -> dict[tuple[str, str], int | None]:
        """Each market's median by city and segment, in the order of the table.

        Of a survey of quantiles markets have none: their levels have.
        """
        if self.quantiles:
            return dict.fromkeys((row.city, row.segment) for row in self.quantiles)
        return {(row.city, row.segment): row.median for row in self.rows}

    @property
    def row_count(self) -> int:
        """How many rows the table has."""
        return len(self.rows) or len(self.quantiles)

    @property
    def market_count(self) -> int:
        """How many markets have something published; without it a market is not shown."""
        published = {row[:2] for row in self.quantiles if row.figures.p50}
        return len(published) if self.quantiles else len(self.places)

    @property
    def cells(self) -> dict[Place, Said]:
        """Every cell of the table; of quantiles also those that are not published."""
        if self.quantiles:
            return {(row.city, row.segment, row.band): row.figures for row in self.quantiles}
        return {
            (row.city, row.segment, row.band): Pay(row.low, row.high, row.median)
            for row in self.rows
        }


def files_of(table: Path) -> SurveyFiles:
    """The files of a survey by its table's path: its description beside it, named alike.

    `NAME.requirements.csv` and `NAME.cities.csv` are read where they stand; without the latter the
    cities are those shipped here.
    """
    beside = (table.parent / f"{table.stem}.{what}.csv" for what in ("requirements", "cities"))
    requirements, cities = (path if os.path.lexists(path) else None for path in beside)
    return SurveyFiles(
        table=table,
        description=table.parent / f"{table.stem}.toml",
        requirements=requirements,
        cities=cities or shipped_files().cities,
    )


def shipped_files() -> SurveyFiles:
    """The files of the survey that is shipped here."""
    folder = Path(settings.DATA_DIR)
    return SurveyFiles(
        table=folder / "hh_ranges.csv",
        description=folder / "hh_ranges.toml",
        requirements=folder / "band_requirements.csv",
        cities=folder / "cities.csv",
    )


def read_survey(files: SurveyFiles) -> Content:
    """What a survey's files say, checked. Raises Unreadable; touches no database."""
    table = read_bytes(files.table)
    description, described = _beside(files.description, read_description)
    codes = tuple(band.code for band in description.bands)
    requirements, required = (
        _beside(files.requirements, lambda data: read_requirements(data, codes))
        if files.requirements
        else ({}, b"")
    )
    cities, placed = _beside(files.cities, read_cities)
    shape = Shape(
        _surveyed(description, cities, files.description.name), description.segments, codes
    )
    rows, quantiles = _read_table(table, shape, description)
    return Content(
        description,
        cities,
        requirements,
        rows,
        files.table.name,
        hashlib.sha256(table).hexdigest(),
        _version(table, described, required, placed),
        quantiles,
    )


def description_of(files: SurveyFiles) -> Description:
    """What survey the files are of. Raises Unreadable."""
    return _beside(files.description, read_description)[0]


def _read_table(
    table: bytes, shape: Shape, description: Description
) -> tuple[Sequence[Row], Sequence[QuantileRow]]:
    """The rows of either kind of table. Raises Unreadable."""
    if description.kind is SurveyKind.BANDS:
        checked = check(table, shape)
        if checked.problems:
            raise Unreadable(checked.problems)
        return checked.rows, ()
    found = check_quantiles(table, replace(shape, segments=shape.segments or ("",)))
    if found.problems:
        raise Unreadable(found.problems)
    return (), tuple(row._replace(segment=row.segment or ALL) for row in found.rows)


def _surveyed(
    description: Description, cities: Sequence[dict[str, Any]], file: str
) -> tuple[str, ...]:
    """The cities surveyed, as the table names them. Raises Unreadable for one that is not known.

    A table of bands names them in English, one of quantiles by their slugs.
    """
    column = "name_en" if description.kind is SurveyKind.BANDS else "slug"
    known = tuple(city[column] for city in cities)
    unknown = [
        of_key(f"cities {number}", Code.UNKNOWN_CITY, city, ", ".join(known), file)
        for number, city in enumerate(description.cities, start=1)
        if city not in known
    ]
    if unknown:
        raise Unreadable(unknown)
    return description.cities or known


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
