"""A change of the data in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.domain.survey import DataChange

DIGITS = 12
"""Of a SHA-256, as it is shown."""


def what(change: DataChange) -> str:
    """Which survey, and what was done: one line."""
    title = words.say(change.title) if change.title else change.slug
    month = numbers.month(change.month) if change.month else ""
    survey = f"{title}, {month}" if month else title
    return _done(change) % {"survey": survey}


def _done(change: DataChange) -> str:
    """What was done, with a place for the survey's name."""
    if change.is_withdrawn:
        return _("%(survey)s: taken out of use")
    if change.is_made_default:
        return _("%(survey)s: shown from now on where an address names no survey")
    return _("%(survey)s: put in use again") if change.is_restored else _("%(survey)s: loaded")


def told(change: DataChange) -> str:
    """From which file, and instead of which version, or that it is in use no more."""
    facts = {
        "file": change.file_name,
        "sha": change.sha256[:DIGITS],
        "after": change.after[:DIGITS],
        "before": change.before[:DIGITS],
    }
    if change.is_withdrawn:
        said = _("From %(file)s (SHA-256 %(sha)s…), version %(before)s; it stays stored.")
        return said % facts
    if not change.before:
        said = _("From %(file)s (SHA-256 %(sha)s…), version %(after)s; none was in use before.")
        return said % facts
    return _("From %(file)s (SHA-256 %(sha)s…), version %(after)s instead of %(before)s.") % facts
