"""What differs between two tables of pay: cells that came, went, or hold other amounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias

Place: TypeAlias = tuple[str, str, str]
"""City, kind of employer and band, as the table writes them."""


class Pay(NamedTuple):
    """What a cell says, in whole units a month: its floor, its ceiling, its market's median."""

    low: int
    high: int
    median: int


NOTHING = Pay(0, 0, 0)


class Kind(StrEnum):
    """What became of a cell."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell before and after; None where it is in one of the tables only."""

    place: Place
    before: Pay | None
    after: Pay | None

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
        pairs = zip(self.before or NOTHING, self.after or NOTHING, strict=True)
        return max(abs(there - here) for here, there in pairs)


def changes(before: Mapping[Place, Pay], after: Mapping[Place, Pay]) -> tuple[CellChange, ...]:
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
