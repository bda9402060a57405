"""A file that came over the wire."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that somebody sent: in memory, and never on the disk."""

    name: str
    data: bytes
