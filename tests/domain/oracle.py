"""A slow but obvious second implementation of the method, to hold the domain against.

It knows nothing of the domain's classes. A market is its rising edges and its median; a band
is its low and high. Where the method says a share of roubles, the roubles are counted; where it
says the smallest change, every change is tried.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction

Edges = Sequence[int]


def verdict(amount: int | Fraction, low: int, high: int) -> str:
    """The sentence of the method (section 2), in whole quarters of the band."""
    if amount < low:
        return "below"
    if amount > high:
        return "above"
    quarters = 4 * (amount - low)
    if quarters < high - low:
        return "lower_part"
    return "upper_part" if quarters > 3 * (high - low) else "middle"


def distance_to_flip(amount: int, low: int, high: int) -> int:
    """Try one rouble more and one less, then two, and so on."""
    own, step = verdict(amount, low, high), 1
    while verdict(amount - step, low, high) == own == verdict(amount + step, low, high):
        step += 1
    return step


def band_of(amount: int, edges: Edges) -> int | None:
    """Rank of the band whose money it is: half-open bands, but for the last."""
    for rank in range(1, len(edges)):
        low, high = edges[rank - 1], edges[rank]
        is_last = rank == len(edges) - 1
        if low <= amount < high or (is_last and amount == high):
            return rank
    return None


def edge_above(amount: int, edges: Edges) -> int | None:
    return min((edge for edge in edges if edge > amount), default=None)


def edge_below(amount: int, edges: Edges) -> int | None:
    return max((edge for edge in edges if edge < amount), default=None)


def flat(amount: int, edges: Edges, median: int) -> Fraction:
    """Spread one half of the offers over the roubles of each side; count those below."""
    below_median = range(edges[0], median)
    above_median = range(median, edges[-1])
    counted_below = sum(map(amount.__gt__, below_median))
    counted_above = sum(map(amount.__gt__, above_median))
    return Fraction(counted_below, 2 * len(below_median)) + Fraction(
        counted_above, 2 * len(above_median)
    )


def _sigma(edges: Edges) -> float:
    return math.log(edges[-1] / edges[0]) / (2 * 1.6448536)


def log_normal(amount: int, edges: Edges, median: int) -> float:
    """The formula of the method (section 3), with the error function spelt out."""
    sigma = _sigma(edges)

    def phi(value: int) -> float:
        return (1 + math.erf(math.log(value / median) / sigma / math.sqrt(2))) / 2

    if amount <= median:
        return 0.5 * (phi(amount) - phi(edges[0])) / (0.5 - phi(edges[0]))
    return 0.5 + 0.5 * (phi(amount) - 0.5) / (phi(edges[-1]) - 0.5)


def log_normal_by_area(amount: int, edges: Edges, median: int) -> float:
    """The same share as an area under the density: half of it on each side of the median."""
    sigma = _sigma(edges)

    def density(pay: float) -> float:
        return math.exp(-((math.log(pay / median) / sigma) ** 2) / 2) / pay

    def area(start: float, end: float, strips: int = 400) -> float:
        width = (end - start) / strips
        inner = (density(start + i * width) * (4 if i % 2 else 2) for i in range(1, strips))
        return (density(start) + sum(inner) + density(end)) * width / 3

    if amount <= median:
        return 0.5 * area(edges[0], amount) / area(edges[0], median)
    return 0.5 + 0.5 * area(median, amount) / area(median, edges[-1])


def interval(amount: int, edges: Edges, median: int) -> tuple[int, int] | None:
    """Whole points, outward; nothing outside the published range."""
    if not edges[0] <= amount <= edges[-1]:
        return None
    shares = (flat(amount, edges, median), Fraction(log_normal(amount, edges, median)))
    return min(math.floor(100 * share) for share in shares), max(
        math.ceil(100 * share) for share in shares
    )


def guarantee(amount: int, edges: Edges, median: int) -> tuple[str, Fraction]:
    """Half of the offers spread evenly over the longer side, on whichever side the amount is."""
    longer = max(median - edges[0], edges[-1] - median)
    between = Fraction(abs(amount - median), longer) / 2
    if amount == median:
        return "exactly", Fraction(1, 2)
    if amount < median:
        return "at_most", Fraction(1, 2) - between
    return "at_least", Fraction(1, 2) + between


def tax_a_year(income: int, steps: Sequence[tuple[int, int]]) -> Fraction:
    """Walk the steps of a scale (over, per cent), from the highest to the lowest.

    What lies over a step is taxed at its rate, and what is left goes on to the step below.
    """
    tax = Fraction(0)
    for over, per_cent in reversed(steps):
        if income > over:
            tax += Fraction((income - over) * per_cent, 100)
            income = over
    return tax


def net_a_month(gross: int, steps: Sequence[tuple[int, int]]) -> int:
    """Gross less a twelfth of the year's tax, rounded to whole roubles, half up."""
    a_month = tax_a_year(12 * gross, steps) / 12
    return gross - math.floor(a_month + Fraction(1, 2))


