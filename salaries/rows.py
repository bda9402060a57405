"""The rows of the city table: a market a row, or a band a row, with what an amount is there.

Machine values only; `columns` says how each is named, and tables and exports both read it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext as _

from salaries import words
from salaries.domain.bands import Band
from salaries.domain.money import round_half_up
from salaries.domain.survey import Survey
from salaries.domain.surveyed import City, Market
from salaries.domain.verdict import OfferVerdict, Verdict, judge
from salaries.numbers import in_currency
from salaries.once import once_a_survey
from salaries.words import Evidence


class Shape(StrEnum):
    """Two shapes of the same data."""

    WIDE = "wide"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Row:
    """A market with the bands shown of it; in the long shape just one.

    `amount` is what the reader asks about, net RUB a month; `own` the band it is judged in.
    """

    market: Market
    bands: tuple[Band, ...]
    amount: int | None = None
    own: Band | None = None

    @property
    def city(self) -> City:
        """The market's city."""
        return self.market.city

    @property
    def segment(self) -> str:
        """The market's kind of employer."""
        return self.market.segment

    @property
    def median(self) -> int:
        """The market's median."""
        return self.market.scale.median

    @property
    def judged(self) -> OfferVerdict | None:
        """The amount judged in this row's market for the band asked; None when not asked."""
        if self.amount is None or self.own is None:
            return None
        return judge(self.amount, self.market.scale, self.own.rank)

    @property
    def verdict(self) -> Verdict | None:
        """The verdict on the amount here."""
        return self.judged.verdict if self.judged else None

    @property
    def place_in_band(self) -> Fraction | None:
        """Place in band of the amount; None outside the band, where there is no place."""
        inside = self.judged and self.own and self.own.holds(self.judged.amount)
        return self.judged.place_in_band if inside and self.judged else None

    @property
    def gap_to_median(self) -> int | None:
        """The amount minus this market's median, RUB a month."""
        return None if self.amount is None else self.amount - self.market.scale.median

    @property
    def band_of_amount(self) -> int | None:
        """The rank of the band whose money the amount is here; None outside every band."""
        band = None if self.amount is None else self.market.scale.ladder.band_of(self.amount)
        return band.rank if band else None


def rows_of(
    survey: Survey,
    shape: Shape,
    ranks: Iterable[int] = (),
    amount: int | None = None,
) -> list[Row]:
    """Every row of a shape, by the city's name; `ranks` are the bands to show, none for all.

    An amount is judged in the row's own band, or in the one band asked; with several bands side
    by side there is no one band to judge it in.
    """
    wanted = set(ranks)
    if shape is Shape.WIDE and amount is None and not wanted:
        return list(_whole_table(survey))
    wanted = wanted or {band.rank for band in survey.bands}
    rows = []
    for market in words.by_name(survey):
        bands = tuple(band for band in market.scale.ladder.bands if band.rank in wanted)
        if shape is Shape.LONG:
            rows += [Row(market, (band,), amount, band) for band in bands]
        else:
            rows.append(Row(market, bands, amount, bands[0] if len(bands) == 1 else None))
    return rows


R = TypeVar("R")


@once_a_survey
def _whole_table(survey: Survey) -> tuple[Row, ...]:
    """The table as it is first seen, on which most filters work."""
    only = len(survey.bands) == 1
    ladders = ((market, market.scale.ladder.bands) for market in words.by_name(survey))
    return tuple(Row(market, bands, None, bands[0] if only else None) for market, bands in ladders)


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A column: its name in machine formats, its heading, its unit and evidence, its value."""

    name: str
    heading: str
    value: Callable[[R], Any]
    unit: str = ""
    evidence: Evidence | None = None

    @property
    def full_heading(self) -> str:
        """The heading with unit and evidence, for a file that stands alone."""
        return words.with_evidence(self.heading, self.unit, self.evidence)


def columns(
    survey: Survey, shape: Shape, ranks: Iterable[int], amount: int | None
) -> list[Column[Row]]:
    """Every column of an export, in order."""
    shown = list(ranks) or [band.rank for band in survey.bands]
    return [
        Column("city", _("City"), lambda row: words.city_name(row.market.city)),
        Column("segment", _("Employer"), lambda row: words.segment_name(row.market.segment)),
        *(_band_columns(survey, shown) if shape is Shape.WIDE else _long_columns(survey)),
        _money("median", _("Median"), lambda row: row.market.scale.median, Evidence.PUBLISHED),
        *(_amount_columns(survey) if amount is not None else ()),
    ]


def _money(name: str, heading: str, value: Callable[[Row], Any], evidence: Evidence) -> Column[Row]:
    return Column(name, heading, value, in_currency(_("%(currency)s a month")), evidence)


def _band_columns(survey: Survey, ranks: list[int]) -> Iterator[Column[Row]]:
    for index, rank in enumerate(ranks):
        code = survey.band(rank).code
        for end, heading in (
            ("low", _("Band %(code)s, low") % {"code": code}),
            ("high", _("Band %(code)s, high") % {"code": code}),
        ):
            yield _money(f"band{rank}_{end}", heading, _end(index, end), Evidence.PUBLISHED)


def _end(index: int, end: str) -> Callable[[Row], Any]:
    return lambda row: getattr(row.bands[index], end)


def _long_columns(survey: Survey) -> list[Column[Row]]:
    def level(row: Row) -> str:
        return survey.band(row.bands[0].rank).code

    def experience(row: Row) -> str:
        return words.experience(survey.band(row.bands[0].rank))

    return [
        Column("band", _("Band"), level),
        Column("experience", _("Experience"), experience),
        _money("low", _("Low"), _end(0, "low"), Evidence.PUBLISHED),
        _money("high", _("High"), _end(0, "high"), Evidence.PUBLISHED),
    ]


def _amount_columns(survey: Survey) -> list[Column[Row]]:
    def money_of(row: Row) -> str:
        return survey.band(row.band_of_amount).code if row.band_of_amount else ""

    def place(row: Row) -> float | None:
        found = row.place_in_band
        return None if found is None else round_half_up(10_000 * found) / 10_000

    return [
        _money("amount", _("Amount"), lambda row: row.amount, Evidence.SCENARIO),
        Column("verdict", _("Verdict"), lambda row: row.verdict, "", Evidence.DERIVED),
        Column("place_in_band", _("Place in band"), place, _("0 to 1"), Evidence.DERIVED),
        _money("gap_to_median", _("Gap to median"), lambda r: r.gap_to_median, Evidence.DERIVED),
        Column("band_of_amount", _("Whose money"), money_of, "", Evidence.DERIVED),
    ]
