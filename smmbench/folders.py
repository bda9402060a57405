"""Folders that a setting names."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def made(folder: Path, setting: str, *, must_write: bool = True) -> Path:
    """The folder, made where it is missing. Raises ImproperlyConfigured where it cannot be had.

    SQLite's may be one that is only read.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        can_write = os.access(folder, os.W_OK | os.X_OK)
        why = "" if can_write or not must_write else "it cannot be written to"
    except OSError as error:
        why = error.strerror or str(error)
    if why:
        raise ImproperlyConfigured(
            f"There is no using the folder {folder} ({why}); name another one in {setting}, or "
            "give it to the user that runs the site."
        )
    return folder
