"""Whole columns of offers judged at once: the rules of `salaries.domain.verdict` on arrays.

A test holds every figure equal to the domain's, row by row. Arrays are as long as the column;
money is whole RUB a month. `NOTHING` stands where there is no figure.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from salaries.bulk.tables import POINTS, Integers, Tables
from salaries.domain.money import tax_scale
from salaries.domain.verdict import Verdict

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
NOTHING = -1
"""Never a point, a band or a verdict."""

NET, GROSS, UNKNOWN = 0, 1, 2
"""A basis in a column, in the order of `salaries.domain.money.Basis`."""

VERDICTS = tuple(Verdict)
"""A verdict in a column is its place here: how many of a cell's steps the amount reached."""


@dataclass(frozen=True, slots=True)
class Offers:
    """Offers to judge: market and band by number (the first band is 0), amount and basis."""

    market: Integers
    band: Integers
    amount: Integers
    basis: Integers


@dataclass(frozen=True, slots=True)
class JudgedOffers:
    """What the domain's `judge_offer` says of each, of the main reading where there are two."""

    net: Integers
    verdict: Integers
    place_in_band: Floats
    market_ratio: Floats
    gap_to_median: Integers
    band_of_amount: Integers
    percentile_low: Integers
    percentile_high: Integers
    percentile_bound: Integers
    borderline: Bools
    distance_to_flip: Integers
    other_verdict: Integers


def judge_offers(tables: Tables, offers: Offers) -> JudgedOffers:
    """Judge every offer of the columns; each must name a market and a band that there are."""
    cell = offers.market * tables.bands + offers.band
    net = np.where(offers.basis == GROSS, after_tax(tables, offers.amount), offers.amount)
    low, high = _ends(tables, offers)
    edges, median = tables.edges[offers.market], tables.medians[offers.market]
    floor, ceiling = edges[:, 0], edges[:, -1]
    inside = (floor <= net) & (net <= ceiling)
    verdict, flip = main_verdict(tables, offers, cell)
    other, other_flip = verdict_as_gross(tables, offers, cell)
    agree = (offers.basis != UNKNOWN) | (verdict == other)
    flip = np.where(offers.basis == UNKNOWN, np.minimum(flip, other_flip), flip)
    points = _percentile(tables, offers.market, net, (floor, median, ceiling), inside)
    return JudgedOffers(
        net=net,
        verdict=verdict,
        place_in_band=np.where((low <= net) & (net <= high), (net - low) / (high - low), np.nan),
        market_ratio=net / median,
        gap_to_median=net - median,
        band_of_amount=np.where(inside, _band_of(edges, net), NOTHING),
        percentile_low=points[0],
        percentile_high=points[1],
        percentile_bound=points[2],
        borderline=~agree | (flip <= tables.survey.close_call),
        distance_to_flip=flip,
        other_verdict=np.where(offers.basis == UNKNOWN, other, NOTHING),
    )


def after_tax(tables: Tables, gross: Integers) -> Integers:
    """`net_from_gross` of a column, by the income tax of the survey's year."""
    if not tables.survey.knows_tax:  # of such a survey no gross amount is let through
        return gross
    steps = tax_scale(tables.survey.month.year)
    income, hundredths = 12 * gross, np.zeros_like(gross)
    for step, end in zip(steps, [*(s.over for s in steps[1:]), None], strict=True):
        hundredths += step.percent * np.clip(income, step.over, end) - step.percent * step.over
    return gross - (hundredths + 600) // 1200  # a twelfth, rounded half up


def equal_standing(
    tables: Tables, offers: Offers, net: Integers, there: int
) -> tuple[Integers, Integers]:
    """Each offer carried to one market: by place in band (or `NOTHING`), by ratio to the median."""
    low, high = _ends(tables, offers)
    to_low = tables.edges[there, offers.band]
    to_width = tables.edges[there, offers.band + 1] - to_low
    width = high - low
    placed = to_low + (2 * (net - low) * to_width + width) // (2 * width)
    median = tables.medians[offers.market]
    ratio = (2 * net * tables.medians[there] + median) // (2 * median)
    return np.where((low <= net) & (net <= high), placed, NOTHING), ratio


def _ends(tables: Tables, offers: Offers) -> tuple[Integers, Integers]:
    return tables.edges[offers.market, offers.band], tables.edges[offers.market, offers.band + 1]


def main_verdict(tables: Tables, offers: Offers, cell: Integers) -> tuple[Integers, Integers]:
    """The verdict on the main reading, and the smallest change of the amount that changes it."""
    as_gross = (offers.basis == GROSS)[:, None]
    steps = np.where(as_gross, tables.gross_steps[cell], tables.net_steps[cell])
    return _reached(steps, offers.amount)


def verdict_as_gross(tables: Tables, offers: Offers, cell: Integers) -> tuple[Integers, Integers]:
    """The verdict and flip when an amount of unknown basis is gross; only there they count."""
    if not (offers.basis == UNKNOWN).any():
        return np.zeros_like(cell), np.zeros_like(cell)
    return _reached(tables.gross_steps[cell], offers.amount)


def _reached(steps: Integers, amount: Integers) -> tuple[Integers, Integers]:
    """How many of its four steps each amount has reached, and how far the nearest other side is."""
    reached = (steps <= amount[:, None]).sum(axis=1)
    rows = np.arange(len(amount))
    far = np.iinfo(np.int64).max
    up = np.where(reached < 4, steps[rows, np.minimum(reached, 3)] - amount, far)
    down = np.where(reached > 0, amount + 1 - steps[rows, np.maximum(reached, 1) - 1], far)
    return reached, np.minimum(up, down)


def _band_of(edges: Integers, net: Integers) -> Integers:
    """The rank of the band whose money each amount is; the highest band holds its ceiling."""
    reached: Integers = (edges[:, :-1] <= net[:, None]).sum(axis=1)
    return reached


def _percentile(
    tables: Tables,
    market: Integers,
    net: Integers,
    scale: tuple[Integers, Integers, Integers],
    inside: Bools,
) -> tuple[Integers, Integers, Integers]:
    """Low, high and bound of the percentile interval in whole points; `NOTHING` outside."""
    floor, median, ceiling = scale
    below = net <= median
    # flat: 50 (x - a) / (M - a) below the median, 50 + 50 (x - M) / (b - M) above it
    over = np.where(below, 50 * (net - floor), 50 * (net - median))
    under = np.where(below, median - floor, ceiling - median)
    base = np.where(below, 0, 50)
    down, up = (_points_reached(table, market, net) for table in tables.points)
    low = np.minimum(base + over // under, down)
    high = np.maximum(base - (-over // under), up)
    longer = np.maximum(median - floor, ceiling - median)
    at_most = -(-50 * (longer - median + net) // longer)
    at_least = 50 * (longer + net - median) // longer
    bound = np.where(net == median, 50, np.where(below, at_most, at_least))
    at_an_end = (net == floor) | (net == ceiling)
    return (
        np.where(inside, low, NOTHING),
        np.where(inside, high, NOTHING),
        np.where(inside & ~at_an_end, bound, NOTHING),
    )


def _points_reached(table: Integers, market: Integers, net: Integers) -> Integers:
    """How many of its market's steps each amount has reached: one search for all markets."""
    most = int(table.max()) + 2
    keys = (table + most * np.arange(len(table))[:, None]).ravel()
    asked = np.clip(net, 0, most - 1) + most * market
    return np.searchsorted(keys, asked, side="right") - POINTS * market
