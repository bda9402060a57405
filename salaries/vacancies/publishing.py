"""Which cells may be shown: enough vacancies of enough employers, and nothing by subtraction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from salaries.vacancies.aggregation import Cell
from salaries.vacancies.rules import CellRule


def is_enough(cell: Cell, rule: CellRule) -> bool:
    """May the cell be shown, looked at alone?

    Where no employer of it is known there is no share to look at, and the survey says so.
    """
    if cell.n < rule.vacancies:
        return False
    if not cell.employers:
        return True
    return cell.employers >= rule.employers and 100 * cell.largest <= rule.largest_percent * cell.n


def published(cells: Iterable[Cell], rule: CellRule) -> list[Cell]:
    """The cells that may be shown side by side.

    A market's levels are shown only beside the market itself. What it has more than the levels
    shown is then known to everybody, so it must be enough vacancies, of two levels or more; until
    it is, the smallest level shown is hidden, too. Vacancies that state no level are one of them.
    """
    in_order = sorted(cells, key=lambda cell: cell.place)
    markets = groupby(in_order, key=lambda cell: (cell.city, cell.segment))
    return [cell for _, market in markets for cell in _of_market(list(market), rule)]


def _of_market(market: Sequence[Cell], rule: CellRule) -> list[Cell]:
    whole = next((cell for cell in market if not cell.band), None)
    if whole is None or not is_enough(whole, rule):
        return []
    levels = [cell for cell in market if cell.band]
    unstated = whole.n - sum(cell.n for cell in levels)
    shown = sorted((cell for cell in levels if is_enough(cell, rule)), key=lambda cell: cell.n)
    while shown and not _rest_is_safe(whole, levels, shown, unstated, rule):
        shown = shown[1:]
    return [whole, *(cell for cell in levels if cell in shown)]


def _rest_is_safe(
    whole: Cell, levels: Sequence[Cell], shown: Sequence[Cell], unstated: int, rule: CellRule
) -> bool:
    rest = whole.n - sum(cell.n for cell in shown)
    # As many vacancies as hidden levels would be one each, and known.
    hidden = len(levels) - len(shown) + bool(unstated)
    return rest == 0 or (hidden >= 2 and rest >= max(rule.vacancies, hidden + 1))
