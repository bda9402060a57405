"""The database and the survey in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from salaries import queries
from salaries.outages import Outage, outage, own_words, refusal, remedy
from smmbench.backup.run import unknown
from smmbench.doctor.findings import Finding, State, fault, odd, well


def database() -> Iterator[Finding]:
    """All there is to say of it; one fault where it does not answer."""
    if connection.vendor == "postgresql" and (said := refusal()):
        yield fault("database", said, remedy(Outage.AWAY))
        return
    if missing := _missing_file():
        yield missing
        return
    try:
        connection.ensure_connection()
        yield well("database", connection.vendor)
        migrated = _migrations()
        yield migrated
        if connection.vendor == "sqlite":
            yield _log()
            yield _integrity()
        if migrated.state is State.WELL:
            yield _survey()
    except Error as error:
        yield fault("database", own_words(error).strip(), remedy(outage(error) or Outage.AWAY))


def _missing_file() -> Finding | None:
    """A file that is not there or empty is left so: SQLite makes a database of it on opening."""
    path = Path(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or "mode=memory" in str(path):
        return None
    if path.exists() and (path.is_dir() or path.stat().st_size):
        return None
    said = _("There is no database yet: %(path)s.") % {"path": path}
    return fault("database", said, _("Run `manage.py migrate`, or correct DATABASE_URL."))


def _migrations() -> Finding:
    executor = MigrationExecutor(connection)
    applied = [f"{app}.{name}" for app, name in executor.loader.applied_migrations]
    if newer := unknown(applied):
        said = _("made by a newer version: %(names)s") % {"names": ", ".join(newer)}
        return fault("migrations", said, _("Upgrade the product, or restore an older backup."))
    if missing := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        names = ", ".join(f"{one.app_label}.{one.name}" for one, _back in missing)
        said = _("not applied: %(names)s") % {"names": names}
        return fault("migrations", said, _("Run `manage.py migrate`."))
    return well("migrations", _("all applied"))


def _pragma(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return str(cursor.fetchone()[0])


def _log() -> Finding:
    mode = _pragma("journal_mode")
    if mode != "wal":
        said = _("%(mode)s, so readers wait for writers") % {"mode": mode}
        return odd("journal", said, _("Keep the database on a local disk."))
    return well("journal", mode)


def _integrity() -> Finding:
    said = _pragma("integrity_check")
    if said != "ok":
        return fault("integrity", said.splitlines()[0], _("Run `manage.py restore` on a backup."))
    return well("integrity", said)


def _survey() -> Finding:
    try:
        survey = queries.default_survey()
    except queries.NoSurveyError:
        return fault("survey", _("none is loaded"), _("Run `manage.py load_ranges`."))
    days = (datetime.now(UTC) - survey.provenance.loaded_at).days
    said = _("%(slug)s, version %(version)s, days since it was loaded: %(days)s")
    told = {"slug": survey.slug, "version": survey.version[:7], "days": days}
    return well("survey", said % told)
