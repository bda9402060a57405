"""The city table as shown: its columns, figures as ready strings, a ladder in each row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.domain.market import MarketPay
from salaries.domain.survey import Survey
from salaries.domain.verdict import Verdict
from salaries.filters import DeskFilter
from salaries.numbers import in_currency
from salaries.once import once_a_survey
from salaries.pictures import Axis, round_axis
from salaries.pictures_mini import mini
from salaries.presenters.parts import link
from salaries.presenters.sentences import VERDICTS
from salaries.rows import Row, Shape

NUMERIC = {"td": {"class": "num"}, "th": {"class": "num"}}
NOTHING = "–"
LADDER = "ladder"
VERDICT_ORDER = {verdict: order for order, verdict in enumerate(Verdict)}


class CityTable(tables.Table):
    """One page of rows in the order given; the desk sorts them before it cuts the page."""

    class Meta:
        orderable = False


class CityColumn(tables.Column):
    """The city's name, leading to its page."""

    def render(self, value: str, record: Mapping[str, Any]) -> SafeString:
        """The name as a link."""
        slug = record["row"].market.city.slug
        return format_html('<a href="{}">{}</a>', link("city", (), slug), value)


class SpanColumn(tables.Column):
    """One band's range."""

    def render(self, value: tuple[int, int]) -> str:
        """`40 000–60 000`."""
        low, high = value
        return f"{numbers.number(low)}–{numbers.number(high)}"


class LadderColumn(tables.Column):
    """The market as a small ladder on one axis for the whole table."""

    def __init__(self, axis: Axis, **kwargs: Any) -> None:
        self.axis = axis
        super().__init__(attrs={"td": {"class": "mini"}}, **kwargs)

    def render(self, value: Row) -> SafeString:
        """Bands as bars from light to dark, the median as a line, the amount as a mark."""
        shown = frozenset(band.rank for band in value.bands)
        return _ladder(value.market.scale, self.axis, shown, value.amount)


@lru_cache(maxsize=256)
def _ladder(scale: MarketPay, axis: Axis, shown: frozenset[int], amount: int | None) -> SafeString:
    """A small ladder as SVG; kept, for most tables draw the same."""
    drawn = mini(scale, axis, shown, amount)
    bars = "".join(
        f'<rect class="rank{bar.tone}{" faint" * bar.is_faint}" x="{bar.x:g}%"'
        f' width="{bar.width:g}%" y="4" height="12"/>'
        for bar in drawn.bars
    )
    median = _line("median", drawn.median, (1, 19))
    mark = "" if drawn.mark is None else _line("mark-line", drawn.mark, (0, 20))
    svg = f'<svg width="100%" height="20" aria-hidden="true">{bars}{median}{mark}</svg>'
    return mark_safe(svg)  # noqa: S308 - numbers, and words of ours


def _line(name: str, x: float, ends: tuple[int, int]) -> str:
    """A line upright through a small ladder; its place in per cent, whatever the language."""
    return f'<line class="{name}" x1="{x:g}%" x2="{x:g}%" y1="{ends[0]}" y2="{ends[1]}"/>'


class TextColumn(tables.Column):
    """A value shown by a function of its own."""

    def __init__(self, shown: Any, default: Any = NOTHING, **kwargs: Any) -> None:
        self.shown = shown
        super().__init__(default=default, **kwargs)

    def render(self, value: Any) -> str:
        """What the function makes of it."""
        return str(self.shown(value))


def city_table(survey: Survey, chosen: DeskFilter, rows: Iterable[Row]) -> CityTable:
    """The table of these rows, in their order."""
    columns = columns_of(survey, chosen)
    records = [{"row": row, **{name: cell(row, name) for name in columns}} for row in rows]
    return CityTable(records, extra_columns=list(columns.items()))


Under = Callable[[Any, str], str]
"""What stands in a second line under a row's cell in a column, by the column's name."""


def body_of(table: CityTable, under: Under | None = None) -> SafeString:
    """The rows as HTML. django-tables2 would look up how to call a column anew for every cell."""
    columns = [(column, column.attrs.get("td", {}).get("class")) for column in table.columns]
    rows = ((_cells(one, columns, under),) for one in table.data)
    return format_html_join("", "<tr>{}</tr>", rows)


def _cells(
    record: Mapping[str, Any], columns: list[tuple[Any, Any]], under: Under | None
) -> SafeString:
    shown = ((name, _shown(column, record, under)) for column, name in columns)
    return format_html_join(
        "",
        "{}",
        (
            (format_html(_cell_in(place, name), value, name),)
            for place, (name, value) in enumerate(shown)
        ),
    )


