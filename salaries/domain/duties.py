"""What a job holds: the duties that the survey's pay is for, and those of other trades."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from salaries.domain.surveyed import Text

SEVERAL_JOBS = 2
"""Duties of so many other trades make a posting several jobs in one."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A thing to be done; `job` is the other trade whose work it is, empty for a surveyed duty."""

    key: str
    job: str
    text: Text

    @property
    def is_surveyed(self) -> bool:
        """Is it one of those that the table's pay is for?"""
        return not self.job


def surveyed(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    """Those that the table's pay is for, in their order."""
    return tuple(duty for duty in duties if duty.is_surveyed)


def outside(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    """Those outside what was surveyed, in their order: to be agreed and paid apart."""
    return tuple(duty for duty in duties if not duty.is_surveyed)


def other_jobs(duties: Iterable[Duty]) -> tuple[str, ...]:
    """The other trades that duties belong to, each once, in the order of the duties.

    >>> events = Duty("events", "events", Text("Organise events", "", ""))
    >>> other_jobs([events, Duty("reports", "", Text("Write reports", "", ""))])
    ('events',)
    """
    return tuple(dict.fromkeys(duty.job for duty in duties if duty.job))


def is_several_jobs(duties: Iterable[Duty]) -> bool:
    """Do duties ask for several jobs in one: for those of two other trades, or more?

    >>> events = Duty("events", "events", Text("Organise events", "", ""))
    >>> texts = Duty("site-texts", "editorial", Text("Write for the site", "", ""))
    >>> is_several_jobs([events]), is_several_jobs([events, texts])
    (False, True)
    """
    return len(other_jobs(duties)) >= SEVERAL_JOBS
