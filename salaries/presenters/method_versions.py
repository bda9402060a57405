"""Every version that the method has had: when it began, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from salaries import numbers

VERSIONS: tuple[tuple[str, date, Promise], ...] = (
    ("1", date(2026, 11, 23), lazy("The first one: every formula as it stands on this page.")),
)
"""The oldest first. The last is METHOD_VERSION."""


@dataclass(frozen=True, slots=True)
class MethodVersion:
    """One version of the method, in words."""

    name: str
    day: str
    what: str


def method_versions() -> list[MethodVersion]:
    """Every version, the newest first."""
    return [
        MethodVersion(name, numbers.day(day), str(what)) for name, day, what in reversed(VERSIONS)
    ]
