"""What a step up pays in a city, as rows of its table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from salaries import numbers, words
from salaries.domain.bands import Band
from salaries.domain.prices import PriceChange
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Market


@dataclass(frozen=True, slots=True)
class StepRow:
    """What one step of a ladder is worth, three ways.

    Each way as it is in the survey's money and, where those are asked for, in other prices.
    """

    employers: str
    step: str
    ways: tuple[tuple[str, str], ...]


def step_rows(
    survey: Survey, markets: Iterable[Market], change: PriceChange | None
) -> list[StepRow]:
    """The price of every step up, for each kind of employer."""
    return [
        StepRow(
            words.segment_name(market.segment),
            f"{survey.band(below.rank).code} → {survey.band(above.rank).code}",
            _ways(below, above, change),
        )
        for market in markets
        for below, above in pairwise(market.scale.ladder.bands)
    ]


def _ways(below: Band, above: Band, change: PriceChange | None) -> tuple[tuple[str, str], ...]:
    """Low to low, middle to middle, high to high."""
    raw = _between((below.low, below.high), (above.low, above.high))
    if change is None:
        return tuple((one, "") for one in raw)
    ends = [(change.convert(band.low), change.convert(band.high)) for band in (below, above)]
    return tuple(zip(raw, _between(*ends), strict=True))


def _between(below: tuple[int, int], above: tuple[int, int]) -> list[str]:
    middle = Fraction(sum(above) - sum(below), 2)
    return [numbers.signed(step) for step in (above[0] - below[0], middle, above[1] - below[1])]
