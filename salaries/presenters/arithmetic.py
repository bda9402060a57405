"""The working of an offer's figures in its own numbers, as METHOD.md writes the formulas."""

from __future__ import annotations

import math
from collections.abc import Sequence

from django.utils.translation import gettext as _

from salaries import numbers
from salaries.domain.money import Basis, Reading
from salaries.domain.percentile import (
    CENTRAL_90_PERCENT,
    BoundSide,
    PercentileInterval,
    percentile_interval,
)
from salaries.domain.survey import Survey
from salaries.domain.verdict import JudgedOffer, OfferVerdict
from salaries.presenters.parts import Step

n = numbers.number


def of_offer(offer: JudgedOffer, survey: Survey) -> list[Step]:
    """Every figure of the offer page, worked out; amounts are RUB a month."""
    judged = offer.main
    interval = percentile_interval(judged.scale, judged.amount)
    steps = exact_of_offer(offer, survey)
    return steps + _models(judged, interval) if interval else steps


def exact_of_offer(offer: JudgedOffer, survey: Survey) -> list[Step]:
    """The figures that need no model: tax, place, gap, ratio, edges, the nearest flip."""
    return [*taxes(offer.readings, survey), *_exact(offer.main), flip(offer)]


def taxes(ways: Sequence[Reading], survey: Survey) -> list[Step]:
    """What income tax leaves of the readings that are gross."""
    return [
        Step(
            _("Net from gross, income tax of %(year)s") % {"year": survey.month.year},
            f"{n(way.stated)} − {n(way.stated - way.net)}",
            n(way.net),
        )
        for way in ways
        if way.basis is Basis.GROSS
    ]


def _exact(judged: OfferVerdict) -> list[Step]:
    x, low, high, median = judged.amount, judged.band.low, judged.band.high, judged.scale.median
    return [
        Step(
            _("Place in band = (amount − low) / (high − low)"),
            f"({n(x)} − {n(low)}) / ({n(high)} − {n(low)})",
            n(judged.place_in_band, 3),
        ),
        Step(_("Gap to the median"), f"{n(x)} − {n(median)}", n(judged.gap_to_median)),
        Step(
            _("Market ratio = amount / median"), f"{n(x)} / {n(median)}", n(judged.market_ratio, 3)
        ),
        Step(_("To the next published edge up"), "", _edge(judged.to_next_edge_up)),
        Step(_("To the next published edge down"), "", _edge(judged.to_next_edge_down)),
    ]


def flip(offer: JudgedOffer) -> Step:
    """The smallest change of the amount as stated that changes a verdict."""
    label = {
        Basis.NET: _("Smallest change that changes the verdict"),
        Basis.GROSS: _("Smallest change of the gross amount that changes the verdict"),
        Basis.UNKNOWN: _("Smallest change that changes the verdict of either reading"),
    }[offer.basis]
    return Step(label, "", n(offer.distance_to_flip))


def _edge(distance: int | None) -> str:
    return _("none") if distance is None else n(distance)


def _models(judged: OfferVerdict, interval: PercentileInterval) -> list[Step]:
    scale, x = judged.scale, judged.amount
    low, median, high = scale.floor, scale.median, scale.ceiling
    sigma = (math.log(high) - math.log(low)) / CENTRAL_90_PERCENT
    flat = f"½ · ({n(x)} − {n(low)}) / ({n(median)} − {n(low)})"
    shape = "½ · (Φ(z(x)) − Φ(z(a))) / (½ − Φ(z(a)))"
    if x > median:
        flat = f"½ + ½ · ({n(x)} − {n(median)}) / ({n(high)} − {n(median)})"
        shape = "½ + ½ · (Φ(z(x)) − ½) / (Φ(z(b)) − ½)"
    return [
        Step(_("Percentile, flat model"), flat, n(interval.flat, 4)),
        Step(
            _("Spread of the log-normal model, σ = (ln b − ln a) / (2 · 1.6448536)"),
            f"(ln {n(high)} − ln {n(low)}) / {n(CENTRAL_90_PERCENT, 7)}",
            n(sigma, 4),
        ),
        Step(
            _("Percentile, log-normal model, z(v) = (ln v − ln M) / σ"),
            shape,
            n(interval.log_normal, 4),
        ),
        _guarantee(judged, interval),
    ]


def _guarantee(judged: OfferVerdict, interval: PercentileInterval) -> Step:
    scale, gap = judged.scale, judged.gap_to_median
    longer = max(scale.median - scale.floor, scale.ceiling - scale.median)
    sign = {BoundSide.AT_MOST: "≤ ", BoundSide.AT_LEAST: "≥ "}.get(interval.guarantee.side, "")
    return Step(
        _("Guarantee, L = the longer side of the market"),
        f"½ · (1 {'−' if gap < 0 else '+'} {n(abs(gap))} / {n(longer)})",
        sign + n(interval.guarantee.share, 4),
    )
