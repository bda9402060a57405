"""The published figures of a market in machine form, of either kind of survey."""

from __future__ import annotations

from salaries.answers.envelope import Plain
from salaries.answers.quantiles import judged_by, quantiles
from salaries.domain.market import MarketPay
from salaries.domain.quantiles import Quantiles
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Market


def market_used(survey: Survey, market: Market) -> Plain:
    """The published figures that a judgement rests on, money a month.

    Of quantiles they are those of one experience level, whose rank is `band`.
    """
    scale = market.scale
    return {
        "city": market.city.slug,
        "segment": market.segment,
        "band": scale.rank if isinstance(scale, Quantiles) else None,
        "floor": scale.floor,
        "ceiling": scale.ceiling,
        "median": scale.median,
        "bands": _bands(scale),
        "quantiles": quantiles(scale, survey.measures),
        "judged_by": judged_by(scale),
    }


def _bands(scale: MarketPay) -> list[Plain]:
    if isinstance(scale, Quantiles):
        return []
    return [{"band": band.rank, "low": band.low, "high": band.high} for band in scale.ladder.bands]
