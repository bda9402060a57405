"""`manage.py forget_versions --keep N`: remove old versions of the surveys."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext, ngettext

from salaries.ingest.versions import forget


class Command(BaseCommand):
    """Removes versions that no page serves; a link made from one then says that it is gone."""

    help = gettext("Remove old versions of the surveys; the current ones always stay.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many old versions of each survey stay."""
        parser.add_argument(
            "--keep",
            type=int,
            required=True,
            metavar="N",
            help=gettext("how many old versions of each survey to keep, those loaded last"),
        )

    def handle(self, *args: object, keep: int, **options: object) -> None:
        """Says how many were removed. Exit code 1 for a negative number."""
        if keep < 0:
            raise CommandError(
                gettext("--keep must be 0 or more; it is %(keep)s.") % {"keep": keep}
            )
        count = len(forget(keep))
        self.stdout.write(
            ngettext("Removed %(count)s old version.", "Removed %(count)s old versions.", count)
            % {"count": count}
        )
