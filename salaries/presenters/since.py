"""What changed since a link was made: the answer of today beside that of the data it came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from salaries import numbers
from salaries.domain.survey import Survey
from salaries.presenters.parts import Fact
from salaries.versions import DIGITS, Version, read_version, version_of

MOST_ROWS = 24
"""Figures shown side by side; how many more differ is told."""
LONGEST_SHOWN = 30
NOTHING = "–"

Figures = Callable[[Survey], Sequence[Fact]]
"""What an answer's figures are by a survey, each with a label of its own; empty without one."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure that differs: what it was by the data of the link, and what it is today."""

    then: str
    now: Fact


@dataclass(frozen=True, slots=True)
class Side:
    """A column: the version of its data, and when they were loaded."""

    version: str
    loaded: str


@dataclass(frozen=True, slots=True)
class Since:
    """What the page says of an older link: sentences, and the figures that differ."""

    sentences: tuple[str, ...]
    formulas: bool = False
    """Did the method change, too?"""
    rows: tuple[Changed, ...] = ()
    more: int = 0
    """How many more figures differ than the rows tell."""
    then: Side | None = None
    now: Side | None = None


def since(
    survey: Survey, given: str, stored: Callable[[str], Survey | None], figures: Figures
) -> Since | None:
    """What to say of the version in an address; None for none, and for today's.

    `stored` finds the survey of a version, where it is still kept.
    """
    if not given.strip():
        return None
    version = read_version(given)
    if version is None:
        return Since((_unreadable(survey, given),))
    formulas = _formulas(version, survey)
    if survey.version.startswith(version.survey):
        return Since(formulas, formulas=True) if formulas else None
    old = stored(version.survey)
    if old is None:
        return Since((*formulas, _gone(version)), bool(formulas))
    return _side_by_side(formulas, old, survey, figures)


def _side_by_side(formulas: tuple[str, ...], old: Survey, new: Survey, figures: Figures) -> Since:
    before, today = figures(old), figures(new)
    rows = changed(before, today) if before and today else ()
    compared = len({fact.label for fact in (*before, *today)})
    said = [*formulas, _data(len(rows), compared) if before and today else _unanswered()]
    if formulas and rows:
        said.append(_("Both columns are worked out by the formulas of today."))
    more = max(len(rows) - MOST_ROWS, 0)
    return Since(tuple(said), bool(formulas), rows[:MOST_ROWS], more, _side(old), _side(new))


def changed(before: Sequence[Fact], today: Sequence[Fact]) -> tuple[Changed, ...]:
    """The figures that differ, in the order of today; those that are gone stand last."""
    was = {fact.label: fact for fact in before}
    labels = {fact.label for fact in today}
    gone = [Changed(f.value, Fact(f.label, NOTHING, f.evidence)) for f in before]
    return (
        *(
            Changed(was[fact.label].value if fact.label in was else NOTHING, fact)
            for fact in today
            if fact.label not in was or fact.value != was[fact.label].value
        ),
        *(row for row in gone if row.now.label not in labels),
    )


def _formulas(version: Version, survey: Survey) -> tuple[str, ...]:
    today = version_of(survey).method
    if version.method == today:
        return ()
    sentence = _(
        "The formulas changed since this link was made: it was made by version %(then)s of the"
        " method, and this is version %(now)s."
    )
    return (sentence % {"then": version.method, "now": today},)


def _data(count: int, compared: int) -> str:
    if not count:
        sentence = _(
            "The data changed since this link was made, but not in what this answer rests on: all"
            " %(compared)s figures compared are the same."
        )
        return sentence % {"compared": compared}
    sentence = ngettext(
        "The data changed since this link was made. Of the %(compared)s figures compared,"
        " %(count)s differs.",
        "The data changed since this link was made. Of the %(compared)s figures compared,"
        " %(count)s differ.",
        count,
    )
    return sentence % {"count": count, "compared": compared}


def _unanswered() -> str:
    return _(
        "The data changed since this link was made; those it was made from have no answer to this"
        " question."
    )


def _gone(version: Version) -> str:
    sentence = _(
        "The data changed since this link was made. Those it was made from (version %(version)s)"
        " are not stored here any more, so what changed cannot be shown; this is the answer of"
        " today."
    )
    return sentence % {"version": version.survey[:DIGITS]}


def _unreadable(survey: Survey, given: str) -> str:
    shown = "".join(c if c.isprintable() else "\ufffd" for c in given[:LONGEST_SHOWN])
    sentence = _(
        "The version in this address, “%(text)s”, cannot be read, so nothing can be said of what"
        " changed since; this is the answer of today. A version looks like %(example)s."
    )
    more = "…" if len(given) > LONGEST_SHOWN else ""
    return sentence % {"text": shown + more, "example": version_of(survey)}


def _side(survey: Survey) -> Side:
    return Side(survey.version[:DIGITS], numbers.day(survey.provenance.loaded_at.date()))
