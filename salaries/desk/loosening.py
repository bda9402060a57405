"""Which field of a filter to loosen when nothing answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext

from salaries import words
from salaries.filters import BOUNDS, AskedFilter


@dataclass(frozen=True, slots=True)
class Loosening:
    """A field that could be left empty, how many rows that would give, and the link to it."""

    sentence: str
    url: str


def loosenings(asked: AskedFilter[Any], link: Callable[..., str]) -> list[Loosening]:
    """Each field, or pair of bounds, whose removal alone would bring rows back, with its link."""
    fields = {field.name: str(field.label) for field in asked.form}
    alone = [(name,) for name in asked.asked if asked.asked[name]]
    pairs = [pair for pair in BOUNDS if all(asked.asked.get(name) for name in pair)]
    counts = {names: len(asked.without(*names)) for names in (*alone, *pairs)}
    return [
        Loosening(
            _sentence(words.listed(fields[name] for name in names), count),
            link(page=None, **dict.fromkeys(names)),
        )
        for names, count in counts.items()
        if count and not (len(names) > 1 and any(counts[(name,)] for name in names))
    ]


def _sentence(field: str, count: int) -> str:
    sentence = ngettext(
        "Without “%(field)s” there would be %(rows)d row.",
        "Without “%(field)s” there would be %(rows)d rows.",
        count,
    )
    return sentence % {"field": field, "rows": count}
