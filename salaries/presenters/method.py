"""The method page: every formula, worked on one offer with the survey's own numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from salaries import words
from salaries.domain.money import Basis
from salaries.domain.survey import MarketKey, Survey
from salaries.forms import OfferQuestion
from salaries.presenters.offer import OfferAnswer
from salaries.words import EVIDENCE, EVIDENCE_MEANING

EXAMPLE = (MarketKey("moscow", "agency"), 3, 52_000)


@dataclass(frozen=True)
class MethodPage:
    """An example answer and the meanings of the evidence labels."""

    survey: Survey

    @cached_property
    def example(self) -> OfferAnswer:
        """52 000 in a Moscow agency for band III; the first market where a survey has no Moscow."""
        key, rank, amount = EXAMPLE
        if key not in self.survey.markets:
            key = next(iter(self.survey.markets))
            amount = self.survey.markets[key].scale.median
        rank = min(rank, len(self.survey.bands))
        market = self.survey.markets[key]
        question = OfferQuestion(market, self.survey.band(rank), amount, Basis.NET)
        return OfferAnswer(self.survey, question)

    @property
    def evidence(self) -> list[tuple[str, str, str]]:
        """Each label: its code, its word and its meaning."""
        return [(e.value, str(EVIDENCE[e]), str(EVIDENCE_MEANING[e])) for e in EVIDENCE]

    @property
    def not_stated(self) -> list[str]:
        """What the source does not say."""
        return [words.say(text) for text in self.survey.not_stated]
