"""The components of the site in each of their states, on one page for whoever changes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase

from salaries import words
from salaries.domain.money import Basis
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Market
from salaries.domain.vacancy import Posting
from salaries.forms import OfferForm, OfferQuestion, VacancyQuestion
from salaries.presenters.kept import kept
from salaries.presenters.offer import OfferAnswer
from salaries.presenters.parts import Chart, Fact
from salaries.presenters.vacancy import VacancyAnswer
from salaries.views.base import SurveyPage
from salaries.words import Evidence

RANK = 3
"""The band on which the specimens stand: it has one below it and one above."""

TYPE = ("4xl", "3xl", "2xl", "xl", "l", "m", "s", "xs")
COLOURS = (
    *("paper", "surface", "wash", "line", "muted", "ink", "accent", "wrong"),
    *("band", "own", "mark", "low", "lower", "mid", "high"),
)
MESSAGES = ("tells", "warning", "fault", "asks")
"""Names of tokens and of kinds of message, as the style sheet has them."""


@dataclass(frozen=True)
class Specimens:
    """Real answers of the survey in use, one for each state of a component."""

    survey: Survey

    @property
    def rank(self) -> int:
        """The specimen band, or the highest where there are fewer."""
        return min(RANK, len(self.survey.bands))

    @property
    def market(self) -> Market:
        """The survey's first market."""
        return next(iter(self.survey.markets.values()))

    def offer(self, amount: int, basis: Basis = Basis.NET) -> OfferAnswer:
        """The answer to an offer at the first market's specimen band."""
        question = OfferQuestion(self.market, self.survey.band(self.rank), amount, basis)
        return OfferAnswer(self.survey, question)

    @property
    def offers(self) -> Iterator[OfferAnswer]:
        """Below, lower, middle, upper, above, outside below and above, and one that depends."""
        scale = self.market.scale
        band = scale.ladder.band(self.rank)
        tenth = (band.high - band.low) // 10
        for amount in (
            *(band.low - tenth, band.low + tenth, band.low + 5 * tenth),
            *(band.high - tenth, band.high + tenth),
            *(scale.floor - tenth, scale.ceiling + 3 * tenth),
        ):
            yield self.offer(amount)
        yield self.offer(band.high + tenth // 2, Basis.UNKNOWN)

    @property
    def charts(self) -> Iterator[Chart]:
        """The ladders of those offers, each with an id of its own."""
        for number, answer in enumerate(self.offers):
            yield replace(answer.chart, ident=f"ladder-{number}")

    @property
    def vacancies(self) -> Iterator[VacancyAnswer]:
        """A posted range below, starting below, within, covering, ending above and above."""
        band = self.market.scale.ladder.band(self.rank)
        low, high, step = band.low, band.high, (band.high - band.low) // 5
        for posting in (
            *(Posting(low - step, low - 1), Posting(low - step, low + step)),
            *(Posting(low + step, high - step), Posting(low - step, high + step)),
            *(Posting(high - step, high + step), Posting(high + 1, high + step)),
        ):
            question = VacancyQuestion(self.market, self.survey.band(self.rank), posting, Basis.NET)
            yield VacancyAnswer(self.survey, question)

    @property
    def first(self) -> OfferAnswer:
        """The offer at the market's median."""
        return self.offer(self.market.scale.median)

    @property
    def outside(self) -> OfferAnswer:
        """An offer above every published one."""
        return self.offer(2 * self.market.scale.ceiling)

    @property
    def ranges(self) -> Sequence[Any]:
        """The three ranges suggested to an employer."""
        return next(self.vacancies).suggestions

    @property
    def facts(self) -> Iterator[Fact]:
        """One figure under each label of evidence."""
        fact = self.first.facts[0]
        for label in Evidence:
            yield Fact(fact.label, fact.value, label, str(words.EVIDENCE_MEANING[label]))

    @property
    def forms(self) -> Iterator[OfferForm]:
        """The same form empty, filled and wrong."""
        asked = f"segment={self.survey.segments[0]}&band={self.rank}&amount=%s&basis=net&city=%s"
        right, wrong = asked % (52000, self.survey.cities[0].slug), asked % ("abc", "atlantis")
        for state, query in {"empty": "", "filled": right, "wrong": wrong}.items():
            yield OfferForm(self.survey, QueryDict(query), auto_id=f"{state}_%s")


class StyleGuidePage(SurveyPage):
    """For developers: there only while `SMMBENCH_DEBUG=1`."""

    template_name = "salaries/styleguide.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse to be there (404) outside of debugging."""
        if not settings.DEBUG:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Every component's specimens."""
        link = self.request.path
        return super().get_context_data(
            specimens=Specimens(self.survey),
            type_scale=TYPE,
            colours=COLOURS,
            messages=MESSAGES,
            kept=kept(self.survey, link, self.request.build_absolute_uri(link)),
            **kwargs,
        )
