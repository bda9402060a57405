"""The city table as a sheet to take away: its columns and what its reader must know."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.desk.any import AnyDesk
from salaries.desk.exports import MOST_ROWS, Note, Sheet
from salaries.desk.priced import further_columns
from salaries.desk.state import Desk
from salaries.numbers import in_currency
from salaries.presenters.city_figures import market_figures
from salaries.presenters.parts import Fact
from salaries.rows import Row, columns


def figures_of(desk: Desk) -> list[Fact]:
    """Median and bands of every market that the filter lets through, as far as it shows them."""
    markets = dict.fromkeys(row.market for row in desk.rows)
    ranks = desk.filter.asked_ranks
    return [fact for market in markets for fact in market_figures(desk.survey, market, ranks)]


def sheet_of(desk: Desk) -> Sheet[Row]:
    """The rows of the whole filter, in the page's order, with source, date and filter."""
    survey = desk.survey
    asked = desk.filter
    about = notes_of(desk)
    table = columns(survey, asked.asked_shape, asked.asked_ranks, asked.asked_amount)
    if desk.in_prices:
        table += further_columns(table, desk.in_prices.change)
    return Sheet(table, desk.rows, about, survey.month)


def notes_of(desk: AnyDesk[Any]) -> list[Note]:
    """What the reader of a file must know, whatever the kind of survey."""
    survey = desk.survey
    about = [
        Note("title", _("Title"), words.say(survey.title)),
        Note("source", _("Source"), words.say(survey.source)),
        Note("month", _("Month"), numbers.month(survey.month)),
        Note("unit", _("Unit"), in_currency(_("%(currency)s a month"))),
        Note("shown", _("Shown"), f"{desk.sentence}. {desk.count}"),
        Note(
            "not_stated", _("Not stated"), "; ".join(words.say(text) for text in survey.not_stated)
        ),
        Note("data_version", _("Data version"), survey.version),
    ]
    if len(desk.rows) > MOST_ROWS:
        about.append(
            Note("cut_off", _("Cut off"), _("Only the first %(rows)s rows.") % {"rows": MOST_ROWS})
        )
    if desk.in_prices:
        said = f"{desk.in_prices.factor} {desk.in_prices.not_pay}"
        about.append(Note("prices", desk.in_prices.heading, said))
    return about
