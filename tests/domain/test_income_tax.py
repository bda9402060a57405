"""The income tax table, against the law's own figures and a walk along its steps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salaries.domain.money import gross_from_net, net_from_gross, tax_scale
from tests.domain import oracle

FLAT_13 = [(0, 13)]
FROM_2021 = [(0, 13), (5_000_000, 15)]
FROM_2025 = [(0, 13), (2_400_000, 15), (5_000_000, 18), (20_000_000, 20), (50_000_000, 22)]

BY_YEAR = {
    **dict.fromkeys(range(2015, 2021), FLAT_13),
    **dict.fromkeys(range(2021, 2025), FROM_2021),
    **dict.fromkeys(range(2025, 2031), FROM_2025),
}

years = st.sampled_from(sorted(BY_YEAR))
pay = st.integers(0, 10_000_000)


@pytest.mark.parametrize("year", BY_YEAR)
def test_the_scale_of_a_year_is_the_one_in_the_law(year: int) -> None:
    assert [(step.over, step.percent) for step in tax_scale(year)] == BY_YEAR[year]


def test_no_scale_is_known_before_2015() -> None:
    with pytest.raises(ValueError, match="2014"):
        tax_scale(2014)


@given(years, pay)
def test_net_is_gross_less_a_twelfth_of_the_tax_walked_step_by_step(year: int, gross: int) -> None:
    assert net_from_gross(gross, year) == oracle.net_a_month(gross, BY_YEAR[year])


@pytest.mark.parametrize("year", BY_YEAR)
@pytest.mark.parametrize("gross", [16_000, 52_000, 90_000, 199_999, 200_000])
def test_up_to_2_4_million_a_year_the_tax_is_13_per_cent_in_every_year(
    year: int, gross: int
) -> None:
    assert net_from_gross(gross, year) == round(gross * 87 / 100)


@pytest.mark.parametrize(
    "income, tax",
    [
        (2_400_000, 312_000),
        (5_000_000, 702_000),
        (20_000_000, 3_402_000),
        (50_000_000, 9_402_000),
        (62_000_000, 12_042_000),
    ],
)
def test_the_tax_of_2025_reaches_the_sums_the_law_prints_at_each_step(
    income: int, tax: int
) -> None:
    assert oracle.tax_a_year(income, FROM_2025) == tax
    assert abs(12 * (income // 12 - net_from_gross(income // 12, 2025)) - tax) <= 12


@pytest.mark.parametrize(
    "gross, year, net",
    [
        (60_000, 2015, 52_200),
        (300_000, 2020, 261_000),
        (300_000, 2021, 261_000),
        (500_000, 2024, 433_333),
        (300_000, 2025, 259_000),
        (1_000_000, 2025, 836_500),
    ],
)
def test_net_pay_worked_by_hand(gross: int, year: int, net: int) -> None:
    assert net_from_gross(gross, year) == net


@pytest.mark.parametrize("gross, net", [(50, 43), (150, 130), (103, 90), (104, 90)])
def test_the_tax_is_rounded_to_whole_roubles_and_half_a_rouble_goes_to_the_state(
    gross: int, net: int
) -> None:
    assert net_from_gross(gross, 2015) == net


@given(years, pay, pay)
def test_more_gross_never_leaves_less_net(year: int, one: int, other: int) -> None:
    less, more = sorted([one, other])
    assert net_from_gross(less, year) <= net_from_gross(more, year)


@given(years, pay)
def test_one_more_rouble_gross_never_leaves_less_nor_more_than_one_more(
    year: int, gross: int
) -> None:
    assert net_from_gross(gross + 1, year) - net_from_gross(gross, year) in (0, 1)


@given(years, pay)
def test_gross_from_net_leaves_the_same_net_and_no_less_would_do(year: int, gross: int) -> None:
    net = net_from_gross(gross, year)
    smallest = gross_from_net(net, year)
    assert smallest <= gross
    assert net_from_gross(smallest, year) == net
    assert smallest == 0 or net_from_gross(smallest - 1, year) < net


@given(years, pay)
def test_any_net_can_be_asked_for(year: int, net: int) -> None:
    assert net_from_gross(gross_from_net(net, year), year) == net
