"""What differs between two tables of pay: cells that came, went, or hold other amounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import NamedTuple, TypeAlias

Place: TypeAlias = tuple[str, str, str]
"""City, kind of employer and band, as the table writes them."""


class Pay(NamedTuple):
    """What a cell says, in whole units a month: its floor, its ceiling, its market's median."""

    low: int
    high: int
    median: int

    @property
    def amounts(self) -> tuple[int, ...]:
        """Its money."""
        return self


class Figures(NamedTuple):
    """What a cell of quantiles says; None is not published."""

    p10: int | None
    p25: int | None
    p50: int | None
    p75: int | None
    p90: int | None
    n: int | None
    employers: int | None
    p50_low: int | None
    p50_high: int | None

    @property
    def amounts(self) -> tuple[int, ...]:
        """Its money, 0 for what is not published; what was counted is none."""
        money = (self.p10, self.p25, self.p50, self.p75, self.p90, self.p50_low, self.p50_high)
        return tuple(amount or 0 for amount in money)


Said: TypeAlias = Pay | Figures
"""What a cell of either kind of table says."""


class Kind(StrEnum):
    """What became of a cell."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell before and after; None where it is in one of the tables only."""

    place: Place
    before: Said | None
    after: Said | None

    @property
    def kind(self) -> Kind:
        """Did it come, go, or change?"""
        if self.before is None:
            return Kind.ADDED
        return Kind.REMOVED if self.after is None else Kind.CHANGED

    @property
    def size(self) -> int:
        """The largest move of one of its amounts; a cell that comes or goes moves from or to 0.

        >>> CellChange(("Omsk", "agency", "I"), Pay(10, 20, 30), Pay(12, 20, 27)).size
        3
        """
        sides = (side.amounts if side else () for side in (self.before, self.after))
        return max(abs(there - here) for here, there in zip_longest(*sides, fillvalue=0))


def changes(before: Mapping[Place, Said], after: Mapping[Place, Said]) -> tuple[CellChange, ...]:
    """Every cell that differs, the largest change first, then by place.

    >>> found = changes({("Omsk", "agency", "I"): Pay(1, 2, 3)}, {})
    >>> [(change.kind.value, change.size) for change in found]
    [('removed', 3)]
    """
    found = (
        CellChange(place, before.get(place), after.get(place)) for place in {**before, **after}
    )
    differ = (change for change in found if change.before != change.after)
    return tuple(sorted(differ, key=lambda change: (-change.size, change.place)))


def counted(found: Iterable[CellChange]) -> dict[Kind, int]:
    """How many cells came, changed and went."""
    counts = dict.fromkeys(Kind, 0)
    for change in found:
        counts[change.kind] += 1
    return counts
