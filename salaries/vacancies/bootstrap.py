"""The interval around a median: how far it would move were other vacancies of the kind read."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction

from salaries.vacancies.rules import Bootstrap


def median_interval(
    middle: Sequence[tuple[int, int]], n: int, rule: Bootstrap
) -> tuple[Fraction, Fraction]:
    """Percentile bootstrap of the median of n amounts, in their unit.

    `middle` is what `aggregation.amounts` gives of them: (amount, how many are not above it),
    amounts rising. A resample of n is n places drawn from n with repetition; its middle places are
    order statistics of n even draws, and those come from Beta distributions at once: a cell of ten
    and one of a million cost the same. The same amounts with the same seed always give the same
    interval.

    >>> rule = Bootstrap(seed=1, samples=200, percent=95)
    >>> median_interval([(10, 5), (20, 6), (30, 11)], 11, rule)
    (Fraction(10, 1), Fraction(30, 1))
    """
    values = [amount for amount, _ in middle]
    upto = [count for _, count in middle]
    drawn = random.Random(rule.seed)  # noqa: S311  no secret hangs on it
    doubled = sorted(_doubled_median(values, upto, n, drawn) for _ in range(rule.samples))
    tail = rule.samples * (100 - rule.percent) // 200
    return Fraction(doubled[tail], 2), Fraction(doubled[-1 - tail], 2)


def _doubled_median(
    values: Sequence[int], upto: Sequence[int], n: int, drawn: random.Random
) -> int:
    lower = (n + 1) // 2
    first = drawn.betavariate(lower, n - lower + 1)
    low = values[bisect_left(upto, _place(first, n))]
    if n % 2:
        return 2 * low
    second = first + (1 - first) * drawn.betavariate(1, n - lower)
    return low + values[bisect_left(upto, _place(second, n))]


def _place(share: float, n: int) -> int:
    """Which of n amounts in a row stands at a share between 0 and 1 of them."""
    return min(n, int(share * n) + 1)
