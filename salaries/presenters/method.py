"""The method page: every formula, worked on an offer that the reader can change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from salaries import library, numbers, words
from salaries.domain.money import LARGEST, Basis
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Market, MarketKey
from salaries.domain.vacancy import VacancyVerdict
from salaries.forms import OfferQuestion
from salaries.presenters import worked, worked_models
from salaries.presenters.audit import audited
from salaries.presenters.method_versions import MethodVersion, method_versions
from salaries.presenters.offer import OfferAnswer
from salaries.presenters.parts import Chart, Step, answer_link
from salaries.presenters.two_models import models_chart
from salaries.words import EVIDENCE, EVIDENCE_MEANING

EXAMPLE = (MarketKey("moscow", "agency"), 3, 52_000)


def default_question(survey: Survey) -> OfferQuestion:
    """52 000 in a Moscow agency for band III; of another survey the first market's median."""
    key, rank, amount = EXAMPLE
    if key not in survey.markets or not library.is_shipped(survey.slug):
        key = next(iter(survey.markets))
        amount = survey.markets[key].scale.median
        band = survey.markets[key].scale.ladder.band_of(amount)
        rank = band.rank if band else 1
    return OfferQuestion(survey.markets[key], survey.band(rank), amount, Basis.NET)


@dataclass(frozen=True, slots=True)
class Joint:
    """An amount at which a band ends and the next one starts."""

    amount: str
    market: str
    below: str
    above: str


@dataclass(frozen=True)
class MethodPage:
    """The formulas worked on one offer, and the meanings of the evidence labels."""

    survey: Survey
    question: OfferQuestion

    @cached_property
    def example(self) -> OfferAnswer:
        """The offer that the formulas are worked on."""
        return OfferAnswer(self.survey, self.question)

    @property
    def market(self) -> str:
        """City and kind of employer of the example."""
        return words.market_name(self.question.market)

    @property
    def place(self) -> list[Step]:
        """Place, verdict, gap, ratio, edges, flip."""
        return worked.of_place(self.example.judged, self.survey)

    @property
    def joint(self) -> Joint:
        """Where two bands of the example's market meet: under its own band, or over the lowest."""
        market = self.question.market
        upper = max(self.question.band.rank, 2)
        return Joint(
            numbers.number(market.scale.ladder.band(upper).low),
            words.market_name(market),
            self.survey.band(upper - 1).code,
            self.survey.band(upper).code,
        )

    @property
    def close_call(self) -> str:
        """How near another verdict is too near."""
        return numbers.money(self.survey.close_call, self.survey.currency)

    @property
    def models(self) -> list[Step]:
        """The percentile models and the guarantee."""
        return worked_models.of_models(self.question.market.scale, self.example.main.amount)

    @property
    def chart(self) -> Chart:
        """The two models over one another."""
        return models_chart(self.survey, self.question.market, self.example.main.amount)

    @cached_property
    def there(self) -> Market | None:
        """Another market to carry the amount into: the same employers in the next city."""
        here = self.question.market
        others = [market for market in self.survey.markets.values() if market.key != here.key]
        alike = [market for market in others if market.segment == here.segment]
        return next(iter(alike or others), None)

    @property
    def there_name(self) -> str:
        """City and kind of employer of the other market."""
        return words.market_name(self.there) if self.there else ""

    @property
    def standing(self) -> list[Step]:
        """The amount carried into that market; nothing in a survey of one market."""
        there, here = self.there, self.question.market
        return worked.of_standing(self.example.main, here, there) if there else []

    @property
    def basis(self) -> list[Step]:
        """The amount as stated, from gross to net and back."""
        return worked.of_basis(self.question.amount, self.survey.month.year)

    @cached_property
    def _posted(self) -> VacancyVerdict:
        return worked.judged_example(self.example.main)

    @property
    def vacancy_lead(self) -> str:
        """What is posted in the example."""
        posting = self._posted.posting
        sentence = _(
            "Worked on %(range)s, a tenth to either side of the amount, for band %(band)s."
        )
        return sentence % {
            "range": numbers.span(posting.low, posting.high, self.survey.currency),
            "band": self.question.band.code,
        }

    @property
    def vacancy(self) -> list[Step]:
        """The example posting against the band."""
        return worked.of_vacancy(self._posted, self.survey)

    @property
    def vacancy_link(self) -> str:
        """The example posting on its own page; empty where no form would take it."""
        posting, asked = self._posted.posting, self.question
        query = {
            "city": asked.market.city.slug,
            "segment": asked.market.segment,
            "band": asked.band.rank,
            "low": posting.low,
            "high": posting.high,
            "basis": Basis.NET.value,
        }
        return answer_link(self.survey, "vacancy", query) if posting.high <= LARGEST else ""

    @property
    def city(self) -> str:
        """The name of the example's city."""
        return words.city_name(self.question.market.city)

    @property
    def premium(self) -> list[Step]:
        """What agencies pay over companies in the example's city."""
        city = self.question.market.city
        return worked.of_premium(self.survey.in_city(city.slug), self.survey)

    @property
    def steps(self) -> list[tuple[str, ...]]:
        """What each step up is worth in the example's market."""
        return worked.of_steps(self.question.market, self.survey)

    @property
    def versions(self) -> list[MethodVersion]:
        """What the method was and is, the newest first."""
        return method_versions()

    @property
    def evidence(self) -> list[tuple[str, str, str]]:
        """Each label: its code, its word and its meaning."""
        return [(e.value, str(EVIDENCE[e]), str(EVIDENCE_MEANING[e])) for e in EVIDENCE]

    @property
    def not_stated(self) -> list[str]:
        """What the source does not say."""
        return [words.say(text) for text in self.survey.not_stated]

    @property
    def equal_shares(self) -> str:
        """Why equal shares of the bands are no model, counted live."""
        medians = audited(self.survey).medians
        sentence = _(
            "To give each band the same share of offers would be a third model, but the published"
            " median contradicts it in %(count)s of %(total)s markets."
        )
        contradicted = sum(median.gap != 0 for median in medians)
        return sentence % {"count": contradicted, "total": len(medians)}
