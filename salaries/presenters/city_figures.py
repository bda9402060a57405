"""What a market pays and what a band asks, each figure and text named in full."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.domain.survey import Survey
from salaries.domain.surveyed import ExperienceBand, Market
from salaries.presenters.parts import Fact
from salaries.words import Evidence


@dataclass(frozen=True, slots=True)
class RequirementList:
    """What one band asks of a candidate; and what it would like to see."""

    label: str
    required: list[str]
    desirable: list[str]


def requirement_list(band: ExperienceBand) -> RequirementList:
    """What one band asks, in the language in use."""
    by_need: dict[bool, list[str]] = {True: [], False: []}
    for requirement in band.requirements:
        by_need[requirement.is_required].append(words.say(requirement.text))
    return RequirementList(words.band_label(band), by_need[True], by_need[False])


def market_figures(survey: Survey, market: Market, ranks: Iterable[int] = ()) -> list[Fact]:
    """A market's median and bands, each named in full; `ranks` are the bands, none for all."""
    name, scale = words.market_name(market), market.scale
    shown = set(ranks) or {band.rank for band in scale.ladder.bands}
    spans = [
        (words.band_name(survey.band(band.rank).code), (band.low, band.high))
        for band in scale.ladder.bands
        if band.rank in shown
    ]
    median = numbers.money(scale.median, survey.currency)
    return [
        Fact(f"{name}: {_('median')}", median, Evidence.PUBLISHED),
        *(
            Fact(f"{name}: {band}", numbers.span(*span, survey.currency), Evidence.PUBLISHED)
            for band, span in spans
        ),
    ]
