"""Loads the shipped survey, and so many large ones beside it, into the database at `DATABASE_URL`.

python -m tests.benchmarks.served.filling [SURVEYS]
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smmbench.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

from salaries.ingest.loader import Outcome, load_survey, load_table  # noqa: E402
from tests.benchmarks.served.surveys import PLACES, TOWNS, files  # noqa: E402

BANDS = 4
TOWN = "town-7"
"""A city that only the last of the large surveys has."""


def name(number: int) -> str:
    """What one of the large surveys is called."""
    return f"large-{number}"


def main() -> None:
    """Migrate and load; the last of the surveys is of cities of its own."""
    call_command("migrate", verbosity=0)
    reports = [load_table()]
    with tempfile.TemporaryDirectory() as folder:
        surveys = int(sys.argv[1]) if len(sys.argv) > 1 else 0
        for number in range(surveys):
            places = TOWNS if number == surveys - 1 else PLACES
            made = files(Path(folder), number, BANDS, name(number), places)
            reports.append(load_survey(made))
    for report in reports:
        assert report.outcome is Outcome.LOADED, report.problems[:3]


if __name__ == "__main__":
    main()
