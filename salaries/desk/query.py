"""The query of the city table, read and written: whole numbers, names with their values."""

from __future__ import annotations

from collections.abc import Mapping


def pairs(state: Mapping[str, object]) -> list[tuple[str, object]]:
    """Names and values of an address, what is empty left out."""
    return [
        (name, one)
        for name, value in state.items()
        for one in (value if isinstance(value, list) else [value])
        if one not in (None, "")
    ]


def whole(text: str | None, otherwise: int) -> int:
    """A whole number from the address; a long row of digits is just a large one."""
    digits = (text or "").strip()
    sign = -1 if digits.startswith("-") else 1
    digits = digits.removeprefix("-")
    return sign * int(digits[:9]) if digits.isascii() and digits.isdigit() else otherwise
