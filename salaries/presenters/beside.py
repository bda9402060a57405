"""One city by several surveys, side by side: what differs in kind in words, then the numbers.

Surveys are never mixed or averaged, and a change is told only between two of one kind that counted
the same, on the same basis, in the same money.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from salaries import numbers, pictures, words
from salaries.domain.money import Basis
from salaries.domain.quantiles import Quantiles
from salaries.domain.survey import Survey
from salaries.domain.surveyed import City, Market, SurveyKind
from salaries.presenters import quantile_words
from salaries.presenters.drawn import ladder_chart
from salaries.presenters.parts import Chart, asking_again
from salaries.presenters.picker import by_survey, called


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing in which the surveys differ in kind: what each of them has."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One market by one survey; `change` against the survey in hand, where that may be told."""

    survey: str
    employers: str
    reach: str
    median: str
    counted: str
    change: str
    url: str


@dataclass(frozen=True)
class Beside:
    """A city by the survey in hand and by others; `address` is its page, for links."""

    survey: Survey
    others: Sequence[Survey]
    more: int
    city: City
    address: str

    @property
    def title(self) -> str:
        """Whose pay it is about."""
        return _("%(city)s by several surveys") % {"city": words.city_name(self.city)}

    @property
    def more_words(self) -> str:
        """How many further surveys have the city; empty where all are shown."""
        sentence = ngettext(
            "%(count)d more survey of this job has this city; choose it above to see it.",
            "%(count)d more surveys of this job have this city; choose one above to see it.",
            self.more,
        )
        return sentence % {"count": self.more} if self.more else ""

    @property
    def surveys(self) -> tuple[Survey, ...]:
        """All of them, the one in hand first."""
        return (self.survey, *self.others)

    @property
    def names(self) -> list[str]:
        """What each of them is called."""
        return [called(survey) for survey in self.surveys]

    @property
    def aspects(self) -> list[Aspect]:
        """What differs in kind, each in words; what is alike is left out."""
        told = zip(*map(_aspects, self.surveys), strict=True)
        found = [Aspect(pairs[0][0], tuple(value for _name, value in pairs)) for pairs in told]
        return [aspect for aspect in found if len(set(aspect.values)) > 1]

    @property
    def has_changes(self) -> bool:
        """May a change be told between the survey in hand and any other?"""
        return any(is_comparable(self.survey, other) for other in self.others)

    @property
    def verdict(self) -> str:
        """What the numbers below are to one another."""
        if self.has_changes:
            return _("A change is told only between surveys that counted the same in one way.")
        return _(
            "They measure different things, so their difference is not a change of pay: each"
            " stands for itself."
        )

    @cached_property
    def lines(self) -> list[Line]:
        """Every market of the city, survey by survey."""
        return [line for survey in self.surveys for line in self._lines(survey)]

    def _lines(self, survey: Survey) -> Iterator[Line]:
        for market in survey.in_city(self.city.slug):
            yield Line(
                called(survey),
                words.segment_name(market.segment),
                _reach(survey, market),
                numbers.money(market.scale.median, survey.currency),
                _counted(survey, market),
                self._change(survey, market),
                self._link(survey),
            )

    def _link(self, survey: Survey) -> str:
        slug = survey.slug if survey is not self.survey else ""
        return by_survey(self.address, slug) if slug else asking_again(self.address, without=())

    def _change(self, survey: Survey, market: Market) -> str:
        """The median of the survey in hand against that of an earlier or later one."""
        ours = self.survey.markets.get(market.key)
        if survey is self.survey or ours is None or not is_comparable(self.survey, survey):
            return ""
        change = ours.scale.median - market.scale.median
        said = {
            "change": numbers.signed_money(change, survey.currency),
            "share": numbers.signed_percent(change / market.scale.median),
        }
        return _("%(change)s, %(share)s, up to the survey in hand") % said

    @property
    def charts(self) -> list[Chart]:
        """A picture for each market, all on one axis; none where the money is not the same."""
        drawn = [(s, m) for s in self.surveys for m in s.in_city(self.city.slug)]
        if len({survey.currency for survey, _market in drawn}) > 1:
            return []
        axis = pictures.axis_for([market.scale for _survey, market in drawn])
        return [
            replace(
                ladder_chart(
                    survey,
                    market,
                    f"{called(survey)}: {words.market_name(market)}",
                    axis=axis,
                    ident=f"beside-{place}",
                ),
                source=_("Source: %(source)s") % {"source": words.say(survey.source)},
            )
            for place, (survey, market) in enumerate(drawn)
        ]


def is_comparable(one: Survey, other: Survey) -> bool:
    """Did both count the same, in one way, so that their difference is a change?"""
    return all(
        getattr(one, name) == getattr(other, name)
        for name in ("kind", "measures", "basis", "convention", "currency")
    )


def _aspects(survey: Survey) -> list[tuple[str, str]]:
    kinds = {
        SurveyKind.BANDS: _("bands by what they ask, and a median"),
        SurveyKind.QUANTILES: _("quantiles of what was counted"),
    }
    return [
        (_("What is published"), kinds[survey.kind]),
        (_("What was counted"), str(quantile_words.MEASURES[survey.measures])),
        (_("Net or gross"), _basis(survey)),
        (_("Kinds of employer"), _employers(survey)),
        (_("Experience"), _levels(survey)),
        (_("Money"), numbers.symbol(survey.currency)),
    ]


def _basis(survey: Survey) -> str:
    if survey.basis is Basis.UNKNOWN:
        said = _("not stated, read as %(convention)s")
        return said % {"convention": words.BASES[survey.convention]}
    return str(words.BASES[survey.basis])


def _employers(survey: Survey) -> str:
    if not survey.has_kinds:
        return _("all together")
    return words.listed(map(words.employers, survey.segments))


def _levels(survey: Survey) -> str:
    return "; ".join(words.band_label(band) for band in survey.bands)


def _reach(survey: Survey, market: Market) -> str:
    """The whole span of the bands, or the range that amounts are judged by."""
    scale = market.scale
    if isinstance(scale, Quantiles):
        heading = quantile_words.range_heading(survey, scale)
        return f"{heading}: {numbers.span(scale.own.low, scale.own.high, survey.currency)}"
    span = numbers.span(scale.floor, scale.ceiling, survey.currency)
    return _("All bands: %(span)s") % {"span": span}


def _counted(survey: Survey, market: Market) -> str:
    scale = market.scale
    told = quantile_words.sample_note(survey, scale) if isinstance(scale, Quantiles) else ""
    return told.partition("; ")[0] or _("not stated")


def beside(
    survey: Survey, others: Sequence[Survey], more: int, city: City, address: str
) -> Beside | None:
    """A city by those of the surveys that have figures of it; None where no other has."""
    there = [other for other in others if other.in_city(city.slug)]
    return Beside(survey, there, more, city, address) if there else None
