"""Whole columns of posted ranges judged at once: the rules of `salaries.domain.vacancy`.

A test holds every figure equal to the domain's, row by row. Money is whole RUB a month.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salaries.bulk.judging import GROSS, NOTHING, UNKNOWN, Bools, Floats, after_tax
from salaries.bulk.tables import Integers, Tables
from salaries.domain.vacancy import Fit

FITS = tuple(Fit)
"""A fit in a column is its place here."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Ranges to judge: market and band by number (the first band is 0), bounds and basis."""

    market: Integers
    band: Integers
    low: Integers
    high: Integers
    basis: Integers


@dataclass(frozen=True, slots=True)
class JudgedPostings:
    """What the domain's `judge_posting` says of each, of the main reading where there are two.

    Verdict, place, ratio and gap are those of the mid-point; the gap is rounded half up.
    """

    fit: Integers
    verdict: Integers
    place_in_band: Floats
    market_ratio: Floats
    gap_to_median: Integers
    first_band: Integers
    last_band: Integers
    readings_agree: Bools


def judge_postings(tables: Tables, asked: Postings) -> JudgedPostings:
    """Judge every range of the columns; each must name a market and a band that there are."""
    net_low, net_high = (after_tax(tables, bound) for bound in (asked.low, asked.high))
    gross = asked.basis == GROSS
    low, high = np.where(gross, net_low, asked.low), np.where(gross, net_high, asked.high)
    band_low = tables.edges[asked.market, asked.band]
    band_high = tables.edges[asked.market, asked.band + 1]
    fit = _fit(low, high, band_low, band_high)
    other = _fit(net_low, net_high, band_low, band_high)
    twice, width = low + high - 2 * band_low, 2 * (band_high - band_low)
    place = np.where(width == 0, 0.5, twice / np.maximum(width, 1))
    inside = (twice >= 0) & (twice <= width)
    median = tables.medians[asked.market]
    first, last = _covered(tables.edges[asked.market], low, high)
    return JudgedPostings(
        fit=fit,
        verdict=_verdict(twice, width),
        place_in_band=np.where(inside, place, np.nan),
        market_ratio=(low + high) / (2 * median),
        gap_to_median=(low + high - 2 * median + 1) // 2,
        first_band=first,
        last_band=last,
        readings_agree=(asked.basis != UNKNOWN) | (fit == other),
    )


def _fit(low: Integers, high: Integers, band_low: Integers, band_high: Integers) -> Integers:
    """How each range lies to its band; one that only touches the band does not meet it."""
    shared = np.minimum(high, band_high) - np.maximum(low, band_low)
    have_width = (low < high) & (band_low < band_high)
    meets = np.where(have_width, shared > 0, (band_low <= high) & (low <= band_high))
    starts_below, ends_above = low < band_low, high > band_high
    cases = {
        Fit.BELOW: ~meets & starts_below,
        Fit.ABOVE: ~meets,
        Fit.COVERS: starts_below & ends_above,
        Fit.STARTS_BELOW: starts_below,
        Fit.ENDS_ABOVE: ends_above,
    }
    fits: Integers = np.select(
        list(cases.values()), [FITS.index(f) for f in cases], FITS.index(Fit.WITHIN)
    )
    return fits


def _verdict(twice: Integers, width: Integers) -> Integers:
    """The verdict on each mid-point; both numbers are counted from the band's low, twice over."""
    steps = (twice >= 0, 4 * twice >= width, 4 * twice > 3 * width, twice > width)
    reached: Integers = np.sum(steps, axis=0, dtype=np.int64)
    return reached


def _covered(edges: Integers, low: Integers, high: Integers) -> tuple[Integers, Integers]:
    """Ranks of the first and last band that each range reaches into; `NOTHING` for none."""
    last_rank = edges.shape[1] - 1
    single = low == high
    begins = (edges[:, :-1] <= low[:, None]).sum(axis=1)
    ends = np.where(single, begins, (edges[:, :-1] < high[:, None]).sum(axis=1))
    floor, ceiling = edges[:, 0], edges[:, -1]
    touches = np.where(single, (floor <= low) & (low <= ceiling), (low < ceiling) & (high > floor))
    first = np.clip(begins, 1, last_rank)
    return np.where(touches, first, NOTHING), np.where(touches, ends, NOTHING)
