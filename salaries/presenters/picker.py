"""The choice between surveys, where there are several."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from salaries import chosen, numbers, versions, words
from salaries.domain.survey import Survey, SurveyInUse
from salaries.presenters.parts import asking_again


@dataclass(frozen=True, slots=True)
class Picker:
    """The survey in hand by its name, and every survey as an item of a list, with this page by it.

    The items are made here, for there may be fifty on every page, and a template is slow.
    """

    here: str
    items: SafeString


def survey_picker(
    survey: Survey | None,
    in_use: Sequence[SurveyInUse],
    address: str,
    start: str = "",
    lacking: Collection[str] = (),
) -> Picker | None:
    """The choice at an address; None where the survey in hand is the only one.

    Surveys that are `lacking` in what the address asks are shown from where it starts.
    """
    if survey and len(in_use) == 1:
        return None
    own = survey.slug if survey else ""
    kind = survey.kind if survey else None
    asked = {True: address, False: asking_again(address, without=OF_ONE_KIND), None: start}
    found = {
        alike: (escape(by_survey(at, "")), escape(by_survey(at, SLUG)))
        for alike, at in asked.items()
    }
    items = []
    for one in in_use:
        of_default, named = found[None if one.slug in lacking else one.kind is kind]
        url = of_default if one.is_default else named.replace(SLUG, one.slug)
        items.append(_item(url, one.slug == own, *_told(one, get_language())))
    here = next((called(one) for one in in_use if one.slug == own), "")
    return Picker(here, mark_safe("".join(items)))  # noqa: S308  every part is escaped


OF_ONE_KIND = {"segment", "band", "offer", "to", "has", "sort"}
"""What an address asks in the words of one kind of survey; another kind has others for it."""
SLUG = "-slug-goes-here-"
"""Stands in an address for a survey's slug, which has no character that an address must quote."""


def _item(url: str, is_here: bool, name: str, title: str) -> str:
    mark = ' aria-current="true"' if is_here else ""
    return f'<li><a href="{url}"{mark}>{name}</a> <span class="note">{title}</span></li>'


@lru_cache(maxsize=1024)
def _told(survey: SurveyInUse, language: str | None) -> tuple[str, str]:
    """Name and title of a survey in a language, escaped."""
    return escape(called(survey)), escape(words.say(survey.title))


def called(survey: SurveyInUse | Survey) -> str:
    """A survey's publisher and month: `Superjob, March 2015`."""
    return f"{survey.publisher}, {numbers.month(survey.month)}"


def by_survey(address: str, slug: str) -> str:
    """An address of ours that asks the same of another survey; the default needs no name."""
    named = [(chosen.PARAMETER, slug)] if slug else []
    return asking_again(address, without={chosen.PARAMETER, versions.PARAMETER, "page"}, more=named)
