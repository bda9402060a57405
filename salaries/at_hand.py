"""The surveys that a process has at hand: those in use, those read, and what failed."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime

from django.db import Error

from salaries.domain.survey import Survey, SurveyInUse

MOST_SURVEYS_KEPT = 16


class NoSurveyError(LookupError):
    """No survey is loaded, so there is nothing to judge by."""


class NoSuchSurveyError(LookupError):
    """No survey of this name is in use."""


@dataclass(slots=True)
class Kept:
    """The surveys in use, those read of them and when each was asked for, and what failed."""

    in_use: tuple[SurveyInUse, ...] = ()
    read: dict[str, Survey] = field(default_factory=dict)
    asked_at: dict[str, float] = field(default_factory=dict)
    checked_at: float = float("-inf")
    seen_at: datetime | None = None
    fault: Error | None = None
    pause: float = 0

    def named(self, slug: str) -> SurveyInUse:
        """The survey of a name, or the default. Raises NoSurveyError, NoSuchSurveyError."""
        if not self.in_use:
            raise NoSurveyError
        found = self.find(slug)
        if found is None:
            raise NoSuchSurveyError(slug)
        return found

    def find(self, slug: str) -> SurveyInUse | None:
        """The survey of a name, or the default; None where there is none."""
        wanted = (one for one in self.in_use if one.slug == slug or not slug)
        return next(wanted, None)

    def must_be_read(self, slug: str) -> bool:
        """Is nothing to be said of the survey of a name before the database was asked?"""
        found = self.find(slug)
        return not self.in_use or (found is not None and found.slug not in self.read)

    def at_hand(self, slug: str) -> Survey | None:
        """The survey of a name as it was last read, or None. Raises as `named` does."""
        return self.read.get(self.named(slug).slug)

    def note_asked(self, slug: str) -> None:
        """Somebody asks for the survey of a name now, so it is none to let go of."""
        if found := self.find(slug):
            self.asked_at[found.slug] = time.monotonic()

    def keep(self, survey: Survey) -> None:
        """Keep what was read; of too many drop the one asked longest ago, never the default."""
        self.read[survey.slug] = survey
        if len(self.read) > MOST_SURVEYS_KEPT:
            staying = {survey.slug, self.in_use[0].slug}
            others = (slug for slug in self.read if slug not in staying)
            del self.read[min(others, key=lambda slug: self.asked_at.get(slug, 0.0))]
