"""The file format as data: columns, allowed words and size limits, written once."""

from __future__ import annotations

from dataclasses import dataclass

CITY, SEGMENT, BAND = "city", "segment", "band"
LOW, HIGH, MEDIAN = "low", "high", "median"

MARKET_COLUMNS = (CITY, SEGMENT)
KEY_COLUMNS = (CITY, SEGMENT, BAND)
MONEY_COLUMNS = (LOW, HIGH, MEDIAN)
TABLE_COLUMNS = KEY_COLUMNS + MONEY_COLUMNS

QUANTILE_COLUMNS = ("p10", "p25", "p50", "p75", "p90")
INTERVAL_COLUMNS = ("p50_low", "p50_high")
COUNT_COLUMNS = ("n", "employers")
FIGURE_COLUMNS = (*QUANTILE_COLUMNS, *COUNT_COLUMNS, *INTERVAL_COLUMNS)
"""What a table of quantiles may say of a cell; only the median, `p50`, must be among its columns.
"""

CITY_COLUMNS = (
    "slug",
    "name_en",
    "name_ru",
    "name_ka",
    "in_ru",
    "in_ka",
    "iso_region",
    "latitude",
    "longitude",
    "population",
    "population_year",
    "hh_area_id",
)
REQUIREMENT_COLUMNS = ("band", "topic", "need", "key", "text_en", "text_ru", "text_ka")

SEGMENTS = ("agency", "company")
NEEDS = ("required", "desirable")
LANGUAGES = ("en", "ru", "ka")
DECLINED = ("ru", "ka")
"""Languages whose word for "in the city" differs from city to city."""

MAX_BYTES = 8 * 1024 * 1024
MAX_ROWS = 200_000
MAX_LINE = 2_000
"""The longest line read, in characters. The longest honest one is a tenth of it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table must fill: every band of every segment of every city, once each.

    Cities go by their English names; bands by their codes, lowest first. Without segments they
    are those of `SEGMENTS`, or none where the table names none in any row.
    """

    cities: tuple[str, ...]
    segments: tuple[str, ...]
    bands: tuple[str, ...]
