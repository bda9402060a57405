"""What the commands that load a survey have in common: how they end and what they print."""

from __future__ import annotations

from collections.abc import Callable

from django.core.management.base import BaseCommand, CommandError
from django.db import Error
from django.utils.translation import gettext, ngettext

from salaries.ingest.loader import LoadReport, Outcome
from salaries.ingest.messages import sentence
from salaries.outages import Outage, condition, remedy, told

MOST_LINES = 100


class LoadingCommand(BaseCommand):
    """Loads a whole survey or nothing; the same files twice change nothing."""

    def load(self, load: Callable[[], LoadReport]) -> None:
        """Load, and print what was loaded.

        Raises CommandError when anything is wrong, with every problem printed and the data as they
        were.
        """
        if condition() is Outage.NEWER:
            raise CommandError(remedy(Outage.NEWER))
        try:
            report = load()
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
