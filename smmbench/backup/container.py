"""The file of a backup: a ZIP with what it is (`backup.json`) and the database itself.

Any tool opens it, so that a database can be had back without this program; each part carries its
checksum, so that one flipped bit is noticed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from smmbench.backup import BackupError

PRODUCT = "smm-bench"
FORMAT = 1
ABOUT = "backup.json"
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""All that zipfile and json say of a file that is none of ours, or is ours no longer whole."""


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself; `migrations` are `app.name`, `vendor` is Django's word."""

    product: str
    format: int
    version: str
    vendor: str
    made_at: str
    content: str
    sha256: str
    migrations: Sequence[str]


def write(path: Path, about: About, content: Path) -> None:
    """The file at its path, whole and on the disk, or not at all. Raises BackupError.

    Only its owner may read it, for it holds what the database holds.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        _pack(draft, about, content)
        draft.replace(path)
        _sync(path.parent)
    except OSError as error:
        said = _("%(path)s cannot be written: %(error)s.")
        raise BackupError(said % {"path": path, "error": error.strerror or error}) from error
    finally:
        draft.unlink(missing_ok=True)


def _pack(draft: Path, about: About, content: Path) -> None:
    """Write the file, and read it again as a restore will."""
    draft.touch(mode=0o600)
    with draft.open("r+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(ABOUT, json.dumps(asdict(about), indent=1))
            archive.write(content, about.content)
        file.flush()
        os.fsync(file.fileno())
    with tempfile.TemporaryDirectory() as folder:
        read(draft, Path(folder) / about.content)


def _sync(folder: Path) -> None:
    """So that the name, too, outlasts a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(path: Path, into: Path) -> About:
    """What a backup says of itself, and its database in a file. Raises BackupError."""
    try:
        with zipfile.ZipFile(path) as archive:
            about = _about(json.loads(archive.read(ABOUT)))
            with archive.open(about.content) as packed, into.open("wb") as file:
                shutil.copyfileobj(packed, file)
        if digest(into) != about.sha256:
            raise ValueError("SHA-256")
    except OSError as error:
        said = _("%(path)s cannot be read: %(error)s.")
        raise BackupError(said % {"path": path, "error": error.strerror or error}) from error
    except DAMAGED as error:
        said = _("%(path)s is no backup of SMM Bench, or it is damaged. Nothing was changed.")
        raise BackupError(said % {"path": path}) from error
    return about


def _about(found: dict[str, Any]) -> About:
    """Raises ValueError or TypeError for another product's, or fields that are not ours."""
    if found["product"] != PRODUCT:
        raise ValueError(found["product"])
    about = About(**{name: found[name] for name in About.__dataclass_fields__})
    if not all(isinstance(name, str) for name in (about.content, about.vendor, *about.migrations)):
        raise ValueError(about)
    return about


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
