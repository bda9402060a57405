"""Why two offers differ: the difference split into parts that add up exactly.

An offer is the mid-point of its band in its market, and what it adds to that itself. City, kind
of employer and band are changed one after another; what each of them brings depends on which were
changed before it, so each part is the average over all orders of changing them (Shapley's
value). No order is preferred, and going back undoes every part. Money is RUB a month.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations
from math import floor
from typing import NamedTuple


class Cell(NamedTuple):
    """A cell of the table: a city, a kind of employer, the rank of a band."""

    city: str
    segment: str
    rank: int


class Offered(NamedTuple):
    """An amount for the experience of a cell, RUB a month."""

    cell: Cell
    amount: int


Middle = Callable[[Cell], Fraction]
"""The mid-point of a cell's band, RUB a month. Raises KeyError for a cell that is not there."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A difference of two offers in RUB a month, by what brings it about."""

    city: Fraction
    segment: Fraction
    band: Fraction
    offer: Fraction

    @property
    def all(self) -> tuple[Fraction, ...]:
        """City, kind of employer, band and the offer itself, in this order."""
        return self.city, self.segment, self.band, self.offer

    @property
    def total(self) -> Fraction:
        """The whole difference."""
        return sum(self.all, Fraction(0))


def difference(here: Offered, there: Offered, middle: Middle) -> Parts:
    """What brings the second offer to differ from the first, RUB a month.

    Raises KeyError when a cell on the way between the two is not in the table.

    >>> table = {("a", "x", 1): 10, ("a", "x", 2): 30, ("b", "x", 1): 8, ("b", "x", 2): 20}
    >>> here, there = Offered(Cell("a", "x", 2), 31), Offered(Cell("b", "x", 1), 8)
    >>> parts = difference(here, there, lambda cell: Fraction(table[cell]))
    >>> [int(part) for part in parts.all], int(parts.total)
    ([-6, 0, -16, -1], -23)
    """
    city, segment, band = (
        _average_change(field, here.cell, there.cell, middle) for field in Cell._fields
    )
    own = (there.amount - middle(there.cell)) - (here.amount - middle(here.cell))
    return Parts(city, segment, band, own)


def _average_change(field: str, here: Cell, there: Cell, middle: Middle) -> Fraction:
    """The change of mid-point that one field brings, over all orders of changing the fields."""
    orders = list(permutations(Cell._fields))
    changes = Fraction(0)
    for order in orders:
        before = order[: order.index(field)]
        changes += middle(_changed(here, there, (*before, field)))
        changes -= middle(_changed(here, there, before))
    return changes / len(orders)


def _changed(here: Cell, there: Cell, fields: Iterable[str]) -> Cell:
    """The first cell with some of its fields taken from the second."""
    return here._replace(**{field: getattr(there, field) for field in fields})


def rounded(parts: Iterable[Fraction]) -> tuple[int, ...]:
    """Whole roubles that still add up: the largest remainders are rounded up.

    A whole part stays as it is, none moves by a rouble or more, and the parts of going back
    are rounded to the same roubles. Raises ValueError unless the parts add up to a whole number.

    >>> rounded([Fraction(5, 2), Fraction(5, 2), Fraction(-1)])
    (3, 2, -1)
    """
    parts = tuple(parts)
    total = sum(parts, Fraction(0))
    if total.denominator != 1:
        raise ValueError(f"the parts add up to {total}, which is not whole")
    if next(filter(None, parts), 0) < 0:
        return tuple(-whole for whole in rounded(-part for part in parts))
    floors = [floor(part) for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda n: floors[n] - parts[n])
    lifted = set(by_remainder[: int(total) - sum(floors)])
    return tuple(whole + (n in lifted) for n, whole in enumerate(floors))
