"""What follows from a survey and the language alone: worked out once and kept with the survey."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from django.utils.translation import get_language

from salaries.domain.survey import Survey

Found = TypeVar("Found")


def once_a_survey(work: Callable[[Survey], Found]) -> Callable[[Survey], Found]:
    """The same work, done once for each survey and language; nobody may change what it gives.

    Not for anything with a link in it: links name the survey that the request has chosen.
    """

    @wraps(work)
    def found(survey: Survey) -> Found:
        key, kept = (work.__module__, work.__qualname__, get_language()), survey.worked_out
        if key not in kept:
            kept[key] = work(survey)
        return cast(Found, kept[key])

    return found
