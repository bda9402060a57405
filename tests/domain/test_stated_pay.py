"""Pay as people write it: what is understood, and what is refused with which reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salaries.domain.money import LARGEST, Basis, MoneyProblem
from salaries.domain.stated_pay import PayError, PayProblem, StatedPay, basis_of, parse_pay

SINGLE = {
    "52000": 52_000,
    "52 000": 52_000,
    "52\u00a0000": 52_000,
    "52\u202f000 ₽": 52_000,
    "52 000,00": 52_000,
    "52000.00": 52_000,
    "52 тыс.": 52_000,
    "52тыс": 52_000,
    "52,5 тыс. руб.": 52_500,
    "52k": 52_000,
    "55 т.р.": 55_000,
    "52 тыс. р.": 52_000,
    "52 000 руб/мес": 52_000,
    "52 000 руб. в месяц": 52_000,
    "52 000 RUB a month": 52_000,
    "999999.99 тыс.": 999_999_990,
    "52 ათასი": 52_000,
}
RANGES = {
    "от 50 000 до 60 000": (50_000, 60_000),
    "50 000 – 60 000 руб.": (50_000, 60_000),
    "50000-60000": (50_000, 60_000),
    "50-60 тыс": (50_000, 60_000),
    "500-600 тыс": (500_000, 600_000),
    "9000-60 тыс": (9_000, 60_000),
    "50 000 - 60 тыс": (50_000, 60_000),
    "от 50 до 60 тыс. руб. в месяц": (50_000, 60_000),
    "from 50 000 to 60 000": (50_000, 60_000),
    "50 000-დან 60 000-მდე": (50_000, 60_000),
    "от 50 000": (50_000, None),
    "50 000+": (50_000, None),
    "до 60 000": (None, 60_000),
    "up to 60k": (None, 60_000),
}
BASES = {
    "60 000 ₽ на руки": Basis.NET,
    "60 000 (на руки)": Basis.NET,
    "60000 net": Basis.NET,
    "70 000 руб. до вычета налогов": Basis.GROSS,
    "70000 gross": Basis.GROSS,
    "60 000": None,
}
REFUSED = {
    "": MoneyProblem.EMPTY,
    "abc": MoneyProblem.NOT_MONEY,
    "50 000 60 000": MoneyProblem.NOT_MONEY,
    "ок. 50 000": MoneyProblem.NOT_MONEY,
    "52,000": MoneyProblem.AMBIGUOUS,
    "1,250 тыс": MoneyProblem.AMBIGUOUS,
    "52.5": MoneyProblem.NOT_WHOLE,
    "-5000": MoneyProblem.NEGATIVE,
    "0": MoneyProblem.ZERO,
    "9999999999": MoneyProblem.TOO_LARGE,
    "١٢٠٠٠": MoneyProblem.NOT_MONEY,
    "1000$": PayProblem.FOREIGN_CURRENCY,
    "1 000 евро": PayProblem.FOREIGN_CURRENCY,
    "600 000 в год": PayProblem.NOT_A_MONTH,
    "500 руб/час": PayProblem.NOT_A_MONTH,
    "60 000 до 50 000": PayProblem.BACKWARDS,
}


@pytest.mark.parametrize("text", SINGLE)
def test_a_single_figure_is_read_in_each_way_of_writing(text: str) -> None:
    assert parse_pay(text).bounds == (SINGLE[text], SINGLE[text])


@pytest.mark.parametrize("text", ["3 400 €", "3400 EUR", "3 400 евро", "3400 euros", "3400"])
def test_pay_may_name_the_currency_of_the_survey(text: str) -> None:
    assert parse_pay(text, "EUR").bounds == (3400, 3400)


@pytest.mark.parametrize("text", ["3 400 ₽", "3400 руб.", "3400 USD", "3400 лари"])
def test_pay_in_another_currency_is_refused(text: str) -> None:
    with pytest.raises(PayError) as caught:
        parse_pay(text, "EUR")
    assert caught.value.problem is PayProblem.FOREIGN_CURRENCY


@pytest.mark.parametrize("text", RANGES)
def test_a_range_keeps_which_bounds_were_given(text: str) -> None:
    pay = parse_pay(text)
    assert (pay.low, pay.high) == RANGES[text]


@pytest.mark.parametrize("text", BASES)
def test_the_basis_is_read_where_the_text_says_it(text: str) -> None:
    assert parse_pay(text).basis == BASES[text]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_pay_of_a_month_is_refused_with_its_reason(text: str) -> None:
    with pytest.raises(PayError, match=f"^{REFUSED[text].value}$") as caught:
        parse_pay(text)
    assert caught.value.problem == REFUSED[text]


def test_a_heading_that_names_both_bases_names_none() -> None:
    assert basis_of("Net or gross") is None


def test_pay_without_a_bound_has_no_bounds() -> None:
    with pytest.raises(ValueError, match="at least one bound"):
        _ = StatedPay(None, None).bounds


@given(st.integers(1, LARGEST), st.integers(1, LARGEST))
def test_every_range_of_whole_amounts_is_read_back(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert parse_pay(f"от {low} до {high} руб.").bounds == (low, high)


@given(st.text(max_size=40))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    try:
        low, high = parse_pay(text).bounds
    except PayError as error:
        assert error.problem
    else:
        assert 0 < low <= high <= LARGEST
