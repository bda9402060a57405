"""The names of all settings, and those that are a switch or a number."""

from __future__ import annotations

import os
from collections.abc import Sequence

from django.core.exceptions import ImproperlyConfigured

NAMES = (
    "ADMIN",
    "ALLOWED_HOSTS",
    "DEBUG",
    "FORWARDED_HOST",
    "HTTPS",
    "LIMITS",
    "LOGS",
    "METRICS",
    "PROXIES",
    "SECRET_KEY",
    "STATE_DIR",
)
KNOWN = {f"SMMBENCH_{name}" for name in NAMES}


def only_looks(arguments: Sequence[str]) -> bool:
    """Is the command one that must make no key, folder or file?"""
    return list(arguments[1:2]) == ["doctor"]


def refuse_unknown() -> None:
    """Raises ImproperlyConfigured for a name of ours that is no setting."""
    unknown = {name for name in os.environ if name.startswith("SMMBENCH_")} - KNOWN
    if unknown:
        names, known = ", ".join(sorted(unknown)), ", ".join(sorted(KNOWN))
        raise ImproperlyConfigured(f"There is no setting {names}; there are {known}.")


def switch(name: str) -> bool:
    """An on-off setting. Raises ImproperlyConfigured for anything but 1, 0 or nothing."""
    value = os.environ.get(name, "0") or "0"
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} is {value!r}; set it to 1 (on) or 0 (off).")
    return value == "1"


def number(name: str, default: int, most: int) -> int:
    """A whole number from 0 to `most`. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name) or str(default)
    if not (value.isascii() and value.isdigit() and int(value) <= most):
        raise ImproperlyConfigured(f"{name} is {value!r}; set it to a number from 0 to {most}.")
    return int(value)
