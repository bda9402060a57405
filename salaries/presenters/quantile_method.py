"""The method page of a survey of quantiles, worked on an offer that the reader can change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.domain.money import Basis
from salaries.domain.quantiles import typical
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Market
from salaries.domain.transfer import equal_standing
from salaries.forms import OfferQuestion
from salaries.presenters import quantile_words, worked
from salaries.presenters.method import MethodPage
from salaries.presenters.parts import Step
from salaries.presenters.quantile_offer import QuantileOffer
from salaries.words import Evidence

n = numbers.number


def default_question(survey: Survey) -> OfferQuestion:
    """The median of the first market, for the first level that it is published for."""
    market = next(iter(survey.markets.values()))
    rank = market.scale.ladder.bands[0].rank
    return OfferQuestion(market, survey.band(rank), int(typical(market.scale, rank)), Basis.NET)


@dataclass(frozen=True)
class QuantileMethod(MethodPage):
    """The formulas worked on one offer."""

    @cached_property
    def example(self) -> QuantileOffer:
        """The offer that the formulas are worked on."""
        return QuantileOffer(self.survey, self.question)

    @property
    def evidence(self) -> list[tuple[str, str, str]]:
        """Each label; a percentile counts as published, too."""
        read_off = _(
            "A percentile is read off the straight line between two quantiles that stand there."
        )
        published = Evidence.PUBLISHED.value
        return [
            (code, word, f"{meaning} {read_off}" if code == published else meaning)
            for code, word, meaning in super().evidence
        ]

    @property
    def range_heading(self) -> str:
        """What amounts are judged by."""
        return quantile_words.range_heading(self.survey, self.example.cell)

    @property
    def worked(self) -> list[Step]:
        """Gap, ratio, percentile, flip."""
        return self.example.arithmetic

    @cached_property
    def there(self) -> Market | None:
        """Another market that is published for the same level."""
        here, rank = self.question.market, self.question.band.rank
        others = (market for market in self.survey.markets_for(rank) if market.key != here.key)
        return next(others, None)

    @property
    def standing(self) -> list[Step]:
        """The amount carried into another market, both ways."""
        there, cell, x = self.there, self.example.cell, self.example.main.amount
        if there is None:
            return []
        found = equal_standing(x, self.question.band.rank, cell, there.scale)
        placed = _("none") if found.same_place is None else n(found.same_place)
        own, theirs = cell.own, there.scale.ladder.band(self.question.band.rank)
        working = ""
        if found.same_place is not None and own.width:
            working = (
                f"{n(theirs.low)} + ({n(x)} − {n(own.low)}) / {n(own.width)} · {n(theirs.width)}"
            )
        ratio = f"{n(x)} · {n(there.scale.median)} / {n(cell.median)}"
        return [
            Step(_("Same place in the range"), working, placed),
            Step(_("Same ratio to the median: x · M there / M here"), ratio, n(found.same_ratio)),
        ]

    @property
    def basis(self) -> list[Step]:
        """Gross and net of the survey's year; nothing where its tax is not known."""
        if not self.survey.knows_tax:
            return []
        return worked.of_basis(self.question.amount, self.survey.month.year)

    @property
    def levels(self) -> str:
        """The levels that are told apart, by name."""
        return "; ".join(words.band_label(band) for band in self.survey.bands)
