"""One city: both kinds of employer, the agency premium, step prices and ranks with ties."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from django.utils.translation import gettext as _

from salaries import numbers, pictures, words
from salaries.domain.market import (
    agency_premium,
    band_premiums,
    rank_with_ties,
)
from salaries.domain.prices import PriceChange
from salaries.domain.survey import Survey
from salaries.domain.surveyed import City, Market
from salaries.offers import ComparedOffer
from salaries.presenters.audit import Remarkable, worth_knowing
from salaries.presenters.city_figures import RequirementList, market_figures, requirement_list
from salaries.presenters.city_steps import StepRow, step_rows
from salaries.presenters.drawn import ladder_chart, names_left, ranking_chart
from salaries.presenters.parts import (
    AGENCY,
    COMPANY,
    Chart,
    Fact,
    answer_link,
    compare_link,
    link,
    source_line,
)
from salaries.presenters.prices import InPrices, of_markets
from salaries.presenters.standing import RankRow, rank_rows, rank_words, ratio_chart
from salaries.prices import in_address
from salaries.words import Evidence


@dataclass(frozen=True)
class CityPage:
    """Everything the city page says; money is RUB a month."""

    survey: Survey
    city: City
    prices: PriceChange | None = None

    @property
    def name(self) -> str:
        """The city's name in the language in use."""
        return words.city_name(self.city)

    @cached_property
    def markets(self) -> tuple[Market, ...]:
        """This city's markets."""
        return self.survey.in_city(self.city.slug)

    @property
    def medians(self) -> list[str]:
        """Each kind of employer with its median: `agencies 55 000 ₽`; the median alone without."""
        if not self.survey.has_kinds:
            return [self._money(market.scale.median) for market in self.markets]
        return [
            _("%(employers)s %(median)s")
            % {
                "employers": words.employers(market.segment),
                "median": self._money(market.scale.median),
            }
            for market in self.markets
        ]

    @property
    def finding(self) -> str:
        """The medians, for those who see no more of the page than this."""
        sentence = _("%(city)s, median pay a month: %(medians)s.")
        return sentence % {"city": self.name, "medians": words.listed(self.medians)}

    @property
    def lead(self) -> str:
        """The medians in one sentence."""
        sentence = _("Half of the offers lay above these medians in %(in_month)s: %(medians)s.")
        if not self.survey.has_kinds:
            sentence = _("Half of the offers lay above the median in %(in_month)s: %(medians)s.")
        return sentence % {
            "in_month": numbers.in_month(self.survey.month),
            "medians": ", ".join(self.medians),
        }

    @property
    def ladders(self) -> list[Chart]:
        """A ladder for each kind of employer, on one axis."""
        scales = [market.scale for market in self.markets]
        axis = pictures.axis_for(scales, left=names_left(self.survey))
        return [
            ladder_chart(
                self.survey,
                market,
                _("%(employer)s: %(range)s, median %(median)s")
                % {
                    "employer": words.segment_name(market.segment),
                    "range": self._span(market.scale.floor, market.scale.ceiling),
                    "median": self._money(market.scale.median),
                },
                axis=axis,
                ident=f"ladder-{market.segment}",
            )
            for market in self.markets
        ]

    @property
    def figures(self) -> list[Fact]:
        """What may differ in other data: bands and medians, ranks, premium, what bands ask."""
        asked = [
            Fact(
                _("What is asked: %(band)s") % {"band": wanted.label},
                "; ".join((*wanted.required, *wanted.desirable)),
                Evidence.PUBLISHED,
            )
            for wanted in self.requirements
        ]
        markets = (market_figures(self.survey, market) for market in self.markets)
        return [*chain.from_iterable(markets), *self.facts, *asked]

    @property
    def url(self) -> str:
        """This page's address, with the version it was made from."""
        return answer_link(self.survey, "city", in_address(self.prices), self.city.slug)

    @cached_property
    def in_prices(self) -> InPrices | None:
        """Medians and bands in prices of another month, where those are asked for."""
        return of_markets(self.survey, self.markets, self.prices) if self.prices else None

    @property
    def ranking(self) -> Chart:
        """All cities by median, this one marked."""
        return ranking_chart(self.survey, self.city.slug)

    @cached_property
    def ranks(self) -> list[RankRow]:
        """Where the median, the floor and the ceiling stand among the cities."""
        return rank_rows(self.survey, self.markets)

    @cached_property
    def ratios(self) -> Chart | None:
        """The medians here against those of every other city; None where there is no other."""
        return ratio_chart(self.survey, self.city)

    @property
    def facts(self) -> list[Fact]:
        """Ranks of each market's median, and the premium agencies pay."""
        return [*(self._rank_fact(market) for market in self.markets), *self._premium_facts()]

    def _rank_fact(self, market: Market) -> Fact:
        rivals = [rival.scale.median for rival in self.survey.in_segment(market.segment)]
        return Fact(
            _("Rank of the median: %(employers)s") % {"employers": words.employers(market.segment)},
            rank_words(rank_with_ties(market.scale.median, rivals)),
            Evidence.DERIVED,
            _("median %(amount)s") % {"amount": self._money(market.scale.median)},
        )

    def _premium_facts(self) -> list[Fact]:
        scales = {market.segment: market.scale for market in self.markets}
        if not {AGENCY, COMPANY} <= scales.keys():
            return []
        premiums = band_premiums(scales[AGENCY], scales[COMPANY])
        by_band = [
            _("%(band)s %(premium)s")
            % {"band": level.code, "premium": numbers.signed_percent(premium)}
            for level, premium in zip(self.survey.bands, premiums, strict=True)
        ]
        premium = agency_premium(scales[AGENCY], scales[COMPANY])
        note = _("by band, on mid-points: %(bands)s") % {"bands": ", ".join(by_band)}
        value = numbers.signed_percent(premium)
        return [Fact(_("Agency premium at the median"), value, Evidence.DERIVED, note)]

    @cached_property
    def worth_knowing(self) -> list[Remarkable]:
        """What the audit of the whole table found about this city."""
        return worth_knowing(self.survey, self.city.slug)

    @cached_property
    def steps(self) -> list[StepRow]:
        """The price of every step up, for each kind of employer."""
        return step_rows(self.survey, self.markets, self.prices)

    @property
    def source_card(self) -> list[tuple[str, str]]:
        """The source in a few lines, for a sheet of paper."""
        survey = self.survey
        source = source_line(survey)
        file = _("%(name)s, SHA-256 %(digest)s")
        return [
            (_("Source"), words.say(survey.source)),
            (_("What"), words.say(survey.title)),
            (_("When"), f"{source.month}, {source.age}" if source.age else source.month),
            (_("Money"), _("%(currency)s a month, read as net") % {"currency": survey.currency}),
            (_("Not stated"), "; ".join(words.say(text) for text in survey.not_stated)),
            (
                _("File"),
                file % {"name": source.file_name, "digest": survey.provenance.sha256},
            ),
        ]

    @cached_property
    def requirements(self) -> list[RequirementList]:
        """What each band asks."""
        return [requirement_list(band) for band in self.survey.bands]

    @property
    def links(self) -> list[tuple[str, str]]:
        """Ways on: its employers compared, its table row, its neighbours in the survey."""
        prices = in_address(self.prices)
        asked = [("city", self.city.slug), *prices]
        return [
            *self._comparison,
            (_("All cities"), link("cities", prices)),
            (_("Only this city in the table"), answer_link(self.survey, "cities", asked)),
            *([(_("Embed a picture"), self._embed_link)] if self.markets else []),
        ]

    @property
    def _embed_link(self) -> str:
        segment = self.markets[0].segment if self.markets else self.survey.segments[0]
        return link("embed", {"city": self.city.slug, "segment": segment})

    @property
    def _comparison(self) -> list[tuple[str, str]]:
        """Both kinds of employer side by side, in the band that holds the first one's median."""
        if len(self.markets) < 2:
            return []
        scale = self.markets[0].scale
        band = scale.ladder.band_of(scale.median) or scale.ladder.bands[-1]
        level = self.survey.band(band.rank)
        bare = [ComparedOffer(market, level, None) for market in self.markets]
        return [(_("Agency beside company"), compare_link(self.survey, bare, self.prices))]

    def _money(self, amount: int) -> str:
        return numbers.money(amount, self.survey.currency)

    def _span(self, low: int, high: int) -> str:
        return numbers.span(low, high, self.survey.currency)
