"""What others said of the market, in words: who, when, and never mixed with the table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from salaries import library, numbers, words
from salaries.domain.survey import Survey
from salaries.library import Remark

KINDS: dict[str, Promise] = {
    "demand": lazy("Vacancies and demand"),
    "pay": lazy("Mean pay"),
    "portrait": lazy("Who the specialists were"),
    "remote": lazy("Remote work from Ukraine, in hryvnia"),
}
UNITS: dict[str, Promise] = {
    "vacancies": lazy("%(value)s vacancies"),
    "resumes": lazy("%(value)s résumés"),
    "percent": lazy("%(value)s %%"),
    "years": lazy("%(value)s years"),
    "rub_month": lazy("%(value)s ₽ a month"),
    "uah": lazy("%(value)s ₴"),
    "uah_project": lazy("%(value)s ₴ a project"),
}
PRECISIONS: dict[str, Promise] = {
    "": lazy("%(figure)s"),
    "about": lazy("about %(figure)s"),
    "over": lazy("over %(figure)s"),
}


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """What somebody said, as a row: the matter, the figure, who and when."""

    text: str
    figure: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class RemarkGroup:
    """Remarks on one matter, under its name."""

    title: str
    rows: list[RemarkRow]


def remark_groups(survey: Survey) -> list[RemarkGroup]:
    """What others said, by kind; nothing of a survey they did not speak of."""
    remarks = library.market_context() if library.is_shipped(survey.slug) else ()
    return [
        RemarkGroup(str(title), [_row(remark) for remark in remarks if remark.kind == kind])
        for kind, title in KINDS.items()
        if remarks
    ]


def _row(remark: Remark) -> RemarkRow:
    text, who = words.say(remark.text), words.say(remark.who)
    return RemarkRow(text, figure_words(remark), who, when_words(remark.when))


def figure_words(remark: Remark) -> str:
    """`about 600 vacancies`, `8–10 %`; a dash where nothing was counted."""
    values = [value for value in (remark.value, remark.value_to) if value is not None]
    if not values:
        return "–"
    figure = str(UNITS[remark.unit]) % {"value": "–".join(map(_number, values))}
    return str(PRECISIONS[remark.precision]) % {"figure": figure}


def when_words(when: str) -> str:
    """`March 2015` of `2015-03`; `late 2014` as it stands."""
    year, _dash, month = when.removeprefix("late ").partition("-")
    if month:
        return numbers.month(date(int(year), int(month), 1))
    return _("late %(year)s") % {"year": year}


def _number(value: Fraction) -> str:
    return numbers.number(value, 0 if value.denominator == 1 else 1)
