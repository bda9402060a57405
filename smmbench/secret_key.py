"""The secret key of an installation: made once, kept in a file only its owner reads."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

LEAST = 32
"""Characters; one that is made has 50."""


def given_or_kept(given: str, path: Path, *, make: bool) -> str:
    """The key of SMMBENCH_SECRET_KEY, or else that of the file, which is made on the first call.

    Where nothing may be made it is one for this process. Raises ImproperlyConfigured, with the
    remedy, for one that is none.
    """
    if not given:
        return get_random_secret_key() if _is_missing(path) and not make else read_or_make(path)
    if len(given) < LEAST:
        raise ImproperlyConfigured(
            f"SMMBENCH_SECRET_KEY has fewer than {LEAST} characters; set it to a long random text, "
            f"or leave it out: one is then made and kept in {path}."
        )
    return given


def read_or_make(path: Path) -> str:
    """The key in the file. Raises ImproperlyConfigured where it is none, or cannot be made."""
    try:
        if not path.exists():
            _make(path)
    except OSError as error:
        raise ImproperlyConfigured(
            f"The secret key cannot be made as {path} ({error.strerror}); set SMMBENCH_STATE_DIR "
            "to a folder that the site's user may write to, or set SMMBENCH_SECRET_KEY."
        ) from error
    return _read(path)


def _is_missing(path: Path) -> bool:
    try:
        return not path.exists()
    except OSError:  # nobody may look: reading it says why
        return False


def _read(path: Path) -> str:
    try:
        key = path.read_text(encoding="utf-8")
        why = "" if len(key.strip()) >= LEAST else f"fewer than {LEAST} characters"
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", "") or "not UTF-8"
    if why:
        raise ImproperlyConfigured(
            f"{path} holds no secret key ({why}); put back the one that was kept, or remove it: "
            "a new one is made, and whoever is logged in has to log in again."
        )
    return key


def _make(path: Path) -> None:
    """The file appears under its name only when it is whole and on the disk.

    So two processes that start together end up with one key, and a power cut leaves one or none.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    try:
        with draft.open("w", encoding="utf-8") as file:
            file.write(get_random_secret_key())
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
