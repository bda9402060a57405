"""A vacancy's posted range: fit, shares, flags, reach and what to post instead."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salaries.domain.bands import Band
from salaries.domain.market import pay_scale
from salaries.domain.money import Basis
from salaries.domain.vacancy import (
    Fit,
    Flag,
    Posting,
    Suggestion,
    VacancyVerdict,
    competes,
    judge_posting,
    judge_vacancy,
    reach,
    suggestions,
)
from salaries.domain.verdict import Verdict, verdict_on
from tests.domain import oracle
from tests.domain.builders import MARKETS, MOSCOW_AGENCY, Published, bands, each_market

MOSCOW = MOSCOW_AGENCY.scale
ranks = st.integers(1, 4)


def moscow(low: int, high: int, rank: int = 3) -> VacancyVerdict:
    return judge_vacancy(Posting(low, high), MOSCOW, rank)


@st.composite
def small_vacancies(draw: st.DrawFn) -> VacancyVerdict:
    """Postings and markets of a few hundred roubles, so that roubles can be counted."""
    edges = sorted(draw(st.lists(st.integers(2, 120), min_size=5, max_size=5, unique=True)))
    scale = pay_scale(edges, draw(st.integers(edges[0] + 1, edges[-1] - 1)))
    low, high = sorted([draw(st.integers(1, 140)), draw(st.integers(1, 140))])
    return judge_vacancy(Posting(low, high), scale, draw(ranks))


postings = st.tuples(st.integers(1, 100_000), st.integers(0, 60_000)).map(
    lambda drawn: Posting(drawn[0], sum(drawn))
)


@pytest.mark.parametrize("low, high", [(0, 10), (-1, 10), (11, 10), (-2, -1), (0, 0)])
def test_a_posting_needs_positive_money_and_its_low_not_above_its_high(low: int, high: int) -> None:
    with pytest.raises(ValueError, match="0 < low <= high"):
        Posting(low, high)


def test_a_posting_may_be_a_single_figure() -> None:
    single = Posting(50_000, 50_000)
    assert [single.width, single.middle, single.relative_width] == [0, 50_000, 0]


@pytest.mark.parametrize("rank", [0, 5])
def test_a_vacancy_for_a_band_that_does_not_exist_is_refused(rank: int) -> None:
    with pytest.raises(KeyError):
        moscow(45_000, 55_000, rank)


@given(small_vacancies())
def test_overlap_and_shares_are_what_counting_roubles_gives(judged: VacancyVerdict) -> None:
    posting, band = judged.posting, judged.band
    shared = oracle.roubles_shared(posting.low, posting.high, band.low, band.high)
    assert posting.overlap(band) == shared
    assert judged.share_of_band_covered * band.width == shared
    if posting.width:
        assert judged.share_of_posting_inside * posting.width == shared


@given(small_vacancies())
def test_the_fit_is_the_one_counting_roubles_gives(judged: VacancyVerdict) -> None:
    posting, band = judged.posting, judged.band
    assert judged.fit.value == oracle.fit(posting.low, posting.high, band.low, band.high)


@given(small_vacancies())
def test_the_bands_covered_are_those_that_share_a_rouble(judged: VacancyVerdict) -> None:
    posting, edges = judged.posting, judged.scale.ladder.edges
    covered = [band.rank for band in judged.bands_covered]
    assert covered == oracle.bands_covered(posting.low, posting.high, edges)


@given(small_vacancies())
def test_the_flags_are_the_oracles_each_raised_once(judged: VacancyVerdict) -> None:
    posting, edges = judged.posting, judged.scale.ladder.edges
    raised = [flag.value for flag in judged.flags]
    assert set(raised) == oracle.flags(posting.low, posting.high, judged.band.rank, edges)
    assert len(set(raised)) == len(raised)


@each_market
def test_the_published_bands_fit_themselves_and_raise_no_flag(market: Published) -> None:
    for rank, (low, high) in enumerate(market.bands, start=1):
        judged = judge_vacancy(Posting(low, high), market.scale, rank)
        assert (judged.fit, judged.verdict, judged.flags) == (Fit.WITHIN, Verdict.MIDDLE, ())
        assert judged.share_of_band_covered == judged.share_of_posting_inside == 1
        assert (judged.floor_gap, judged.ceiling_gap) == (0, 0)


@each_market
def test_fit_and_flags_are_the_oracles_for_a_posting_between_any_two_marks(
    market: Published,
) -> None:
    marks = [mark // 250 for mark in (*market.edges, market.median)]
    edges = [edge // 250 for edge in market.edges]
    scale = pay_scale(edges, market.median // 250)
    for low in [mark + step for mark in marks for step in (-1, 0, 1)]:
        for high in [mark for mark in marks if mark >= low]:
            judged = judge_vacancy(Posting(low, high), scale, 3)
            assert judged.fit.value == oracle.fit(low, high, edges[2], edges[3])
            assert set(judged.flags) == oracle.flags(low, high, 3, edges)


@given(postings, ranks)
def test_shares_lie_between_nothing_and_all(posting: Posting, rank: int) -> None:
    judged = judge_vacancy(posting, MOSCOW, rank)
    assert 0 <= judged.share_of_band_covered <= 1
    assert 0 <= judged.share_of_posting_inside <= 1


@given(postings, ranks)
def test_a_posting_within_its_band_is_wholly_inside_it_and_the_other_way_round(
    posting: Posting, rank: int
) -> None:
    judged = judge_vacancy(posting, MOSCOW, rank)
    assert (judged.fit is Fit.WITHIN) == (judged.share_of_posting_inside == 1)


@pytest.mark.parametrize("figure, inside", [(39_999, 0), (40_000, 1), (60_000, 1), (60_001, 0)])
def test_a_single_figure_is_in_the_band_or_out_of_it(figure: int, inside: int) -> None:
    judged = moscow(figure, figure)
    assert judged.share_of_posting_inside == inside
    assert judged.share_of_band_covered == 0


def test_a_posting_that_only_touches_its_band_does_not_meet_it() -> None:
    below, above = moscow(35_000, 40_000), moscow(60_000, 70_000)
    assert (below.fit, above.fit) == (Fit.BELOW, Fit.ABOVE)
    assert below.share_of_posting_inside == above.share_of_posting_inside == 0


def test_a_posting_is_set_beside_its_band_and_the_median() -> None:
    judged = moscow(45_000, 65_000)
    assert (judged.floor_gap, judged.ceiling_gap) == (5_000, 5_000)
    assert judged.posting.relative_width == Fraction(4, 11)
    assert judged.relative_width_of_band == Fraction(2, 5)
    assert [judged.market_ratio_of_middle, judged.gap_of_middle_to_median] == [1, 0]


def test_the_mid_point_of_a_posting_is_judged_even_between_two_roubles() -> None:
    judged = moscow(44_999, 65_002)
    assert judged.place_of_middle == Fraction(15_000 * 2 + 1, 40_000)
    assert judged.verdict is Verdict.UPPER_PART


def test_the_weightiest_flag_comes_first() -> None:
    assert moscow(20_000, 20_000).flags == (
        Flag.CEILING_BELOW_BAND,
        Flag.FLOOR_BELOW_MARKET,
        Flag.SINGLE_FIGURE,
    )
    assert moscow(35_000, 65_000).flags == (Flag.FLOOR_OF_LOWER_BAND, Flag.SPANS_MANY_BANDS)


@pytest.mark.parametrize("low, raised", [(34_999, True), (35_000, False)])
def test_a_floor_at_a_joint_is_the_money_of_the_upper_band(low: int, raised: bool) -> None:
    assert (Flag.FLOOR_OF_LOWER_BAND in moscow(low, 40_000, rank=2).flags) is raised


@pytest.mark.parametrize("high, raised", [(60_000, False), (60_001, True)])
def test_three_bands_are_spanned_from_the_first_rouble_of_the_third(
    high: int, raised: bool
) -> None:
    assert (Flag.SPANS_MANY_BANDS in moscow(39_000, high).flags) is raised


def test_a_single_figure_outside_the_published_range_covers_no_band() -> None:
    assert moscow(95_000, 95_000).bands_covered == ()
    assert moscow(95_000, 99_000).bands_covered == ()


def test_a_posting_of_unknown_basis_is_judged_both_ways_and_the_net_one_first() -> None:
    judged = judge_posting(Posting(50_000, 60_000), Basis.UNKNOWN, MOSCOW, 3, 2015)
    assert [way.posting for way in judged.verdicts] == [
        Posting(50_000, 60_000),
        Posting(43_500, 52_200),
    ]
    assert judged.main.posting == Posting(50_000, 60_000)


@pytest.mark.parametrize(
    "basis, expected",
    [(Basis.NET, Posting(50_000, 60_000)), (Basis.GROSS, Posting(43_500, 52_200))],
)
def test_a_posting_of_known_basis_is_judged_once(basis: Basis, expected: Posting) -> None:
    judged = judge_posting(Posting(50_000, 60_000), basis, MOSCOW, 3, 2015)
    assert (judged.basis, [way.posting for way in judged.verdicts]) == (basis, [expected])
    assert judged.readings_agree


@pytest.mark.parametrize("low, agree", [(46_000, True), (45_000, False)])
def test_readings_of_a_posting_agree_when_both_fit_alike(low: int, agree: bool) -> None:
    judged = judge_posting(Posting(low, 60_000), Basis.UNKNOWN, MOSCOW, 3, 2015)
    assert judged.readings_agree is agree


@given(postings, st.integers(0, 20_000), ranks)
def test_more_money_never_reaches_fewer_markets(posting: Posting, more: int, rank: int) -> None:
    scales = [market.scale for market in MARKETS]
    raised = Posting(posting.low + more, posting.high + more)
    assert reach(posting, scales, rank) <= reach(raised, scales, rank) <= len(scales)


@given(postings, ranks)
def test_reach_counts_the_markets_whose_band_has_its_mid_point_no_higher(
    posting: Posting, rank: int
) -> None:
    doubled = posting.low + posting.high
    counted = [market for market in MARKETS if sum(market.bands[rank - 1]) <= doubled]
    assert reach(posting, [market.scale for market in MARKETS], rank) == len(counted)


def test_a_mid_point_equal_to_the_bands_competes() -> None:
    assert competes(Fraction(50_000), MOSCOW, 3)
    assert not competes(Fraction(99_999, 2), MOSCOW, 3)


def test_a_moscow_agencys_own_band_reaches_all_24_markets_and_a_poor_one_none() -> None:
    scales = [market.scale for market in MARKETS]
    assert reach(Posting(40_000, 60_000), scales, 3) == 24
    assert reach(Posting(10_000, 12_000), scales, 3) == 0


@given(bands())
def test_suggested_ranges_lie_within_the_band(band: Band) -> None:
    for posting in suggestions(band).values():
        assert band.low <= posting.low <= posting.high <= band.high


def test_the_suggestions_for_band_three_are_the_band_its_middle_half_and_its_upper_half() -> None:
    assert suggestions(MOSCOW.ladder.band(3)) == {
        Suggestion.BAND: Posting(40_000, 60_000),
        Suggestion.MIDDLE_HALF: Posting(45_000, 55_000),
        Suggestion.UPPER_HALF: Posting(50_000, 60_000),
    }


@each_market
def test_every_suggestion_of_a_published_band_fits_it_without_a_flag(market: Published) -> None:
    for rank in (1, 2, 3, 4):
        for posting in suggestions(market.scale.ladder.band(rank)).values():
            judged = judge_vacancy(posting, market.scale, rank)
            assert (judged.fit, judged.flags) == (Fit.WITHIN, ())


@each_market
def test_both_ends_of_a_suggested_middle_half_are_the_middle_of_the_band(
    market: Published,
) -> None:
    for band in market.scale.ladder.bands:
        half = suggestions(band)[Suggestion.MIDDLE_HALF]
        assert {verdict_on(end, band) for end in (half.low, half.high)} == {Verdict.MIDDLE}


def test_a_market_without_the_band_asked_for_cannot_be_reached() -> None:
    with pytest.raises(KeyError):
        reach(Posting(10, 20), [pay_scale([10, 20, 30], 15)], 3)
