"""What code a process runs, as a digest: what it was given before may not hold for other code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import django
from django.conf import settings

PARTS = {
    "salaries": {".py"},
    "smmbench": {".py"},
    "templates": {".html", ".svg"},
    "static": {".css", ".js", ".svg"},
    "locale": {".mo"},
    "data": {".csv", ".toml"},
}
"""The folders that a page is made of, and the files in them that matter."""


@cache
def code_digest() -> str:
    """The SHA-256 of every file that a page is made of, and of Django's version; read once."""
    told = hashlib.sha256(f"{django.__version__} {settings.DEBUG}".encode())
    for path in _files():
        told.update(hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()


def _files() -> Iterator[Path]:
    for folder, endings in PARTS.items():
        found = sorted((Path(settings.BASE_DIR) / folder).rglob("*"))
        yield from (path for path in found if path.suffix in endings)
