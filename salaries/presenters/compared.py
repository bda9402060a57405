"""One offer among others: its letter, its facts, and how to change it or take it away."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from django.utils.translation import gettext as _

from salaries import words
from salaries.domain.market import market_ratio
from salaries.domain.money import Basis, likely_slip
from salaries.domain.prices import PriceChange
from salaries.domain.survey import Survey
from salaries.forms import OfferQuestion
from salaries.offers import ComparedOffer
from salaries.presenters.judged import judged_offer
from salaries.presenters.offer import OfferAnswer
from salaries.presenters.parts import Fact, compare_link, link
from salaries.prices import in_address
from salaries.words import Evidence

LETTERS = "ABCD"
NOTHING = "–"


@dataclass(frozen=True)
class Column:
    """One of the offers compared. A bare market stands at the mid-point of its band."""

    survey: Survey
    offers: tuple[ComparedOffer, ...]
    place: int
    prices: PriceChange | None = None

    @property
    def offer(self) -> ComparedOffer:
        """The offer this column is about."""
        return self.offers[self.place]

    @property
    def letter(self) -> str:
        """Its name on the page."""
        return LETTERS[self.place]

    @property
    def is_bare(self) -> bool:
        """Was no amount given?"""
        return self.offer.amount is None

    @property
    def amount(self) -> int:
        """What is compared, RUB a month: the offer, or the band's mid-point without one."""
        return self.offer.amount_compared

    @property
    def ratio(self) -> Fraction:
        """The amount against its own market's median."""
        return market_ratio(self.amount, self.offer.market.scale)

    @cached_property
    def answer(self) -> OfferAnswer:
        """The offer page's answer to the amount compared."""
        offer = self.offer
        asked = OfferQuestion(offer.market, offer.band, self.amount, Basis.NET, (), self.prices)
        return judged_offer(self.survey, asked)

    @property
    def city(self) -> str:
        """City and letter: `Moscow (A)`."""
        return _("%(city)s (%(letter)s)") % {
            "city": words.city_name(self.offer.market.city),
            "letter": self.letter,
        }

    @property
    def market(self) -> str:
        """`Moscow, agencies`."""
        return words.market_name(self.offer.market)

    @property
    def band(self) -> str:
        """`III · 2 years or more`."""
        return words.band_label(self.offer.band)

    @property
    def amount_words(self) -> str:
        """`52 000 ₽`, or that no amount was given."""
        return _("no amount") if self.is_bare else self.answer.money(self.amount)

    @property
    def tone(self) -> str:
        """The verdict's code for the style sheet; empty for a bare market."""
        return "" if self.is_bare else self.answer.main.verdict.value

    @property
    def verdict(self) -> Fact:
        """The verdict in a few words."""
        return Fact(_("Verdict"), self.answer.verdict_words, Evidence.DERIVED)

    @property
    def facts(self) -> list[Fact]:
        """What stands in the column, from the verdict down to the median."""
        band, *judged = self.answer.compared_facts
        own = [self.verdict, *judged]
        if self.is_bare:
            own = [Fact(fact.label, NOTHING, fact.evidence) for fact in own]
        middle = Fact(
            _("Mid-point of the band"),
            self.answer.money(self.answer.main.band.middle),
            Evidence.DERIVED,
        )
        return [
            *own,
            Fact(band.label, band.value, band.evidence),
            *([] if self.survey.has_quantiles else [middle]),
            Fact(
                _("Median") if self.survey.has_quantiles else _("Median of the market"),
                self.answer.money(self.offer.market.scale.median),
                Evidence.PUBLISHED,
            ),
        ]

    @property
    def url(self) -> str:
        """Where it is judged alone: the offer's page, or the city's for a bare market."""
        slug = self.offer.market.city.slug
        of_city = link("city", in_address(self.prices), slug)
        return of_city if self.is_bare else self.answer.link()

    @property
    def change_url(self) -> str:
        """The form filled with this offer."""
        return (
            compare_link(self.survey, self.offers, self.prices, edit=self.place + 1) + "#question"
        )

    @property
    def remove_url(self) -> str:
        """The others without it."""
        others = [o for n, o in enumerate(self.offers) if n != self.place]
        return compare_link(self.survey, others, self.prices)

    @property
    def slip(self) -> tuple[str, str] | None:
        """A question about a likely slip of the pen, and the link that says yes."""
        found = likely_slip(self.amount, self.offer.market.scale)
        if found is None:
            return None
        meant = ComparedOffer(self.offer.market, self.offer.band, found.meant)
        others = [meant if n == self.place else o for n, o in enumerate(self.offers)]
        question = self.answer.ask_slip(found, self.answer.money(found.meant))
        return f"{self.letter}: {question}", compare_link(self.survey, others, self.prices)
