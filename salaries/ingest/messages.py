"""A problem as one sentence: what is wrong, and what would be right."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from salaries.ingest.problems import Code, Problem

SHOWN = 40
SHOWN_PATH = 200
SHOWN_LIST = 300

SENTENCES: dict[Code, Promise | str] = {
    Code.NO_FILE: _("there is no file %(path)s"),
    Code.NOT_A_FILE: _("%(path)s is not a file; give the path of a %(expected)s file"),
    Code.UNREADABLE: _("%(path)s cannot be read: %(expected)s"),
    Code.FILE_TOO_BIG: _("the file is larger than %(expected)s MB, the most that is read"),
    Code.EMPTY_FILE: _("the file is empty; it should hold a header and rows under it"),
    Code.UTF16: _("the file is in UTF-16; save it as UTF-8 (“CSV UTF-8” in a spreadsheet)"),
    Code.NUL: _("there is a NUL byte, which no text has; save the table again as CSV UTF-8"),
    Code.NOT_UTF8: _(
        "the text is not UTF-8 and was read as Windows-1251, which may be wrong; "
        "save the file as UTF-8"
    ),
    Code.NOT_TEXT_FILE: _("the text is neither UTF-8 nor Windows-1251; save the file as CSV UTF-8"),
    Code.BAD_TOML: _("this is not TOML: %(expected)s"),
    Code.TOO_MANY_ROWS: _("the file has %(value)s rows; at most %(expected)s are read"),
    Code.LONG_LINE: _("the row is %(value)s characters long; at most %(expected)s are read"),
    Code.BAD_QUOTES: _(
        "a quotation mark is not closed, or text follows it; "
        "quote a whole value, or leave the quotation marks out"
    ),
    Code.SEPARATOR: _(
        "the columns are not separated by commas; "
        "save the file with commas between them: %(expected)s"
    ),
    Code.NO_HEADER: _("the header is '%(value)s'; it should be %(expected)s"),
    Code.MISSING_COLUMN: _("the column is missing; add it"),
    Code.DUPLICATE_COLUMN: _("the column stands there more than once; keep one"),
    Code.EXTRA_COLUMN: _("no such column is expected; remove it, or correct its name"),
    Code.HEADER_ONLY: _("there is nothing under the header; add the rows of the table"),
    Code.LONG_ROW: _(
        "too many values in the row: %(value)s, where %(expected)s are expected; "
        "a comma inside an amount makes two of it: write 30000, not 30,000"
    ),
    Code.SHORT_ROW: _("too few values in the row: %(value)s, where %(expected)s are expected"),
    Code.UNKNOWN: _("'%(value)s' is not known; it should be one of: %(expected)s"),
    Code.UNKNOWN_CITY: _(
        "the city '%(value)s' is not known; known are: %(expected)s; "
        "more are brought in NAME.cities.csv and, where the description lists its cities, "
        "named there, too"
    ),
    Code.EMPTY: _("nothing stands here; fill it in"),
    Code.NOT_MONEY: _("'%(value)s' is not an amount; write a whole one, such as 30000"),
    Code.AMBIGUOUS: _(
        "'%(value)s' may mean thousands or a fraction; write %(expected)s if thousands are meant"
    ),
    Code.NOT_WHOLE: _("'%(value)s' is not whole; write a whole amount, such as 30000"),
    Code.NEGATIVE: _("'%(value)s' is below zero; write a whole amount above zero"),
    Code.ZERO: _("'%(value)s' is zero; write a whole amount above zero"),
    Code.TOO_LARGE: _("'%(value)s' is larger than any pay a month; write the pay of one month"),
    Code.DUPLICATE_CELL: _("%(value)s stands in row %(expected)s already; keep one of the two"),
    Code.MISSING_CELL: _("there is no row for %(value)s; add it"),
    Code.LOW_NOT_BELOW_HIGH: _("low is %(value)s and high is %(expected)s; low must be below high"),
    Code.BANDS_FALL: _(
        "the band starts at %(value)s, below the start of the band under it; "
        "it should start at %(expected)s, where that band ends"
    ),
    Code.BANDS_OVERLAP: _(
        "the band starts at %(value)s, inside the band under it; "
        "it should start at %(expected)s, where that band ends"
    ),
    Code.BANDS_GAP: _(
        "the band starts at %(value)s and leaves a gap to the band under it; "
        "it should start at %(expected)s, where that band ends"
    ),
    Code.MEDIAN_DIFFERS: _(
        "the median is %(value)s here and %(expected)s in the market's first row; "
        "a market has one median"
    ),
    Code.MEDIAN_OUTSIDE: _(
        "the median %(value)s is outside the market's bands; "
        "it should lie between their ends, %(expected)s"
    ),
    Code.NO_MEDIAN: _("there is no median beside the other figures; add it, or leave all blank"),
    Code.QUANTILES_FALL: _(
        "it is %(value)s, below the quantile before it (%(expected)s); quantiles do not fall"
    ),
    Code.MEDIAN_OUTSIDE_INTERVAL: _(
        "the median %(value)s is outside its own interval, %(expected)s; mend one of the two"
    ),
    Code.MORE_EMPLOYERS: _(
        "%(value)s employers of %(expected)s vacancies; there cannot be more of them"
    ),
    Code.MORE_THAN_TOGETHER: _(
        "%(value)s of this level alone, but %(expected)s of all levels together; "
        "a part should not be more than the whole"
    ),
    Code.NOTHING_PUBLISHED: _("no row has a median, so there is nothing to judge by; add one"),
    Code.MISSING_KEY: _("the key is missing; add it"),
    Code.NOT_A_LIST: _("it should be a list of tables with at least one entry"),
    Code.NOT_A_LIST_OF_WORDS: _("it should be a list of words, or be left out"),
    Code.NOT_A_TABLE: _("it should be a table of keys and values, or be left out"),
    Code.NOT_A_TEXT: _("'%(value)s' should be a text of 1 to %(expected)s characters"),
    Code.NOT_A_SLUG: _(
        "'%(value)s' should be small Latin letters, digits and hyphens, at most %(expected)s"
    ),
    Code.CITY_TAKEN: _(
        "'%(value)s' is that of the city '%(expected)s' here already; "
        "call the city by that slug, or mend the value"
    ),
    Code.ANOTHER_SURVEY: _(
        "'%(value)s' is the name of another survey here (%(expected)s); "
        "choose another name, or add --replace"
    ),
    Code.FUNNEL_DOES_NOT_ADD_UP: _(
        "the steps leave %(expected)s rows and the last one says %(value)s; "
        "each row is counted once"
    ),
    Code.MONTH_OUTSIDE: _(
        "'%(value)s' is too early or still to come; the month should be one of %(expected)s"
    ),
    Code.NOT_A_MONTH: _("'%(value)s' should be the first day of a month, such as 2015-03-01"),
    Code.NOT_A_CURRENCY: _("'%(value)s' should be a currency's code by ISO 4217, such as RUB"),
    Code.NOT_A_REGION: _("'%(value)s' should be an ISO 3166-2 code, such as RU-MOW"),
    Code.NOT_A_COUNT: _("'%(value)s' should be a whole number from %(expected)s"),
    Code.NOT_A_NUMBER: _("'%(value)s' should be a number from %(expected)s"),
    Code.REPEATED: _("'%(value)s' stands in row %(expected)s already; each is listed once"),
    Code.REPEATED_ENTRY: _("'%(value)s' stands in %(expected)s already; each is listed once"),
}


def _band_count(count: int) -> str:
    return ngettext(
        "there is %(value)s band; a survey has %(expected)s",
        "there are %(value)s bands; a survey has %(expected)s",
        count,
    )


def _years_do_not_rise(years: int) -> str:
    return ngettext(
        "%(value)s year; a band should ask for more years than the band under it, %(expected)s",
        "%(value)s years; a band should ask for more years than the band under it, %(expected)s",
        years,
    )


COUNTED: dict[Code, Callable[[int], str]] = {
    Code.BAND_COUNT: _band_count,
    Code.YEARS_DO_NOT_RISE: _years_do_not_rise,
}
"""Sentences whose words hang on the number found."""


def sentence(problem: Problem) -> str:
    """The problem in the language in use: where it is, what is wrong, what would be right.

    One line, whatever the file holds: values are shortened and control characters escaped.
    """
    fault = _unfilled(problem) % {
        "value": shown(problem.value, SHOWN),
        "path": shown(problem.value, SHOWN_PATH),
        "expected": shown(problem.expected, SHOWN_LIST),
    }
    place = ", ".join(_places(problem))
    if not place:
        return fault
    return gettext("%(place)s: %(fault)s") % {"place": place, "fault": fault}


def _unfilled(problem: Problem) -> str:
    if problem.code in COUNTED:
        return COUNTED[problem.code](int(problem.value))
    return str(SENTENCES[problem.code])


def _places(problem: Problem) -> list[str]:
    places = [shown(problem.file, SHOWN)] if problem.file else []
    if problem.row is not None:
        places.append(gettext("row %(row)s") % {"row": problem.row})
    if problem.column is not None:
        told = gettext("key “%(key)s”") if problem.is_key else gettext("column “%(column)s”")
        name = shown(problem.column, SHOWN)
        places.append(told % {"key": name, "column": name})
    return places


def shown(value: str, length: int) -> str:
    """A value fit for a line of output: shortened, and nothing in it that does not print.

    >>> shown("30\\u00a0000\\n", 40), shown("x" * 50, 5)
    ('30\\\\xa0000\\\\n', 'xxxx…')
    """
    short = value if len(value) <= length else value[: length - 1] + "…"
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in short)
