"""An offer's verdict in words: is it fair, where does it stand, what is the next step worth?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from salaries import numbers, words
from salaries.domain.money import Basis, likely_slip
from salaries.domain.verdict import JudgedOffer, OfferVerdict, Verdict, judge_offer
from salaries.forms import OfferQuestion
from salaries.offers import ComparedOffer
from salaries.presenters import arithmetic, offer_facts, prices
from salaries.presenters.answer import Answer
from salaries.presenters.drawn import ladder_chart
from salaries.presenters.elsewhere import Elsewhere
from salaries.presenters.parts import Chart, Fact, Step, compare_link, link
from salaries.presenters.prices import InPrices
from salaries.presenters.sentences import CAPTIONS, EITHER_WAY, SHORT, headline, lead_sentence
from salaries.prices import in_address


@dataclass(frozen=True, slots=True)
class ReadingCard:
    """The verdict under one reading of an amount that may be net or gross."""

    title: str
    verdict: Verdict
    sentence: str


@dataclass(frozen=True)
class OfferAnswer(Answer):
    """Everything the offer page says. Built from a valid question; money is RUB a month."""

    question: OfferQuestion

    @cached_property
    def judged(self) -> JudgedOffer:
        """The domain's verdict, under each reading of the basis."""
        asked = self.question
        return judge_offer(
            asked.amount,
            asked.basis,
            asked.market.scale,
            asked.band.rank,
            self.survey.month.year,
            self.survey.close_call,
        )

    @property
    def main(self) -> OfferVerdict:
        """The verdict that the page is about."""
        return self.judged.main

    @property
    def tone(self) -> str:
        """The verdict's code, or `depends`: the style sheet gives it a colour and a shape."""
        return self.main.verdict if self.judged.readings_agree else "depends"

    @property
    def is_outside(self) -> bool:
        """Is the amount, however read, beyond every published offer of its market?"""
        return all(offer_facts.is_outside(reading) for reading in self.judged.verdicts)

    @property
    def headline(self) -> str:
        """The verdict in one short sentence."""
        amount = self.money(self.question.amount)
        if not self.judged.readings_agree:
            return _("It depends: ask whether %(amount)s is net or gross.") % {"amount": amount}
        if self.question.basis is Basis.UNKNOWN:
            return self.either_way
        return self._headline(self.main, self.question.basis)

    @property
    def either_way(self) -> str:
        """The verdict where net and gross readings agree."""
        said = {"amount": self.money(self.question.amount)}
        return str(EITHER_WAY[self.main.verdict]) % said

    def verdict_sentence(self, judged: OfferVerdict, amount: str) -> str:
        """The verdict on an amount that is said so."""
        return headline(judged) % {"amount": amount}

    @property
    def verdict_words(self) -> str:
        """The verdict in a few words."""
        return str(SHORT[self.main.verdict])

    def _headline(self, judged: OfferVerdict, basis: Basis) -> str:
        stated, net = self.money(self.question.amount), self.money(judged.amount)
        return self.verdict_sentence(judged, self.as_stated(stated, net, basis))

    @property
    def lead(self) -> str:
        """Who offered what for this experience, and when."""
        band, asked = self.main.band, self.question
        sentence = lead_sentence(asked.market.segment, with_experience=asked.band.min_years > 0)
        return sentence % {
            "in_city": words.in_city(asked.market.city),
            "experience": words.experience(asked.band),
            "band": asked.band.code,
            "low": numbers.number(band.low),
            "high": self.money(band.high),
            "month": numbers.month(self.survey.month),
        }

    @property
    def borderline_note(self) -> str:
        """Said when a small change would change the verdict."""
        if not self.judged.borderline or not self.judged.readings_agree:
            return ""
        sentence = _(
            "A close call: %(flip)s would change the verdict, and the table is rounded"
            " (anything within %(limit)s is called borderline)."
        )
        if self.question.basis is Basis.UNKNOWN:
            sentence = _(
                "A close call: %(flip)s would change the verdict of one of the two readings, and"
                " the table is rounded (anything within %(limit)s is called borderline)."
            )
        flip = self.money(self.judged.distance_to_flip)
        return sentence % {"flip": flip, "limit": self.money(self.judged.close_call)}

    @property
    def notes(self) -> list[str]:
        """Remarks that belong beside the verdict."""
        notes = (self.gross_note, self.outside_note, self.borderline_note)
        return [note for note in notes if note]

    @property
    def outside_note(self) -> str:
        """Said when no published offer reaches the amount."""
        return offer_facts.outside_note(self.main)

    @property
    def city_link(self) -> tuple[str, str]:
        """Words and address of the city's own page."""
        city = self.question.market.city
        said = (
            _("All pay %(in_city)s")
            if self.survey.has_quantiles
            else _("All pay bands %(in_city)s")
        )
        words_ = said % {"in_city": words.in_city(city)}
        return words_, link("city", in_address(self.question.prices), city.slug)

    @property
    def compare_link(self) -> str:
        """This offer, net, as the first of a comparison."""
        asked = self.question
        offer = ComparedOffer(asked.market, asked.band, self.main.amount)
        return compare_link(self.survey, [offer], asked.prices)

    @property
    def embed_link(self) -> str:
        """Where the picture of this offer, net, can be had for another page."""
        market, band = self.question.market, self.question.band.rank
        asked = {"city": market.city.slug, "segment": market.segment, "band": band}
        return link("embed", asked | {"amount": self.main.amount})

    @property
    def slip(self) -> tuple[str, str] | None:
        """A question about a likely slip of the pen, and the link that says yes."""
        found = likely_slip(self.question.amount, self.question.market.scale)
        if found is None:
            return None
        return self.ask_slip(found, self.money(found.meant)), self.link(amount=found.meant)

    @property
    def reading_cards(self) -> list[ReadingCard]:
        """The verdict under each reading, when the basis is unknown."""
        if self.question.basis is not Basis.UNKNOWN:
            return []
        titles = (_("If it is net"), _("If it is gross"))
        return [
            ReadingCard(title, judged.verdict, self._headline(judged, reading.basis))
            for title, judged, reading in zip(
                titles, self.judged.verdicts, self.judged.readings, strict=True
            )
        ]

    @property
    def gross_note(self) -> str:
        """How a gross amount was read."""
        if self.question.basis is not Basis.GROSS:
            return ""
        return _(
            "%(gross)s gross leaves %(net)s net after the income tax of %(year)s; the verdict is"
            " on the net amount, for the publisher’s convention is net."
        ) % {
            "gross": self.money(self.question.amount),
            "net": self.money(self.main.amount),
            "year": self.survey.month.year,
        }

    @property
    def facts(self) -> list[Fact]:
        """The figures beside the picture."""
        return offer_facts.of(self, self.main)

    @property
    def compared_facts(self) -> list[Fact]:
        """The facts by which offers are compared: band, place, gap, percentile."""
        return offer_facts.side_by_side(self, self.main)

    @property
    def in_prices(self) -> InPrices | None:
        """The figures in prices of another month, where those are asked for."""
        return prices.of_offer(self, self.main)

    @cached_property
    def chart(self) -> Chart:
        """The ladder with the offer on it."""
        amount = self.main.amount
        finding = str(CAPTIONS[self.main.verdict]) % {
            "amount": self.money(amount),
            "band": self.question.band.code,
            "market": words.market_name(self.question.market),
        }
        rank = self.question.band.rank
        return ladder_chart(
            self.survey, self.question.market, finding, own_rank=rank, mark=(amount, amount)
        )

    @cached_property
    def elsewhere(self) -> Elsewhere:
        """Equal standing in the other markets."""
        return Elsewhere(self.survey, self.question, self.main.amount, self.link)

    @property
    def standing_heading(self) -> str:
        """Over the amounts of equal standing."""
        told = {"count": len(self.elsewhere.standings), "others": self.elsewhere.others}
        if self.elsewhere.every_market:
            return _("Equal standing in %(count)s of the other %(others)s markets") % told
        said = ngettext(
            "Equal standing in the other market",
            "Equal standing in the other %(others)s markets",
            self.elsewhere.others,
        )
        return said % told

    @property
    def standing_note(self) -> str:
        """What the two ways are."""
        return _(
            "What would stand as high elsewhere, two ways: the same place in the same band, and the"
            " same ratio to the median. Their difference shows how uncertain this is. No"
            " cost-of-living index: it measures what goods cost, not what work is paid."
        )

    @property
    def place_column(self) -> str:
        """What one of the two ways keeps."""
        return _("Same place in band, net")

    @property
    def switches(self) -> list[tuple[str, str, bool]]:
        """The same offer at each kind of employer in this city: name, link, is it this one?"""
        here = self.question.market
        if self.survey.only_segment:
            return []
        return [
            (
                words.segment_name(market.segment),
                self.link(segment=market.segment),
                market.segment == here.segment,
            )
            for market in self.survey.in_city(here.city.slug)
        ]

    @property
    def arithmetic(self) -> list[Step]:
        """The working, in this offer's numbers."""
        return arithmetic.of_offer(self.judged, self.survey)

    def link(self, **changes: object) -> str:
        """This answer's address, with changes."""
        asked = {
            "city": self.question.market.city.slug,
            "segment": self.question.market.segment,
            "band": self.question.band.rank,
            "amount": self.question.amount,
            "basis": self.question.basis.value,
        }
        return self.asking("offer", asked | changes)
