"""Which field of a filter to loosen when nothing answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import ngettext

from salaries.filters import DeskFilter


@dataclass(frozen=True, slots=True)
class Loosening:
    """A field that could be left empty, how many rows that would give, and the link to it."""

    sentence: str
    url: str


def loosenings(asked: DeskFilter, link: Callable[..., str]) -> list[Loosening]:
    """Each field whose removal alone would bring rows back, with the link that removes it."""
    fields = {field.name: str(field.label) for field in asked.form}
    counts = {name: len(asked.without(name)) for name in asked.asked}
    return [
        Loosening(_sentence(fields[name], count), link(page=None, **{name: None}))
        for name, count in counts.items()
        if count and asked.asked[name]
    ]


def _sentence(field: str, count: int) -> str:
    sentence = ngettext(
        "Without “%(field)s” there would be %(rows)d row.",
        "Without “%(field)s” there would be %(rows)d rows.",
        count,
    )
    return sentence % {"field": field, "rows": count}
