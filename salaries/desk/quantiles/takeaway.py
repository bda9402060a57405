"""The table of quantiles as a sheet to take away: its columns and what its reader must know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.desk.exports import Note, Sheet
from salaries.desk.priced import further_columns
from salaries.desk.quantiles import naming
from salaries.desk.quantiles.rows import CellRow, Told, told_by
from salaries.desk.quantiles.state import QuantileDesk
from salaries.desk.quantiles.tables import column_name
from salaries.desk.takeaway import notes_of
from salaries.domain.quantiles import MEDIAN
from salaries.domain.survey import Survey
from salaries.numbers import in_currency
from salaries.presenters.parts import Fact
from salaries.rows import Column
from salaries.words import Evidence

Columns = Iterator[Column[CellRow]]


def figures_of(desk: QuantileDesk) -> list[Fact]:
    """Every figure published of the cells that the filter lets through, each named in full."""
    told = told_by(desk.survey)
    return [fact for row in desk.rows if row.cell for fact in _facts(desk.survey, told, row)]


def _facts(survey: Survey, told: Told, row: CellRow) -> Iterator[Fact]:
    place = [words.city_name(row.city)]
    if told.employers:
        place.append(words.employers(row.segment))
    if told.levels:
        place.append(words.experience(survey.band(row.rank)))
    name = ", ".join(place)
    for percent in told.percents:
        amount = row.quantile(percent)
        if amount is not None:
            label = f"{name}: {naming.quantile(percent)}"
            yield Fact(label, numbers.money(amount, survey.currency), Evidence.PUBLISHED)
    if row.cell and row.cell.sample is not None:
        label = f"{name}: {naming.counted(survey)}"
        yield Fact(label, numbers.number(row.cell.sample), Evidence.PUBLISHED)


def sheet_of(desk: QuantileDesk) -> Sheet[CellRow]:
    """The rows of the whole filter, in the page's order, with source, kind, date and filter."""
    survey = desk.survey
    table = list(columns(survey, desk.filter.asked_amount))
    about = notes_of(desk)
    about[3:3] = [
        Note("kind", _("Kind"), _("quantiles of what was counted")),
        Note("measures", _("Counted"), naming.counted(survey)),
        Note("basis", _("Net or gross"), str(words.BASES[survey.basis])),
    ]
    if desk.in_prices:
        table += further_columns(table, desk.in_prices.change)
    return Sheet(table, desk.rows, about, survey.month)


def columns(survey: Survey, amount: int | None) -> Columns:
    """Every column of an export, in order."""
    told = told_by(survey)
    yield Column("city", _("City"), lambda row: words.city_name(row.city))
    if told.employers:
        yield Column("segment", _("Employer"), lambda row: words.segment_name(row.segment))
    if told.levels:
        yield Column("band", _("Band"), lambda row: survey.band(row.rank).code)
        yield Column(
            "experience", _("Experience"), lambda row: words.experience(survey.band(row.rank))
        )
    yield Column("figures", _("Figures"), _figures)
    yield from _counts(survey, told)
    yield from _quantiles(told)
    if amount is not None:
        yield from _looked_up()


def _figures(row: CellRow) -> str:
    published = str(words.EVIDENCE[Evidence.PUBLISHED])
    return published if row.cell else naming.not_enough_data()


def _counts(survey: Survey, told: Told) -> Columns:
    if told.sample:
        yield Column(
            "n", naming.counted(survey), lambda row: row.cell and row.cell.sample, "", PUBLISHED
        )
    if told.counted_employers:
        yield Column(
            "employers", _("Employers"), lambda row: row.cell and row.cell.employers, "", PUBLISHED
        )


def _quantiles(told: Told) -> Columns:
    for percent in told.percents:
        name, heading = column_name(percent), naming.quantile(percent)
        yield _money(name, heading, _quantile(percent))
        if percent == MEDIAN and told.interval:
            ends = (_("Median’s interval, low"), _("Median’s interval, high"))
            for place, end in enumerate(("low", "high")):
                yield _money(f"median_{end}", ends[place], _end(place))


def _quantile(percent: int) -> Callable[[CellRow], Any]:
    return lambda row: row.quantile(percent)


def _end(place: int) -> Callable[[CellRow], Any]:
    def end(row: CellRow) -> int | None:
        interval = row.cell.median_interval if row.cell else None
        return interval[place] if interval else None

    return end


PUBLISHED, DERIVED = Evidence.PUBLISHED, Evidence.DERIVED


def _money(
    name: str, heading: str, value: Callable[[CellRow], Any], evidence: Evidence = PUBLISHED
) -> Column[CellRow]:
    return Column(name, heading, value, in_currency(_("%(currency)s a month")), evidence)


def _looked_up() -> Columns:
    """What the amount is in each row; a side of the share that is not known stays blank."""
    share = _("Share below it")
    yield _money("amount", _("Amount"), lambda row: row.amount, Evidence.SCENARIO)
    yield Column("standing", _("To the middle half"), lambda row: row.standing, "", DERIVED)
    for place, end in enumerate((_("from"), _("to"))):
        name = ("share_low", "share_high")[place]
        yield Column(name, f"{share}, {end}", _share(place), "%", DERIVED)
    yield _money("gap_to_median", _("Gap to median"), lambda r: r.gap_to_median, DERIVED)


def _share(place: int) -> Callable[[CellRow], int | None]:
    unknown = (0, 100)[place]
    return lambda row: row.share[place] if row.share and row.share[place] != unknown else None
