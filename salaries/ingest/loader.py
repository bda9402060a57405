"""A survey's files into the database: all or nothing, and nothing when nothing changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from django.db import transaction

from salaries.domain.surveyed import SurveyKind
from salaries.ingest.inserting import insert_rows, no_collection
from salaries.ingest.problems import Code, Problem, Unreadable, of_key
from salaries.ingest.shared_cities import store_cities, taken
from salaries.ingest.standing import NOBODY, Source, Wish, hold, make_default, put_in_use, standing
from salaries.ingest.survey_files import Content, SurveyFiles, read_survey, shipped_files
from salaries.models import Change, ExperienceBand, Market, QuantileCell, SalaryRange, Survey


class Outcome(StrEnum):
    """What became of a load."""

    LOADED = "loaded"
    RESTORED = "restored"
    """An earlier version, stored already, is the current one again."""
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What was loaded and from what, or every problem why not. `sha256` is the table's own.

    `markets` are those of which something is published.
    """

    outcome: Outcome
    file_name: str
    sha256: str = ""
    rows: int = 0
    markets: int = 0
    problems: tuple[Problem, ...] = ()


def load_table(path: Path | None = None) -> LoadReport:
    """Load the shipped survey, or another table of it from a path.

    Raises django.db.DatabaseError when the database itself refuses; nothing is stored then.
    """
    files = shipped_files()
    return load_survey(replace(files, table=path or files.table))


def load_survey(files: SurveyFiles, *, default: bool = False, replace: bool = False) -> LoadReport:
    """Load one survey from its files, whole, or report every problem and store nothing.

    With `default` the pages show it from now on where an address names no survey; only with
    `replace` it takes the place of one of another kind, publisher or job.
    """
    with no_collection():
        try:
            content = read_survey(files)
        except Unreadable as refusal:
            return _refused(files, refusal.problems)
        other = None if replace else another(content, files.description.name)
        problems = (other,) if other else taken(content, files.cities.name)
        if problems:
            return _refused(files, problems)
        outcome = store(content, default=default)
    counts = content.row_count, content.market_count
    return LoadReport(outcome, content.file_name, content.sha256, *counts)


def _refused(files: SurveyFiles, problems: tuple[Problem, ...]) -> LoadReport:
    """The report of files of which nothing is stored; a path such as `.` has no name."""
    name = files.table.name or str(files.table)
    return LoadReport(Outcome.REFUSED, name, problems=problems)


def another(content: Content, file: str) -> Problem | None:
    """Is the name in the description that of another survey, which is no version of this one?"""
    described = content.description
    stands = standing(described.slug)
    if stands is None:
        return None
    theirs = stands.kind, stands.publisher, stands.texts["role"]["en"]
    if theirs == (described.kind, described.publisher, described.texts["role"]["en"]):
        return None
    told = ", ".join(theirs)
    return of_key("slug", Code.ANOTHER_SURVEY, described.slug, told, file)


def store(content: Content, wish: Wish = NOBODY, *, default: bool = False) -> Outcome:
    """Make this the survey's current version, in one transaction; nothing when it is already.

    A version that is stored already is not stored again, whatever was loaded since. Its cities
    are: they are rows that all versions share. Raises Stale where another version stands than
    the one the wish was made upon. With `default` pages show the survey unasked.
    """
    with transaction.atomic():
        outcome = _store(content, wish)
        if default:
            make_default(content.description.slug, wish.by)
    return outcome


def _store(content: Content, wish: Wish) -> Outcome:
    slug = content.description.slug
    before = hold(slug, wish)
    if before == content.version:
        return Outcome.UNCHANGED
    stored = Survey.objects.filter(slug=slug, version=content.version).first()
    cities = store_cities(content)
    survey = stored or _store_version(content, cities)
    source = Source(content.file_name, content.sha256, content.row_count)
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
        kind=described.kind,
        measures=described.measures,
        made=described.made,
    )
    bands = _store_bands(content, survey)
    markets = _store_markets(content, survey, cities)
    if described.kind is SurveyKind.QUANTILES:
        _store_quantiles(content, bands, markets)
    else:
        _store_ranges(content, bands, markets)
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
    band_ids = {code: band.pk for code, band in bands.items()}
    ids = {place: market.pk for place, market in markets.items()}
    rows = [
        (ids[city, segment], band_ids[band], low, high)
        for city, segment, band, low, high, _median in content.rows
    ]
    insert_rows(SalaryRange, ("market_id", "band_id", "low", "high"), rows)


def _store_quantiles(
    content: Content,
    bands: dict[str, ExperienceBand],
    markets: dict[tuple[str, str], Market],
) -> None:
    """Cells that are not published are stored, too: that they were counted is known."""
    QuantileCell.objects.bulk_create(
        QuantileCell(
            market=markets[row.city, row.segment],
            band=bands[row.band] if row.band else None,
            **row.figures._asdict(),
        )
        for row in content.quantiles
    )
