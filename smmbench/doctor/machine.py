"""The machine: Python, packages, clock, disk and the state folder."""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
import time
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from smmbench.doctor.findings import Finding, fault, odd, well
from smmbench.version import PROJECT

OLDEST = (3, 11)
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)(?:\s*;\s*(.*?))?\s*\\?$", re.M)
LEAST_FREE = 200_000_000
"""Bytes that a load, a backup and the log of writes need beside the database."""


def python() -> Finding:
    """Is Python new enough?"""
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST:
        return fault("python", found, _("Install Python 3.11 or newer."))
    return well("python", found)


def packages() -> Finding:
    """Are the packages installed that the requirements lock?"""
    amiss = sorted(_amiss((PROJECT.parent / "requirements.txt").read_text(encoding="utf-8")))
    if amiss:
        said = _("not as requirements.txt locks them: %(names)s") % {"names": ", ".join(amiss)}
        return fault("packages", said, _("Run `make install`."))
    return well("packages", _("as requirements.txt locks them"))


def _amiss(requirements: str) -> Iterator[str]:
    """Names of packages of another version, or none; those for other machines are left out."""
    for name, wanted, condition in LOCKED.findall(requirements):
        if condition:
            continue
        try:
            if version(name) != wanted:
                yield name
        except PackageNotFoundError:
            yield name


def clock() -> Finding:
    """Is the time at all possible? No file of ours can be from the future."""
    newest = PROJECT.stat().st_mtime
    if time.time() < newest - 24 * 3600:
        return fault("clock", _("behind the product’s own files"), _("Set the clock (NTP)."))
    return well("clock", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()))


def folders() -> list[Path]:
    """Where the site writes: the state folder, and that of the database where it is a file."""
    found = [Path(settings.STATE_DIR)]
    database = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and "mode=memory" not in database:
        found.append(Path(database).parent)
    return list(dict.fromkeys(folder.absolute() for folder in found))


def disk(folder: Path) -> Finding:
    """Is there room to write, where the folder is or will be?"""
    there = next(one for one in (folder, *folder.parents) if one.exists())
    free = shutil.disk_usage(there).free
    said = _("%(megabytes)s MB free in %(folder)s")
    told = said % {"megabytes": free // 1_000_000, "folder": there}
    if free < LEAST_FREE:
        return fault("disk", told, _("Free some room: 200 MB at least."))
    return well("disk", told)


def permissions(folder: Path) -> Finding:
    """May this user write, and may nobody else read the secret key?"""
    if not folder.is_dir():
        said = _("there is no folder %(folder)s") % {"folder": folder}
        remedy = _("Run `manage.py migrate`, which makes it, or correct the setting that names it.")
        return fault("permissions", said, remedy)
    if not os.access(folder, os.W_OK | os.X_OK):
        said = _("%(folder)s cannot be written to") % {"folder": folder}
        return fault("permissions", said, _("Give the folder to the user that runs the site."))
    key = folder / "secret_key"
    if key.exists() and stat.S_IMODE(key.stat().st_mode) & 0o077:
        said = _("others may read %(file)s") % {"file": key}
        return odd("permissions", said, f"chmod 600 {key}")
    return well("permissions", str(folder))
