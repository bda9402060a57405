"""`manage.py backup PATH`: the whole database into one checked file, while the site runs."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from smmbench.backup import BackupError
from smmbench.backup.run import backup


class Command(BaseCommand):
    """Writes a whole backup or none."""

    help = gettext("Write the whole database into one checked file; the site may run meanwhile.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and whether a file that is there may go."""
        parser.add_argument("path", type=Path, help=gettext("the file to write, such as bench.zip"))
        parser.add_argument(
            "--force", action="store_true", help=gettext("replace a file that is there")
        )

    def handle(self, *args: object, path: Path, force: bool = False, **options: object) -> None:
        """Exit code 1, and no new file, when anything is wrong."""
        try:
            backup(path, force)
        except BackupError as error:
            raise CommandError(str(error)) from error
        told = {"path": path, "bytes": path.stat().st_size}
        self.stdout.write(gettext("Wrote %(path)s (%(bytes)s bytes), and checked it.") % told)
