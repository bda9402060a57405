"""Money as people write it: what is read, what is refused and why, and what to ask about."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salaries.domain.market import PayScale, pay_scale
from salaries.domain.money import (
    LARGEST,
    Basis,
    LikelySlip,
    MoneyError,
    MoneyProblem,
    Reading,
    Slip,
    likely_slip,
    parse_money,
    readings,
    round_half_up,
)
from tests.domain.builders import MOSCOW_AGENCY, Published, each_market, scales_with_an_amount

MOSCOW = MOSCOW_AGENCY.scale
SPACES = [" ", "\u00a0", "\u2007", "\u2009", "\u202f"]
whole_amounts = st.integers(1, LARGEST)


def problem_of(text: str) -> MoneyProblem | None:
    """What is wrong with a text, or None when it is read."""
    try:
        parse_money(text)
    except MoneyError as error:
        return error.problem
    return None


@given(whole_amounts)
def test_an_amount_written_out_is_read_back(amount: int) -> None:
    assert parse_money(str(amount)) == amount


@given(whole_amounts, st.sampled_from(SPACES))
def test_every_space_between_thousands_is_read_alike(amount: int, space: str) -> None:
    assert parse_money(f"{amount:,}".replace(",", space)) == amount


@given(whole_amounts, st.text(" \t\n\u00a0\u3000"), st.text(" \t\n\u00a0\u3000"))
def test_white_space_around_an_amount_does_not_matter(amount: int, left: str, right: str) -> None:
    assert parse_money(f"{left}{amount}{right}") == amount


@given(st.integers(1_000, LARGEST), st.sampled_from(",."))
def test_thousands_marked_by_comma_or_point_are_ambiguous(amount: int, mark: str) -> None:
    assert problem_of(f"{amount:,}".replace(",", mark)) is MoneyProblem.AMBIGUOUS


@given(st.text() | st.text("0123456789 ,.-+eE\u00a0\u2009\u2212\x00") | st.text("0123456789"))
def test_any_text_is_a_positive_amount_of_its_own_digits_or_a_money_error(text: str) -> None:
    try:
        amount = parse_money(text)
    except MoneyError as error:
        assert isinstance(error, ValueError) and str(error) == error.problem.value
    else:
        assert 1 <= amount <= LARGEST
        assert amount == int("".join(text.split()))


@pytest.mark.parametrize(
    "text, problem",
    [
        ("", MoneyProblem.EMPTY),
        (" \u00a0\t", MoneyProblem.EMPTY),
        ("0", MoneyProblem.ZERO),
        ("000", MoneyProblem.ZERO),
        ("0 000", MoneyProblem.ZERO),
        ("-30000", MoneyProblem.NEGATIVE),
        ("- 30 000", MoneyProblem.NEGATIVE),
        ("-5", MoneyProblem.NEGATIVE),
        ("-5 000", MoneyProblem.NEGATIVE),
        ("\u221230000", MoneyProblem.NEGATIVE),
        ("\u201330000", MoneyProblem.NEGATIVE),
        ("-", MoneyProblem.NOT_MONEY),
        ("-abc", MoneyProblem.NOT_MONEY),
        ("30,000", MoneyProblem.AMBIGUOUS),
        ("30.000", MoneyProblem.AMBIGUOUS),
        ("1,000,000", MoneyProblem.AMBIGUOUS),
        ("30000.5", MoneyProblem.NOT_WHOLE),
        ("30000,00", MoneyProblem.NOT_WHOLE),
        ("30 000,50", MoneyProblem.NOT_WHOLE),
        ("1000000000", MoneyProblem.TOO_LARGE),
        ("9" * 10_000, MoneyProblem.TOO_LARGE),
        ("1e400", MoneyProblem.NOT_MONEY),
        ("NaN", MoneyProblem.NOT_MONEY),
        ("inf", MoneyProblem.NOT_MONEY),
        ("30k", MoneyProblem.NOT_MONEY),
        ("30 00", MoneyProblem.NOT_MONEY),
        ("3000 000", MoneyProblem.NOT_MONEY),
        ("30  000", MoneyProblem.NOT_MONEY),
        ("30\t000", MoneyProblem.NOT_MONEY),
        ("+30000", MoneyProblem.NOT_MONEY),
        ("30000\x00", MoneyProblem.NOT_MONEY),
        ("\u0663\u0660\u0660\u0660\u0660", MoneyProblem.NOT_MONEY),
        ("30_000", MoneyProblem.NOT_MONEY),
    ],
)
def test_a_text_that_is_not_whole_money_is_refused_for_its_own_reason(
    text: str, problem: MoneyProblem
) -> None:
    assert problem_of(text) is problem


def test_the_largest_amount_is_still_read() -> None:
    assert parse_money("999 999 999") == LARGEST
    assert parse_money("000999999999") == LARGEST


@given(st.fractions())
def test_rounding_goes_to_the_nearest_whole_and_a_half_goes_up(value: Fraction) -> None:
    assert Fraction(-1, 2) < round_half_up(value) - value <= Fraction(1, 2)


@given(st.integers())
def test_a_half_goes_up_on_both_sides_of_zero(whole: int) -> None:
    assert round_half_up(whole + Fraction(1, 2)) == whole + 1


def test_a_known_basis_has_one_reading() -> None:
    assert readings(60_000, Basis.NET, 2015) == (Reading(Basis.NET, 60_000, 60_000),)
    assert readings(60_000, Basis.GROSS, 2015) == (Reading(Basis.GROSS, 60_000, 52_200),)


def test_an_unknown_basis_has_both_readings_and_the_net_one_first() -> None:
    assert readings(60_000, Basis.UNKNOWN, 2015) == (
        Reading(Basis.NET, 60_000, 60_000),
        Reading(Basis.GROSS, 60_000, 52_200),
    )


def test_55_asks_whether_55_000_was_meant() -> None:
    assert likely_slip(55, MOSCOW) == LikelySlip(Slip.THOUSANDS, 55_000)


def test_a_year_of_pay_asks_whether_a_month_was_meant() -> None:
    assert likely_slip(624_000, MOSCOW) == LikelySlip(Slip.A_YEAR, 52_000)
    assert likely_slip(624_007, MOSCOW) == LikelySlip(Slip.A_YEAR, 52_001)


@pytest.mark.parametrize("amount", [1, 14, 181, 2_999, 3_000, 20_000, 180_000, 2_160_006])
def test_no_slip_is_suspected_where_the_other_reading_is_no_likelier(amount: int) -> None:
    assert likely_slip(amount, MOSCOW) is None


@pytest.mark.parametrize(
    "amount, meant",
    [(15, 15_000), (180, 180_000), (180_001, 15_000), (2_160_005, 180_000)],
)
def test_a_slip_is_suspected_as_far_as_half_the_floor_and_twice_the_ceiling(
    amount: int, meant: int
) -> None:
    slip = likely_slip(amount, MOSCOW)
    assert slip is not None and slip.meant == meant


@pytest.mark.parametrize(
    "floor, amount, meant",
    [(99, 9, 9_000), (100, 9, 9_000), (100, 10, None), (100, 150, None)],
)
def test_in_a_market_of_any_width_thousands_are_suspected_only_under_a_tenth_of_the_floor(
    floor: int, amount: int, meant: int | None
) -> None:
    slip = likely_slip(amount, pay_scale([floor, 200_000], 1_000))
    assert (slip.meant if slip else None) == meant


@each_market
def test_every_published_figure_in_thousands_or_for_a_year_is_recognised(market: Published) -> None:
    for amount in (*market.edges, market.median):
        in_thousands, a_year = amount // 1_000, 12 * amount
        assert likely_slip(in_thousands, market.scale) == LikelySlip(Slip.THOUSANDS, amount)
        assert likely_slip(a_year, market.scale) == LikelySlip(Slip.A_YEAR, amount)


@given(scales_with_an_amount())
def test_a_published_amount_is_never_taken_for_a_slip(drawn: tuple[PayScale, int]) -> None:
    scale, amount = drawn
    assert likely_slip(amount, scale) is None
