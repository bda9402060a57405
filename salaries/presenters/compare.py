"""Offers side by side: who pays more, who stands higher, and what makes the difference."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from salaries import library, numbers
from salaries.domain.prices import PriceChange
from salaries.domain.survey import Survey
from salaries.offers import MOST, ComparedOffer, read_offers
from salaries.presenters import side_by_side
from salaries.presenters.compare_texts import TEXTS, CompareTexts
from salaries.presenters.compared import Column
from salaries.presenters.differences import Difference
from salaries.presenters.parts import Chart, Fact, compare_link
from salaries.presenters.prices import InPrices
from salaries.presenters.side_by_side import FactRow, StandingCell

EXAMPLES: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (lazy("Two offers far apart"), ("moscow,agency,3,52000", "kazan,company,4,38000")),
    (lazy("Agency beside company"), ("moscow,agency,3", "moscow,company,3")),
    (
        lazy("The same job in four cities"),
        ("moscow,agency,3", "saint-petersburg,agency,3", "novosibirsk,agency,3", "kazan,agency,3"),
    ),
)
"""To start from, by the survey shipped here."""

HEADLINES: dict[tuple[bool, bool], Promise] = {
    (True, True): lazy(
        "%(rich)s is the most money; %(high)s stands highest against its own market."
    ),
    (True, False): lazy(
        "%(rich)s is the most money; against their own markets %(high)s are level."
    ),
    (False, True): lazy(
        "%(rich)s are the same money; %(high)s stands highest against its own market."
    ),
    (False, False): lazy(
        "%(rich)s are the same money; against their own markets %(high)s are level."
    ),
}
"""By whether one offer alone is the most money, and one alone the highest against its median."""


@dataclass(frozen=True)
class Comparison:
    """Everything the page says of up to four offers; `edited` is the place of one to change.

    Money is RUB a month, net.
    """

    survey: Survey
    offers: tuple[ComparedOffer, ...]
    edited: int | None = None
    prices: PriceChange | None = None

    @cached_property
    def columns(self) -> list[Column]:
        """The offers in the order of the address."""
        places = range(len(self.offers))
        return [Column(self.survey, self.offers, place, self.prices) for place in places]

    @property
    def others(self) -> list[Column]:
        """All but the first."""
        return self.columns[1:]

    @property
    def is_full(self) -> bool:
        """Is there no room for another?"""
        return len(self.offers) >= MOST

    @property
    def edited_letter(self) -> str:
        """The letter of the offer to change; empty when none is."""
        return "" if self.edited is None else self.columns[self.edited].letter

    @property
    def texts(self) -> CompareTexts:
        """What is said of figures of this kind."""
        return TEXTS[self.survey.kind]

    @property
    def why(self) -> str:
        """What the parts of a difference are."""
        return str(self.texts.why if self.survey.has_kinds else self.texts.why_without_kinds)

    @property
    def url(self) -> str:
        """The address of these offers."""
        return compare_link(self.survey, self.offers, self.prices)

    @property
    def in_prices(self) -> InPrices | None:
        """The figures of every offer in prices of another month, where those are asked for."""
        return side_by_side.in_prices(self.survey, self.columns, self.prices)

    @property
    def figures(self) -> list[Fact]:
        """What may differ in other data: the facts of each offer, by its letter."""
        return [
            replace(fact, label=f"{column.letter} · {fact.label}")
            for column in self.columns
            for fact in column.facts
        ]

    @property
    def headline(self) -> str:
        """Which offer is the most money, and which stands highest in its own market.

        A market without an amount is left out, for nobody offered its mid-point; where no
        column has an amount the mid-points are compared, and the sentence says so.
        """
        if not self.others:
            (only,) = self.columns
            return only.market if only.is_bare else only.answer.headline
        offered = [column for column in self.columns if not column.is_bare]
        if not offered:
            told = {"headline": _ahead(self.columns)}
            return str(self.texts.by_typical) % told
        if len(offered) == 1:
            told = {"offer": offered[0].city, "headline": offered[0].answer.headline}
            return _("%(offer)s: %(headline)s") % told
        return _ahead(offered)

    @property
    def lead(self) -> str:
        """How each amount stands to its own market's median."""
        judged = _("%(offers)s. Judged by the offers of %(of_month)s.")
        if self.survey.has_quantiles:
            judged = _("%(offers)s. Judged by figures of %(of_month)s.")
        return judged % {
            "offers": "; ".join(_against_median(column) for column in self.columns),
            "of_month": numbers.of_month(self.survey.month),
        }

    @property
    def has_bare(self) -> bool:
        """Is there a market without an amount?"""
        return any(column.is_bare for column in self.columns)

    @property
    def slips(self) -> list[tuple[str, str]]:
        """Questions about likely slips of the pen."""
        return [column.slip for column in self.columns if column.slip]

    @property
    def chart(self) -> Chart:
        """Every offer on the ladder of its own market, all on one axis."""
        return side_by_side.chart(self.survey, self.columns)

    @property
    def rows(self) -> list[FactRow]:
        """The facts, an offer a column."""
        return side_by_side.fact_rows(self.columns)

    @property
    def standings(self) -> list[tuple[Column, list[StandingCell]]]:
        """Each offer with an amount, carried into the market of every other."""
        return side_by_side.standings(self.columns)

    @property
    def differences(self) -> list[Difference]:
        """The first offer against each of the others."""
        return [Difference(self.survey, self.columns[0], other) for other in self.others]


