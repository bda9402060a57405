"""The choice between surveys, where there are several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salaries import chosen, numbers, versions, words
from salaries.domain.survey import Survey, SurveyInUse
from salaries.presenters.parts import asking_again


@dataclass(frozen=True, slots=True)
class Choice:
    """One survey: what it is called, this page by it, and whether it is the one in hand."""

    name: str
    title: str
    url: str
    is_here: bool


def survey_choices(
    survey: Survey | None, in_use: Sequence[SurveyInUse], address: str
) -> list[Choice]:
    """Every survey, with this page by it; nothing where the one in hand is the only one."""
    if survey and len(in_use) == 1:
        return []
    return [
        Choice(
            called(one),
            words.say(one.title),
            by_survey(address, "" if one.is_default else one.slug),
            survey is not None and one.slug == survey.slug,
        )
        for one in in_use
    ]


def called(survey: SurveyInUse | Survey) -> str:
    """A survey's publisher and month: `Superjob, March 2015`."""
    return f"{survey.publisher}, {numbers.month(survey.month)}"


def by_survey(address: str, slug: str) -> str:
    """An address of ours that asks the same of another survey; the default needs no name."""
    named = [(chosen.PARAMETER, slug)] if slug else []
    return asking_again(address, without={chosen.PARAMETER, versions.PARAMETER, "page"}, more=named)
