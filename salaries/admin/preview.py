"""What would change, in words: counted, largest first, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from salaries import numbers
from salaries.admin.facts import FactChange
from salaries.admin.naming import FIGURES, NOTHING, figure
from salaries.domain.table_changes import CellChange, Kind, Place, Said, changes, counted

PAGE = 100
MOST_FACTS = 50
KINDS: dict[Kind, Promise] = {
    Kind.ADDED: lazy("new cell"),
    Kind.CHANGED: lazy("changed cell"),
    Kind.REMOVED: lazy("removed cell"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One cell that differs: each amount as `30 000 → 32 000`, or once where it stays."""

    kind: str
    place: tuple[str, ...]
    amounts: tuple[str, ...]
    size: str


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a long list is shown; a page that is not there is the nearest one."""

    asked: int
    count: int

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.count // PAGE))

    @property
    def number(self) -> int:
        """The page shown, from 1."""
        return min(max(1, self.asked), self.pages)

    @property
    def previous(self) -> int:
        """The page before; 0 for none."""
        return self.number - 1

    @property
    def next(self) -> int:
        """The page after; 0 for none."""
        return self.number + 1 if self.number < self.pages else 0

    @property
    def part(self) -> slice:
        """What of the list is shown."""
        return slice((self.number - 1) * PAGE, self.number * PAGE)

    @property
    def words(self) -> str:
        """`Page 2 of 7`."""
        told = {"page": numbers.number(self.number), "pages": numbers.number(self.pages)}
        return _("Page %(page)s of %(pages)s") % told


@dataclass(frozen=True)
class Preview:
    """One version set against the one that stands."""

    before: Mapping[Place, Said]
    after: Mapping[Place, Said]
    facts: Sequence[FactChange]
    asked_page: int = 1

    @cached_property
    def changes(self) -> tuple[CellChange, ...]:
        """Every cell that differs, the largest change first."""
        return changes(self.before, self.after)

    @property
    def counts(self) -> str:
        """How many cells differ, and in what way."""
        counts = counted(self.changes)
        told = {kind.value: numbers.number(count) for kind, count in counts.items()}
        told["cells"] = numbers.number(len(self.after))
        said = _(
            "Cells in the table: %(cells)s. "
            "Changed: %(changed)s, new: %(added)s, removed: %(removed)s."
        )
        return said % told

    @property
    def paging(self) -> Paging:
        """Where in the list of cells this page is."""
        return Paging(self.asked_page, len(self.changes))

    @cached_property
    def _fields(self) -> tuple[str, ...]:
        """What the cells of either version say."""
        sides = (next(iter(side.values()), None) for side in (self.before, self.after))
        return tuple(dict.fromkeys(name for said in sides if said for name in said._fields))

    @property
    def headings(self) -> list[str]:
        """The headings of a cell's figures."""
        return [str(FIGURES[name]) for name in self._fields]

    @property
    def rows(self) -> list[Row]:
        """The cells of this page."""
        return [_row(change, self._fields) for change in self.changes[self.paging.part]]

    @property
    def shown_facts(self) -> Sequence[FactChange]:
        """What differs beside the table, the first of it."""
        return self.facts[:MOST_FACTS]

    @property
    def more_facts(self) -> str:
        """What of that is left out, in words; nothing where nothing is."""
        more = len(self.facts) - MOST_FACTS
        if more <= 0:
            return ""
        said = ngettext("… and %(more)s more difference", "… and %(more)s more differences", more)
        return said % {"more": numbers.number(more)}


def _row(change: CellChange, fields: Sequence[str]) -> Row:
    figures = tuple(_figure(change, name) for name in fields)
    place = tuple(name or NOTHING for name in change.place)
    return Row(str(KINDS[change.kind]), place, figures, numbers.number(change.size))


def _figure(change: CellChange, name: str) -> str:
    here, there = (figure(getattr(said, name, None)) for said in (change.before, change.after))
    return here if here == there else f"{here} → {there}"
