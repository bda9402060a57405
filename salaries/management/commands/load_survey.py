"""`manage.py load_survey PATH`: load any survey of bands beside those there are."""

from argparse import ArgumentParser
from functools import partial
from pathlib import Path

from django.utils.translation import gettext

from salaries.ingest.loader import load_survey
from salaries.ingest.survey_files import files_of
from salaries.management.loading import LoadingCommand


class Command(LoadingCommand):
    """Loads a survey that stands in files of its own (docs/surveys.md)."""

    help = gettext(
        "Load a survey, whole, or print every problem and change nothing. Its description, in "
        "TOML, stands beside its table and is named alike."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The table's path, and whether pages are to show the survey unasked."""
        parser.add_argument(
            "path", metavar="PATH", type=Path, help=gettext("the survey’s CSV file")
        )
        parser.add_argument(
            "--default",
            action="store_true",
            help=gettext("show this survey where an address names none"),
        )

        parser.add_argument(
            "--replace",
            action="store_true",
            help=gettext("put it in the place of another survey of the same name"),
        )

    def handle(
        self, *args: object, path: Path, default: bool, replace: bool = False, **options: object
    ) -> None:
        """Exit code 1, and the data as they were, when anything is wrong."""
        self.load(partial(load_survey, files_of(path), default=default, replace=replace))
