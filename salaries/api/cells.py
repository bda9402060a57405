"""The cells of a survey of quantiles for programs: those published, and those that are not.

A survey of bands publishes every cell of its table.
"""

from __future__ import annotations

from collections.abc import Iterator

from salaries.answers.envelope import Plain
from salaries.answers.markets import market_used
from salaries.answers.quantiles import quantiles
from salaries.api.questions import RangesForm
from salaries.domain.quantiles import Quantiles
from salaries.domain.survey import CellKey, Market, MarketKey, Survey


def markets_asked(survey: Survey, form: RangesForm) -> list[Market]:
    """The markets that a valid form asks; of quantiles one for each published cell."""
    if not survey.has_quantiles:
        return form.markets
    found = (survey.market(MarketKey(*key[:2]), key.rank) for key, _cell in _asked(survey, form))
    return [market for market in found if market]


def market_item(survey: Survey, market: Market, form: RangesForm) -> Plain:
    """A market with every published figure of the bands asked."""
    told = market_used(survey, market)
    return {**told, "bands": [band for band in told["bands"] if band["band"] in form.ranks]}


def range_items(survey: Survey, form: RangesForm) -> list[Plain]:
    """A row for each band of each market; of quantiles for each published cell."""
    ranks = set(form.ranks)
    return [
        {
            "city": market.city.slug,
            "segment": market.segment,
            "band": band.rank,
            "low": band.low,
            "high": band.high,
            "median": market.scale.median,
            "quantiles": quantiles(market.scale, survey.measures),
        }
        for market in markets_asked(survey, form)
        for band in market.scale.ladder.bands
        if band.rank in ranks
    ]


def not_published(survey: Survey, form: RangesForm) -> list[Plain]:
    """The cells asked of which too little is known."""
    return [
        {"city": key.city, "segment": key.segment, "band": key.rank}
        for key, cell in _asked(survey, form)
        if cell is None
    ]


def _asked(survey: Survey, form: RangesForm) -> Iterator[tuple[CellKey, Quantiles | None]]:
    ranks = set(form.ranks)
    for key, cell in survey.cells.items():
        if key.rank in ranks and form.asks(key):
            yield key, cell
