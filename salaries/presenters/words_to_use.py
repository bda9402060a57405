"""Words to use: a text made of an answer, to copy, in every language of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from salaries import words
from salaries.domain.surveyed import Requirement


@dataclass(frozen=True, slots=True)
class Wording:
    """The text in one language; `name` is what that language calls itself."""

    language: str
    name: str
    text: str


def in_every_language(write: Callable[[], str]) -> list[Wording]:
    """What is written in each language of the site, that of the page first."""
    here = translation.get_language()
    wordings = []
    for code, name in sorted(settings.LANGUAGES, key=lambda language: language[0] != here):
        with translation.override(code):
            wordings.append(Wording(code, name, write()))
    return wordings


def paragraphs(parts: Iterable[str]) -> str:
    """A text of paragraphs, those that are empty left out."""
    return "\n\n".join(part for part in parts if part)


def itemised(heading: str, items: Iterable[str]) -> str:
    """A list under its heading; empty where there is nothing to list."""
    lines = [f"– {item}" for item in items]
    return "\n".join([heading, *lines]) if lines else ""


def told(requirements: Iterable[Requirement], *, required: bool) -> list[str]:
    """The requirements that must be met, or those that are only desirable, in words."""
    return [words.say(one.text) for one in requirements if one.is_required is required]
