"""The city table in prices of another month: second lines in cells, further columns in files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol, TypeVar

from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.domain.prices import PriceChange, month_text
from salaries.filters import Placed
from salaries.numbers import in_currency
from salaries.rows import Column, Row
from salaries.tables import cell
from salaries.words import Evidence


class LookedUp(Placed, Protocol):
    """A row in which an amount may be looked up."""

    @property
    def amount(self) -> int | None:
        """The amount, a month."""


R = TypeVar("R", bound=LookedUp)
NOT_MONEY = {"city", "segment", "money_of", "verdict", "place", "ladder", "band"}


def second_line(change: PriceChange) -> Callable[[Row, str], str]:
    """What stands under a cell's figure: the same in other prices; nothing where it is no money."""

    def under(row: Row, name: str) -> str:
        if name in NOT_MONEY:
            return ""
        if name == "gap":
            gap = gap_in(change, row)
            return "" if gap is None else numbers.signed(gap)
        found = cell(row, name)
        ends = found if isinstance(found, tuple) else (found,)
        return "–".join(numbers.number(change.convert(end)) for end in ends)

    return under


def further_columns(columns: Iterable[Column[R]], change: PriceChange) -> list[Column[R]]:
    """A column more for each that holds money, named and headed with the month.

    A file of CSV has nothing but its table, so both months and the index are columns, too.
    """
    unit = in_currency(_("%(currency)s a month"))
    further = [_further(column, change) for column in columns if column.unit == unit]
    return [*further, *about_prices(change)]


def about_prices(change: PriceChange) -> list[Column[R]]:
    """Both months and the index, the same in every row."""
    return [
        _same("prices_from", _("Month of the survey’s prices"), month_text(change.start)),
        _same("prices_to", _("Month of the other prices"), change.address),
        _same("price_index", _("Price index"), words.say(change.index.source)),
    ]


def _same(name: str, heading: str, text: str) -> Column[R]:
    return Column(name, heading, lambda _row: text)


def _further(column: Column[R], change: PriceChange) -> Column[R]:
    """A column of money in other prices: the gap is that of the converted figures."""
    heading = _("%(heading)s, prices of %(of_month)s") % {
        "heading": column.heading,
        "of_month": numbers.of_month(change.end),
    }
    name = f"{column.name}_{change.address.replace('-', '_')}"

    def value(row: R) -> Any:
        if column.name == "gap_to_median":
            return gap_in(change, row)
        found = column.value(row)
        return None if found is None else change.convert(found)

    return Column(name, heading, value, column.unit, Evidence.SCENARIO)


def gap_in(change: PriceChange, row: LookedUp) -> int | None:
    """The amount less the median, both converted; None where the median is not published."""
    if row.amount is None or row.median is None:
        return None
    return change.convert(row.amount) - change.convert(row.median)
