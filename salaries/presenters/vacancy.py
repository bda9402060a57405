"""A posted range in words: is it right for the experience asked, and what to post instead?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.domain.money import Basis, gross_from_net, likely_slip
from salaries.domain.vacancy import (
    Fit,
    JudgedVacancy,
    Posting,
    VacancyVerdict,
    judge_posting,
    suggestions,
)
from salaries.forms import VacancyQuestion
from salaries.presenters import prices, vacancy_facts, vacancy_reach
from salaries.presenters.answer import Answer
from salaries.presenters.drawn import ladder_chart
from salaries.presenters.parts import Chart, Fact
from salaries.presenters.prices import InPrices
from salaries.presenters.sentences import FITS, FLAGS, SUGGESTED
from salaries.presenters.vacancy_reach import ReachRow


@dataclass(frozen=True, slots=True)
class SuggestedRange:
    """A range worth posting, with the link that fills the form with it."""

    title: str
    span: str
    gross: str
    why: str
    url: str
    is_posted: bool


@dataclass(frozen=True)
class VacancyAnswer(Answer):
    """Everything the vacancy page says. Built from a valid question; money is RUB a month."""

    question: VacancyQuestion

    @cached_property
    def judged(self) -> JudgedVacancy:
        """The domain's verdict, under each reading of the basis."""
        asked = self.question
        scale, rank, year = asked.market.scale, asked.band.rank, self.survey.month.year
        return judge_posting(asked.posting, asked.basis, scale, rank, year)

    @property
    def main(self) -> VacancyVerdict:
        """The verdict that the page is about."""
        return self.judged.main

    @property
    def tone(self) -> str:
        """The fit's code, or `depends`: the style sheet gives it a colour and a shape."""
        return self.main.fit if self.judged.readings_agree else "depends"

    @property
    def headline(self) -> str:
        """The verdict in one short sentence."""
        if not self.judged.readings_agree:
            posted = self.span(self.question.posting.low, self.question.posting.high)
            return _("It depends: say whether %(range)s is net or gross.") % {"range": posted}
        return self._fit(self.main, self.question.basis)

    @property
    def lead(self) -> str:
        """What the band is, for whom, where and when."""
        band = self.main.band
        return _(
            "%(market)s, %(month)s: offers for band %(band)s (%(experience)s) ran from %(low)s to"
            " %(high)s a month."
        ) % {
            "market": words.market_name(self.question.market),
            "month": numbers.month(self.survey.month),
            "band": self.question.band.code,
            "experience": words.experience(self.question.band),
            "low": numbers.number(band.low),
            "high": self.money(band.high),
        }

    @property
    def notes(self) -> list[str]:
        """Remarks on how the posting was read."""
        return [note for note in (self._given_note(), self._basis_note()) if note]

    def _given_note(self) -> str:
        """How a posting with one bound was read."""
        return {
            "low": _(
                "Only “from” was given, so that figure is judged alone; what lies above it"
                " is not known."
            ),
            "high": _(
                "Only “to” was given, so that figure is judged alone; what lies below it"
                " is not known."
            ),
        }.get(self.question.given, "")

    def _basis_note(self) -> str:
        """How a gross posting was read."""
        if self.question.basis is not Basis.GROSS:
            return ""
        posting = self.main.posting
        return _("Gross; net it is %(range)s after the income tax of %(year)s.") % {
            "range": self.span(posting.low, posting.high),
            "year": self.survey.month.year,
        }

    @property
    def reading_cards(self) -> list[tuple[str, Fit, str]]:
        """Title, fit and sentence under each reading, when the basis is unknown."""
        if self.question.basis is not Basis.UNKNOWN:
            return []
        titles = (_("If it is net"), _("If it is gross"))
        return [
            (title, verdict.fit, self._fit(verdict, basis))
            for title, verdict, basis in zip(
                titles, self.judged.verdicts, (Basis.NET, Basis.GROSS), strict=True
            )
        ]

    @property
    def slip(self) -> tuple[str, str] | None:
        """A question about a likely slip of the pen, and the link that says yes."""
        posting, scale = self.question.posting, self.question.market.scale
        at_low, at_high = likely_slip(posting.low, scale), likely_slip(posting.high, scale)
        found = at_low or at_high
        low = at_low.meant if at_low else posting.low
        high = at_high.meant if at_high else posting.high
        if not found or low > high:
            return None
        return self.ask_slip(found, self.span(low, high)), self.link(low=low, high=high)

    @property
    def flags(self) -> list[str]:
        """What a careful reader would remark, in sentences."""
        main, scale = self.main, self.question.market.scale
        lower = scale.ladder.band_of(main.posting.low)
        said = {
            "low": self.money(main.posting.low),
            "high": self.money(main.posting.high),
            "floor": self.money(main.band.low),
            "market_floor": self.money(scale.floor),
            "market_ceiling": self.money(scale.ceiling),
            "band": self.question.band.code,
            "experience": words.experience(self.question.band),
            "lower": self.survey.band(lower.rank).code if lower else "",
            "count": len(main.bands_covered),
        }
        return [str(FLAGS[flag]) % said for flag in main.flags]

    @property
    def facts(self) -> list[Fact]:
        """The figures beside the picture."""
        return vacancy_facts.of(self, self.main)

    @property
    def in_prices(self) -> InPrices | None:
        """The figures in prices of another month, where those are asked for."""
        return prices.of_vacancy(self, self.main)

    @property
    def suggestions(self) -> list[SuggestedRange]:
        """Three ranges worth posting, each net, with a link that fills the form."""
        posted = self.main.posting
        return [
            SuggestedRange(
                title,
                self.span(posting.low, posting.high),
                self._as_gross(posting),
                why,
                self.link(low=posting.low, high=posting.high, basis=Basis.NET.value),
                posting == posted,
            )
            for name, posting in suggestions(self.main.band).items()
            for title, why in [self.suggested_words[name]]
        ]

    @property
    def suggested_words(self) -> dict[str, tuple[str, str]]:
        """What each suggested range is called, and why."""
        return {name: (str(title), str(why)) for name, (title, why) in SUGGESTED.items()}

    @property
    def reach_column(self) -> str:
        """What the posting is held against in each market."""
        return _("Mid-point of the band")

    def _as_gross(self, net: Posting) -> str:
        """What a net range is before tax, when the employer posts gross or did not say."""
        if self.question.basis is Basis.NET:
            return ""
        low, high = (gross_from_net(end, self.survey.month.year) for end in (net.low, net.high))
        return _("net; that is %(range)s gross") % {"range": self.span(low, high)}

    @property
    def reach_sentence(self) -> str:
        """In how many markets the posting competes."""
        return vacancy_reach.sentence(self, self.main)

    @property
    def reach(self) -> list[ReachRow]:
        """Every market, by the city's name."""
        return vacancy_reach.rows(self, self.main)

    @property
    def reach_more(self) -> str:
        """Said where these are but some of the markets."""
        return vacancy_reach.more(self)

    @property
    def chart(self) -> Chart:
        """The ladder with the posted range on it."""
        posting, asked = self.main.posting, self.question
        finding = f"{words.market_name(asked.market)}: {self._fit(self.main, asked.basis)}"
        return ladder_chart(
            self.survey,
            self.question.market,
            finding,
            own_rank=self.question.band.rank,
            mark=(posting.low, posting.high),
        )

    def link(self, **changes: object) -> str:
        """This answer's address, with changes."""
        asked = {
            "city": self.question.market.city.slug,
            "segment": self.question.market.segment,
            "band": self.question.band.rank,
            "low": self.question.posting.low,
            "high": self.question.posting.high,
            "basis": self.question.basis.value,
        }
        left_out = {"low": "high", "high": "low"}.get(self.question.given, "")
        if left_out not in changes:
            asked.pop(left_out, None)
        return self.asking("vacancy", asked | changes)

    def posted_words(self, verdict: VacancyVerdict, basis: Basis) -> str:
        """The range as it was posted, with what it leaves net where that differs."""
        stated, net = self.question.posting, verdict.posting
        return self.as_stated(
            self.span(stated.low, stated.high), self.span(net.low, net.high), basis
        )

    def _fit(self, verdict: VacancyVerdict, basis: Basis) -> str:
        posted = self.posted_words(verdict, basis)
        return str(FITS[verdict.fit]) % {"range": posted, "band": self.question.band.code}