def _ahead(columns: list[Column]) -> str:
    """Which of several columns is the most money, and which stands highest in its own market."""
    most = max(column.amount for column in columns)
    rich = [column for column in columns if column.amount == most]
    highest = max(column.ratio for column in columns)
    high = [column for column in columns if column.ratio == highest]
    if len(rich) == 1 and rich == high:
        sentence = _("%(rich)s is ahead both in money and against its own market.")
        return sentence % {"rich": rich[0].city}
    sentence = str(HEADLINES[len(rich) == 1, len(high) == 1])
    return sentence % {"rich": _listed(rich), "high": _listed(high)}


def _against_median(column: Column) -> str:
    bare = _("%(letter)s no amount, its mid-point %(amount)s is %(percent)s of its market’s median")
    offered = _("%(letter)s %(amount)s, %(percent)s of its market’s median")
    if column.survey.has_quantiles:
        bare = _("%(letter)s no amount, so its median, %(amount)s")
        offered = _("%(letter)s %(amount)s, %(percent)s of the median of its market and experience")
    return (bare if column.is_bare else offered) % {
        "letter": column.letter,
        "amount": column.answer.money(column.amount),
        "percent": numbers.percent(column.ratio, 1),
    }


def _listed(columns: list[Column]) -> str:
    return str(get_text_list([column.city for column in columns], _("and")))


@dataclass(frozen=True, slots=True)
class Example:
    """A comparison to start from."""

    title: str
    comparison: Comparison


def _far_apart(survey: Survey) -> tuple[tuple[Promise, tuple[str, ...]], ...]:
    """The mid-points of the highest and the lowest market, in the same band."""
    markets = sorted(survey.markets.values(), key=lambda market: -market.scale.median)
    level = survey.bands[-1]
    bare = (ComparedOffer(market, level, None) for market in (markets[0], markets[-1]))
    offers = (replace(one, amount=one.amount_compared).address for one in bare)
    return ((lazy("Two offers far apart"), tuple(offers)),)


def examples(survey: Survey) -> list[Example]:
    """Comparisons to start from, those that the survey can answer whole."""
    asked = EXAMPLES if library.is_shipped(survey.slug) else _far_apart(survey)
    read = [(title, texts, read_offers(survey, texts).offers) for title, texts in asked]
    return [
        Example(str(title), Comparison(survey, offers))
        for title, texts, offers in read
        if len(offers) == len(texts)
    ] or _two_markets(survey)


def _two_markets(survey: Survey) -> list[Example]:
    """The first two markets of a survey side by side, where our examples are not in it."""
    level = next(iter(survey.markets.values())).scale.ladder.bands[0].rank
    bare = [ComparedOffer(m, survey.band(level), None) for m in survey.markets_for(level)[:2]]
    comparison = Comparison(survey, tuple(bare))
    return [Example(_("Two markets"), comparison)] if len(bare) == 2 else []
