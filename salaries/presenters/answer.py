"""What the answers to both questions share: how they say money, evidence and slips."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.domain.bands import Band
from salaries.domain.money import Basis, LikelySlip
from salaries.domain.survey import Survey
from salaries.forms import OfferQuestion, VacancyQuestion
from salaries.presenters.duties import JobContent, job_content
from salaries.presenters.parts import Fact, answer_link
from salaries.prices import in_address
from salaries.words import Evidence


@dataclass(frozen=True)
class Answer:
    """A valid question and the survey that answers it; money is RUB a month."""

    survey: Survey
    question: OfferQuestion | VacancyQuestion

    @property
    def figures(self) -> list[Fact]:
        """What may differ in other data: the verdict, the facts beside it, the median."""
        verdict = Fact(_("Verdict"), self.headline, self.evidence)
        median = self.money(self.question.market.scale.median)
        return [
            verdict,
            *self.facts,
            Fact(_("Median of the market"), median, Evidence.PUBLISHED),
        ]

    @property
    def job(self) -> JobContent | None:
        """The duties ticked, and which of them the pay is for."""
        return job_content(self.question.duties)

    def asking(self, view: str, asked: Mapping[str, object]) -> str:
        """The address of an answer that asks this, with the same duties and prices."""
        duties = [("duty", duty.key) for duty in self.question.duties]
        prices = in_address(self.question.prices)
        return answer_link(self.survey, view, [*asked.items(), *duties, *prices])

    @property
    def headline(self) -> str:
        """The verdict in one short sentence."""
        raise NotImplementedError

    @property
    def facts(self) -> list[Fact]:
        """The figures beside the picture."""
        raise NotImplementedError

    def money(self, amount: int | Fraction) -> str:
        """An amount in the survey's currency."""
        return numbers.money(amount, self.survey.currency)

    def signed_money(self, amount: int) -> str:
        """A difference of amounts in the survey's currency."""
        return numbers.signed_money(amount, self.survey.currency)

    def span(self, low: int, high: int) -> str:
        """A range of amounts in the survey's currency."""
        return numbers.span(low, high, self.survey.currency)

    def as_stated(self, stated: str, net: str, basis: Basis) -> str:
        """What was offered or posted, with what it leaves net where that is another number."""
        if basis is not Basis.GROSS:
            return stated
        return _("%(stated)s gross (%(net)s net)") % {"stated": stated, "net": net}

    @property
    def band_name(self) -> str:
        """The band asked about: `band III`."""
        return words.band_name(self.question.band.code)

    @property
    def group(self) -> str:
        """Whose pay it is: `Moscow, agencies · band III, 2 years or more`."""
        market, level = words.market_name(self.question.market), self.question.band
        return f"{market} · {self.band_name}, {words.experience(level)}"

    @property
    def evidence(self) -> Evidence:
        """What exact arithmetic rests on here: an amount read as net is a scenario."""
        is_net = self.question.basis is Basis.NET
        return Evidence.DERIVED if is_net else Evidence.SCENARIO

    @property
    def evidence_word(self) -> str:
        """The label of that evidence in the language in use."""
        return str(words.EVIDENCE[self.evidence])

    def ask_slip(self, found: LikelySlip, meant: str) -> str:
        """The question about a likely slip of the pen."""
        return str(words.SLIPS[found.slip]) % {"meant": meant}


def band_fact(answer: Answer, band: Band) -> Fact:
    """The published range of the band asked about, and the experience it asks."""
    span, asked = answer.span(band.low, band.high), words.band_label(answer.question.band)
    return Fact(_("Range of the band"), span, Evidence.PUBLISHED, asked)
