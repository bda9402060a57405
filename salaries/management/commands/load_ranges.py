"""`manage.py load_ranges [PATH]`: load the table, or say everything that is wrong with it."""

from argparse import ArgumentParser
from functools import partial
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext

from salaries.ingest.chosen import chosen
from salaries.ingest.loader import LoadReport, load_table
from salaries.ingest.problems import Unreadable
from salaries.ingest.survey_files import read_survey, shipped_files
from salaries.management.loading import LoadingCommand


class Command(LoadingCommand):
    """Loads the whole table or nothing; the same table twice changes nothing."""

    help = gettext(
        "Load the table of pay ranges, whole, or print every problem and change nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The table's path, and whether the shipped one may replace what a person loaded."""
        parser.add_argument(
            "path",
            nargs="?",
            type=Path,
            help=gettext("a CSV file; without it, the table shipped here"),
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help=gettext("put the shipped table in the place of one that was imported"),
        )

    def handle(
        self,
        *args: object,
        path: Path | None = None,
        replace: bool = False,
        **options: object,
    ) -> None:
        """Exit code 1, and the data as they were, when anything is wrong."""
        self.load(partial(load_table, path) if path or replace else _load_shipped)


def _load_shipped() -> LoadReport:
    """Load the shipped table, unless it would replace one that a person put in use.

    Raises CommandError then.
    """
    try:
        shipped = read_survey(shipped_files())
    except Unreadable:  # the load itself says everything that is wrong
        return load_table()
    stands = chosen(shipped.description.slug)
    if stands is None or stands.version == shipped.version:
        return load_table()
    load = stands.loads.last()
    said = gettext(
        "Version %(stands)s (%(file)s) was put in use here, and is not the shipped table, version "
        "%(shipped)s. Nothing was loaded. To put the shipped table in its place, add --replace."
    )
    names = {"stands": stands.version[:7], "shipped": shipped.version[:7]}
    raise CommandError(said % (names | {"file": load.file_name if load else "–"}))
