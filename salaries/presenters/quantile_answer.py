"""What answers by published quantiles share: the range they judge by, its sample."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.domain.money import Basis
from salaries.domain.prices import Figure
from salaries.domain.quantiles import Quantiles
from salaries.presenters import quantile_words
from salaries.presenters.answer import Answer
from salaries.presenters.parts import Fact, Step
from salaries.presenters.prices import PriceRow, rows_of
from salaries.words import Evidence


@dataclass(frozen=True)
class QuantileAnswer(Answer):
    """A valid question to a survey of quantiles; money is in the survey's currency a month."""

    @property
    def cell(self) -> Quantiles:
        """The quantiles that the question is judged by."""
        return cast(Quantiles, self.question.market.scale)

    @property
    def band_name(self) -> str:
        """The experience asked about: `any experience`, `Junior · 1 year or more`."""
        level = self.question.band
        return words.experience(level) if level.is_all else words.band_label(level)

    @property
    def group(self) -> str:
        """Whose pay it is: `Moscow · any experience`."""
        return f"{words.market_name(self.question.market)} · {self.band_name}"

    @property
    def range_behind(self) -> str:
        """What the question is judged by, within a sentence."""
        return quantile_words.range_behind(self.survey, self.cell)

    @property
    def lead(self) -> str:
        """The range and the median, for whom and when."""
        cell = self.cell
        said = {
            "group": self.group,
            "month": quantile_words.period(self.survey),
            "range": quantile_words.range_heading(self.survey, cell),
            "pay": quantile_words.pay(self.survey),
            "low": numbers.number(cell.own.low),
            "high": self.money(cell.own.high),
            "median": self.money(cell.median),
        }
        if not cell.own.width:
            return _("%(group)s, %(month)s. Half of %(pay)s were below %(median)s a month.") % said
        sentence = _(
            "%(group)s, %(month)s. %(range)s: from %(low)s to %(high)s a month; half of all were"
            " below %(median)s."
        )
        return sentence % said

    @property
    def range_fact(self) -> Fact:
        """The range that amounts are judged by."""
        heading, own = quantile_words.range_heading(self.survey, self.cell), self.cell.own
        return Fact(heading, self.span(own.low, own.high), Evidence.PUBLISHED, self.band_name)

    @property
    def sample_fact(self) -> Fact:
        """From how much it was counted."""
        cell, label = self.cell, _("Counted from")
        note = quantile_words.sample_note(self.survey, cell)
        if not cell.sample:
            return Fact(label, _("not stated"), Evidence.PUBLISHED, note)
        value, _semicolon, rest = note.partition("; ")
        return Fact(label, value, Evidence.PUBLISHED, words.as_sentence(rest))

    @property
    def share_evidence(self) -> Evidence:
        """What a percentile rests on: published quantiles, unless the amount was taxed first."""
        return Evidence.PUBLISHED if self.question.basis is Basis.NET else Evidence.SCENARIO

    def gap_fact(self, label: str, gap: int, ratio: Fraction) -> Fact:
        """How far an amount is from the median."""
        note = _("%(percent)s of the median, %(median)s") % {
            "percent": numbers.percent(ratio, 1),
            "median": self.money(self.cell.median),
        }
        return Fact(label, self.signed_money(gap), self.evidence, note)

    def price_rows(self, found: dict[str, Figure]) -> list[PriceRow]:
        """Figures in both prices, the range's ends under its own name."""
        heading = quantile_words.range_heading(self.survey, self.cell)
        named = {
            "band_low": _("%(range)s, from") % {"range": heading},
            "band_high": _("%(range)s, to") % {"range": heading},
            "median": _("Median"),
        }
        return rows_of(self.survey, "", found, named)

    def share_step(self, amount: int) -> Step:
        """How a share was read off the straight line between two quantiles."""
        n, points = numbers.number, self.cell.points
        below = max((p for p in points if p.amount <= amount), default=None)
        above = min((p for p in points if p.amount >= amount), default=None)
        label, working = _("Percentile"), ""
        if below and above and below.amount < above.amount:
            label = _("Percentile, on the straight line between two published quantiles")
            working = (
                f"{below.percent} + ({above.percent} − {below.percent}) · "
                f"({n(amount)} − {n(below.amount)}) / ({n(above.amount)} − {n(below.amount)})"
            )
        return Step(label, working, quantile_words.share_words(self.cell, amount))
