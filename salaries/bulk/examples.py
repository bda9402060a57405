"""Rows that show how a sheet is filled in, for a survey of quantiles."""

from __future__ import annotations

from django.utils.translation import gettext as _

from salaries import words
from salaries.bulk.fields import Field
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Market, MarketKey

Example = dict[Field, str]


def examples(survey: Survey) -> list[Example]:
    """An offer, a range, and an amount before tax, where the survey has figures."""
    cells = [key for key, cell in survey.cells.items() if cell]
    levels = [key for key in cells if not survey.band(key.rank).is_all] or cells
    found = [
        (survey.market(MarketKey(*key[:2]), key.rank), survey.band(key.rank).min_years)
        for key in (levels[0], levels[len(levels) // 2], levels[-1])
    ]
    first, second, third = ((market, years) for market, years in found if market)
    own = second[0].scale.ladder.bands[0]
    span = f"{own.low}–{own.high}" if own.width else str(own.low)
    return [
        _example(*first, str(first[0].scale.median), _("net")),
        _example(*second, span, ""),
        _example(*third, str(third[0].scale.median), _("gross") if survey.knows_tax else _("net")),
    ]


def _example(market: Market, years: int, pay: str, basis: str) -> Example:
    return {
        Field.CITY: words.city_name(market.city),
        Field.SEGMENT: words.segment_name(market.segment),
        Field.YEARS: str(years),
        Field.AMOUNT: pay,
        Field.BASIS: basis,
    }
