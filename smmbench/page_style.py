"""The style that stands inside each page, so that its first picture waits for no other file."""

from __future__ import annotations

import base64
import hashlib
import re


def squeezed(sheet: str) -> str:
    """A style sheet without its comments and the space that means nothing.

    >>> squeezed("/* Links */ a:is(:hover, .on) { color: red; }\\n@media print { a { order: 1 } }")
    'a:is(:hover,.on){color:red}@media print{a{order:1}}'
    """
    bare = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
    tight = re.sub(r" ?([{};,]) ?", r"\1", bare)
    return re.sub(r"(?<=[\w-]): ", ":", tight).replace(";}", "}").strip()


def source_of(style: str) -> str:
    """What a policy says to allow this style element and no other: `'sha256-…'`."""
    digest = hashlib.sha256(style.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
