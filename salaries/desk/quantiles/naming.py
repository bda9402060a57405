"""What the figures of a table of quantiles are called, on the page and in files."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy as in_context

from salaries import numbers
from salaries.desk.quantiles.rows import Standing
from salaries.domain.quantiles import MEDIAN
from salaries.domain.survey import Measure, Survey

COUNTED: Mapping[Measure, Promise] = {
    Measure.OFFERS: in_context("how many a survey counted", "Offers"),
    Measure.VACANCIES: in_context("how many a survey counted", "Vacancies"),
    Measure.SALARIES: in_context("how many a survey counted", "Salaries"),
}
EVERYTHING = 100
STANDINGS: Mapping[Standing, Promise] = {
    Standing.BELOW: in_context("where an amount stands", "below it"),
    Standing.INSIDE: in_context("where an amount stands", "inside"),
    Standing.ABOVE: in_context("where an amount stands", "above it"),
}


def not_enough_data() -> str:
    """What stands where a cell is not published."""
    return _("not enough data")


def counted(survey: Survey) -> str:
    """The heading of how many were counted: `Vacancies`."""
    return str(COUNTED[survey.measures])


def quantile(percent: int) -> str:
    """`Median`, `25th percentile`."""
    if percent == MEDIAN:
        return _("Median")
    return _("%(percent)s percentile") % {"percent": numbers.ordinal(percent)}


def of_money(heading: str) -> str:
    """A heading with the sign of the survey's money: `Median, ₽`."""
    return f"{heading}, {numbers.symbol()}"


def share(ends: tuple[int, int]) -> str:
    """`54–55 %`; beyond what is published only the side: `above the 90th percentile`."""
    low, high = ends
    if not low:
        return _beyond(high, _("below the median"), _("below the %(percent)s percentile"))
    if high == EVERYTHING:
        return _beyond(low, _("above the median"), _("above the %(percent)s percentile"))
    return "–".join(dict.fromkeys((str(low), str(high)))) + numbers.percent_unit()


def _beyond(percent: int, median: str, quantile: str) -> str:
    return median if percent == MEDIAN else quantile % {"percent": numbers.ordinal(percent)}
