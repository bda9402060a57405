"""What may be shown, and that no subtraction tells what may not."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salaries.vacancies.aggregation import Cell
from salaries.vacancies.publishing import is_enough, published
from tests.vacancies.builders import RULES

RULE = RULES.cells
LEVELS = ("0", "1–3", "3–6", "6+")


def cell(band: str, n: int, employers: int = 0, largest: int = 0) -> Cell:
    return Cell("moscow", "", band, n, employers, largest, (Fraction(1),) * 5)


@pytest.mark.parametrize(
    ("n", "employers", "largest", "enough"),
    [
        (10, 0, 0, True),
        (9, 0, 0, False),
        (20, 5, 5, True),
        (20, 4, 5, False),
        (20, 5, 6, False),
        (20, 1, 1, False),
        (10, 10, 2, True),
        (10, 10, 3, False),
    ],
)
def test_a_cell_needs_vacancies_and_employers(
    n: int, employers: int, largest: int, enough: bool
) -> None:
    assert is_enough(cell("", n, employers, largest), RULE) is enough


def shown_levels(whole: int, *levels: int) -> list[str]:
    found = dict(zip(LEVELS, levels, strict=False))
    cells = [cell("", whole), *(cell(band, n) for band, n in found.items())]
    return sorted((one.band for one in published(cells, RULE) if one.band), key=LEVELS.index)


@pytest.mark.parametrize(
    ("whole", "levels", "shown"),
    [
        (60, (20, 40), ["0", "1–3"]),  # nothing is hidden
        (63, (20, 40, 3), ["1–3"]),  # 3 alone would be known, so 20 is hidden with it
        (73, (20, 40, 10, 3), ["0", "1–3"]),  # 3 with the smallest: 13 of two levels
        (67, (20, 40, 3, 4), ["1–3"]),  # 7 of two levels are too few
        (71, (20, 40, 5, 6), ["0", "1–3"]),  # 11 of two levels
        (61, (20, 40), ["1–3"]),  # one that states no level is a hidden one, too
        (9, (9,), []),
        (12, (12,), ["0"]),
        (13, (12, 1), []),
    ],
)
def test_levels_are_hidden_until_the_rest_says_nothing(
    whole: int, levels: tuple[int, ...], shown: list[str]
) -> None:
    assert shown_levels(whole, *levels) == shown


def test_levels_of_a_hidden_market_are_hidden() -> None:
    cells = [cell("", 40, 10, 20), cell("0", 20, 10, 2), cell("1–3", 20, 10, 2)]
    assert published(cells, RULE) == []


counts = st.integers(0, 40)


@st.composite
def markets(draw: st.DrawFn) -> list[Cell]:
    """A market with levels of any size and any employers, and vacancies that state no level."""
    cells = []
    total = draw(counts)
    for band in LEVELS:
        n = draw(counts)
        employers = draw(st.integers(0, n))
        largest = draw(st.integers(1, n)) if employers else 0
        total += n
        if n:
            cells.append(cell(band, n, employers, largest))
    employers = draw(st.integers(0, total))
    return [cell("", total, employers, draw(st.integers(0, total))), *cells]


@given(markets())
def test_no_difference_of_shown_cells_tells_a_hidden_one(cells: list[Cell]) -> None:
    shown = published(cells, RULE)
    whole = [one for one in shown if not one.band]
    if not whole:
        assert shown == []
        return
    levels = [one for one in shown if one.band]
    if not levels:
        return  # there is no difference
    every = whole[0].n - sum(one.n for one in cells if one.band)
    parts = {one.band: one.n for one in cells if one.band}
    parts |= {"not stated": every} if every else {}
    hidden = [n for band, n in parts.items() if band not in {one.band for one in levels}]
    rest = whole[0].n - sum(one.n for one in levels)
    assert sum(hidden) == rest
    assert len(hidden) != 1
    assert rest == 0 or rest >= RULE.vacancies


@given(markets())
def test_every_cell_that_is_shown_is_enough_alone(cells: list[Cell]) -> None:
    shown = published(cells, RULE)
    assert all(is_enough(one, RULE) for one in shown)
    assert set(shown) <= set(cells)


@settings(deadline=None)
@given(st.lists(st.integers(0, 5), min_size=4, max_size=4))
def test_whoever_knows_the_shown_counts_cannot_work_out_a_hidden_one(levels: list[int]) -> None:
    """Every way to fill the hidden levels that agrees with what is shown: never only one."""
    cells = [cell("", sum(levels)), *(cell(b, n) for b, n in zip(LEVELS, levels, strict=True) if n)]
    shown = {one.band: one.n for one in published(cells, replace(RULE, vacancies=4))}
    if len(shown) < 2:
        return  # there is no difference
    open_levels = [band for band, n in zip(LEVELS, levels, strict=True) if n and band not in shown]
    rest = shown.pop("") - sum(shown.values())
    ways = [way for way in product(range(1, 21), repeat=len(open_levels)) if sum(way) == rest]
    for position in range(len(open_levels)):
        assert len({way[position] for way in ways}) > 1


@given(markets(), st.permutations(range(5)))
def test_the_order_of_the_cells_does_not_matter(cells: list[Cell], order: list[int]) -> None:
    mixed = [cells[at] for at in order if at < len(cells)]
    assert published(mixed, RULE) == published(cells, RULE)
