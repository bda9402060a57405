"""The table of quantiles as shown: a cell a row, figures as ready strings, a small box in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.desk.priced import gap_in
from salaries.desk.quantiles import naming
from salaries.desk.quantiles.rows import CellRow, Standing, Told, told_by
from salaries.domain.prices import PriceChange
from salaries.domain.quantiles import MEDIAN, PERCENTS, Quantiles
from salaries.domain.survey import Survey
from salaries.once import once_a_survey
from salaries.pictures import Axis
from salaries.pictures_mini import box_axis, mini_box
from salaries.presenters.parts import link
from salaries.tables import NUMERIC, CityColumn, CityTable, TextColumn

SVG = '<svg width="100%" height="20" aria-hidden="true">{}</svg>'
RECT = '<rect class="rank2" x="{}%" width="{}%" y="4" height="12"/>'
LINE = '<line class="{}" x1="{}%" x2="{}%" y1="{}" y2="{}"/>'
BOX, INTERVAL, SHARE = "box", "interval", "share"
ORDER = {standing: place for place, standing in enumerate(Standing)}


class PlaceColumn(CityColumn):
    """The city's name, leading to its page."""

    def render(self, value: str, record: Mapping[str, Any]) -> SafeString:
        """The name as a link."""
        slug = record["row"].city.slug
        return format_html('<a href="{}">{}</a>', link("city", (), slug), value)


class BoxColumn(tables.Column):
    """The cell as a small box on one axis for the whole table."""

    def __init__(self, axis: Axis, **kwargs: Any) -> None:
        self.axis = axis
        super().__init__(attrs={"td": {"class": "mini"}}, **kwargs)

    def render(self, value: CellRow) -> SafeString:
        """The middle half as a box, the outer quantiles as whiskers, the median as a line."""
        if value.cell is None:
            return SafeString(naming.not_enough_data())
        return _box(value.cell, self.axis, value.amount)


@lru_cache(maxsize=256)
def _box(cell: Quantiles, axis: Axis, amount: int | None) -> SafeString:
    """A small box as SVG; kept, for most tables draw the same."""
    drawn = mini_box(cell, axis, amount)
    lines = [("whisker", *whisker, 10, 10) for whisker in drawn.whiskers]
    lines.append(("median", drawn.median, drawn.median, 1, 19))
    if drawn.mark is not None:
        lines.append(("mark-line", drawn.mark, drawn.mark, 0, 20))
    shapes = [format_html(RECT, *map(_plain, drawn.box))] if drawn.box else []
    shapes += [
        format_html(LINE, name, _plain(start), _plain(end), top, foot)
        for name, start, end, top, foot in lines
    ]
    return format_html(SVG, format_html_join("", "{}", ((shape,) for shape in shapes)))


def _plain(value: float) -> str:
    """A number for SVG, whatever the language in use."""
    return f"{value:g}"


def quantile_table(survey: Survey, amount: int | None, rows: Iterable[CellRow]) -> CityTable:
    """The table of these rows, in their order."""
    columns = columns_of(survey, amount)
    records = [{"row": row, **{name: cell(row, name) for name in columns}} for row in rows]
    return CityTable(records, extra_columns=list(columns.items()))


def sortable(survey: Survey, amount: int | None) -> dict[str, str]:
    """The columns the table can be sorted by, in order: names and headings."""
    columns = columns_of(survey, amount)
    return {name: str(column.verbose_name) for name, column in columns.items() if name != BOX}


def columns_of(survey: Survey, amount: int | None) -> dict[str, tables.Column]:
    """Every column of the table by its name, in order."""
    told = told_by(survey)
    axis = _axis(survey)
    span = f"{numbers.number(axis.low)}–{numbers.number(axis.high)}"
    return {
        "city": PlaceColumn(verbose_name=_("City")),
        **_place(survey, told),
        **(_standing() if amount is not None else {}),
        **_counts(survey, told),
        BOX: BoxColumn(axis, verbose_name=span),
        **_figures(told),
    }


