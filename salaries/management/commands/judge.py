"""`manage.py judge IN [-o OUT]`: a sheet of offers judged, row by row, at any size."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext, ngettext
from rich.console import Console
from rich.progress import open as open_with_progress

from salaries import numbers, queries
from salaries.bulk.fields import Field
from salaries.bulk.judges import tables_for
from salaries.bulk.orders import OrderError, order_for
from salaries.bulk.run import Order, judge_sheet
from salaries.bulk.tables import Tables
from salaries.domain.money import Basis
from salaries.domain.sheet_summary import SheetSummary
from salaries.sheets.blocks import Header
from salaries.sheets.limits import COMMAND
from salaries.sheets.messages import say
from salaries.sheets.problems import SheetError
from salaries.sheets.reading import open_sheet
from salaries.sheets.writing import OutKind

KINDS: dict[str, OutKind] = {".csv": "csv", ".xlsx": "xlsx", ".parquet": "parquet"}
SOME_REFUSED = 3
READER_GONE = 141
"""What a shell expects of a program whose reader, such as `head`, has seen enough."""


class Command(BaseCommand):
    """Reads a CSV or XLSX of any size, and writes the same rows with what is said of each."""

    help = gettext(
        "Judge every offer of a CSV or XLSX file. The same rows come out with verdict, place in "
        "band, gap to the median, percentile interval, or the reason why not. Exit code: 0 when "
        "done, 1 when nothing could be done, 3 with --strict when a row was refused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, where to write, and what the sheet does not say itself."""
        add = parser.add_argument
        add("path", metavar="IN", type=Path, help=gettext("a CSV or XLSX file"))
        add("--survey", default="", help=SURVEY)
        add("-o", "--output", metavar="OUT", type=Path, help=OUTPUT)
        add("--column", metavar="FIELD=HEADING", action="append", default=[], help=COLUMN)
        add("--city", help=gettext("the city of rows that name none"))
        add("--segment", help=gettext("the kind of employer of rows that name none"))
        add("--band", help=gettext("the experience of rows that name none"))
        add("--basis", choices=[basis.value for basis in Basis], help=BASIS)
        add("--to", metavar="CITY,SEGMENT", help=TO)
        add("--headings", choices=["words", "names"], default="words", help=HEADINGS)
        add("--strict", action="store_true", help=gettext("exit with 3 when a row was refused"))
        add("--quiet", action="store_true", help=gettext("no progress and no summary"))

    def handle(self, *args: object, **options: Any) -> None:
        """Nothing is written when the file or its columns cannot be read."""
        try:
            survey = queries.choose_survey(options["survey"])
            judged = self._judge(tables_for(survey), options["path"], options)
        except queries.NoSurveyError as error:
            told = gettext("No survey is loaded. Run `manage.py load_ranges` first.")
            raise CommandError(told) from error
        except queries.NoSuchSurveyError as error:
            known = ", ".join(one.slug for one in queries.surveys_in_use())
            told = gettext("There is no such survey. There are: %(known)s.") % {"known": known}
            raise CommandError(told) from error
        except SheetError as error:
            if isinstance(error.__cause__, BrokenPipeError):
                sys.exit(READER_GONE)
            raise CommandError(f"{options['path'].name}: {say(error)}") from error
        except OrderError as error:
            raise CommandError(str(error)) from error
        if not options["quiet"]:
            self.stderr.write(summary(judged, of_quantiles=survey.has_quantiles))
        if options["strict"] and judged.refused:
            sys.exit(SOME_REFUSED)

    def _judge(self, tables: Tables, path: Path, options: dict[str, Any]) -> SheetSummary:
        kind, target = _target(options["output"])
        with self._opened(path, quiet=options["quiet"]) as file, open_sheet(file, COMMAND) as sheet:
            order = _order(tables, sheet.header, options)
            return judge_sheet(sheet, order, target, kind, source=path)

    def _opened(self, path: Path, *, quiet: bool) -> AbstractContextManager[BinaryIO]:
        """The file, with a bar on standard error that shows how much of it is read."""
        try:
            if quiet:
                return path.open("rb")
            console = Console(stderr=True)
            return open_with_progress(
                path, "rb", description=path.name, console=console, transient=True
            )
        except OSError as error:
            told = gettext("%(file)s cannot be opened: %(reason)s.")
            raise CommandError(told % {"file": path, "reason": error.strerror}) from error


SURVEY = gettext("the survey to judge by, by its slug; without it the default")
OUTPUT = gettext("a .csv, .xlsx or .parquet file; without it, CSV on standard output")
COLUMN = gettext(
    "which column is which field, where the headings are not recognised: %(fields)s. "
    "An empty heading takes a field away. May be given several times."
) % {"fields": ", ".join(Field)}
BASIS = gettext("how pay is read where the sheet does not say (usual: net)")
TO = gettext("a market, such as kazan,company, in which to show equal standing")
HEADINGS = gettext("headings of the new columns: words with units, or the names of the API")


def _target(output: Path | None) -> tuple[OutKind, Path | BinaryIO]:
    if output is None:
        return "csv", sys.stdout.buffer
    kind = KINDS.get(output.suffix.lower())
    if kind is None:
        told = gettext("%(file)s: the result is written as .csv, .xlsx or .parquet.")
        raise CommandError(told % {"file": output.name})
    return kind, output


def _order(tables: Tables, header: Header, options: dict[str, Any]) -> Order:
    asked = {
        f"column_{pair.partition('=')[0]}": pair.partition("=")[2] for pair in options["column"]
    }
    given = {name: options[name] or "" for name in ("city", "segment", "band", "basis", "to")}
    return order_for(tables, header.names, asked | given, options["headings"])


def summary(sheet: SheetSummary, *, of_quantiles: bool = False) -> str:
    """How many rows stand where, and how many were refused."""
    standing = sheet.standing
    by_bands = gettext(
        "%(judged)s judged: %(below)s below their band, %(within)s within, %(above)s above."
    )
    by_quantiles = gettext(
        "%(judged)s judged: %(below)s below their range, %(within)s within, %(above)s above."
    )
    said = (by_quantiles if of_quantiles else by_bands) % {
        "judged": numbers.number(standing.judged),
        "below": numbers.number(standing.below),
        "within": numbers.number(standing.within),
        "above": numbers.number(standing.above),
    }
    if not sheet.refused:
        return said
    refused = ngettext("%(count)s row refused", "%(count)s rows refused", sheet.refused)
    codes = ", ".join(f"{code} {numbers.number(n)}" for code, n in sorted(sheet.problems.items()))
    return f"{said} {refused % {'count': numbers.number(sheet.refused)}} ({codes})."
