"""The city table in prices of another month: second lines in cells, further columns in files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.domain.prices import PriceChange, month_text
from salaries.numbers import in_currency
from salaries.rows import Column, Row
from salaries.tables import cell
from salaries.words import Evidence

NOT_MONEY = {"city", "segment", "money_of", "verdict", "place", "ladder", "band"}


def second_line(change: PriceChange) -> Callable[[Row, str], str]:
    """What stands under a cell's figure: the same in other prices; nothing where it is no money."""

    def under(row: Row, name: str) -> str:
        if name in NOT_MONEY:
            return ""
        if name == "gap":
            return numbers.signed(_gap(change, row))
        found = cell(row, name)
        ends = found if isinstance(found, tuple) else (found,)
        return "–".join(numbers.number(change.convert(end)) for end in ends)

    return under


def further_columns(columns: Iterable[Column], change: PriceChange) -> list[Column]:
    """A column more for each that holds money, named and headed with the month.

    A file of CSV has nothing but its table, so both months and the index are columns, too.
    """
    unit = in_currency(_("%(currency)s a month"))
    further = [_further(column, change) for column in columns if column.unit == unit]
    return [
        *further,
        _same("prices_from", _("Month of the survey’s prices"), month_text(change.start)),
        _same("prices_to", _("Month of the other prices"), change.address),
        _same("price_index", _("Price index"), words.say(change.index.source)),
    ]


def _same(name: str, heading: str, text: str) -> Column:
    return Column(name, heading, lambda _row: text)


def _further(column: Column, change: PriceChange) -> Column:
    heading = _("%(heading)s, prices of %(of_month)s") % {
        "heading": column.heading,
        "of_month": numbers.of_month(change.end),
    }
    name = f"{column.name}_{change.address.replace('-', '_')}"

    def value(row: Row) -> Any:
        return (
            _gap(change, row)
            if column.name == "gap_to_median"
            else change.convert(column.value(row))
        )

    return Column(name, heading, value, column.unit, Evidence.SCENARIO)


def _gap(change: PriceChange, row: Row) -> int:
    """The amount less the median, both converted."""
    return change.convert(row.amount or 0) - change.convert(row.market.scale.median)
