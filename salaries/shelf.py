"""How the files of data/ are opened: which one, whether it changed, rows and texts in its form."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from salaries.domain.surveyed import Text

Stamp = tuple[int, int]


class LibraryError(ValueError):
    """A file of ours is not what it should be."""


def stamped(name: str) -> tuple[Path, Stamp]:
    """A file, and what changes when it does, so that what is kept is never stale."""
    path = Path(settings.DATA_DIR) / name
    found = path.stat()
    return path, (found.st_mtime_ns, found.st_size)


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """The rows of a CSV file by column. Raises LibraryError for another shape."""
    lines = csv.reader(io.StringIO(path.read_text(encoding="utf-8")), strict=True)
    if tuple(next(lines, ())) != columns:
        raise LibraryError(f"{path.name} needs the columns {', '.join(columns)}")
    for cells in lines:
        if len(cells) != len(columns):
            raise LibraryError(f"{path.name}, line {lines.line_num}: {len(cells)} cells")
        yield dict(zip(columns, cells, strict=True))


def text_in(found: Mapping[str, Any]) -> Text:
    """A text in three languages. Raises LibraryError where one is empty."""
    if not all(found[code].strip() for code in ("en", "ru", "ka")):
        raise LibraryError(f"a text lacks a language: {found['en']!r}")
    return Text(found["en"], found["ru"], found["ka"])
