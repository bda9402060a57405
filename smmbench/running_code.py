"""What code a process runs, as a digest: what it was given before may not hold for other code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from smmbench.static import digest
from smmbench.version import VERSION

PARTS = {
    "salaries": {".py"},
    "smmbench": {".py"},
    "templates": {".html", ".svg"},
    "static": {".css", ".js", ".svg"},
    "locale": {".mo"},
    "data": {".csv", ".toml", ".md"},
}
"""The folders that a page is made of, and the files in them that matter."""
PACKAGES = ("babel", "django", "django-filter", "django-tables2")
"""What else writes in a page: its words for numbers and dates, its forms, its tables."""
SCRIPTS = ("plotly.min.js", "htmx-4.min.js")
"""Others' scripts, whose digests stand in a page: which Plotly there is depends on npm."""


@cache
def code_digest() -> str:
    """The SHA-256 of every file, package and setting that a page is made of; read once."""
    told = hashlib.sha256(repr((*_installed(), *_settings())).encode())
    for path in _files():
        told.update(hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()


def _installed() -> Iterator[str]:
    yield VERSION
    yield from map(version, PACKAGES)
    yield from (digest(str(finders.find(name))) for name in SCRIPTS)


def _settings() -> tuple[object, ...]:
    """Those that an environment sets and a page may show; host and scheme are in its address."""
    return settings.DEBUG, settings.ADMIN, sorted(settings.LIMITS.items()), settings.PAGE_STYLE


def _files() -> Iterator[Path]:
    for folder, endings in PARTS.items():
        found = sorted((Path(settings.BASE_DIR) / folder).rglob("*"))
        yield from (path for path in found if path.suffix in endings)
