"""`manage.py aggregate_vacancies FILE… --survey NAME`: a survey out of vacancies."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from salaries import numbers
from salaries.funnel import step_words
from salaries.vacancies.checks import month
from salaries.vacancies.messages import named, sentence
from salaries.vacancies.notes import Notes
from salaries.vacancies.problems import Fault, Problem, Refused, refused
from salaries.vacancies.rules_file import read_rules
from salaries.vacancies.run import Order, make
from salaries.vacancies.survey import Shown, Survey
from salaries.vacancies.writing import write

LONGEST_NAME = 80


class Command(BaseCommand):
    """Prints the funnel and the cells, and writes the survey's two files, both or neither."""

    help = gettext(
        "Make a survey of vacancies: JSON of hh.ru (also .gz), CSV or Parquet. Prints how many "
        "rows each rule left out and what may be published, and writes NAME.csv and NAME.toml."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, the survey's name, and by which rules it is counted where."""
        add = parser.add_argument
        add("files", metavar="FILE", nargs="+", type=Path, help=gettext("files of vacancies"))
        add("--survey", metavar="NAME", required=True, help=gettext("the new survey's name"))
        add("--role", metavar="ROLE", help=gettext("one of the roles in the rules (the first)"))
        add("--output", metavar="DIR", type=Path, help=gettext("where to (data/surveys)"))
        add("--engine", metavar="URL", default="", help=ENGINE)
        add("--rules", metavar="FILE", type=Path, help=gettext("(data/vacancy_rules.toml)"))
        add("--repeats", choices=["keep", "drop"], help=gettext("exact repeats (as the rules say)"))
        add("--month", metavar="YYYY-MM", help=gettext("the survey's month (the last published)"))
        add("--scratch", metavar="DIR", type=Path, help=SCRATCH)

    def handle(self, *args: object, **options: Any) -> None:
        """Exit code 1, and every file as it was, when anything is wrong."""
        try:
            made = make(_order(options))
            self._print_notes(made.notes)
            self._print(made.survey)
            if not any(made.survey.cells.values()):
                raise refused(Fault.NOTHING_LEFT)
            table, _ = write(made.survey, options["output"] or Path(settings.DATA_DIR) / "surveys")
        except Refused as refusal:
            raise CommandError(_refusal(refusal.problem)) from refusal
        said = gettext("Written: %(table)s and the .toml beside it (rules %(sha256)s).")
        self.stdout.write(said % {"table": table, "sha256": made.survey.rules.sha256[:12]})

    def _print_notes(self, notes: Notes) -> None:
        for problem in notes.problems:
            self.stderr.write(sentence(problem))
        for note in notes.named:
            self.stderr.write(named(note.step, note.file, note.row, note.value))

    def _print(self, survey: Survey) -> None:
        for step, rows in survey.funnel:
            self.stdout.write(f"{numbers.number(rows):>12}  {step_words(step)}")
        counts = survey.counts
        said = gettext(
            "Before repeats were left out: unusual amounts, kept: %(flagged)s; "
            "before tax, made net: %(gross)s; not stated: %(not_stated)s."
        ) % {
            "flagged": numbers.number(counts.flagged),
            "gross": numbers.number(counts.gross),
            "not_stated": numbers.number(counts.basis_not_stated),
        }
        self.stdout.write(f"{said}\n\n")
        for place, cell in survey.cells.items():
            self.stdout.write(f"{' '.join(filter(None, place)):<32}{_figures(cell)}")


ENGINE = gettext("where to count: nothing for DuckDB here, or postgresql://…, spark://HOST:PORT")
SCRATCH = gettext("a folder for files that are removed at the end; a cluster must see it, too")


def _order(options: dict[str, Any]) -> Order:
    path = options["rules"] or Path(settings.DATA_DIR) / "vacancy_rules.toml"
    rules = read_rules(path)
    name, repeats = options["survey"], options["repeats"]
    if not re.fullmatch(f"[a-z0-9-]{{1,{LONGEST_NAME}}}", name):
        raise refused(Fault.BAD_NAME, value=name, expected=str(LONGEST_NAME))
    return Order(
        files=tuple(options["files"]),
        slug=name,
        rules=rules,
        role=options["role"] or next(iter(rules.roles)),
        drop_repeats=repeats == "drop" if repeats else rules.drop_repeats,
        month=_month(options["month"]),
        engine=options["engine"],
        scratch=options["scratch"],
    )


def _month(text: str | None) -> date | None:
    try:
        return month(text) if text else None
    except ValueError as error:
        raise refused(Fault.BAD_MONTH, value=text or "") from error


def _figures(cell: Shown | None) -> str:
    if cell is None:
        return gettext("not enough data")
    said = gettext("n %(n)s: quartiles %(p25)s / %(p50)s / %(p75)s, median %(low)s–%(high)s")
    return said % {
        "n": numbers.number(cell.n),
        "p25": numbers.number(cell.p25),
        "p50": numbers.number(cell.p50),
        "p75": numbers.number(cell.p75),
        "low": numbers.number(cell.p50_low),
        "high": numbers.number(cell.p50_high),
    }


def _refusal(problem: Problem) -> str:
    told = gettext("Nothing was written. %(reason)s")
    return told % {"reason": sentence(problem)}
