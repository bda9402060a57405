"""A thing that was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a thing was found."""

    WELL = "ok"
    ODD = "warning"
    """Works, and is hardly what is meant."""
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it was found, and what mends it where it is not well."""

    name: str
    state: State
    said: str
    remedy: str = ""


def well(name: str, said: str) -> Finding:
    """A thing that is as it should be."""
    return Finding(name, State.WELL, said)


def odd(name: str, said: str, remedy: str) -> Finding:
    """A thing that works and is hardly what is meant."""
    return Finding(name, State.ODD, said, remedy)


def fault(name: str, said: str, remedy: str) -> Finding:
    """A thing that is wrong."""
    return Finding(name, State.FAULT, said, remedy)
