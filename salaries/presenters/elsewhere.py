"""Other markets than the one in hand: which of them a page shows, and what an offer is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from salaries import numbers, words
from salaries.domain.money import LARGEST, Basis
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Market
from salaries.domain.transfer import equal_standing
from salaries.forms import OfferQuestion
from salaries.once import once_a_survey
from salaries.presenters.parts import answer_link

MOST_MARKETS = 24
"""Other markets that a page shows; of more, those in the same city and in the largest ones."""
STANDING = (
    '<tr><th scope="row">{}</th><td>{}</td><td class="num">{}</td><td class="num">{}</td></tr>'
)


def shown_markets(survey: Survey, here: Market, rank: int) -> tuple[Market, ...]:
    """The market in hand and the others that a page shows, by the city's name.

    Of quantiles they are those that are published for the level of this rank.
    """
    if survey.has_quantiles:
        there = survey.markets_for(rank)
        markets, by_size = words.sorted_by_name(there), _largest_first(there)
    else:
        markets, by_size = words.by_name(survey), _by_size(survey)
    if len(markets) <= MOST_MARKETS + 1:
        return markets
    in_city = (survey.market(m.key, rank) for m in survey.in_city(here.city.slug))
    own = [market for market in in_city if market and market.key != here.key]
    largest = by_size[: MOST_MARKETS + 1 + len(own)]
    larger = [market for market in largest if market.city.slug != here.city.slug]
    return words.sorted_by_name([here, *own, *larger][: MOST_MARKETS + 1])


@once_a_survey
def _by_size(survey: Survey) -> tuple[Market, ...]:
    return _largest_first(survey.markets.values())


def _largest_first(markets: Iterable[Market]) -> tuple[Market, ...]:
    """Markets of the largest cities first."""
    return tuple(sorted(markets, key=lambda one: -one.city.population))


@dataclass(frozen=True, slots=True)
class StandingRow:
    """What the offer would be in another market, by each of the two ways.

    `url` judges it there; it is empty for an amount that no form would take.
    """

    city: str
    employers: str
    same_place: str
    same_ratio: str
    url: str


@dataclass(frozen=True)
class Elsewhere:
    """Equal standing of an offer, `amount` net RUB a month; `link` is its address with changes."""

    survey: Survey
    question: OfferQuestion
    amount: int
    link: Callable[..., str]

    @property
    def others(self) -> int:
        """How many other markets there are."""
        return len(self.survey.markets_for(self.question.band.rank)) - 1

    @property
    def every_market(self) -> str:
        """Where this amount is looked up in every market; empty where all are shown here."""
        if len(self.standings) == self.others:
            return ""
        asked = {"band": self.question.band.rank, "amount": self.amount}
        return answer_link(self.survey, "cities", asked)

    @cached_property
    def standings(self) -> list[StandingRow]:
        """Equal standing in the other markets shown."""
        here = self.question.market
        markets = shown_markets(self.survey, here, self.question.band.rank)
        return [self._standing(market) for market in markets if market.key != here.key]

    @property
    def rows(self) -> SafeString:
        """The same as rows of a table; twenty-three of them are most of a template's work."""
        return format_html_join(
            "",
            STANDING,
            (
                (
                    format_html('<a href="{}">{}</a>', one.url, one.city) if one.url else one.city,
                    one.employers,
                    one.same_place,
                    one.same_ratio,
                )
                for one in self.standings
            ),
        )

    def _standing(self, there: Market) -> StandingRow:
        here, rank = self.question.market, self.question.band.rank
        found = equal_standing(self.amount, rank, here.scale, there.scale)
        elsewhere = self.link(
            city=there.city.slug,
            segment=there.segment,
            amount=found.same_ratio,
            basis=Basis.NET.value,
        )
        return StandingRow(
            words.city_name(there.city),
            words.segment_name(there.segment),
            "–" if found.same_place is None else numbers.number(found.same_place),
            numbers.number(found.same_ratio),
            elsewhere if 0 < found.same_ratio <= LARGEST else "",
        )
