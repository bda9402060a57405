"""An offer judged by published quantiles, in words. The page is that of an offer in a band."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.domain.prices import figures
from salaries.domain.verdict import OfferVerdict, Verdict
from salaries.forms import OfferQuestion
from salaries.presenters import arithmetic, prices, quantile_words
from salaries.presenters.boxes import box_chart
from salaries.presenters.offer import OfferAnswer
from salaries.presenters.parts import Chart, Fact, Step
from salaries.presenters.prices import InPrices, PriceGroup
from salaries.presenters.quantile_answer import QuantileAnswer
from salaries.words import Evidence


@dataclass(frozen=True)
class QuantileOffer(QuantileAnswer, OfferAnswer):
    """Everything the offer page says by a survey of quantiles."""

    question: OfferQuestion

    @property
    def either_way(self) -> str:
        """The verdict where net and gross readings agree."""
        said = {"amount": self.money(self.question.amount), "range": self.range_behind}
        return str(quantile_words.EITHER_WAY[self.main.verdict]) % said

    def verdict_sentence(self, judged: OfferVerdict, amount: str) -> str:
        """The verdict on an amount that is said so."""
        if not judged.band.width and judged.verdict is Verdict.MIDDLE:
            said = {"amount": amount, "pay": quantile_words.pay(self.survey)}
            return str(quantile_words.AT_THE_MEDIAN) % said
        said = {"amount": amount, "range": self.range_behind}
        return str(quantile_words.HEADLINES[judged.verdict]) % said

    @property
    def verdict_words(self) -> str:
        """The verdict in a few words."""
        return str(quantile_words.SHORT[self.main.verdict])

    @property
    def outside_note(self) -> str:
        """Said of an amount beyond the outermost published quantiles."""
        if not self.is_outside:
            return ""
        point = quantile_words.share_words(self.cell, self.main.amount)
        sentence = _("Percentile of %(pay)s: %(point)s, the outermost that is published.")
        return sentence % {"pay": quantile_words.pay(self.survey), "point": point}

    @property
    def notes(self) -> list[str]:
        """Remarks beside the verdict; one where the median itself is not known so sharply."""
        ends, amount = self.cell.median_interval, self.main.amount
        if not ends or amount == self.cell.median or not ends[0] <= amount <= ends[1]:
            return super().notes
        sentence = _(
            "The median itself is only known to lie between %(low)s and %(high)s, as this amount"
            " does: on which side of it the offer stands is not sure."
        )
        said = {"low": numbers.number(ends[0]), "high": self.money(ends[1])}
        return [*super().notes, sentence % said]

    @property
    def facts(self) -> list[Fact]:
        """The figures beside the picture."""
        return [*self.compared_facts, self._median_fact(), self.sample_fact]

    @property
    def compared_facts(self) -> list[Fact]:
        """The facts by which offers are compared: range, gap, percentile."""
        main = self.main
        gap = self.gap_fact(_("Gap to the median"), main.gap_to_median, main.market_ratio)
        return [self.range_fact, gap, self._share_fact()]

    def _share_fact(self) -> Fact:
        label = _("Percentile of %(pay)s") % {"pay": quantile_words.pay(self.survey)}
        value = quantile_words.share_words(self.cell, self.main.amount)
        note = quantile_words.share_note(self.cell, self.main.amount)
        return Fact(label, value, self.share_evidence, note)

    def _median_fact(self) -> Fact:
        outer = [
            _("%(nth)s percentile %(amount)s")
            % {"nth": numbers.ordinal(point.percent), "amount": self.money(point.amount)}
            for point in self.cell.points
            if point.percent in {10, 90}
        ]
        note = "; ".join([self.band_name, *outer])
        return Fact(_("Median"), self.money(self.cell.median), Evidence.PUBLISHED, note)

    @property
    def in_prices(self) -> InPrices | None:
        """The figures in prices of another month, where those are asked for."""
        change = self.question.prices
        if change is None:
            return None
        own, median = self.cell.own, self.cell.median
        found = figures(change, {"amount": self.main.amount}, own, median)
        group = PriceGroup("", self.price_rows(found))
        bought = prices.bought(self, change, self.main.amount)
        return InPrices(self.survey, change, [group], bought)

    @property
    def caption(self) -> str:
        """The finding over the picture."""
        amount = self.money(self.main.amount)
        verdict = self.verdict_sentence(self.main, amount)
        return f"{words.market_name(self.question.market)}: {verdict.removesuffix('.')}"

    @property
    def chart(self) -> Chart:
        """The boxes with the offer on them."""
        amount, asked = self.main.amount, self.question
        return box_chart(
            self.survey,
            asked.market,
            self.caption,
            own_rank=asked.band.rank,
            mark=(amount, amount),
        )

    @property
    def place_column(self) -> str:
        """What one of the two ways of equal standing keeps."""
        return _("Same place in the range, net")

    @property
    def standing_note(self) -> str:
        """What the two ways are."""
        return _(
            "What would stand as high elsewhere, two ways: the same place in the same range, and"
            " the same ratio to the median. Their difference shows how uncertain this is. No"
            " cost-of-living index: it measures what goods cost, not what work is paid."
        )

    @property
    def arithmetic(self) -> list[Step]:
        """The working, in this offer's numbers."""
        main, n = self.main, numbers.number
        median = self.cell.median
        return [
            *arithmetic.taxes(self.judged.readings, self.survey),
            Step(_("Gap to the median"), f"{n(main.amount)} − {n(median)}", n(main.gap_to_median)),
            Step(
                _("Market ratio = amount / median"),
                f"{n(main.amount)} / {n(median)}",
                n(main.market_ratio, 3),
            ),
            self.share_step(main.amount),
            arithmetic.flip(self.judged),
        ]
