"""What can be taken away from the city table: files of every kind, and how many rows they hold."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from salaries import numbers
from salaries.desk.exports import MOST_ROWS


def take_away(count: int) -> str:
    """That a file holds every page of the filter, or as many rows as a file may."""
    if count > MOST_ROWS:
        sentence = _("Take away the first %(count)s rows")
        return sentence % {"count": numbers.number(MOST_ROWS)}
    sentence = ngettext("Take away the %(count)s row", "Take away all %(count)s rows", count)
    return sentence % {"count": numbers.number(count)}


def downloads(link: Callable[..., str]) -> list[tuple[str, str]]:
    """Each way to take the rows away: its name and its link, which `link` makes."""
    return [
        (_("CSV"), link(export="csv", page=None)),
        (_("CSV for Russian Excel"), link(export="csv", sep="semicolon", page=None)),
        (_("Excel"), link(export="xlsx", page=None)),
        (_("JSON"), link(export="json", page=None)),
    ]
