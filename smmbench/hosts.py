"""The names that the site answers to, read from SMMBENCH_ALLOWED_HOSTS."""

from __future__ import annotations

import re

from django.core.exceptions import ImproperlyConfigured

NAME = re.compile(r"\*|\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]", re.IGNORECASE)
FORM = "write names alone, with commas, such as bench.example,127.0.0.1,[::1]"


def read(text: str) -> list[str]:
    """The names. Raises ImproperlyConfigured for what no request could match.

    >>> read("bench.example, [::1],")
    ['bench.example', '[::1]']
    """
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names:
        raise ImproperlyConfigured(f"SMMBENCH_ALLOWED_HOSTS names no host; {FORM}.")
    for name in names:
        if not NAME.fullmatch(name):
            raise ImproperlyConfigured(
                f"SMMBENCH_ALLOWED_HOSTS has {name!r}, which is no host's name; {FORM}: no scheme, "
                "port, path or space, and letters beyond a-z as in DNS (xn--…)."
            )
    return names
