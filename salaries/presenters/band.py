"""A candidate's band in words: what holds, what is missing for the next, what that step pays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from salaries import numbers, words
from salaries.candidate import ProfileQuestion
from salaries.domain.market import StepPrice, step_prices
from salaries.domain.profile import Asked, Standing, kinds_of_years, standing
from salaries.domain.survey import Survey
from salaries.domain.surveyed import ExperienceBand, Market
from salaries.presenters.drawn import ladder_chart
from salaries.presenters.parts import Chart, Fact, answer_link
from salaries.words import Evidence


@dataclass(frozen=True, slots=True)
class Listed:
    """One thing a band asks or wishes for, in words, and whether the candidate has it."""

    text: str
    holds: bool
    is_required: bool


@dataclass(frozen=True)
class BandAnswer:
    """Everything the band page says. Built from a valid question; money is RUB a month."""

    survey: Survey
    question: ProfileQuestion

    @cached_property
    def standing(self) -> Standing:
        """The domain's answer."""
        return standing(self.question.profile, self.survey.bands)

    @property
    def tone(self) -> str:
        """`met-` and the band's rank, or `ahead` where not even the lowest band's things hold."""
        return f"met-{self.standing.band.rank}" if self.standing.band else "ahead"

    @property
    def headline(self) -> str:
        """The answer in one short sentence."""
        if self.standing.band:
            sentence = _("Band %(band)s: you have everything it asks.")
            return sentence % {"band": self.standing.band.code}
        return _("Band %(band)s is your next step.") % {"band": self.survey.bands[0].code}

    @property
    def lead(self) -> str:
        """How far the next band is."""
        found = self.standing
        if found.following is None:
            return _("No band of this survey asks more.")
        count = len(found.missing)
        sentence = (
            ngettext(
                "Band %(band)s asks for %(count)d thing more.",
                "Band %(band)s asks for %(count)d things more.",
                count,
            )
            if found.band
            else ngettext(
                "Of what the survey’s band %(band)s asks, %(count)d thing is still missing.",
                "Of what the survey’s band %(band)s asks, %(count)d things are still missing.",
                count,
            )
        )
        return sentence % {"band": found.following.code, "count": count}

    @property
    def notes(self) -> list[str]:
        """How far what is missing would lead, where that is further than the next band."""
        found = self.standing
        if not found.following or not found.reached or found.reached == found.following:
            return []
        sentence = _("With that you would have all that is asked up to band %(band)s.")
        return [sentence % {"band": found.reached.code}]

    @property
    def missing(self) -> list[str]:
        """The published texts of what the next band requires besides."""
        return [words.say(one.text) for one in self.standing.missing]

    @property
    def next_code(self) -> str:
        """The next band's code; empty at the top."""
        return self.standing.following.code if self.standing.following else ""

    @property
    def wishes(self) -> list[Listed]:
        """What is wished for besides, up to the next band."""
        return [_listed(one) for one in self.standing.wishes]

    @property
    def how_read(self) -> str:
        """What holds for all bands of the list."""
        said = _("Each band asks what the bands below it ask, too.")
        if {"marketing", "smm"} <= kinds_of_years(self.survey.bands).keys():
            said += " " + _("Years of managing SMM projects count as years in marketing.")
        return said

    @property
    def bands(self) -> list[tuple[str, list[Listed]]]:
        """Every band with all that it asks."""
        return [
            (words.band_label(band), [_listed(a) for a in self.standing.asked if a.band == band])
            for band in self.survey.bands
        ]

    @property
    def step(self) -> StepPrice | None:
        """What the step to the next band pays in the market chosen; None without either."""
        found, market = self.standing, self.question.market
        if not (market and found.band and found.following):
            return None
        return step_prices(market.scale.ladder)[found.band.rank - 1]

    @property
    def facts(self) -> list[Fact]:
        """The ranges of this band and the next, the step between them; none without a market."""
        market, levels = self.question.market, [self.standing.band, self.standing.following]
        if market is None:
            return []
        return [*(self._range(market, level) for level in levels if level), *self._steps()]

    def _range(self, market: Market, level: ExperienceBand) -> Fact:
        band = market.scale.ladder.band(level.rank)
        span = numbers.span(band.low, band.high, self.survey.currency)
        label = _("Range of band %(band)s") % {"band": level.code}
        return Fact(label, span, Evidence.PUBLISHED, words.experience(level))

    def _steps(self) -> list[Fact]:
        if not (step := self.step):
            return []
        ends = {
            "from": self.survey.band(step.from_rank).code,
            "to": self.survey.band(step.to_rank).code,
        }
        return [
            Fact(label % ends, numbers.signed_money(price, self.survey.currency), Evidence.DERIVED)
            for label, price in (
                (_("Step %(from)s → %(to)s, middle to middle"), step.middle_to_middle),
                (_("Step %(from)s → %(to)s, low to low"), step.low_to_low),
                (_("Step %(from)s → %(to)s, high to high"), step.high_to_high),
            )
        ]

    @property
    def chart(self) -> Chart | None:
        """The ladder of the market with the band marked; None without a market."""
        market, level = self.question.market, self.standing.band or self.survey.bands[0]
        if market is None:
            return None
        band = market.scale.ladder.band(level.rank)
        finding = _("%(market)s: offers for band %(band)s ran from %(low)s to %(high)s a month") % {
            "market": words.market_name(market),
            "band": level.code,
            "low": numbers.number(band.low),
            "high": numbers.money(band.high, self.survey.currency),
        }
        rank = self.standing.band.rank if self.standing.band else None
        return ladder_chart(self.survey, market, finding, own_rank=rank)

    @property
    def figures(self) -> list[Fact]:
        """What may differ in other data: the band, what is missing, the pay, the median."""
        market = self.question.market
        facts = [Fact(_("Your band"), self.headline, Evidence.DERIVED), *self.facts]
        if self.missing:
            facts.insert(1, Fact(_("Missing"), "; ".join(self.missing), Evidence.PUBLISHED))
        if market:
            median = numbers.money(market.scale.median, self.survey.currency)
            facts.append(Fact(_("Median of the market"), median, Evidence.PUBLISHED))
        return facts

    @property
    def checks(self) -> list[tuple[str, str]]:
        """Ways on: an offer checked at this band, and at the next."""
        levels = (self.standing.band, self.standing.following)
        title = _("Check an offer at band %(band)s")
        return [(title % {"band": one.code}, self._check_link(one)) for one in levels if one]

    def _check_link(self, level: ExperienceBand) -> str:
        market = self.question.market
        place = {"city": market.city.slug, "segment": market.segment} if market else {}
        return answer_link(self.survey, "offer", place | {"band": level.rank})

    def link(self) -> str:
        """This answer's address."""
        return answer_link(self.survey, "band", self.question.address(self.survey))


def _listed(asked: Asked) -> Listed:
    one = asked.requirement
    return Listed(words.say(one.text), asked.holds, one.is_required)
