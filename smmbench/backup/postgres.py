"""PostgreSQL's tables of ours as SQL, by pg_dump, and such SQL into the database.

pg_dump reads one snapshot. The SQL is statements alone, so the driver runs it in one transaction:
neither psql nor a file's commands to it come into play, and other tables are left alone.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from django.db import Error, connection, transaction
from django.db.backends.postgresql.client import DatabaseClient
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from smmbench.backup import BackupError

CONTENT = "database.sql"
OPTIONS = (
    "--format=plain", "--encoding=UTF8", "--inserts", "--rows-per-insert=500",
    "--no-owner", "--no-privileges", "--no-comments", "--no-publications", "--no-subscriptions",
)  # fmt: skip
FOR_PSQL = re.compile(r"^\\restrict ([0-9A-Za-z]+)$", re.M)
"""A line of newer pg_dumps that is no SQL; it stands in the head, and its like at the end."""
HEAD = 1000


def tables() -> list[str]:
    """Those of ours that there are."""
    ours = connection.introspection.django_table_names(only_existing=True)
    recorder = MigrationRecorder(connection)
    return sorted({*ours, *([recorder.Migration._meta.db_table] if recorder.has_table() else [])})


def dump(into: Path) -> None:
    """The tables as they are at one moment. Raises BackupError with pg_dump's own reason."""
    wanted = [f"--table={name}" for name in tables()]
    parameters = [*OPTIONS, *wanted, f"--file={into}"]
    named, extra = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, parameters)
    command = ["pg_dump", *named[1:]]
    environment = {**os.environ, **(extra or {})}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    except FileNotFoundError as error:
        said = _("pg_dump is missing: install PostgreSQL’s client programs, then try again.")
        raise BackupError(said) from error
    if done.returncode:
        raise BackupError(_("pg_dump failed: %(error)s") % {"error": done.stderr.strip()})


def migrations() -> list[str]:
    """What was applied to the database."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def statements(script: str) -> str:
    """What pg_dump wrote without its two lines for psql; their key stands nowhere else."""
    if found := FOR_PSQL.search(script[:HEAD]):
        for line in (f"\\restrict {found[1]}\n", f"\\unrestrict {found[1]}\n"):
            script = script.replace(line, "")
    return script


def require_rights() -> None:
    """Raises BackupError where the role may not put other tables in the place of these."""
    owned = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"
    with connection.cursor() as cursor:
        cursor.execute(
            f"{owned} AND tablename = ANY(%s) AND NOT pg_has_role(tableowner, 'USAGE')",
            [tables()],
        )
        (foreign,) = cursor.fetchone()
        cursor.execute("SELECT has_schema_privilege(current_schema(), 'CREATE'), current_user")
        may_create, role = cursor.fetchone()
    if foreign or not may_create:
        said = _(
            "The role %(role)s may not replace the tables, for it does not own them. Name the role "
            "that migrates in DATABASE_URL, and restore again. Nothing was changed."
        )
        raise BackupError(said % {"role": role})


def replace(content: Path) -> None:
    """Put the tables in the place of those there are, in one transaction. Raises BackupError."""
    script = statements(content.read_text(encoding="utf-8"))
    quoted = ", ".join(map(connection.ops.quote_name, tables()))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if quoted:
                cursor.execute(f"DROP TABLE {quoted} CASCADE")
            cursor.execute(script)
    except Error as error:
        said = _("The database refused the backup: %(error)s. Nothing was changed.")
        raise BackupError(said % {"error": error}) from error
    finally:
        connection.close()  # the script changes settings of its connection
