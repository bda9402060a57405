"""One state of the table of quantiles: its rows in order, and how many say something."""

from __future__ import annotations

from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from salaries.desk.any import AnyDesk
from salaries.desk.quantiles.filters import QuantileFilter
from salaries.desk.quantiles.rows import CellRow, Standing, published_first
from salaries.desk.quantiles.tables import cell, quantile_table, second_line, sortable
from salaries.desk.sorting import in_order
from salaries.tables import CityTable, body_of


class QuantileDesk(AnyDesk[CellRow]):
    """One state of the city table: a cell a row."""

    @cached_property
    def filter(self) -> QuantileFilter:
        """The filter's form and what it understood."""
        return QuantileFilter(self.survey, self.query)

    @cached_property
    def rows(self) -> list[CellRow]:
        """Every row the filter lets through, in the order asked for; not published ones last."""
        rows = self.filter.filter_queryset(self.filter.queryset)
        return published_first(in_order(rows, self.keys, cell))

    @cached_property
    def table(self) -> CityTable:
        """The table of one page of rows."""
        return quantile_table(self.survey, self.filter.asked_amount, self.page.object_list)

    @property
    def body(self) -> SafeString:
        """The table's rows."""
        change = self.filter.asked_prices
        return body_of(self.table, second_line(change) if change else None)

    @property
    def count(self) -> str:
        """How many of the survey's cells remain, and how many of those are published."""
        known = [row for row in self.rows if row.cell]
        sentence = _("%(rows)s of %(total)s rows, %(known)s with figures")
        said = sentence % {
            "rows": len(self.rows),
            "total": len(self.survey.cells),
            "known": len(known),
        }
        if self.filter.asked_amount is None:
            return said
        inside = sum(row.standing is Standing.INSIDE for row in known)
        more = ngettext(
            "inside the middle half in %(count)d of them",
            "inside the middle half in %(count)d of them",
            inside,
        )
        return f"{said}; {more % {'count': inside}}"

    @cached_property
    def _sortable(self) -> dict[str, str]:
        return sortable(self.survey, self.filter.asked_amount)