def roubles_shared(low: int, high: int, other_low: int, other_high: int) -> int:
    """Count the roubles that two ranges have in common."""
    return sum(rouble in range(other_low, other_high) for rouble in range(low, high))


def fit(low: int, high: int, band_low: int, band_high: int) -> str:
    """Put every posted rouble below, inside or above the band, and see which heaps are empty.

    A range that only touches the band has nothing inside it; a single figure may stand
    on an edge."""
    posted = range(low, high + 1)
    heaps = (
        any(rouble < band_low for rouble in posted),
        roubles_shared(low, high, band_low, band_high) > 0
        or (low == high and band_low <= low <= band_high),
        any(rouble > band_high for rouble in posted),
    )
    return {
        (True, False, False): "below",
        (True, True, False): "starts_below",
        (False, True, False): "within",
        (True, True, True): "covers",
        (False, True, True): "ends_above",
        (False, False, True): "above",
    }[heaps]


def bands_covered(low: int, high: int, edges: Edges) -> list[int]:
    """Ranks of the bands that share a rouble with a range; of a single figure, its money."""
    if low == high:
        rank = band_of(low, edges)
        return [rank] if rank else []
    ranks = range(1, len(edges))
    return [rank for rank in ranks if roubles_shared(low, high, edges[rank - 1], edges[rank])]


def flags(low: int, high: int, rank: int, edges: Edges) -> set[str]:
    """The flags of the method (section 6), with what leaves the whole market told apart."""
    floor_band = band_of(low, edges)
    raised = {
        "floor_of_lower_band": floor_band is not None and floor_band < rank,
        "floor_below_market": low < edges[0],
        "ceiling_above_market": high > edges[-1],
        "spans_many_bands": len(bands_covered(low, high, edges)) > 2,
        "ceiling_below_band": high < edges[rank - 1],
        "single_figure": low == high,
    }
    return {name for name, is_raised in raised.items() if is_raised}


def rank(value: int, values: Sequence[int]) -> tuple[int, int, int]:
    """Sort from the highest; the first place it has, how many have it, among how many."""
    ordered = sorted(values, reverse=True)
    places = [place for place, other in enumerate(ordered, start=1) if other == value]
    return places[0], len(places), len(ordered)


def parts_of_a_change(worth: Callable[..., Fraction]) -> tuple[Fraction, ...]:
    """Shapley's formula for three fields, spelt out; `worth` is told which have changed.

    A field is changed first in a third of the orders, last in a third, and between in a sixth
    after each of the others.
    """
    return tuple(
        (worth(one) - worth()) / 3
        + (worth(one, other) - worth(other) + worth(one, third) - worth(third)) / 6
        + (worth(0, 1, 2) - worth(other, third)) / 3
        for one, other, third in ((0, 1, 2), (1, 0, 2), (2, 0, 1))
    )


def in_other_prices(amount: int, start: Fraction, end: Fraction) -> int:
    """Add roubles one by one as long as half of the next one is still bought."""
    found = 0
    while (found + Fraction(1, 2)) * start <= amount * end:
        found += 1
    return found
