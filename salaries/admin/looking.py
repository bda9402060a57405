"""Files that were sent, read and checked by the loader's own rules; this room brings in pandas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from salaries.ingest.problems import Problem, Unreadable
from salaries.ingest.sent import Sent
from salaries.ingest.shared_cities import taken
from salaries.ingest.survey_files import (
    Content,
    SurveyFiles,
    description_of,
    read_survey,
    shipped_files,
)


@dataclass(frozen=True, slots=True)
class Look:
    """What the files say, or every problem why nothing can be said; never both."""

    content: Content | None
    problems: tuple[Problem, ...] = ()

    @property
    def version(self) -> str:
        """The version the files are; "" where they are refused."""
        return self.content.version if self.content else ""


def look(files: Mapping[str, Sent]) -> Look:
    """The files that were sent, each other one as it is shipped here."""
    try:
        whole = _with_shipped(files)
        content = read_survey(whole)
    except Unreadable as refusal:
        return Look(None, refusal.problems)
    problems = taken(content, whole.cities.name)
    return Look(None, problems) if problems else Look(content)


def _with_shipped(files: Mapping[str, Sent]) -> SurveyFiles:
    """What the bands of another survey ask is not what those of the shipped one do."""
    shipped = shipped_files()
    chosen = replace(shipped, **files)
    ours, theirs = description_of(shipped), description_of(chosen)
    if "requirements" in files or (ours.slug, ours.kind) == (theirs.slug, theirs.kind):
        return chosen
    return replace(chosen, requirements=None)
