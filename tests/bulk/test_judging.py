"""Whole columns are judged as the domain judges row by row: every figure, every basis."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from salaries.bulk.judging import NOTHING, VERDICTS, Offers, equal_standing, judge_offers
from salaries.bulk.parsing import BASES
from salaries.bulk.postings import FITS, Postings, judge_postings
from salaries.bulk.tables import Tables
from salaries.domain import transfer
from salaries.domain.money import round_half_up
from salaries.domain.percentile import percentile_interval
from salaries.domain.survey import Survey
from salaries.domain.vacancy import Posting, judge_posting
from salaries.domain.verdict import judge_offer

THERE = 7


@pytest.fixture
def tables(survey: Survey) -> Tables:
    return Tables(survey)


def amounts_of(tables: Tables, market: int) -> list[int]:
    """Every edge and the median, a rouble to either side, quarter points, far outside."""
    scale = tables.markets[market].scale
    quarters = [
        int(band.at(band.place(band.middle) * n / 2)) for band in scale.ladder.bands for n in (1, 3)
    ]
    marks = {*scale.ladder.edges, scale.median, *quarters}
    near = {mark + step for mark in marks for step in (-1, 0, 1)}
    return sorted(near | {1, 55, scale.floor // 2, 2 * scale.ceiling, 999_999_999})


def every_offer(tables: Tables) -> Offers:
    """Every market, band, basis and telling amount."""
    rows = [
        (market, band, amount, basis)
        for market in range(len(tables.markets))
        for amount in amounts_of(tables, market)
        for band in range(tables.bands)
        for basis in range(len(BASES))
    ]
    return Offers(*(np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)))


def said_by_the_domain(tables: Tables, offers: Offers, row: int) -> dict[str, Any]:
    market = tables.markets[offers.market[row]]
    year, basis = tables.survey.month.year, BASES[offers.basis[row]]
    rank = int(offers.band[row]) + 1
    judged = judge_offer(int(offers.amount[row]), basis, market.scale, rank, year)
    main = judged.main
    interval = percentile_interval(market.scale, main.amount)
    at_an_end = main.amount in (market.scale.floor, market.scale.ceiling)
    return {
        "net": main.amount,
        "verdict": VERDICTS.index(main.verdict),
        "place_in_band": float(main.place_in_band) if main.band.holds(main.amount) else None,
        "market_ratio": float(main.market_ratio),
        "gap_to_median": main.gap_to_median,
        "band_of_amount": main.band_of_amount.rank if main.band_of_amount else NOTHING,
        "percentile_low": interval.low if interval else NOTHING,
        "percentile_high": interval.high if interval else NOTHING,
        "percentile_bound": interval.guarantee.points if interval and not at_an_end else NOTHING,
        "borderline": judged.borderline,
        "distance_to_flip": judged.distance_to_flip,
        "other_verdict": VERDICTS.index(judged.verdicts[1].verdict)
        if basis == "unknown"
        else NOTHING,
    }


def test_offers_are_judged_as_the_domain_judges_each(tables: Tables) -> None:
    offers = every_offer(tables)
    judged = judge_offers(tables, offers)
    rows = range(0, len(offers.amount), 7)  # coprime to bands and bases, so every kind is met
    for row in rows:
        for name, expected in said_by_the_domain(tables, offers, row).items():
            found = getattr(judged, name)[row]
            found = None if isinstance(found, float) and math.isnan(found) else found
            assert found == expected, (name, row)


def test_equal_standing_is_the_domains(tables: Tables) -> None:
    offers = every_offer(tables)
    net = judge_offers(tables, offers).net
    by_place, by_ratio = equal_standing(tables, offers, net, THERE)
    there = tables.markets[THERE].scale
    for row in range(0, len(net), 11):
        here, rank = tables.markets[offers.market[row]].scale, int(offers.band[row]) + 1
        found = transfer.equal_standing(int(net[row]), rank, here, there)
        placed = None if by_place[row] == NOTHING else by_place[row]
        assert (placed, by_ratio[row]) == (found.same_place, found.same_ratio)


def every_posting(tables: Tables) -> Postings:
    """Pairs of telling amounts, and single figures, in every market, band and basis."""
    rng = np.random.default_rng(2015)
    columns = []
    for market in range(len(tables.markets)):
        amounts = np.array(amounts_of(tables, market))
        pairs = np.sort(rng.choice(amounts, (150, 2)), axis=1)
        pairs[:20, 1] = pairs[:20, 0]
        band, basis = rng.integers(0, tables.bands, 150), rng.integers(0, len(BASES), 150)
        columns.append(np.column_stack([np.full(150, market), band, pairs, basis]))
    return Postings(*np.concatenate(columns).T)


def test_postings_are_judged_as_the_domain_judges_each(tables: Tables) -> None:
    asked = every_posting(tables)
    found = judge_postings(tables, asked)
    for row in range(len(asked.low)):
        posting = Posting(int(asked.low[row]), int(asked.high[row]))
        scale, basis = tables.markets[asked.market[row]].scale, BASES[asked.basis[row]]
        judged = judge_posting(posting, basis, scale, int(asked.band[row]) + 1, 2015)
        main = judged.main
        covered = [band.rank for band in main.bands_covered] or [NOTHING]
        place = float(main.place_of_middle)
        assert FITS[found.fit[row]] == main.fit
        assert VERDICTS[found.verdict[row]] == main.verdict
        assert found.place_in_band[row] == pytest.approx(place, nan_ok=True) or not 0 <= place <= 1
        assert np.isnan(found.place_in_band[row]) == (not 0 <= place <= 1)
        assert found.market_ratio[row] == float(main.market_ratio_of_middle)
        assert found.gap_to_median[row] == round_half_up(main.gap_of_middle_to_median)
        assert (found.first_band[row], found.last_band[row]) == (covered[0], covered[-1])
        assert found.readings_agree[row] == judged.readings_agree


def test_every_verdict_and_fit_is_met_by_these_tests(tables: Tables) -> None:
    assert set(judge_offers(tables, every_offer(tables)).verdict) == set(range(len(VERDICTS)))
    assert set(judge_postings(tables, every_posting(tables)).fit) == set(range(len(FITS)))


def test_a_column_of_no_rows_is_judged(tables: Tables) -> None:
    nothing = np.zeros(0, dtype=np.int64)
    assert len(judge_offers(tables, Offers(*[nothing] * 4)).verdict) == 0
    assert len(judge_postings(tables, Postings(*[nothing] * 5)).fit) == 0
