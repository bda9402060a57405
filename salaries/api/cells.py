"""The cells of a survey of quantiles for programs: those published, and those that are not.

A survey of bands publishes every cell of its table.
"""

from __future__ import annotations

from collections.abc import Iterator

from salaries.answers.envelope import Plain
from salaries.answers.markets import market_used
from salaries.answers.quantiles import quantiles
from salaries.api.questions import RangesForm
from salaries.domain.prices import PriceChange
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
    bands = [band for band in told["bands"] if band["band"] in form.ranks]
    return {**told, "bands": bands, "prices": _market_in(form.change, market)}


def _market_in(change: PriceChange | None, market: Market) -> Plain | None:
    """The figures of a market converted; None where that is not asked."""
    if change is None:
        return None
    scale = market.scale
    bands = () if isinstance(scale, Quantiles) else scale.ladder.bands
    return {
        **_converted(change, floor=scale.floor, ceiling=scale.ceiling, median=scale.median),
        "bands": [
            {"band": band.rank, **_converted(change, low=band.low, high=band.high)}
            for band in bands
        ],
    }


def _converted(change: PriceChange, **amounts: int) -> Plain:
    return {name: change.convert(amount) for name, amount in amounts.items()}


def range_items(survey: Survey, form: RangesForm) -> list[Plain]:
    """A row for each band of each market; of quantiles for each published cell."""
    ranks = set(form.ranks)
    return [
        {
            "city": market.city.slug,
            "segment": market.segment,
            "band": band.rank,
            **(row := {"low": band.low, "high": band.high, "median": market.scale.median}),
            "prices": form.change and _converted(form.change, **row),
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
