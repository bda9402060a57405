"""A backup and a restore, whichever the database."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from salaries.outages import told
from smmbench.backup import BackupError, container, embedded, postgres
from smmbench.version import VERSION

SQLITE = "sqlite"


def backup(path: Path, force: bool = False) -> None:
    """Write a backup. Raises BackupError; a file that is there is kept unless forced."""
    if path.exists() and not force:
        said = _("%(path)s exists already. Name another file, or replace it with --force.")
        raise BackupError(said % {"path": path})
    if not path.parent.is_dir():
        said = _("There is no folder %(folder)s. Make it first, or name another file.")
        raise BackupError(said % {"folder": path.parent})
    with tempfile.TemporaryDirectory() as folder:
        try:
            content, applied = _dump(Path(folder))
        except Error as error:
            raise BackupError(told(error)) from error
        about = container.About(
            container.PRODUCT,
            container.FORMAT,
            VERSION,
            connection.vendor,
            datetime.now(UTC).isoformat(timespec="seconds"),
            content.name,
            container.digest(content),
            applied,
        )
        container.write(path, about, content)


def restore(path: Path) -> Path | None:
    """Put a backup in the place of the data; where those are kept, if there were any.

    Raises BackupError, the data as they were, for a file that is damaged, another product's, of
    a newer version or of another kind of database.
    """
    with tempfile.TemporaryDirectory() as folder:
        about = container.read(path, Path(folder) / "content")
        _require_ours(path, about)
        if connection.vendor != SQLITE:
            _require_rights()
        kept = _keep()
        if connection.vendor == SQLITE:
            embedded.replace(_file(), Path(folder) / "content")
            connection.close()
        else:
            postgres.replace(Path(folder) / "content")
    return kept


def _dump(folder: Path) -> tuple[Path, list[str]]:
    if connection.vendor != SQLITE:
        content = folder / postgres.CONTENT
        applied = postgres.migrations()
        postgres.dump(content)
        return content, applied
    if not Path(_file()).exists():
        raise BackupError(_("There is no database yet: %(path)s.") % {"path": _file()})
    content = folder / embedded.CONTENT
    embedded.dump(_file(), content)
    return content, embedded.migrations(content)


def _file() -> str:
    return str(connection.settings_dict["NAME"])


def _require_ours(path: Path, about: container.About) -> None:
    told = {"path": path, "version": about.version, "ours": VERSION}
    if about.format != container.FORMAT or unknown(about.migrations):
        said = _(
            "%(path)s was made by a newer version, %(version)s; this is %(ours)s. Upgrade first. "
            "Nothing was changed."
        )
        raise BackupError(said % told)
    if about.vendor != connection.vendor:
        said = _(
            "%(path)s is of a %(theirs)s database, and this one is %(ours)s. Nothing was changed."
        )
        raise BackupError(said % (told | {"theirs": about.vendor, "ours": connection.vendor}))


def unknown(applied: Iterable[str]) -> list[str]:
    """Migrations that this version does not have, so that a newer one made them."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    return sorted(set(applied) - known)


def _require_rights() -> None:
    try:
        postgres.require_rights()
    except Error as error:
        said = _("The database cannot be used: %(error)s")
        raise BackupError(said % {"error": error}) from error


def _keep() -> Path | None:
    """The data as they are, in a backup in the state folder; None where there are none."""
    if connection.vendor == SQLITE and not Path(_file()).exists():
        return None
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
    kept = Path(settings.STATE_DIR) / f"before-restore-{moment}.zip"
    try:
        backup(kept)
    except BackupError as error:
        said = _(
            "The data as they are cannot be kept (%(error)s). Stop the site, move the database "
            "away, and restore again."
        )
        raise BackupError(said % {"error": error}) from error
    return kept
