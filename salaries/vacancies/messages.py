"""Problems and steps of the funnel as sentences and words in the language in use."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from salaries.funnel import STEPS
from salaries.ingest.messages import SHOWN, SHOWN_LIST, SHOWN_PATH, shown
from salaries.vacancies.problems import Fault, Problem
from salaries.vacancies.steps import Step

SENTENCES: dict[Fault, Promise | str] = {
    Fault.NO_FILE: _("there is no such file"),
    Fault.NOT_A_FILE: _(
        "this is not a file; give files, or their names by a pattern such as *.json"
    ),
    Fault.UNREADABLE: _("the file cannot be read: %(expected)s"),
    Fault.EMPTY_FILE: _("the file is empty; it should hold vacancies"),
    Fault.NO_VACANCIES: _("there are no vacancies in any of the files"),
    Fault.SAME_FILE: _("the file is given twice; give it once"),
    Fault.CHANGED: _("the file changed while it was read; try again when nobody writes to it"),
    Fault.ARCHIVE: _("this is an archive; unpack it and give the files in it"),
    Fault.UTF16: _("the file is in UTF-16; save it as UTF-8"),
    Fault.UNKNOWN_KIND: _(
        "this is none of the known kinds: JSON of hh.ru, CSV with a header, Parquet"
    ),
    Fault.BAD_GZIP: _("the compressed file is damaged: %(expected)s; fetch it again"),
    Fault.CUT_GZIP: _("the compressed file ends too early; fetch it again"),
    Fault.PACKED_TOO_TIGHT: _(
        "the file unpacks to more than %(expected)s times its size, as no vacancies do"
    ),
    Fault.UNPACKS_TOO_BIG: _("the file unpacks to more than %(expected)s GB; divide it into parts"),
    Fault.MOSTLY_BROKEN: _(
        "%(value)s of %(expected)s rows cannot be read; the file is damaged, or not in UTF-8"
    ),
    Fault.MISSING_COLUMN: _("the column %(value)s is missing; expected are %(expected)s"),
    Fault.REPEATED_COLUMN: _("the column %(value)s stands there more than once; keep one"),
    Fault.BAD_QUOTES: _("a quotation mark is not closed, or a value is too long (%(expected)s)"),
    Fault.LONG_LINE: _("the line is longer than %(expected)s characters"),
    Fault.BAD_PARQUET: _("this is not Parquet that can be read: %(expected)s"),
    Fault.COLUMN_TYPE: _("the column %(value)s holds %(expected)s, which is not read as such"),
    Fault.BAD_JSON: _("this is not JSON: %(expected)s"),
    Fault.CUT_JSON: _("the JSON ends in the middle; fetch the file again"),
    Fault.LONG_VALUE: _("one value is longer than %(expected)s characters, as no vacancy is"),
    Fault.NOT_VACANCIES: _(
        "this is JSON without vacancies; expected is a list, a page with “items”, or a line each"
    ),
    Fault.CUT_ROW: _(
        "too few values in the row: %(value)s, where %(expected)s are expected; it is left out"
    ),
    Fault.LONG_ROW: _(
        "too many values in the row: %(value)s, where %(expected)s are expected; it is left out"
    ),
    Fault.BAD_ENCODING: _("the row is not UTF-8, unlike others; it is left out"),
    Fault.BAD_LINE: _("the line is not whole JSON; it is left out"),
    Fault.NOT_AN_OBJECT: _("'%(value)s' is not a vacancy; it is left out"),
    Fault.BAD_TOML: _("this is not TOML: %(expected)s"),
    Fault.BAD_RULE: _("the rule %(value)s should be %(expected)s"),
    Fault.NO_ROLE: _("there are no rules for the role '%(value)s'; there are for %(expected)s"),
    Fault.BAD_NAME: _(
        "'%(value)s' should be small Latin letters, digits and hyphens, at most %(expected)s"
    ),
    Fault.BAD_MONTH: _(
        "'%(value)s' should be a month such as 2026-03, from 2015 on and not to come"
    ),
    Fault.NO_MONTH: _("the vacancies do not say when they were published; give --month YYYY-MM"),
    Fault.NO_PACKAGE: _("%(value)s is not installed: pip install --require-hashes -r %(expected)s"),
    Fault.UNKNOWN_ENGINE: _("the engine '%(value)s' is not known; known are %(expected)s"),
    Fault.ENGINE_AWAY: _("the engine %(value)s does not answer: %(expected)s"),
    Fault.ENGINE_FAILED: _("the engine %(value)s gave up: %(expected)s"),
    Fault.NOTHING_LEFT: _("no city has enough vacancies to publish anything"),
    Fault.CANNOT_WRITE: _("the file cannot be written: %(expected)s"),
}


def sentence(problem: Problem) -> str:
    """The problem in one line: where it is, what is wrong, what would be right.

    Nothing of the file's breaks the line: values are shortened, control characters escaped.
    """
    fault = str(SENTENCES[problem.fault]) % {
        "value": shown(problem.value, SHOWN),
        "expected": shown(problem.expected, SHOWN_LIST),
    }
    places = [shown(problem.file, SHOWN_PATH)] if problem.file else []
    if problem.row is not None:
        places.append(gettext("row %(row)s") % {"row": problem.row})
    return ": ".join([", ".join(places), fault] if places else [fault])


def named(step: Step, file: str, row: int, value: str) -> str:
    """A row that may hold a mistake, in one line."""
    place = gettext("row %(row)s") % {"row": row}
    why = _("unusual amount, kept") if step is Step.ROWS_OUT else STEPS[step]
    return f"{shown(file, SHOWN_PATH)}, {place}: {why} ({shown(value, SHOWN)})"
