"""The city table as shown: sortable columns, figures as ready strings, a ladder in each row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from salaries import numbers, words
from salaries.domain.survey import Survey
from salaries.domain.verdict import Verdict
from salaries.filters import DeskFilter
from salaries.pictures import Axis, round_axis
from salaries.pictures_mini import mini
from salaries.presenters.parts import link
from salaries.presenters.sentences import VERDICTS
from salaries.rows import Row, Shape

NUMERIC = {"td": {"class": "num"}, "th": {"class": "num"}}
NOTHING = "–"
VERDICT_ORDER = {verdict: order for order, verdict in enumerate(Verdict)}


class CityTable(tables.Table):
    """The markets asked for; every column but the picture can be sorted by, several at once."""

    city = tables.Column(verbose_name=lazy("City"))
    segment = tables.Column(verbose_name=lazy("Employer"))
    median = tables.Column(verbose_name=lazy("Median, ₽"), attrs=NUMERIC)

    class Meta:
        order_by_field = "sort"
        template_name = "salaries/_table.html"

    def render_city(self, value: str, record: Mapping[str, Any]) -> SafeString:
        """The city's name, leading to its page."""
        slug = record["row"].market.city.slug
        return format_html('<a href="{}">{}</a>', link("city", (), slug), value)

    def render_median(self, value: int) -> str:
        """The median with grouped thousands."""
        return numbers.number(value)


class SpanColumn(tables.Column):
    """One band's range, sorted by its low and then its high."""

    def render(self, value: tuple[int, int]) -> str:
        """`40 000–60 000`."""
        low, high = value
        return f"{numbers.number(low)}–{numbers.number(high)}"


class LadderColumn(tables.Column):
    """The market as a small ladder on one axis for the whole table."""

    def __init__(self, axis: Axis, **kwargs: Any) -> None:
        self.axis = axis
        super().__init__(orderable=False, attrs={"td": {"class": "mini"}}, **kwargs)

    def render(self, value: Row) -> SafeString:
        """Bands as bars from light to dark, the median as a line, the amount as a mark."""
        drawn = mini(value.market.scale, self.axis, value.amount)
        shown = {band.rank for band in value.bands}
        bars = format_html_join(
            "",
            '<rect class="rank{}{}" x="{}%" width="{}%" y="4" height="12"/>',
            (
                (rank, "" if rank in shown else " faint", _plain(x), _plain(width))
                for rank, x, width in drawn.bars
            ),
        )
        mark = ""
        if drawn.mark is not None:
            line = '<line class="mark-line" x1="{0}%" x2="{0}%" y1="0" y2="20"/>'
            mark = format_html(line, _plain(drawn.mark))
        median = '<line class="median" x1="{0}%" x2="{0}%" y1="1" y2="19"/>'
        return format_html(
            '<svg width="100%" height="20" aria-hidden="true">{}{}{}</svg>',
            bars,
            format_html(median, _plain(drawn.median)),
            mark,
        )


def _plain(value: float) -> str:
    """A number for SVG, whatever the language in use."""
    return f"{value:g}"


class TextColumn(tables.Column):
    """A value sorted as it is and shown by a function of its own."""

    def __init__(self, shown: Any, default: Any = NOTHING, **kwargs: Any) -> None:
        self.shown = shown
        super().__init__(default=default, **kwargs)

    def render(self, value: Any) -> str:
        """What the function makes of it."""
        return str(self.shown(value))


def city_table(
    survey: Survey, chosen: DeskFilter, rows: Iterable[Row], sort: list[str]
) -> CityTable:
    """The table of these rows, sorted as `sort` says; names of no column must not be in it."""
    rows = list(rows)
    scales = [market.scale for market in survey.markets.values()]
    axis = round_axis(scales)
    extra: list[tuple[str, tables.Column]] = [
        ("ladder", LadderColumn(axis, verbose_name=_axis(axis)))
    ]
    extra += (
        _long(survey) if chosen.asked_shape is Shape.LONG else _wide(survey, chosen.asked_ranks)
    )
    after = _standing(survey, chosen)
    names = [name for name, _column in extra]
    sequence = ("city", "segment", *(name for name, _column in after), "median", *names)
    records = [_record(survey, row) for row in rows]
    return CityTable(records, extra_columns=extra + after, sequence=sequence, order_by=sort or None)


def sortable(survey: Survey, chosen: DeskFilter) -> set[str]:
    """The names a table of this filter can be sorted by."""
    table = city_table(survey, chosen, (), [])
    return {column.name for column in table.columns if column.orderable}


def _axis(axis: Axis) -> str:
    return f"{numbers.number(axis.low)}–{numbers.number(axis.high)}"


def _wide(survey: Survey, ranks: list[int]) -> list[tuple[str, tables.Column]]:
    shown = ranks or [band.rank for band in survey.bands]
    return [
        (
            f"band{rank}",
            SpanColumn(
                verbose_name=_("Band %(code)s") % {"code": survey.band(rank).code}, attrs=NUMERIC
            ),
        )
        for rank in shown
    ]


def _long(survey: Survey) -> list[tuple[str, tables.Column]]:
    def label(rank: int) -> str:
        return words.band_label(survey.band(rank))

    return [
        ("band", TextColumn(label, verbose_name=_("Band"))),
        ("low", TextColumn(numbers.number, verbose_name=_("From, ₽"), attrs=NUMERIC)),
        ("high", TextColumn(numbers.number, verbose_name=_("To, ₽"), attrs=NUMERIC)),
    ]


def _standing(survey: Survey, chosen: DeskFilter) -> list[tuple[str, tables.Column]]:
    """What the amount looked up is in each row; nothing when none is."""
    if chosen.asked_amount is None:
        return []

    def money_of(rank: int) -> str:
        return words.band_name(survey.band(rank).code)

    columns = [
        ("money_of", TextColumn(money_of, verbose_name=_("Whose money"), default=_("no band’s"))),
        ("gap", TextColumn(numbers.signed, verbose_name=_("Gap to median, ₽"), attrs=NUMERIC)),
    ]
    if chosen.asked_shape is Shape.LONG or len(chosen.asked_ranks) == 1:
        place = TextColumn(numbers.percent, verbose_name=_("Place in band"), attrs=NUMERIC)
        by_order = {order: VERDICTS[verdict] for verdict, order in VERDICT_ORDER.items()}
        columns += [
            ("verdict", TextColumn(by_order.__getitem__, verbose_name=_("Verdict"))),
            ("place", place),
        ]
    return columns


def _record(survey: Survey, row: Row) -> dict[str, Any]:
    verdict, first = row.verdict, row.bands[0]
    return {
        "row": row,
        "ladder": row,
        "city": words.city_name(row.market.city),
        "segment": words.segment_name(row.market.segment),
        "median": row.market.scale.median,
        "band": first.rank,
        "low": first.low,
        "high": first.high,
        **{f"band{band.rank}": (band.low, band.high) for band in row.bands},
        "money_of": row.band_of_amount,
        "gap": row.gap_to_median,
        "verdict": None if verdict is None else VERDICT_ORDER[verdict],
        "place": row.place_in_band,
    }