@once_a_survey
def _axis(survey: Survey) -> Axis:
    """The one axis of the small boxes."""
    return box_axis(found for found in survey.cells.values() if found)


def _place(survey: Survey, told: Told) -> dict[str, tables.Column]:
    """What tells the cells of one city apart, where anything does."""

    def level(rank: int) -> str:
        return words.band_label(survey.band(rank))

    columns = {}
    if told.employers:
        columns["segment"] = tables.Column(verbose_name=_("Employer"))
    if told.levels:
        columns["band"] = TextColumn(level, verbose_name=_("Experience"))
    return columns


def _standing() -> dict[str, tables.Column]:
    """What the amount looked up is in each row."""
    by_order = {place: naming.STANDINGS[standing] for standing, place in ORDER.items()}
    gap = naming.of_money(_("Gap to median"))
    return {
        "standing": TextColumn(by_order.__getitem__, verbose_name=_("To the middle half")),
        SHARE: TextColumn(naming.share, verbose_name=_("Share below it")),
        "gap": TextColumn(numbers.signed, verbose_name=gap, attrs=NUMERIC),
    }


def _counts(survey: Survey, told: Told) -> dict[str, tables.Column]:
    columns = {}
    if told.sample:
        heading = naming.counted(survey)
        columns["n"] = TextColumn(numbers.number, verbose_name=heading, attrs=NUMERIC)
    if told.counted_employers:
        heading = _("Employers")
        columns["employers"] = TextColumn(numbers.number, verbose_name=heading, attrs=NUMERIC)
    return columns


def _figures(told: Told) -> dict[str, tables.Column]:
    """The quantiles, and the interval of the median behind it."""
    columns: dict[str, tables.Column] = {}
    for percent in told.percents:
        heading = naming.of_money(naming.quantile(percent))
        name = column_name(percent)
        columns[name] = TextColumn(numbers.number, verbose_name=heading, attrs=NUMERIC)
        if percent == MEDIAN and told.interval:
            heading = naming.of_money(_("Median’s interval"))
            columns[INTERVAL] = TextColumn(_ends, verbose_name=heading, attrs=NUMERIC)
    return columns


def _ends(interval: tuple[int, int]) -> str:
    return "–".join(map(numbers.number, interval))


def column_name(percent: int) -> str:
    """What a quantile is called in addresses: `median`, `p25`."""
    return "median" if percent == MEDIAN else f"p{percent}"


CELLS: dict[str, Callable[[CellRow], Any]] = {
    "city": lambda row: words.city_name(row.city),
    "segment": lambda row: words.segment_name(row.segment),
    "band": lambda row: row.rank,
    "standing": lambda row: None if row.standing is None else ORDER[row.standing],
    SHARE: lambda row: row.share,
    "gap": lambda row: row.gap_to_median,
    "n": lambda row: row.cell and row.cell.sample,
    "employers": lambda row: row.cell and row.cell.employers,
    BOX: lambda row: row,
    INTERVAL: lambda row: row.cell and row.cell.median_interval,
}
"""What each column holds and is sorted by; a quantile's holds the quantile."""
PERCENT_OF = {column_name(percent): percent for percent in PERCENTS}
MONEY = {"gap", INTERVAL, *PERCENT_OF}


def cell(row: CellRow, name: str) -> Any:
    """What a row holds in a column; None where it holds nothing."""
    percent = PERCENT_OF.get(name)
    return CELLS[name](row) if percent is None else row.quantile(percent)


def second_line(change: PriceChange) -> Callable[[CellRow, str], str]:
    """What stands under a cell's figure: the same in other prices; nothing where it is no money."""

    def under(row: CellRow, name: str) -> str:
        found = cell(row, name) if name in MONEY else None
        if found is None:
            return ""
        if name == "gap":
            return numbers.signed(gap_in(change, row) or 0)
        ends = found if isinstance(found, tuple) else (found,)
        return "–".join(numbers.number(change.convert(end)) for end in ends)

    return under
