"""`manage.py load_ranges [PATH]`: load the table, or say everything that is wrong with it."""

from argparse import ArgumentParser
from functools import partial
from pathlib import Path

from django.utils.translation import gettext

from salaries.ingest.loader import load_table
from salaries.management.loading import LoadingCommand


class Command(LoadingCommand):
    """Loads the whole table or nothing; the same table twice changes nothing."""

    help = gettext(
        "Load the table of pay ranges, whole, or print every problem and change nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One optional argument: the table's path."""
        parser.add_argument(
            "path",
            nargs="?",
            type=Path,
            help=gettext("a CSV file; without it, the table shipped here"),
        )

    def handle(self, *args: object, path: Path | None = None, **options: object) -> None:
        """Exit code 1, and the data as they were, when anything is wrong."""
        self.load(partial(load_table, path))
