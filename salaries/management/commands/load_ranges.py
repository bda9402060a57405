"""`manage.py load_ranges [PATH]`: load the table, or say everything that is wrong with it."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import Error
from django.utils.translation import gettext, ngettext

from salaries.ingest.chosen import chosen
from salaries.ingest.loader import LoadReport, Outcome, load_table, read_survey, shipped_files
from salaries.ingest.messages import sentence
from salaries.ingest.problems import Unreadable
from salaries.outages import REMEDIES, Outage, condition, told

MOST_LINES = 100


class Command(BaseCommand):
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
        if condition() is Outage.NEWER:
            raise CommandError(str(REMEDIES[Outage.NEWER]))
        try:
            if path is None and not replace:
                _refuse_over_a_chosen_table()
            report = load_table(path)
        except Error as error:
            said = gettext("Nothing was loaded. %(reason)s")
            raise CommandError(said % {"reason": told(error)}) from error
        if report.outcome is Outcome.REFUSED:
            self._print_problems(report)
            raise CommandError(_refusal(report))
        self.stdout.write(_success(report))

    def _print_problems(self, report: LoadReport) -> None:
        for problem in report.problems[:MOST_LINES]:
            self.stderr.write(sentence(problem))
        more = len(report.problems) - MOST_LINES
        if more > 0:
            self.stderr.write(
                ngettext("… and %(more)s more problem", "… and %(more)s more problems", more)
                % {"more": more}
            )


def _refuse_over_a_chosen_table() -> None:
    """Raise CommandError where the shipped table would replace one that a person put in use."""
    try:
        shipped = read_survey(shipped_files())
    except Unreadable:  # the load itself says everything that is wrong
        return
    stands = chosen(shipped.description.slug)
    if stands is None or stands.version == shipped.version:
        return
    load = stands.loads.last()
    said = gettext(
        "Version %(stands)s (%(file)s) was put in use here, and is not the shipped table, version "
        "%(shipped)s. Nothing was loaded. To put the shipped table in its place, add --replace."
    )
    names = {"stands": stands.version[:7], "shipped": shipped.version[:7]}
    raise CommandError(said % (names | {"file": load.file_name if load else "–"}))


def _refusal(report: LoadReport) -> str:
    count = len(report.problems)
    return ngettext(
        "%(file)s was refused: %(count)s problem. Nothing was loaded; the data are as they were.",
        "%(file)s was refused: %(count)s problems. Nothing was loaded; the data are as they were.",
        count,
    ) % {"file": report.file_name, "count": count}


def _success(report: LoadReport) -> str:
    facts = {
        "file": report.file_name,
        "rows": report.rows,
        "markets": report.markets,
        "sha256": report.sha256[:12],
    }
    if report.outcome is Outcome.UNCHANGED:
        return gettext("%(file)s is loaded already (sha256 %(sha256)s); nothing changed.") % facts
    if report.outcome is Outcome.RESTORED:
        return (
            gettext("%(file)s is a version loaded before (sha256 %(sha256)s); it is in use again.")
            % facts
        )
    return (
        gettext("Loaded %(file)s: %(rows)s rows, %(markets)s markets (sha256 %(sha256)s).") % facts
    )
