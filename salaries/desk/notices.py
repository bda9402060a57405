"""What the address of the city table asks for and is not there, each in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict
from django.utils.translation import gettext as _

from salaries.desk.exports import KINDS, SEPARATORS

MOST_LETTERS = 20
"""Of what was asked, repeated in a message."""


def unknown_columns(names: Sequence[str]) -> list[str]:
    """Columns to sort by that this table has not; the first three are named."""
    if not names:
        return []
    told = ", ".join(sorted(name.strip("-")[:MOST_LETTERS] for name in names[:3]))
    return [_("There is no column “%(names)s” to sort by.") % {"names": told}]


def other_page(query: QueryDict, page: Page[Any]) -> list[str]:
    """Another page than the one asked for is shown."""
    if _asked(query, "page") in {None, str(page.number)}:
        return []
    told = {"page": page.number, "pages": page.paginator.num_pages}
    return [_("There is no such page; this is %(page)s of %(pages)s.") % told]


def other_size(query: QueryDict, size: int, sizes: Iterable[int]) -> list[str]:
    """A page holds another number of rows than asked for."""
    if _asked(query, "per_page") in {None, str(size)}:
        return []
    told = {"sizes": ", ".join(map(str, sizes)), "size": size}
    return [_("A page holds %(sizes)s rows; this one holds up to %(size)s.") % told]


def unknown_files(query: QueryDict) -> list[str]:
    """A kind of file, or a separator, that there is not."""
    offered = {
        "export": (KINDS, _("There is no export “%(asked)s”. Write one of %(offered)s.")),
        "sep": (SEPARATORS, _("There is no separator “%(asked)s”. Write one of %(offered)s.")),
    }
    return [
        sentence % {"asked": asked[:MOST_LETTERS], "offered": ", ".join(names)}
        for field, (names, sentence) in offered.items()
        if (asked := query.get(field)) and asked not in names
    ]


def given_twice(query: QueryDict, names: Iterable[str]) -> list[str]:
    """Fields of one value that were given several; which was meant is not ours to guess."""
    sentence = _("“%(name)s” is given with several values; the last one is shown.")
    return [sentence % {"name": name} for name in names if len(set(query.getlist(name))) > 1]


def _asked(query: QueryDict, name: str) -> str | None:
    """The text of a field without spaces around it; None when it is left out."""
    text = query.get(name)
    return None if text is None else text.strip()
