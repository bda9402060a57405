"""The interval around a median: how far it would move were other vacancies of the kind read."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate

from salaries.vacancies.rules import Bootstrap


def median_interval(
    histogram: Sequence[tuple[int, int]], rule: Bootstrap
) -> tuple[Fraction, Fraction]:
    """Percentile bootstrap of the median, in the unit of the amounts.

    The histogram holds (amount, times), amounts rising. A resample of n is n places drawn from n
    with repetition; its middle places are order statistics of n even draws, and those come from
    Beta distributions at once: a cell of ten and one of a million cost the same. The same amounts
    with the same seed always give the same interval.

    >>> median_interval([(10, 5), (20, 1), (30, 5)], Bootstrap(seed=1, samples=200, percent=95))
    (Fraction(10, 1), Fraction(30, 1))
    """
    values = [amount for amount, _ in histogram]
    upto = list(accumulate(times for _, times in histogram))
    drawn = random.Random(rule.seed)  # noqa: S311  no secret hangs on it
    medians = sorted(_median(values, upto, drawn) for _ in range(rule.samples))
    tail = rule.samples * (100 - rule.percent) // 200
    return medians[tail], medians[-1 - tail]


def _median(values: Sequence[int], upto: Sequence[int], drawn: random.Random) -> Fraction:
    n = upto[-1]
    lower = (n + 1) // 2
    first = drawn.betavariate(lower, n - lower + 1)
    low = _at(values, upto, first)
    if n % 2:
        return Fraction(low)
    second = first + (1 - first) * drawn.betavariate(1, n - lower)
    return Fraction(low + _at(values, upto, second), 2)


def _at(values: Sequence[int], upto: Sequence[int], place: float) -> int:
    """The amount at a place between 0 and 1 of all amounts in a row."""
    n = upto[-1]
    return values[bisect_left(upto, min(n, int(place * n) + 1))]
