"""What the two kinds of survey say of a market and an amount, each in its own machine form."""

from __future__ import annotations

from collections.abc import Iterable

from salaries.answers.envelope import Assumption, Plain
from salaries.domain.market import MarketPay
from salaries.domain.money import Basis
from salaries.domain.percentile import PercentileInterval
from salaries.domain.quantiles import PERCENTS, Quantiles
from salaries.domain.shares import Beyond, share_below
from salaries.domain.surveyed import Measure
from salaries.domain.vacancy import Posting
from salaries.domain.verdict import OfferVerdict
from salaries.words import Evidence

MODELS = (Assumption.FLAT, Assumption.LOG_NORMAL, Assumption.ONE_PEAK)


def quantiles(scale: MarketPay, measures: Measure) -> Plain | None:
    """Every published quantile, money a month, and what they were counted from; None of bands."""
    if not isinstance(scale, Quantiles):
        return None
    low, high = scale.median_interval or (None, None)
    return {
        **{f"p{percent}": scale.by_percent.get(percent) for percent in PERCENTS},
        "sample": scale.sample,
        "employers": scale.employers,
        "median_low": low,
        "median_high": high,
        "measures": measures,
    }


def judged_by(scale: MarketPay) -> Plain | None:
    """The range that amounts are judged by, and between which percentages; None of bands."""
    if not isinstance(scale, Quantiles):
        return None
    low, high = scale.judged_by
    return {
        "low_percent": low,
        "high_percent": high,
        "low": scale.own.low,
        "high": scale.own.high,
    }


def share(main: OfferVerdict, interval: PercentileInterval | None) -> Plain:
    """The percentile of a net amount, or beyond which it lies; `interval` is that of bands."""
    if interval:
        found = {"percentile": _modelled(interval), "beyond": None}
    else:
        found = published_share(main.scale, main.amount)
    return {**found, "judged_by": judged_by(main.scale)}


def published_share(scale: MarketPay, amount: int) -> Plain:
    """The percentile of a net amount as it is published, or beyond which of them it lies."""
    found = share_below(scale, amount)
    if isinstance(found, Beyond):
        side = {"side": found.side, "percent": found.percent}
        return {"percentile": None, "beyond": side}
    ends = {"low": found.low, "high": found.high, "bound": None, "bound_side": None}
    return {"percentile": ends, "beyond": None}


def shares_of_ends(scale: MarketPay, posting: Posting) -> Plain | None:
    """The same of both ends of a posted range; None of bands, which tell it of no part of them."""
    if not isinstance(scale, Quantiles):
        return None
    ends = {"floor": posting.low, "ceiling": posting.high}
    return {name: published_share(scale, amount) for name, amount in ends.items()}


def _modelled(interval: PercentileInterval) -> Plain:
    bound = interval.bound
    return {
        "low": interval.low,
        "high": interval.high,
        "bound": bound and bound.points,
        "bound_side": bound and bound.side,
    }


def edges(main: OfferVerdict) -> Plain:
    """How far the next published amount is, up and down: a band's edge, or a quantile."""
    if not isinstance(main.scale, Quantiles):
        return {
            "to_next_edge_up": main.to_next_edge_up,
            "to_next_edge_down": main.to_next_edge_down,
        }
    gaps = [point.amount - main.amount for point in main.scale.points]
    return {
        "to_next_edge_up": min((gap for gap in gaps if gap > 0), default=None),
        "to_next_edge_down": min((-gap for gap in gaps if gap < 0), default=None),
    }


def evidence_of_share(scale: MarketPay, basis: Basis, *, said: bool) -> Evidence:
    """What a percentile rests on; that none can be `said` is read off what is published.

    Of an amount that was taxed first it is a scenario, where no model makes it less certain.
    """
    if basis is not Basis.NET and isinstance(scale, Quantiles):
        return Evidence.SCENARIO
    is_modelled = said and not isinstance(scale, Quantiles)
    return Evidence.MODELLED if is_modelled else Evidence.PUBLISHED


def assumptions_of_share(scale: MarketPay, *, said: bool) -> Iterable[Assumption]:
    """What a percentile takes for granted."""
    if not said:
        return ()
    return (Assumption.STRAIGHT_LINE,) if isinstance(scale, Quantiles) else MODELS
