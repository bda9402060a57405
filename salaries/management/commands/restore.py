"""`manage.py restore PATH`: a backup in the place of the data, which are kept beside it."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from smmbench.backup import BackupError
from smmbench.backup.run import restore


class Command(BaseCommand):
    """Restores a whole backup or nothing; the site may run meanwhile."""

    help = gettext("Put a backup in the place of the data, which are first backed up themselves.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where from."""
        parser.add_argument("path", type=Path, help=gettext("a file that `backup` wrote"))

    def handle(self, *args: object, path: Path, **options: object) -> None:
        """Exit code 1, and the data as they were, when anything is wrong."""
        try:
            kept = restore(path)
        except BackupError as error:
            raise CommandError(str(error)) from error
        call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write(gettext("Restored %(path)s.") % {"path": path})
        if kept:
            said = gettext("The data as they were are in %(kept)s; remove it when all is well.")
            self.stdout.write(said % {"kept": kept})
