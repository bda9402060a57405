"""Whole columns judged by a survey of quantiles: its cells as arrays, and the rules on them.

A cell is a market and an experience level of which quantiles are published. A test holds every
figure equal to the domain's, row by row. Money is whole units a month.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from salaries.bulk.judging import (
    GROSS,
    NOTHING,
    UNKNOWN,
    Bools,
    JudgedOffers,
    Offers,
    after_tax,
    main_verdict,
    verdict_as_gross,
)
from salaries.bulk.postings import JudgedPostings, Postings
from salaries.bulk.postings import judge_postings as judge_by_ranges
from salaries.bulk.tables import Integers, Tables, verdict_steps
from salaries.domain.market import MarketPay
from salaries.domain.percentile import Outside
from salaries.domain.quantiles import PERCENTS, Quantiles
from salaries.domain.surveyed import MarketKey

SIDES = tuple(Outside)
"""A side in a column is its place here."""


@dataclass(frozen=True)
class QuantileTables(Tables):
    """One survey's cells as arrays. `edges`, `medians` and steps are those of cells, by number."""

    @cached_property
    def cells(self) -> tuple[Quantiles, ...]:
        """The published cells by number."""
        return tuple(cell for cell in self.survey.cells.values() if cell)

    @cached_property
    def grid(self) -> Integers:
        """The number of each market's and level's cell, `NOTHING` where none is published."""
        grid = np.full((len(self.markets), self.bands), NOTHING)
        published = (key for key, cell in self.survey.cells.items() if cell)
        for number, key in enumerate(published):
            market = self.numbers[MarketKey(key.city, key.segment)]
            grid[market, self.band_number(key.rank)] = number
        return grid

    @cached_property
    def edges(self) -> Integers:
        """The range that amounts are judged by: cells × 2."""
        return np.array([cell.ladder.edges for cell in self.cells], dtype=np.int64)

    @cached_property
    def medians(self) -> Integers:
        """One median a cell."""
        return np.array([cell.median for cell in self.cells], dtype=np.int64)

    @cached_property
    def net_steps(self) -> Integers:
        """Where the verdict on a net amount turns: cells × 4."""
        return np.array([verdict_steps(cell.own) for cell in self.cells], dtype=np.int64)

    @cached_property
    def quantiles(self) -> tuple[Integers, Integers]:
        """Published amounts and their percentages: cells × 5, the last of a cell repeated."""
        most = len(PERCENTS)
        padded = [(*cell.points, *[cell.points[-1]] * most)[:most] for cell in self.cells]
        found = np.array(padded, dtype=np.int64)
        return found[:, :, 1], found[:, :, 0]

    def cell(self, market: Integers, band: Integers) -> Integers:
        """The number of each row's cell."""
        found: Integers = self.grid[market, band]
        return found

    def is_published(self, market: Integers, band: Integers) -> Bools:
        """Which rows have a cell."""
        there: Bools = self.cell(market, band) != NOTHING
        return there

    def reach(self, market: Integers, band: Integers) -> tuple[Integers, Integers]:
        """The outermost quantiles of each row's cell."""
        amounts, _percents = self.quantiles
        cell = self.cell(market, band)
        return amounts[cell, 0], amounts[cell, -1]

    def lows(self, market: Integers, band: Integers) -> Integers:
        """The low of the range that each row is judged by."""
        low: Integers = self.edges[self.cell(market, band), 0]
        return low

    def scale(self, market: int, band: int) -> MarketPay:
        """What is published of a row's cell."""
        return self.cells[int(self.grid[market, band])]


@dataclass(frozen=True, slots=True)
class JudgedByQuantiles(JudgedOffers):
    """As the domain judges each, and beyond which published percentile, on which side, it lies."""

    beyond_side: Integers
    beyond_percent: Integers


