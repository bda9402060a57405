"""`manage.py load_ranges [PATH]`: load the table, or say everything that is wrong with it."""

from argparse import ArgumentParser
from functools import partial
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext

from salaries.ingest.chosen import chosen, taken_out
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
    """Load the shipped table, unless a person chose another one, or that there is none.

    Raises CommandError then.
    """
    try:
        shipped = read_survey(shipped_files())
    except Unreadable:  # the load itself says everything that is wrong
        return load_table()
    slug = shipped.description.slug
    if taken_out(slug):
        raise CommandError(_is_out(slug))
    stands = chosen(slug)
    if stands is None or stands.version == shipped.version:
        return load_table()
    load = stands.loads.last()
    file = load.file_name if load else "–"
    raise CommandError(_is_another(stands.version, file, shipped.version))


def _is_out(slug: str) -> str:
    said = gettext(
        "“%(slug)s” was taken out of use here. Nothing was loaded. To put the shipped table in use "
        "again, add --replace."
    )
    return said % {"slug": slug}


def _is_another(stands: str, file: str, shipped: str) -> str:
    said = gettext(
        "Version %(stands)s (%(file)s) was put in use here, and is not the shipped table, version "
        "%(shipped)s. Nothing was loaded. To put the shipped table in its place, add --replace."
    )
    return said % {"stands": stands[:7], "file": file, "shipped": shipped[:7]}
