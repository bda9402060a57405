"""What an answer was made from, short enough for its address: `3fa92c1-1`.

The first digits of the survey's version, a dash, and the version of the method.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from salaries.domain.method import METHOD_VERSION
from salaries.domain.survey import Survey

PARAMETER = "v"
"""Its name in an address."""
DIGITS = 7
WRITTEN = re.compile(r"([0-9a-f]{7,64})-([0-9A-Za-z.]{1,12})")


@dataclass(frozen=True, slots=True)
class Version:
    """What an answer was made from: how the survey's version begins, and the method's version."""

    survey: str
    method: str

    def __str__(self) -> str:
        """As it stands in an address."""
        return f"{self.survey}-{self.method}"


def version_of(survey: Survey) -> Version:
    """The version of the answers that a survey gives today."""
    return Version(survey.version[:DIGITS], METHOD_VERSION)


def read_version(text: str) -> Version | None:
    """The version that a text names; None where it names none.

    >>> read_version("3fa92c1-1"), read_version("3fa92c1")
    (Version(survey='3fa92c1', method='1'), None)
    """
    found = WRITTEN.fullmatch(text.strip())
    return Version(*found.groups()) if found else None
