"""What a spreadsheet takes for a formula, and how a text is kept from being one."""

from __future__ import annotations

from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so may be run by the program that opens it."""


def safe(value: Any) -> Any:
    """A value that no spreadsheet takes for a formula; numbers and nothing stay as they are.

    >>> safe("=1+1"), safe(-3000), safe("Kazan")
    ("'=1+1", -3000, 'Kazan')
    """
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value
