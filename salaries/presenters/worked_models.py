"""The percentile models worked step by step on one amount, as METHOD writes them."""

from __future__ import annotations

import math
from statistics import NormalDist

from django.utils.translation import gettext as _

from salaries import numbers
from salaries.domain.market import MarketPay
from salaries.domain.percentile import (
    CENTRAL_90_PERCENT,
    BoundSide,
    PercentileInterval,
    percentile_interval,
)
from salaries.presenters.parts import Step
from salaries.presenters.sentences import percentile_words

n = numbers.number


def of_models(scale: MarketPay, amount: int) -> list[Step]:
    """Flat, log-normal, interval and guarantee; one line that refuses outside the range."""
    interval = percentile_interval(scale, amount)
    if interval is None:
        span = f"{n(scale.floor)} ≤ {n(amount)} ≤ {n(scale.ceiling)}"
        return [Step(_("Is a ≤ x ≤ b? Outside there is no percentile"), span, _("no"))]
    return [
        _flat(scale, amount, interval),
        *_log_normal(scale, amount, interval),
        _interval(interval),
        _guarantee(scale, amount, interval),
    ]


def _flat(scale: MarketPay, x: int, interval: PercentileInterval) -> Step:
    low, median, high = n(scale.floor), n(scale.median), n(scale.ceiling)
    label = _("Flat, x ≤ M: F = ½ · (x − a) / (M − a)")
    working = f"½ · ({n(x)} − {low}) / ({median} − {low})"
    if x > scale.median:
        label = _("Flat, x > M: F = ½ + ½ · (x − M) / (b − M)")
        working = f"½ + ½ · ({n(x)} − {median}) / ({high} − {median})"
    return Step(label, working, n(interval.flat, 4))


def _log_normal(scale: MarketPay, x: int, interval: PercentileInterval) -> list[Step]:
    sigma = (math.log(scale.ceiling) - math.log(scale.floor)) / CENTRAL_90_PERCENT
    end = scale.floor if x <= scale.median else scale.ceiling
    z, z_end = ((math.log(v) - math.log(scale.median)) / sigma for v in (x, end))
    phi, phi_end = (n(NormalDist().cdf(value), 4) for value in (z, z_end))
    label = _("Log-normal, x ≤ M: F = ½ · (Φ(z(x)) − Φ(z(a))) / (½ − Φ(z(a)))")
    working = f"½ · ({phi} − {phi_end}) / (½ − {phi_end})"
    if x > scale.median:
        label = _("Log-normal, x > M: F = ½ + ½ · (Φ(z(x)) − ½) / (Φ(z(b)) − ½)")
        working = f"½ + ½ · ({phi} − ½) / ({phi_end} − ½)"
    spread = f"(ln {n(scale.ceiling)} − ln {n(scale.floor)}) / {n(CENTRAL_90_PERCENT, 7)}"
    return [
        Step(_("Spread: σ = (ln b − ln a) / (2 · 1.6448536)"), spread, n(sigma, 4)),
        _z(_("z(x) = (ln x − ln M) / σ"), scale, x, z),
        _z(_("The same at the end of the range"), scale, end, z_end),
        Step(label, working, n(interval.log_normal, 4)),
    ]


def _z(label: str, scale: MarketPay, value: int, z: float) -> Step:
    sigma = (math.log(scale.ceiling) - math.log(scale.floor)) / CENTRAL_90_PERCENT
    working = f"(ln {n(value)} − ln {n(scale.median)}) / {n(sigma, 4)}"
    return Step(label, working, n(z, 4))


def _interval(interval: PercentileInterval) -> Step:
    ends = sorted((float(interval.flat), interval.log_normal))
    return Step(
        _("Reported: the interval between the two, in whole points, outward"),
        "–".join(n(100 * end, 2) for end in ends),
        percentile_words(interval),
    )


def _guarantee(scale: MarketPay, x: int, interval: PercentileInterval) -> Step:
    gap, bound = x - scale.median, interval.guarantee
    longer = max(scale.median - scale.floor, scale.ceiling - scale.median)
    label = {
        BoundSide.AT_MOST: _("Guarantee, L = max(M − a, b − M): F ≤ ½ · (1 − (M − x) / L)"),
        BoundSide.AT_LEAST: _("Guarantee, L = max(M − a, b − M): F ≥ ½ · (1 + (x − M) / L)"),
    }.get(bound.side, _("Guarantee at the median itself: F = ½"))
    sign = {BoundSide.AT_MOST: "≤ ", BoundSide.AT_LEAST: "≥ "}.get(bound.side, "")
    working = f"½ · (1 {'−' if gap < 0 else '+'} {n(abs(gap))} / {n(longer)})"
    return Step(label, working, sign + n(bound.share, 4))
