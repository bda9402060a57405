"""How many times as long as its rows alone a load of a large survey takes, turn by turn.

    python -m tests.benchmarks.served.loading

The database is that of `DATABASE_URL`; the rows alone go in by `executemany`, or by COPY on
PostgreSQL, into the same table with the same constraints.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smmbench.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from salaries.ingest.loader import Outcome, load_survey  # noqa: E402
from salaries.models import SalaryRange, Survey  # noqa: E402
from tests.benchmarks.served.surveys import ROWS, files  # noqa: E402
from tests.benchmarks.side_by_side import ROUNDS, seconds  # noqa: E402

COLUMNS = ("market_id", "band_id", "low", "high")
TARGET = f"salaries_salaryrange ({', '.join(COLUMNS)})"


def raw(rows: list[tuple[int, ...]]) -> None:
    """The rows by the database's own way, in a transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {TARGET} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {TARGET} VALUES (%s, %s, %s, %s)", rows)  # noqa: S608


def turn(folder: Path, number: int) -> tuple[float, float]:
    """Seconds of a load, and of the very rows that it stored; both are removed again."""
    made = files(folder, number)

    def load() -> None:
        report = load_survey(made)
        assert (report.outcome, report.rows) == (Outcome.LOADED, ROWS), report.problems[:3]

    ours = seconds(load)
    stored = SalaryRange.objects.filter(market__survey__is_default=True)
    rows = list(stored.order_by("pk").values_list(*COLUMNS))
    stored.delete()
    theirs = seconds(lambda: raw(rows))
    Survey.objects.all().delete()
    return ours, theirs


def main() -> None:
    """Print how many times as long."""
    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory() as name:
        turns = [turn(Path(name), number) for number in range(ROUNDS + 1)][1:]
    ours, theirs = (statistics.median(side) for side in zip(*turns, strict=True))
    sys.stdout.write(f"{ours / theirs}\n")


if __name__ == "__main__":
    main()
