"""Why two offers differ: parts worked by hand, laws for any table, and an oracle."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salaries.domain.compare import Cell, Middle, Offered, Parts, difference, rounded
from tests.domain import oracle
from tests.domain.builders import MARKETS

Table = Mapping[Cell, Fraction]
PUBLISHED: Table = {
    Cell(market.city, market.segment, rank): Fraction(low + high, 2)
    for market in MARKETS
    for rank, (low, high) in enumerate(market.bands, start=1)
}
MOSCOW = Offered(Cell("Moscow", "agency", 3), 52_000)
KAZAN = Offered(Cell("Kazan", "company", 4), 38_000)

cells = [Cell(*cell) for cell in product("ab", "xy", (1, 2))]
money = st.integers(1, 400_000)
tables = st.lists(money, min_size=len(cells), max_size=len(cells)).map(
    lambda sums: {cell: Fraction(pay, 2) for cell, pay in zip(cells, sums, strict=True)}
)
offers = st.builds(Offered, st.sampled_from(cells), money)
fractions = st.builds(Fraction, st.integers(-100_000, 100_000), st.integers(1, 12))
whole_sums = st.lists(fractions, max_size=6).map(lambda some: [*some, Fraction(-sum(some) % 1)])


def middles(table: Table) -> Middle:
    return table.__getitem__


def published(here: Offered, there: Offered) -> Parts:
    return difference(here, there, middles(PUBLISHED))


def test_moscow_agency_iii_52_000_against_kazan_company_iv_38_000() -> None:
    parts = published(MOSCOW, KAZAN)
    assert parts == Parts(*map(Fraction, (-28_750, -2_000, 18_250, -1_500)))
    assert parts.total == 38_000 - 52_000


@pytest.mark.parametrize(
    ("there", "amount", "parts"),
    [
        (Cell("Moscow", "agency", 3), 47_000, (0, 0, 0, -5_000)),
        (Cell("Moscow", "company", 3), 52_000, (0, -2_500, 0, 2_500)),
        (Cell("Moscow", "company", 1), 32_500, (0, -1_250, -16_250, -2_000)),
        (Cell("Moscow", "agency", 4), 75_000, (0, 0, 25_000, -2_000)),
        (Cell("Kazan", "agency", 3), 27_500, (-22_500, 0, 0, -2_000)),
    ],
)
def test_parts_worked_by_hand(there: Cell, amount: int, parts: tuple[int, ...]) -> None:
    assert published(MOSCOW, Offered(there, amount)).all == parts


@given(tables, offers, offers)
def test_the_parts_add_up_exactly(table: Table, here: Offered, there: Offered) -> None:
    assert difference(here, there, middles(table)).total == there.amount - here.amount


@given(tables, offers, offers)
def test_going_back_undoes_every_part(table: Table, here: Offered, there: Offered) -> None:
    forth = difference(here, there, middles(table)).all
    back = difference(there, here, middles(table)).all
    assert back == tuple(-part for part in forth)


@given(tables, offers, offers)
def test_what_does_not_change_brings_nothing(table: Table, here: Offered, there: Offered) -> None:
    parts = difference(here, there, middles(table)).all
    for mine, yours, part in zip(here.cell, there.cell, parts, strict=False):
        assert mine != yours or part == 0


@given(tables, offers, offers)
def test_two_mid_points_differ_by_nothing_of_their_own(
    table: Table, here: Offered, there: Offered
) -> None:
    whole = {cell: Fraction(int(middle)) for cell, middle in table.items()}
    priced = [Offered(offer.cell, int(whole[offer.cell])) for offer in (here, there)]
    assert difference(priced[0], priced[1], middles(whole)).offer == 0


@given(tables, offers, offers)
def test_the_parts_are_those_of_the_closed_formula(
    table: Table, here: Offered, there: Offered
) -> None:
    def worth(*changed: int) -> Fraction:
        pairs = zip(here.cell, there.cell, strict=True)
        mixed = tuple(new if n in changed else old for n, (old, new) in enumerate(pairs))
        return table[mixed]  # type: ignore[index]

    parts = difference(here, there, middles(table)).all
    assert parts[:3] == oracle.parts_of_a_change(worth)


@given(tables, offers, offers, st.integers(2, 9))
def test_dearer_roubles_scale_every_part(
    table: Table, here: Offered, there: Offered, factor: int
) -> None:
    dear = {cell: factor * middle for cell, middle in table.items()}
    dearer = [Offered(offer.cell, factor * offer.amount) for offer in (here, there)]
    parts = difference(here, there, middles(table)).all
    scaled = difference(dearer[0], dearer[1], middles(dear)).all
    assert scaled == tuple(factor * part for part in parts)


def test_a_cell_missing_on_the_way_is_a_key_error() -> None:
    table = {cell: PUBLISHED[cell] for cell in (MOSCOW.cell, KAZAN.cell)}
    with pytest.raises(KeyError):
        difference(MOSCOW, KAZAN, middles(table))


@given(whole_sums)
def test_rounding_keeps_the_sum(parts: list[Fraction]) -> None:
    assert sum(rounded(parts)) == sum(parts)


@given(whole_sums)
def test_rounding_moves_no_part_by_a_rouble_and_a_whole_one_not_at_all(
    parts: list[Fraction],
) -> None:
    for part, whole in zip(parts, rounded(parts), strict=True):
        assert abs(whole - part) < 1 and (whole == part or part.denominator != 1)


@given(whole_sums)
def test_rounding_the_way_back_gives_the_same_roubles(parts: list[Fraction]) -> None:
    assert rounded(-part for part in parts) == tuple(-whole for whole in rounded(parts))


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (["1/3", "1/3", "1/3"], (1, 0, 0)),
        (["-1/3", "-1/3", "-1/3"], (-1, 0, 0)),
        (["0", "-5/2", "1/2", "7"], (0, -3, 1, 7)),
        (["2.6", "2.6", "2.8"], (3, 2, 3)),
        ([], ()),
    ],
)
def test_the_largest_remainders_are_rounded_up(parts: list[str], whole: tuple[int, ...]) -> None:
    assert rounded(map(Fraction, parts)) == whole


def test_parts_that_add_up_to_half_a_rouble_are_refused() -> None:
    with pytest.raises(ValueError, match="5/2, which is not whole"):
        rounded([Fraction(2), Fraction(1, 2)])
