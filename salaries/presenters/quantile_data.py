"""The data page of a survey of quantiles: how it was made, and what it does not publish."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from salaries import library, numbers, words
from salaries.funnel import step_words
from salaries.presenters.data import DataPage
from salaries.presenters.quantile_words import MEASURES

RULES: dict[str, Promise] = {
    "vacancies": lazy("Fewest vacancies for a figure to be published"),
    "employers": lazy("Fewest employers, where they are known"),
    "largest_percent": lazy("Largest share of one employer, %"),
    "outer_vacancies": lazy("Fewest vacancies for the 10th and 90th percentile"),
    "repeats": lazy("Exact repeats"),
    "title": lazy("Titles that belong to the job"),
    "drop_below": lazy("Dropped below"),
    "drop_above": lazy("Dropped above"),
    "flag_below": lazy("Looked at again below"),
    "flag_above": lazy("Looked at again above"),
    "flagged": lazy("Unusual amounts that were kept"),
    "basis_not_stated": lazy("Rows that do not say net or gross"),
    "gross": lazy("Rows before tax"),
    "first": lazy("First month"),
    "last": lazy("Last month"),
    "bootstrap_percent": lazy("Certainty of the median’s interval, %"),
    "bootstrap_samples": lazy("Samples drawn for it"),
}
"""Rules and counts that a reader is told, by their names in the description."""


REPEATS = {"drop": lazy("dropped"), "keep": lazy("kept")}


def _told(value: str) -> str:
    """A rule's value: a number as people write it, a word of ours in the language in use."""
    return numbers.number(int(value)) if value.isdecimal() else str(REPEATS.get(value, value))


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """A step of the funnel; `is_sum` at both its ends."""

    name: str
    rows: str
    is_sum: bool


@dataclass(frozen=True)
class QuantileData(DataPage):
    """Everything the data page says of a survey of quantiles."""

    @property
    def card(self) -> list[tuple[str, str]]:
        """The source in a few lines."""
        survey = self.survey
        published = sum(cell is not None for cell in survey.cells.values())
        cities = {market.city.slug: market.city for market in survey.markets.values()}
        levels = "; ".join(words.band_label(band) for band in survey.bands)
        told = {"published": published, "cells": len(survey.cells)}
        sign = numbers.symbol(survey.currency)
        return [
            (_("Who"), words.say(survey.source)),
            (_("What"), words.say(survey.title)),
            (_("Counted"), str(MEASURES[survey.measures])),
            (_("When"), numbers.month(survey.month)),
            (_("Where"), words.listed(map(words.city_name, cities.values()))),
            (_("Published"), _("%(published)s of %(cells)s cells") % told),
            (_("Experience"), levels),
            (_("Money"), _("%(currency)s a month, read as net") % {"currency": sign}),
        ]

    @property
    def not_published(self) -> list[str]:
        """The cities of which nothing is published."""
        known = {key.city for key in self.survey.markets}
        there = (city for city in self.survey.cities if city.slug not in known)
        return sorted(map(words.city_name, there), key=words.alphabetical)

    @property
    def funnel(self) -> list[FunnelRow]:
        """How rows became figures; nothing where that is not told."""
        steps = self.survey.funnel
        return [
            FunnelRow(
                words.as_sentence(step_words(step.name)),
                numbers.number(step.rows),
                place in {0, len(steps) - 1},
            )
            for place, step in enumerate(steps)
        ]

    @property
    def rules(self) -> list[tuple[str, str]]:
        """By which rules it was counted."""
        found = self.survey.rules
        return [(str(name), _told(found[key])) for key, name in RULES.items() if found.get(key)]

    @property
    def is_shipped(self) -> bool:
        """Is the table in use one of the files offered below?"""
        name = self.survey.provenance.file_name
        shipped = name in library.FILES and library.data_file(name).sha256
        return shipped == self.survey.provenance.sha256
