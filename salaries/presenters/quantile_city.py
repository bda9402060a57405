"""One city by a survey of quantiles: what is published of it, level by level, and what is not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from salaries import numbers, picks, pictures, words
from salaries.domain.market import rank_with_ties
from salaries.domain.quantiles import Quantiles
from salaries.domain.surveyed import ExperienceBand, Market
from salaries.offers import ComparedOffer
from salaries.presenters import quantile_words
from salaries.presenters.audit import Remarkable
from salaries.presenters.boxes import box_chart, levels_of
from salaries.presenters.city import CityPage
from salaries.presenters.city_figures import RequirementList, requirement_list
from salaries.presenters.city_steps import StepRow
from salaries.presenters.parts import Chart, Fact, compare_link
from salaries.presenters.prices import InPrices, PriceGroup, PriceRow
from salaries.presenters.standing import RankRow, rank_words
from salaries.words import Evidence


@dataclass(frozen=True)
class QuantileCity(CityPage):
    """Everything the city page says by a survey of quantiles."""

    @property
    def has_figures(self) -> bool:
        """Is anything published of this city?"""
        return bool(self.markets)

    @property
    def medians(self) -> list[str]:
        """Each kind of employer with its median; the amount alone where none is told apart."""
        if self.survey.has_kinds:
            return super().medians
        return [self._money(market.scale.median) for market in self.markets]

    @property
    def finding(self) -> str:
        """The medians, for those who see no more of the page than this."""
        return super().finding if self.has_figures else picks.without_figures(self.city)

    @property
    def lead(self) -> str:
        """The medians in one sentence, or that there are none."""
        if not self.has_figures:
            return _("Too little is known of pay %(in_city)s to publish it.") % {
                "in_city": words.in_city(self.city)
            }
        said = {
            "pay": quantile_words.pay(self.survey),
            "period": quantile_words.period(self.survey),
            "medians": ", ".join(self.medians),
        }
        sentence = ngettext(
            "Half of %(pay)s lay above this median (%(period)s): %(medians)s.",
            "Half of %(pay)s lay above these medians (%(period)s): %(medians)s.",
            len(self.markets),
        )
        return sentence % said

    @property
    def ladders(self) -> list[Chart]:
        """A picture for each kind of employer, a box for each level, on one axis."""
        cells = [cell for market in self.markets for _level, cell in levels_of(self.survey, market)]
        axis = pictures.axis_for(cells) if cells else None
        return [
            box_chart(
                self.survey,
                market,
                self._over_the_box(market),
                axis=axis,
                own_rank=market.scale.ladder.bands[0].rank,
                ident=f"ladder-{market.segment}",
            )
            for market in self.markets
        ]

    def _over_the_box(self, market: Market) -> str:
        scale, sentence = market.scale, _("%(market)s. %(range)s: %(median)s")
        if scale.ladder.bands[0].width:
            sentence = _("%(market)s. %(range)s: from %(low)s to %(high)s, median %(median)s")
        return sentence % {
            "market": words.market_name(market),
            "range": quantile_words.range_heading(self.survey, _cell(market)),
            "low": numbers.number(scale.ladder.bands[0].low),
            "high": self._money(scale.ladder.bands[0].high),
            "median": self._money(scale.median),
        }

    @cached_property
    def not_published(self) -> list[str]:
        """The levels and kinds of employer of which too little is known, by name."""
        return [
            " · ".join(self._named(key.segment, self.survey.band(key.rank)))
            for key, cell in self.survey.cells.items()
            if key.city == self.city.slug and cell is None and self.has_figures
        ]

    def _named(self, segment: str, level: ExperienceBand) -> list[str]:
        kinds = [words.segment_name(segment)] if len(self.survey.segments) > 1 else []
        return [*kinds, words.band_label(level)]

    @property
    def facts(self) -> list[Fact]:
        """What each market was counted from, and where its median stands."""
        return list(chain.from_iterable(map(self._facts_of, self.markets)))

    def _facts_of(self, market: Market) -> list[Fact]:
        cell, survey = _cell(market), self.survey
        rivals = [rival.scale.median for rival in survey.in_segment(market.segment)]
        name = words.employers(market.segment)
        note = quantile_words.sample_note(survey, cell) or _("not stated")
        value, _semicolon, rest = note.partition("; ")
        return [
            Fact(
                _("Counted from: %(employers)s") % {"employers": name},
                value,
                Evidence.PUBLISHED,
                words.as_sentence(rest),
            ),
            Fact(
                _("Rank of the median: %(employers)s") % {"employers": name},
                rank_words(rank_with_ties(market.scale.median, rivals)),
                Evidence.DERIVED,
                _("median %(amount)s") % {"amount": self._money(market.scale.median)},
            ),
        ]

    @cached_property
    def ranks(self) -> list[RankRow]:
        """Ranks of more than the median would set other percentiles beside one another."""
        return []

    @property
    def figures(self) -> list[Fact]:
        """What may differ in other data: every quantile of every level, ranks, samples."""
        cells = [(m, *level) for m in self.markets for level in levels_of(self.survey, m)]
        return [*(self._figures_of(*cell) for cell in cells), *self.facts]

    def _figures_of(self, market: Market, level: ExperienceBand, cell: Quantiles) -> Fact:
        label = f"{words.market_name(market)}: {words.band_label(level)}"
        told = (f"P{point.percent} {numbers.number(point.amount)}" for point in cell.points)
        return Fact(label, " · ".join(told), Evidence.PUBLISHED)

    @cached_property
    def in_prices(self) -> InPrices | None:
        """Every quantile in prices of another month, where those are asked for."""
        if self.prices is None:
            return None
        groups = [
            PriceGroup(
                f"{words.segment_name(market.segment)} · {words.band_label(level)}",
                self._price_rows(cell),
            )
            for market in self.markets
            for level, cell in levels_of(self.survey, market)
        ]
        return InPrices(self.survey, self.prices, groups)

    def _price_rows(self, cell: Quantiles) -> list[PriceRow]:
        change = self.prices
        if change is None:
            return []
        label = _("%(nth)s percentile")
        return [
            PriceRow(
                label % {"nth": numbers.ordinal(point.percent)},
                self._money(point.amount),
                self._money(change.convert(point.amount)),
            )
            for point in cell.points
        ]

    @property
    def worth_knowing(self) -> list[Remarkable]:
        """The audit is of tables of bands."""
        return []

    @cached_property
    def steps(self) -> list[StepRow]:
        """Levels are counted apart and do not touch, so no step is priced."""
        return []

    @cached_property
    def requirements(self) -> list[RequirementList]:
        """What the levels ask, where the survey tells it."""
        return [requirement_list(band) for band in self.survey.bands if band.requirements]

    @property
    def _comparison(self) -> list[tuple[str, str]]:
        """Kinds of employer side by side, at the level that both are published for."""
        if len(self.markets) < 2:
            return []
        rank = self.markets[0].scale.ladder.bands[0].rank
        there = [self.survey.market(market.key, rank) for market in self.markets]
        bare = [ComparedOffer(m, self.survey.band(rank), None) for m in there if m]
        if len(bare) < 2:
            return []
        return [(_("Agency beside company"), compare_link(self.survey, bare, self.prices))]


def _cell(market: Market) -> Quantiles:
    """The quantiles of a market."""
    if not isinstance(market.scale, Quantiles):
        raise TypeError(market)
    return market.scale
