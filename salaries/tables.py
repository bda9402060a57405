"""The city table: a market a row, bands side by side; figures arrive as ready strings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import django_tables2 as tables
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as lazy

from salaries import numbers, words
from salaries.domain.survey import Market, Survey
from salaries.presenters.parts import link

NUMERIC = {"td": {"class": "num"}, "th": {"class": "num"}}


class CityTable(tables.Table):
    """All markets asked for, sortable by any column."""

    city = tables.Column(verbose_name=lazy("City"))
    segment = tables.Column(verbose_name=lazy("Employer"))
    median = tables.Column(verbose_name=lazy("Median, ₽"), attrs=NUMERIC)

    class Meta:
        order_by_field = "sort"
        template_name = "salaries/_table.html"

    def render_city(self, value: str, record: Mapping[str, Any]) -> SafeString:
        """The city's name, leading to its page."""
        return format_html('<a href="{}">{}</a>', link("city", (), record["slug"]), value)

    def render_median(self, value: int) -> str:
        """The median with grouped thousands."""
        return numbers.number(value)


class BandColumn(tables.Column):
    """One band's range, sorted by its low and then its high."""

    def render(self, value: tuple[int, int]) -> str:
        """`40 000–60 000`."""
        low, high = value
        return f"{numbers.number(low)}–{numbers.number(high)}"


def city_table(survey: Survey, markets: Iterable[Market], query: QueryDict) -> CityTable:
    """The table of these markets, sorted as `sort` says; unknown columns are ignored."""
    bands = [
        (f"band{band.rank}", BandColumn(verbose_name=band.code, attrs=NUMERIC))
        for band in survey.bands
    ]
    sequence = ("city", "segment", *(name for name, _column in bands), "median")
    rows = [_row(market) for market in markets]
    ordering = [name for name in query.getlist("sort") if name.removeprefix("-") in sequence]
    return CityTable(rows, extra_columns=bands, sequence=sequence, order_by=ordering or None)


def _row(market: Market) -> dict[str, Any]:
    ladder = market.scale.ladder
    return {
        "slug": market.city.slug,
        "city": words.city_name(market.city),
        "segment": words.segment_name(market.segment),
        "median": market.scale.median,
        **{f"band{band.rank}": (band.low, band.high) for band in ladder.bands},
    }
