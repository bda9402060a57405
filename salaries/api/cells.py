"""The cells of a survey of quantiles for programs: those published, and those that are not.

A survey of bands publishes every cell of its table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from salaries.answers.envelope import Plain
from salaries.answers.markets import market_used
from salaries.answers.quantiles import quantiles
from salaries.api.questions import RangesForm
from salaries.domain.market import MarketPay
from salaries.domain.prices import PriceChange
from salaries.domain.quantiles import PERCENTS, Quantiles
from salaries.domain.survey import Survey
from salaries.domain.surveyed import CellKey, Market, MarketKey


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
    return {**told, "bands": bands, "prices": _market_in(form.change, market.scale, bands)}


def _market_in(change: PriceChange | None, scale: MarketPay, bands: list[Plain]) -> Plain | None:
    """The same figures in other prices, where that is asked."""
    if change is None:
        return None
    ends = {"floor": scale.floor, "ceiling": scale.ceiling, "median": scale.median}
    converted = [
        {"band": band["band"], **_converted(change, {k: band[k] for k in ("low", "high")})}
        for band in bands
    ]
    quantiles_in = _quantiles_in(change, scale)
    return {**_converted(change, ends), "bands": converted, "quantiles": quantiles_in}


def _quantiles_in(change: PriceChange, scale: MarketPay) -> Plain | None:
    if not isinstance(scale, Quantiles):
        return None
    amounts = {percent: scale.by_percent.get(percent) for percent in PERCENTS}
    return {f"p{n}": None if one is None else change.convert(one) for n, one in amounts.items()}


def _converted(change: PriceChange, amounts: Mapping[str, int]) -> Plain:
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
            "quantiles": quantiles(market.scale, survey.measures),
            "prices": _row_in(form.change, market.scale, row),
        }
        for market in markets_asked(survey, form)
        for band in market.scale.ladder.bands
        if band.rank in ranks
    ]


def _row_in(change: PriceChange | None, scale: MarketPay, row: Mapping[str, int]) -> Plain | None:
    if change is None:
        return None
    return {**_converted(change, row), "quantiles": _quantiles_in(change, scale)}


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
