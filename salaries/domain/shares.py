"""One question to both kinds of survey: what share of the pay lies below an amount? (METHOD §3)

Bands with a median need a model, and answer with the interval between two; quantiles are published,
and answer with the straight line between two of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from salaries.domain.market import MarketPay
from salaries.domain.percentile import Outside, percentile_interval
from salaries.domain.quantiles import Quantiles


class Label(StrEnum):
    """What a share rests on."""

    PUBLISHED = "published"
    MODELLED = "modelled"


@dataclass(frozen=True, slots=True)
class Share:
    """The share of pay below an amount, between two whole percentile points."""

    low: int
    high: int
    label: Label


@dataclass(frozen=True, slots=True)
class Beyond:
    """The amount lies beyond what is published: below or above this percentile, and no more.

    Of bands that is 0 and 100, for their ends are those of the offers.
    """

    side: Outside
    percent: int
    label: Label = Label.PUBLISHED


def share_below(scale: MarketPay, amount: int) -> Share | Beyond:
    """The share of a market's pay that lies below an amount, or on which side it is beyond all.

    >>> from salaries.domain.quantiles import Point
    >>> moscow = Quantiles(0, (Point(25, 40_000), Point(50, 47_500), Point(75, 62_500)))
    >>> share_below(moscow, 50_000)
    Share(low=54, high=55, label=<Label.PUBLISHED: 'published'>)
    >>> share_below(moscow, 62_501)
    Beyond(side=<Outside.ABOVE: 'above'>, percent=75, label=<Label.PUBLISHED: 'published'>)
    """
    if isinstance(scale, Quantiles):
        return _between_quantiles(scale, amount)
    interval = percentile_interval(scale, amount)
    if interval is None:
        is_below = amount < scale.floor
        return Beyond(Outside.BELOW, 0) if is_below else Beyond(Outside.ABOVE, 100)
    return Share(interval.low, interval.high, Label.MODELLED)


def _between_quantiles(scale: Quantiles, amount: int) -> Share | Beyond:
    if amount < scale.floor:
        return Beyond(Outside.BELOW, scale.points[0].percent)
    if amount > scale.ceiling:
        return Beyond(Outside.ABOVE, scale.points[-1].percent)
    low, high = exact_share(scale, amount)
    return Share(floor(low), ceil(high), Label.PUBLISHED)


def exact_share(scale: Quantiles, amount: int | Fraction) -> tuple[Fraction, Fraction]:
    """The least and the greatest percentage that an amount may stand for.

    They differ where several published quantiles are the same amount. Raises ValueError for an
    amount beyond the outermost ones.

    >>> from salaries.domain.quantiles import Point
    >>> exact_share(Quantiles(0, (Point(25, 40), Point(50, 60))), 50)
    (Fraction(75, 2), Fraction(75, 2))
    """
    if not scale.spans(amount):
        raise ValueError(f"{amount} is beyond the published quantiles")
    same = [percent for percent, there in scale.points if there == amount]
    if same:
        return Fraction(same[0]), Fraction(same[-1])
    below, above = next(
        pair for pair in pairwise(scale.points) if pair[0].amount < amount < pair[1].amount
    )
    way = Fraction(amount - below.amount) / (above.amount - below.amount)
    found = below.percent + way * (above.percent - below.percent)
    return found, found
