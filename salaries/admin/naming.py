"""What the admin calls the kinds of survey, what they measure, and the figures of their cells."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext_lazy as in_context

from salaries import numbers, words
from salaries.domain.surveyed import Measure, SurveyKind, Text
from salaries.models import Survey

NOTHING = "–"
KINDS: Mapping[str, Promise] = {
    SurveyKind.BANDS: in_context("kind of survey", "bands"),
    SurveyKind.QUANTILES: in_context("kind of survey", "quantiles"),
}
MEASURES: Mapping[str, Promise] = {
    Measure.OFFERS: in_context("what a survey counted", "offers"),
    Measure.VACANCIES: in_context("what a survey counted", "vacancies"),
    Measure.SALARIES: in_context("what a survey counted", "salaries"),
}
FIGURES: Mapping[str, Promise | str] = {
    "low": lazy("Low"),
    "high": lazy("High"),
    "median": lazy("Median"),
    "p10": "p10",
    "p25": "p25",
    "p50": "p50",
    "p75": "p75",
    "p90": "p90",
    "n": "n",
    "employers": lazy("Employers"),
    "p50_low": lazy("Median’s interval, low"),
    "p50_high": lazy("Median’s interval, high"),
}
"""The figures of a cell, by the columns of its table."""


def kind(name: str) -> str:
    """A kind of survey."""
    return str(KINDS[name])


def measure(name: str) -> str:
    """What a survey counted."""
    return str(MEASURES[name])


def survey(stored: Survey) -> str:
    """A version of a survey in one line: title, month, kind, version."""
    facts = (
        words.say(Text(**stored.texts["title"])),
        numbers.month(stored.month),
        kind(stored.kind),
        stored.version[:7],
    )
    return ", ".join(facts)


def figure(value: int | None) -> str:
    """A figure; a dash where it is not published."""
    return NOTHING if value is None else numbers.number(value)
