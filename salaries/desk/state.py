"""One state of the city table of a survey of bands: its rows in order, and how many remain."""

from __future__ import annotations

from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from salaries.desk.any import AnyDesk
from salaries.desk.priced import second_line
from salaries.desk.sorting import in_order
from salaries.filters import DeskFilter
from salaries.rows import Row, Shape
from salaries.tables import CityTable, body_of, cell, city_table, sortable


class Desk(AnyDesk[Row]):
    """One state of the city table: a market a row, or a band a row."""

    @cached_property
    def filter(self) -> DeskFilter:
        """The filter's form and what it understood."""
        return DeskFilter(self.survey, self.query)

    @cached_property
    def rows(self) -> list[Row]:
        """Every row the filter lets through, in the order asked for."""
        return in_order(self.filter.filter_queryset(self.filter.queryset), self.keys, cell)

    @cached_property
    def table(self) -> CityTable:
        """The table of one page of rows."""
        return city_table(self.survey, self.filter, self.page.object_list)

    @property
    def body(self) -> SafeString:
        """The table's rows."""
        change = self.filter.asked_prices
        return body_of(self.table, second_line(change) if change else None)

    @property
    def count(self) -> str:
        """How many of the survey's markets remain, and rows where a market has several."""
        rows, total = len(self.rows), len(self.survey.markets)
        if self.filter.asked_shape is Shape.LONG:
            sentence = _("%(rows)s bands in %(markets)s of %(total)s markets")
            markets = len({row.market.key for row in self.rows})
            return sentence % {"rows": rows, "markets": markets, "total": total}
        return _("%(markets)s of %(total)s markets") % {"markets": rows, "total": total}

    @cached_property
    def _sortable(self) -> dict[str, str]:
        return sortable(self.survey, self.filter)

    @property
    def _of_its_kind(self) -> dict[str, object]:
        return {"shape": Shape.LONG.value if self.filter.asked_shape is Shape.LONG else None}