def judge_offers(tables: QuantileTables, offers: Offers) -> JudgedByQuantiles:
    """Judge every offer of the columns; each must name a cell that is published."""
    cell = tables.cell(offers.market, offers.band)
    net = np.where(offers.basis == GROSS, after_tax(tables, offers.amount), offers.amount)
    verdict, flip = main_verdict(tables, offers, cell)
    other, other_flip = verdict_as_gross(tables, offers, cell)
    is_unknown = offers.basis == UNKNOWN
    flip = np.where(is_unknown, np.minimum(flip, other_flip), flip)
    low, high = tables.edges[cell].T
    width = high - low
    place = np.where(width == 0, 0.5, (net - low) / np.maximum(width, 1))
    median = tables.medians[cell]
    nothing = np.full_like(net, NOTHING)
    points = _share_below(tables, cell, net)
    return JudgedByQuantiles(
        net=net,
        verdict=verdict,
        place_in_band=np.where((low <= net) & (net <= high), place, np.nan),
        market_ratio=net / median,
        gap_to_median=net - median,
        band_of_amount=nothing,
        percentile_low=points[0],
        percentile_high=points[1],
        percentile_bound=nothing,
        borderline=(is_unknown & (verdict != other)) | (flip <= tables.survey.close_call),
        distance_to_flip=flip,
        other_verdict=np.where(is_unknown, other, NOTHING),
        beyond_side=points[2],
        beyond_percent=points[3],
    )


def _share_below(
    tables: QuantileTables, cell: Integers, net: Integers
) -> tuple[Integers, Integers, Integers, Integers]:
    """The share below in whole points, down and up; the side and percentile it is beyond."""
    amounts, percents = (table[cell] for table in tables.quantiles)
    rows, last = np.arange(len(net)), amounts.shape[1] - 1
    below = (amounts < net[:, None]).sum(axis=1)
    reached = (amounts <= net[:, None]).sum(axis=1)
    start, end = np.clip(below - 1, 0, last), np.minimum(below, last)
    is_one = reached > below  # the amount itself is published, perhaps of several percentages
    way = (net - amounts[rows, start]) * (percents[rows, end] - percents[rows, start])
    step = np.maximum(amounts[rows, end] - amounts[rows, start], 1)
    down = np.where(is_one, percents[rows, end], percents[rows, start] + way // step)
    same = percents[rows, np.clip(reached - 1, 0, last)]
    up = np.where(is_one, same, percents[rows, start] - (-way // step))
    is_below, is_above = reached == 0, below > last
    is_beyond = is_below | is_above
    side = np.where(is_below, SIDES.index(Outside.BELOW), SIDES.index(Outside.ABOVE))
    outermost = np.where(is_below, percents[:, 0], percents[:, -1])
    return (
        np.where(is_beyond, NOTHING, down),
        np.where(is_beyond, NOTHING, up),
        np.where(is_beyond, side, NOTHING),
        np.where(is_beyond, outermost, NOTHING),
    )


def judge_postings(tables: QuantileTables, asked: Postings) -> JudgedPostings:
    """Judge every posted range by its cell's own range."""
    cell = tables.cell(asked.market, asked.band)
    own = Postings(cell, np.zeros_like(cell), asked.low, asked.high, asked.basis)
    return judge_by_ranges(tables, own)


def equal_standing(
    tables: QuantileTables, offers: Offers, net: Integers, there: int
) -> tuple[Integers, Integers]:
    """Each offer carried to one market at its own level, by place and by ratio.

    `NOTHING` where the level is not published there; by place also where there is none to carry.
    """
    cell = tables.cell(offers.market, offers.band)
    goal = tables.grid[there, offers.band]
    low, high = tables.edges[cell].T
    to_low, to_high = tables.edges[goal].T
    width, to_width = high - low, to_high - to_low
    carried = (2 * (net - low) * to_width + width) // np.maximum(2 * width, 1)
    placed = to_low + np.where(width == 0, (to_width + 1) // 2, carried)
    median = tables.medians[cell]
    ratio = (2 * net * tables.medians[goal] + median) // (2 * median)
    inside = (low <= net) & (net <= high) & (goal != NOTHING)
    return np.where(inside, placed, NOTHING), np.where(goal != NOTHING, ratio, NOTHING)
