"""What need not be said where a survey leaves no choice: one kind of employer, or one level.

A survey that tells no kinds apart speaks of every employer, and one without levels of every
experience: whatever is said of them, it is among them.
"""

from __future__ import annotations

from salaries.domain.survey import Survey


def needless(survey: Survey) -> frozenset[str]:
    """The names of what a survey tells nothing of: `segment`, `band`, `years`."""
    of_employers = set() if survey.has_kinds else {"segment"}
    of_levels = {"band", "years"} if len(survey.bands) == 1 else set()
    return frozenset(of_employers | of_levels)


def understood(survey: Survey) -> dict[str, str]:
    """What holds where nothing is said: the one kind of employer, the one level by its rank."""
    found = {}
    if survey.only_segment:
        found["segment"] = survey.only_segment
    if len(survey.bands) == 1:
        found["band"] = str(survey.bands[0].rank)
    return found