def _cell_in(place: int, name: str | None) -> str:
    if not place:
        return '<th scope="row">{0}</th>'
    return '<td class="{1}">{0}</td>' if name else "<td>{0}</td>"


def _shown(column: Any, record: Mapping[str, Any], under: Under | None) -> Any:
    """What a column shows of a record."""
    value = record[column.name]
    if value in column.column.empty_values:
        return column.default
    if isinstance(column.column, CityColumn):
        return column.column.render(value, record)
    shown = column.column.render(value)
    second = under(record["row"], column.name) if under else ""
    return format_html('{} <span class="under">{}</span>', shown, second) if second else shown


def sortable(survey: Survey, chosen: DeskFilter) -> dict[str, str]:
    """The columns a table of this filter can be sorted by, in order: names and headings."""
    columns = columns_of(survey, chosen)
    return {name: str(column.verbose_name) for name, column in columns.items() if name != LADDER}


def columns_of(survey: Survey, chosen: DeskFilter) -> dict[str, tables.Column]:
    """Every column of the table by its name, in order."""
    axis = _whole_axis(survey)
    is_long = chosen.asked_shape is Shape.LONG
    return {
        "city": CityColumn(verbose_name=_("City")),
        "segment": tables.Column(verbose_name=_("Employer")),
        **_standing(survey, chosen),
        "median": TextColumn(
            numbers.number, verbose_name=in_currency(_("Median, %(sign)s")), attrs=NUMERIC
        ),
        LADDER: LadderColumn(axis, verbose_name=_axis(axis)),
        **(_long(survey) if is_long else _wide(survey, chosen.asked_ranks)),
    }


@once_a_survey
def _whole_axis(survey: Survey) -> Axis:
    return round_axis(market.scale for market in survey.markets.values())


def _axis(axis: Axis) -> str:
    return f"{numbers.number(axis.low)}–{numbers.number(axis.high)}"


def _wide(survey: Survey, ranks: list[int]) -> dict[str, tables.Column]:
    shown = ranks or [band.rank for band in survey.bands]
    names = {rank: _("Band %(code)s") % {"code": survey.band(rank).code} for rank in shown}
    return {
        f"band{rank}": SpanColumn(verbose_name=name, attrs=NUMERIC) for rank, name in names.items()
    }


def _long(survey: Survey) -> dict[str, tables.Column]:
    def label(rank: int) -> str:
        return words.band_label(survey.band(rank))

    return {
        "band": TextColumn(label, verbose_name=_("Band")),
        "low": TextColumn(
            numbers.number, verbose_name=in_currency(_("From, %(sign)s")), attrs=NUMERIC
        ),
        "high": TextColumn(
            numbers.number, verbose_name=in_currency(_("To, %(sign)s")), attrs=NUMERIC
        ),
    }


def _standing(survey: Survey, chosen: DeskFilter) -> dict[str, tables.Column]:
    """What the amount looked up is in each row; nothing when none is."""
    if chosen.asked_amount is None:
        return {}

    def money_of(rank: int) -> str:
        return words.band_name(survey.band(rank).code)

    columns = {
        "money_of": TextColumn(money_of, verbose_name=_("Whose money"), default=_("no band’s")),
        "gap": TextColumn(
            numbers.signed, verbose_name=in_currency(_("Gap to median, %(sign)s")), attrs=NUMERIC
        ),
    }
    if chosen.asked_shape is Shape.WIDE and len(chosen.asked_ranks) != 1:
        return columns
    by_order = {order: VERDICTS[verdict] for verdict, order in VERDICT_ORDER.items()}
    return {
        **columns,
        "verdict": TextColumn(by_order.__getitem__, verbose_name=_("Verdict")),
        "place": TextColumn(numbers.percent, verbose_name=_("Place in band"), attrs=NUMERIC),
    }


CELLS: dict[str, Callable[[Row], Any]] = {
    "city": lambda row: words.city_name(row.market.city),
    "segment": lambda row: words.segment_name(row.market.segment),
    "money_of": lambda row: row.band_of_amount,
    "gap": lambda row: row.gap_to_median,
    "verdict": lambda row: None if row.verdict is None else VERDICT_ORDER[row.verdict],
    "place": lambda row: row.place_in_band,
    "median": lambda row: row.market.scale.median,
    LADDER: lambda row: row,
    "band": lambda row: row.bands[0].rank,
    "low": lambda row: row.bands[0].low,
    "high": lambda row: row.bands[0].high,
}
"""What each column holds and is sorted by; `band1`, `band2` … hold that band's two ends."""


def cell(row: Row, name: str) -> Any:
    """What a row holds in a column; None where it holds nothing."""
    if name in CELLS:
        return CELLS[name](row)
    return next((band.low, band.high) for band in row.bands if f"band{band.rank}" == name)
