"""One city among the others: its ranks with ties, and its medians against theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from salaries import charts_data, numbers, words
from salaries.domain.market import Rank, market_ratio, rank_with_ties
from salaries.domain.money import round_half_up
from salaries.domain.survey import Survey
from salaries.domain.surveyed import City, Market
from salaries.once import once_a_survey
from salaries.pictures_data import (
    REFERENCE,
    SPAN,
    Key,
    Line,
    LinesPicture,
    Scale,
    lines_drawn,
    lines_picture,
)
from salaries.presenters.parts import Chart, left_out_row, source_line
from salaries.words import Evidence

Ratios = dict[str, Fraction]
"""By kind of employer: the median here divided by the other city's."""
Against = tuple[City, Ratios]
Markets = Mapping[str, Market]
"""A city's own, by kind of employer."""
Others = Mapping[str, Sequence[Market]]
"""Those of the other cities by kind of employer, the lowest median first."""
Medians = dict[str, int]
"""By kind of employer: the median, a month."""


@dataclass(frozen=True, slots=True)
class RankRow:
    """Where three figures of one market stand among the cities, each with its ties."""

    employers: str
    median: str
    floor: str
    ceiling: str


def rank_rows(survey: Survey, markets: Iterable[Market]) -> list[RankRow]:
    """The ranks of each market among the markets of its kind of employer."""
    return [
        RankRow(
            words.segment_name(market.segment),
            _rank(survey, market, "median"),
            _rank(survey, market, "floor"),
            _rank(survey, market, "ceiling"),
        )
        for market in markets
    ]


def _rank(survey: Survey, market: Market, figure: str) -> str:
    rivals = _figures(survey)[market.segment, figure]
    return rank_words(rank_with_ties(getattr(market.scale, figure), rivals))


@once_a_survey
def _figures(survey: Survey) -> dict[tuple[str, str], list[int]]:
    """The medians, floors and ceilings of each kind of employer."""
    return {
        (kind, figure): [getattr(market.scale, figure) for market in survey.in_segment(kind)]
        for kind in survey.segments
        for figure in ("median", "floor", "ceiling")
    }


def rank_words(rank: Rank) -> str:
    """`1st of 12`, or `7th of 12, shared by 4`."""
    place = _("%(place)s of %(among)s") % {
        "place": numbers.ordinal(rank.place),
        "among": rank.among,
    }
    others = rank.shared_by - 1
    if not others:
        return place
    shared = ngettext(
        "%(place)s, shared with %(others)d other city",
        "%(place)s, shared with %(others)d other cities",
        others,
    )
    return shared % {"place": place, "others": others}


def ratio_chart(survey: Survey, city: City) -> Chart | None:
    """The medians of a city against every other city's, in per cent; None when it is alone."""
    own = {market.segment: market for market in survey.in_city(city.slug)}
    others = {kind: _others(survey, market) for kind, market in own.items()}
    count = len({market.city.slug for theirs in others.values() for market in theirs})
    if not count:
        return None
    shown = _highest(survey, own, others, lines_drawn(count))
    drawing = _drawing(survey, shown)
    rows = [(words.city_name(other), *_told(survey, ratios)) for other, ratios in shown]
    names = [words.segment_name(segment) for segment in survey.segments]
    header = (_("City"), *(_("%(employer)s, ratio") % {"employer": name} for name in names))
    source = _("Source: %(source)s · own median divided by the other city’s")
    return Chart(
        "ratios",
        _finding(city, own, others, count),
        drawing,
        charts_data.lines_figure(_lines(shown), drawing),
        header,
        (*rows, *left_out_row(count - len(shown), len(header))),
        Evidence.DERIVED,
        source % {"source": source_line(survey).text},
    )


@once_a_survey
def _lowest_first(survey: Survey) -> dict[str, list[Market]]:
    """Each kind's markets by their medians, rising, then by the city's name."""
    rising = sorted(words.by_name(survey), key=lambda market: market.scale.median)
    return {kind: [m for m in rising if m.segment == kind] for kind in survey.segments}


def _others(survey: Survey, own: Market) -> list[Market]:
    return [m for m in _lowest_first(survey)[own.segment] if m is not own]


def _highest(survey: Survey, own: Markets, others: Others, most: int) -> list[Against]:
    """The cities with the highest ratios: each has one of the lowest medians of some kind."""
    cities = {m.city.slug: m.city for theirs in others.values() for m in theirs[:most]}
    against = [(city, _ratios(survey, own, city)) for city in cities.values()]
    against.sort(key=lambda one: words.alphabetical(words.city_name(one[0])))
    return sorted(against, key=lambda one: -max(one[1].values()))[:most]


def _ratios(survey: Survey, own: Markets, city: City) -> Ratios:
    there = [market for market in survey.in_city(city.slug) if market.segment in own]
    return {m.segment: market_ratio(own[m.segment].scale.median, m.scale) for m in there}


def _lines(against: Sequence[Against]) -> list[Line]:
    lines = []
    for city, ratios in against:
        points = tuple((kind, round_half_up(100 * ratio)) for kind, ratio in ratios.items())
        values = [100, *(value for _kind, value in points)]
        lines.append(Line(words.city_name(city), (min(values), max(values)), points))
    return lines


def _drawing(survey: Survey, against: Sequence[Against]) -> LinesPicture:
    ratio = _("ratio of the medians of %(of_employers)s")
    kinds = [(s, ratio % {"of_employers": words.of_employers(s)}) for s in survey.segments]
    legend = [
        Key(SPAN, _("from equal medians to the ratio"), Evidence.DERIVED),
        *(Key(kind, label, Evidence.DERIVED) for kind, label in kinds),
        Key(REFERENCE, _("equal medians"), Evidence.DERIVED),
    ]
    scale = Scale(numbers.percent_unit(), ends=(100,), reference=100)
    return lines_picture(_lines(against), scale, legend)


def _told(survey: Survey, ratios: Ratios) -> list[str]:
    return [_times(ratios[s]) if s in ratios else "–" for s in survey.segments]


def _times(ratio: Fraction) -> str:
    return _("× %(ratio)s") % {"ratio": numbers.number(ratio, 2)}


def _finding(city: City, own: Markets, others: Others, count: int) -> str:
    ends = [
        market_ratio(own[kind].scale.median, theirs[end].scale)
        for kind, theirs in others.items()
        for end in (0, -1)
        if theirs
    ]
    if sum(map(len, others.values())) == 1:
        said = {"city": words.city_name(city), "ratio": _times(ends[0])}
        return _("%(city)s: the median stands at %(ratio)s that of the other city.") % said
    sentence = ngettext(
        "%(city)s: medians stand at %(low)s to %(high)s those of %(count)d other city.",
        "%(city)s: medians stand at %(low)s to %(high)s those of the %(count)d other cities.",
        count,
    )
    return sentence % {
        "city": words.city_name(city),
        "low": _times(min(ends)),
        "high": _times(max(ends)),
        "count": count,
    }
