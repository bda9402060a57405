"""Money of another year in words: figures of a survey beside the same in prices of another month.

The verdict never rests on them: they say what prices did to money, and nothing of pay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from salaries import numbers, words
from salaries.domain.prices import Figure, PriceChange, figures
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Market
from salaries.domain.vacancy import VacancyVerdict
from salaries.domain.verdict import OfferVerdict
from salaries.presenters.answer import Answer

OFFERED: Mapping[str, Promise] = {
    "amount": lazy("The offer, net"),
    "middle": lazy("Mid-point of the band"),
    "low": lazy("The vacancy, from, net"),
    "high": lazy("The vacancy, to, net"),
}


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One figure in the money of both months."""

    label: str
    raw: str
    converted: str


@dataclass(frozen=True, slots=True)
class PriceGroup:
    """Figures that belong together; a title where there are several groups."""

    title: str
    rows: Sequence[PriceRow]


@dataclass(frozen=True, slots=True)
class InPrices:
    """Everything said of a survey's figures in prices of another month."""

    survey: Survey
    change: PriceChange
    groups: Sequence[PriceGroup] = ()
    bought: str = ""

    @property
    def heading(self) -> str:
        """`In prices of November 2025`."""
        return _("In prices of %(of_month)s") % {"of_month": numbers.of_month(self.change.end)}

    @property
    def months(self) -> tuple[str, str]:
        """The survey's month, and the chosen one."""
        return numbers.month(self.change.start), numbers.month(self.change.end)

    @property
    def not_pay(self) -> str:
        """What these figures are, and what they are not."""
        return _(
            "This is purchasing power, by consumer prices alone: it is not what is paid today, and"
            " no verdict rests on it."
        )

    @property
    def second_figures(self) -> str:
        """What the second figure of a table's cells is: below the first, on paper beside it."""
        said = {"of_month": numbers.of_month(self.change.end)}
        return _("second figure: in prices of %(of_month)s, a scenario") % said

    @property
    def note(self) -> str:
        """What is said over a table whose cells have a second figure."""
        return f"{words.as_sentence(self.second_figures)}. {self.not_pay}"

    @property
    def factor(self) -> str:
        """By how much the figures are multiplied, both months, and whose index it is."""
        sentence = _(
            "Multiplied by %(factor)s, from %(of_start)s to %(of_end)s. Index: %(source)s."
        )
        return sentence % {
            "factor": numbers.number(self.change.factor, 4),
            "of_start": numbers.of_month(self.change.start),
            "of_end": numbers.of_month(self.change.end),
            "source": words.say(self.change.index.source),
        }


def of_offer(answer: Answer, judged: OfferVerdict) -> InPrices | None:
    """An offer, its band and its market in both prices; None where none are asked for."""
    change = answer.question.prices
    if change is None:
        return None
    found = figures(change, {"amount": judged.amount}, judged.band, judged.scale.median)
    group = PriceGroup("", rows_of(answer.survey, answer.question.band.code, found))
    return InPrices(answer.survey, change, [group], bought(answer, change, judged.amount))


def of_vacancy(answer: Answer, judged: VacancyVerdict) -> InPrices | None:
    """A posted range, its band and its market in both prices; None where none are asked for."""
    change = answer.question.prices
    if change is None:
        return None
    low, high = judged.posting.low, judged.posting.high
    found = figures(change, {"low": low, "high": high}, judged.band, judged.scale.median)
    group = PriceGroup("", rows_of(answer.survey, answer.question.band.code, found))
    return InPrices(answer.survey, change, [group], bought(answer, change, low, high))


def of_markets(survey: Survey, markets: Iterable[Market], change: PriceChange) -> InPrices:
    """Medians and bands of markets in both prices."""
    groups = [
        PriceGroup(words.segment_name(m.segment), _of_market(survey, m, change)) for m in markets
    ]
    return InPrices(survey, change, groups)


def rows_of(
    survey: Survey, code: str, found: Mapping[str, Figure], named: Mapping[str, str] | None = None
) -> list[PriceRow]:
    """Figures under their names; `code` is that of the band, `named` what is called otherwise."""
    names = {
        **OFFERED,
        "band_low": _("Band %(code)s, low") % {"code": code},
        "band_high": _("Band %(code)s, high") % {"code": code},
        "median": _("Median of the market"),
        "gap_to_median": _("Mid-point against the median")
        if "low" in found
        else _("Gap to the median"),
        **(named or {}),
    }
    signed = {"gap_to_median": numbers.signed_money}
    return [
        PriceRow(
            str(names[name]),
            *(signed.get(name, numbers.money)(amount, survey.currency) for amount in figure),
        )
        for name, figure in found.items()
    ]


def _of_market(survey: Survey, market: Market, change: PriceChange) -> list[PriceRow]:
    spans = [
        (market.scale.median, market.scale.median),
        *((b.low, b.high) for b in market.scale.ladder.bands),
    ]
    labels = [_("Median of the market"), *(words.band_name(band.code) for band in survey.bands)]
    return [
        PriceRow(
            words.as_sentence(label),
            numbers.span(low, high, survey.currency),
            numbers.span(change.convert(low), change.convert(high), survey.currency),
        )
        for label, (low, high) in zip(labels, spans, strict=True)
    ]


def bought(answer: Answer, change: PriceChange, *ends: int) -> str:
    """What the money would have bought in the survey's month, had it been offered in the other."""
    sentence = _(
        "Offered in %(in_end)s, %(amount)s would buy what %(back)s bought in %(in_start)s."
    )
    return sentence % {
        "in_end": numbers.in_month(change.end),
        "in_start": numbers.in_month(change.start),
        "amount": answer.span(ends[0], ends[-1]),
        "back": answer.span(change.back(ends[0]), change.back(ends[-1])),
    }
