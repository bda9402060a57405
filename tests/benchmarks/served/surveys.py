"""Large surveys as files, to be loaded as any other."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

from salaries.ingest.columns import CITY_COLUMNS, SEGMENTS, TABLE_COLUMNS
from salaries.ingest.survey_files import SurveyFiles

DATA = Path(__file__).parents[3] / "data"
CITIES, BANDS = 1_000, 50
ROWS = CITIES * len(SEGMENTS) * BANDS
SHIPPED = "superjob-smm-2015-03"
STEP = 500
"""Roubles from band to band."""


class Places(NamedTuple):
    """What cities are called, with numbers behind it, and the area of the first at hh.ru."""

    name: str
    area: int


PLACES, TOWNS = Places("City", 10_000), Places("Town", 20_000)


def files(
    folder: Path, number: int, bands: int = BANDS, slug: str = SHIPPED, places: Places = PLACES
) -> SurveyFiles:
    """A survey in a folder; another number is another version of it."""
    names = ("t.csv", "t.toml", "r.csv", "c.csv")
    table, description, requirements, cities = (folder / name for name in names)
    shutil.copy(DATA / "band_requirements.csv", requirements)
    described = _description(bands).replace(SHIPPED, slug)
    description.write_text(described, encoding="utf-8")
    cities.write_text(_lines(CITY_COLUMNS, _cities(places)), encoding="utf-8")
    table.write_text(_lines(TABLE_COLUMNS, _ranges(number, bands, places.name)), encoding="utf-8")
    return SurveyFiles(table, description, requirements, cities)


def _codes(bands: int) -> list[str]:
    """The shipped bands, for requirements name them, and as many more as are wanted."""
    return ["I", "II", "III", "IV", *(f"B{rank}" for rank in range(5, bands + 1))]


def _description(bands: int) -> str:
    shipped = (DATA / "hh_ranges.toml").read_text(encoding="utf-8")
    more = "".join(
        f'\n[[bands]]\ncode = "{code}"\nmin_years = {rank}\n'
        for rank, code in enumerate(_codes(bands)[4:], start=4)
    )
    return shipped + more


def _lines(header: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> str:
    return "".join(",".join(map(str, row)) + "\n" for row in (header, *rows))


def _cities(places: Places) -> Iterator[tuple[object, ...]]:
    for number in range(CITIES):
        slug = f"{places.name.lower()}-{number}"
        names = (f"{places.name} {number}", f"Город {number}", f"ქალაქი {number}")
        inside = (f"в Городе {number}", f"ქალაქ {number}-ში")
        area = places.area + number
        yield (slug, *names, *inside, "RU-MOW", 55, 37, 1_000_000, 2015, area)


def _ranges(number: int, bands: int, place: str) -> Iterator[tuple[object, ...]]:
    for city, segment in product(range(CITIES), SEGMENTS):
        floor = 20_000 + 10 * city + number
        median = floor + bands * STEP // 2
        for rank, code in enumerate(_codes(bands)):
            low = floor + STEP * rank
            yield f"{place} {city}", segment, code, low, low + STEP, median
