"""The order of the city table: its keys, rows put in it, and headings that change it.

Without a script: a heading's own link sorts by its column alone, and a second one under it
adds the column as a further key, or turns that key round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.translation import gettext as _

R = TypeVar("R")
MOST_LETTERS = 400
"""Of an asked order; nobody means what comes after it."""


@dataclass(frozen=True, slots=True)
class SortKey:
    """One column to sort by."""

    name: str
    is_falling: bool = False

    @property
    def text(self) -> str:
        """As the address has it: `-median`."""
        return f"-{self.name}" if self.is_falling else self.name

    @property
    def turned(self) -> SortKey:
        """The same column the other way."""
        return SortKey(self.name, not self.is_falling)

    @property
    def direction(self) -> str:
        """The word of `aria-sort`."""
        return "descending" if self.is_falling else "ascending"


def keys_in(given: Iterable[str]) -> list[SortKey]:
    """The keys an address asks for, the weightiest first; a column given again counts once."""
    texts = [text for text in ",".join(given)[:MOST_LETTERS].split(",") if text]
    keys = [SortKey(text.removeprefix("-"), text.startswith("-")) for text in texts]
    first: dict[str, SortKey] = {}
    for key in keys:
        first.setdefault(key.name, key)
    return list(first.values())


def in_order(rows: Iterable[R], keys: Sequence[SortKey], cell: Callable[[R, str], Any]) -> list[R]:
    """Rows by several keys, the weightiest first. Blanks stand last whichever way a key runs."""
    ordered = list(rows)
    for key in reversed(keys):
        cells = [(cell(row, key.name), row) for row in ordered]
        filled = [pair for pair in cells if pair[0] is not None]
        filled.sort(key=lambda pair: pair[0], reverse=key.is_falling)
        blank = [pair for pair in cells if pair[0] is None]
        ordered = [row for _value, row in filled + blank]
    return ordered


@dataclass(frozen=True, slots=True)
class Head:
    """A column's heading: links that sort by it alone and by it too, and its place among the keys.

    `place` is 1 for the first key and 0 for none; a link that is not offered is empty.
    """

    label: str
    alone_url: str
    then_url: str
    place: int
    direction: str


def head(name: str, label: str, keys: Sequence[SortKey], link: Callable[[str], str]) -> Head:
    """The heading of a column that can be sorted by; `link` makes an address of an order."""
    found = next((key for key in keys if key.name == name), None)
    place = keys.index(found) + 1 if found else 0
    alone = found.turned if found and place == 1 else SortKey(name)
    then = [key.turned if key == found else key for key in keys]
    then += [] if found else [SortKey(name)]
    return Head(
        label,
        link(alone.text),
        link(",".join(key.text for key in then)) if keys and place != 1 else "",
        place,
        found.direction if found else "",
    )


def order_in_words(keys: Sequence[SortKey], labels: Mapping[str, str]) -> str:
    """`Sorted by “Median, ₽” falling, then by “City” rising.`; the usual order without keys."""
    if not keys:
        return _("Sorted by the city’s name.")
    first, *others = [_key_in_words(key, labels) for key in keys]
    sentence = _("Sorted by %(key)s") % {"key": first}
    for other in others:
        sentence = _("%(so_far)s, then by %(key)s") % {"so_far": sentence, "key": other}
    return f"{sentence}."


def _key_in_words(key: SortKey, labels: Mapping[str, str]) -> str:
    way = _("“%(column)s” falling") if key.is_falling else _("“%(column)s” rising")
    return way % {"column": labels[key.name]}
