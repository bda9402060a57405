"""What somebody who knows numpy would write by hand for these offers: the rival of `bulk`.

The same arithmetic and the same columns, with the formulas written out for arrays and the
normal distribution by a polynomial (Abramowitz and Stegun 26.2.17), good to seven digits.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def phi(z: Array) -> Array:
    """The normal distribution."""
    t = 1 / (1 + 0.2316419 * np.abs(z))
    tail = 1.781477937 + t * (-1.821255978 + t * 1.330274429)
    tail = t * (0.319381530 + t * (-0.356563782 + t * tail))
    tail *= np.exp(-z * z / 2) / np.sqrt(2 * np.pi)
    share: Array = np.where(z > 0, 1 - tail, tail)
    return share


def judge(
    edges: NDArray[np.int64],
    medians: NDArray[np.int64],
    market: NDArray[np.int64],
    band: NDArray[np.int64],
    amount: NDArray[np.int64],
    basis: NDArray[np.int64],
) -> tuple[NDArray[np.generic], ...]:
    """Net, verdict, place, ratio, gap, band of amount, percentile and bound, borderline, flip."""
    gross = amount - (13 * amount + 50) // 100
    net = np.where(basis == 1, gross, amount)
    low, high = edges[market, band], edges[market, band + 1]
    median, floor, ceiling = medians[market], edges[market, 0], edges[market, -1]
    verdict, flip = _verdict(net, low, high)
    other, other_flip = _verdict(gross, low, high)
    flip = np.where(basis == 1, np.ceil(flip / 0.87), flip)
    flip = np.where(basis == 2, np.minimum(flip, np.ceil(other_flip / 0.87)), flip)
    borderline = (flip <= 500) | ((basis == 2) & (verdict != other))
    inside = (floor <= net) & (net <= ceiling)
    place = np.where((low <= net) & (net <= high), (net - low) / (high - low), np.nan)
    whose = np.where(inside, (edges[market][:, :-1] <= net[:, None]).sum(axis=1), -1)
    points = _percentile(np.clip(net, floor, ceiling), floor, median, ceiling)
    low_point, high_point, bound = (np.where(inside, found, -1) for found in points)
    return (
        net, verdict, place, net / median, net - median, whose,
        low_point, high_point, bound, borderline, flip,
    )  # fmt: skip


def _verdict(net: Any, low: Any, high: Any) -> tuple[Any, Any]:
    place = (net - low) / (high - low)
    verdict = np.select([place < 0, place < 0.25, place <= 0.75, place <= 1], [0, 1, 2, 3], 4)
    quarter = (high - low) / 4
    steps = np.stack(
        [low, np.ceil(low + quarter), np.floor(low + 3 * quarter) + 1, high + 1], axis=1
    )
    ahead = steps - net[:, None]
    return verdict, np.where(ahead > 0, ahead, 1 - ahead).min(axis=1)


def _percentile(net: Any, floor: Any, median: Any, ceiling: Any) -> tuple[Any, Any, Any]:
    below = net <= median
    flat = np.where(
        below, (net - floor) / (median - floor) / 2, 0.5 + (net - median) / (ceiling - median) / 2
    )
    sigma = (np.log(ceiling) - np.log(floor)) / (2 * 1.6448536)
    z = (np.log(net) - np.log(median)) / sigma
    at_floor = phi((np.log(floor) - np.log(median)) / sigma)
    at_ceiling = phi((np.log(ceiling) - np.log(median)) / sigma)
    share = phi(z)
    curved = np.where(
        below,
        0.5 * (share - at_floor) / (0.5 - at_floor),
        0.5 + 0.5 * (share - 0.5) / (at_ceiling - 0.5),
    )
    longer = np.maximum(median - floor, ceiling - median)
    at_most = np.ceil(50 * (1 - (median - net) / longer))
    bound = np.where(below, at_most, np.floor(50 * (1 + (net - median) / longer)))
    low, high = np.minimum(flat, curved), np.maximum(flat, curved)
    return np.floor(100 * low), np.ceil(100 * high), bound
