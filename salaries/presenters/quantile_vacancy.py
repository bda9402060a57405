"""A posted range judged by published quantiles, in words, for the page of a vacancy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from salaries.domain.market import MarketPay
from salaries.domain.money import Basis, round_half_up
from salaries.domain.prices import figures
from salaries.domain.vacancy import Fit, Flag, VacancyVerdict, reach
from salaries.forms import VacancyQuestion
from salaries.presenters import prices, quantile_words
from salaries.presenters.parts import Fact
from salaries.presenters.prices import InPrices, PriceGroup
from salaries.presenters.quantile_answer import QuantileAnswer
from salaries.presenters.vacancy import SuggestedRange, VacancyAnswer


@dataclass(frozen=True)
class QuantileVacancy(QuantileAnswer, VacancyAnswer):
    """Everything the vacancy page says by a survey of quantiles."""

    question: VacancyQuestion

    def _fit(self, verdict: VacancyVerdict, basis: Basis) -> str:
        posted = self.posted_words(verdict, basis)
        said = {"posted": posted, "range": self.range_behind}
        is_around = verdict.fit not in {Fit.BELOW, Fit.ABOVE}
        if is_around and not self.cell.own.width:
            return str(quantile_words.AROUND_THE_MEDIAN) % said
        return str(quantile_words.FITS[verdict.fit]) % said

    @property
    def suggestions(self) -> list[SuggestedRange]:
        """Ranges worth posting; none where no more than a median is published."""
        return super().suggestions if self.cell.own.width else []

    @property
    def flags(self) -> list[str]:
        """What a careful reader would remark, in sentences."""
        main, cell = self.main, self.cell
        said = {
            "low": self.money(main.posting.low),
            "high": self.money(main.posting.high),
            "floor": self.money(cell.own.low),
            "market_floor": self.money(cell.floor),
            "market_ceiling": self.money(cell.ceiling),
            "range": self.range_behind,
        }
        raised = [flag for flag in main.flags if flag is not Flag.SPANS_MANY_BANDS]
        return [str(quantile_words.FLAGS[flag]) % said for flag in raised]

    @property
    def facts(self) -> list[Fact]:
        """The figures beside the picture."""
        main = self.main
        middle = self.gap_fact(
            _("Mid-point against the median"),
            round_half_up(main.gap_of_middle_to_median),
            main.market_ratio_of_middle,
        )
        return [self.range_fact, self._shares(), self._ends(), middle, self.sample_fact]

    def _shares(self) -> Fact:
        """Where both ends of the posting stand."""
        posting, cell = self.main.posting, self.cell
        label = _("Percentile of %(pay)s") % {"pay": quantile_words.pay(self.survey)}
        low, high = (quantile_words.share_words(cell, end) for end in (posting.low, posting.high))
        if not posting.width:
            note = quantile_words.share_note(cell, posting.low)
            return Fact(label, low, self.share_evidence, note)
        value = _("from: %(low)s; to: %(high)s") % {"low": low, "high": high}
        return Fact(label, value, self.share_evidence)

    def _ends(self) -> Fact:
        value = _("%(floor)s and %(ceiling)s") % {
            "floor": self.signed_money(self.main.floor_gap),
            "ceiling": self.signed_money(self.main.ceiling_gap),
        }
        return Fact(_("Floor and ceiling against the range’s"), value, self.evidence)

    @property
    def suggested_words(self) -> dict[str, tuple[str, str]]:
        """What each suggested range is called, and why."""
        found = quantile_words.SUGGESTED.items()
        return {name: (str(title), str(why)) for name, (title, why) in found}

    @property
    def reach_sentence(self) -> str:
        """In how many markets the posting competes."""
        rank = self.question.band.rank
        scales = [market.scale for market in self.survey.markets_for(rank)]
        if not self.cell.own.width:
            return self._reach_of_medians(scales)
        sentence = _(
            "Its mid-point, %(middle)s, is at least the mid-point of %(range)s in %(count)s of the"
            " %(total)s markets with figures."
        )
        return sentence % {
            "middle": self.money(round_half_up(self.main.posting.middle)),
            "range": self.range_behind,
            "count": reach(self.main.posting, scales, rank),
            "total": len(scales),
        }

    def _reach_of_medians(self, scales: Sequence[MarketPay]) -> str:
        """The same where medians alone are published here."""
        posting, rank = self.main.posting, self.question.band.rank
        sentence = _(
            "Its mid-point, %(middle)s, is at least what stands for the market in %(count)s of the"
            " %(total)s markets with figures."
        )
        return sentence % {
            "middle": self.money(round_half_up(posting.middle)),
            "count": reach(posting, scales, rank),
            "total": len(scales),
        }

    @property
    def reach_column(self) -> str:
        """What the posting is held against in each market."""
        return _("Mid-point of the range")

    @property
    def in_prices(self) -> InPrices | None:
        """The figures in prices of another month, where those are asked for."""
        change = self.question.prices
        if change is None:
            return None
        posting = self.main.posting
        ends = {"low": posting.low, "high": posting.high}
        found = figures(change, ends, self.cell.own, self.cell.median)
        group = PriceGroup("", self.price_rows(found))
        bought = prices.bought(self, change, posting.low, posting.high)
        return InPrices(self.survey, change, [group], bought)
