"""How often each expensive door opens to one client, read from SMMBENCH_LIMITS."""

from __future__ import annotations

import re

DEFAULTS = {"api": 600, "cards": 120, "exports": 60, "bulk": 30}
"""Requests a minute from one address: more than a person, or an office behind one address, asks."""
MOST = 1_000_000
PAIRS = ",".join(f"{door}={limit}" for door, limit in DEFAULTS.items())
FORM = f"1 (on), 0 (off), or such as {PAIRS}, each number from 1 to {MOST}"


def read(text: str) -> dict[str, int]:
    """The limits by door; a door not named has its default, and none is left where it is off.

    Raises ValueError.

    >>> read("bulk=5")
    {'api': 600, 'cards': 120, 'exports': 60, 'bulk': 5}
    >>> read("0")
    {}
    """
    if text in {"", "1"}:
        return dict(DEFAULTS)
    if text == "0":
        return {}
    given = dict(_pair(part) for part in text.split(","))
    return DEFAULTS | given


def _pair(part: str) -> tuple[str, int]:
    found = re.fullmatch(r"\s*([a-z]+)=([0-9]{1,7})\s*", part)
    if not found or found[1] not in DEFAULTS or not 1 <= int(found[2]) <= MOST:
        raise ValueError(part)
    return found[1], int(found[2])
