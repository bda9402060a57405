"""One city among the others: its ranks with ties, and its medians against theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from salaries import charts_data, numbers, picks, words
from salaries.domain.market import Rank, market_ratio, rank_with_ties
from salaries.domain.money import round_half_up
from salaries.domain.survey import Survey
from salaries.domain.surveyed import City, Market
from salaries.once import once_a_survey
from salaries.pictures_data import (
    MOST_LINES,
    REFERENCE,
    SPAN,
    Key,
    Line,
    LinesPicture,
    Scale,
    lines_picture,
)
from salaries.presenters.parts import Chart, left_out_row, source_line
from salaries.words import Evidence

Ratios = dict[str, Fraction]
"""By kind of employer: the median here divided by the other city's."""
Against = tuple[City, dict[str, Market]]
"""Another city and its markets by kind of employer, where the city in hand has such employers."""


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
    own = {market.segment: market.scale.median for market in survey.in_city(city.slug)}
    against = _against(survey, city, own)
    if not against:
        return None
    shown = [(other, _ratios(own, theirs)) for other, theirs in against[:MOST_LINES]]
    drawing = _drawing(survey, shown)
    rows = [(words.city_name(other), *_told(survey, ratios)) for other, ratios in shown]
    names = [words.segment_name(segment) for segment in survey.segments]
    header = (_("City"), *(_("%(employer)s, ratio") % {"employer": name} for name in names))
    source = _("Source: %(source)s · own median divided by the other city’s")
    return Chart(
        "ratios",
        _finding(city, own, against),
        drawing,
        charts_data.lines_figure(_lines(shown), drawing),
        header,
        (*rows, *left_out_row(len(against) - len(shown), len(header))),
        Evidence.DERIVED,
        source % {"source": source_line(survey).text},
    )


def _against(survey: Survey, city: City, own: Mapping[str, int]) -> list[Against]:
    """Every other city that can be set against this one, that with the highest ratio first."""
    found: dict[str, Against] = {}
    for key, market in survey.markets.items():
        if key.city != city.slug and key.segment in own:
            found.setdefault(key.city, (market.city, {}))[1][key.segment] = market
    by_name = {slug: place for place, (slug, _name) in enumerate(picks.city_choices(survey))}

    def order(one: Against) -> tuple[float, int]:
        return -max(_ratio(own, market) for market in one[1].values()), by_name[one[0].slug]

    return sorted(found.values(), key=order)


def _ratio(own: Mapping[str, int], market: Market) -> float:
    """Enough to tell which is higher: Python divides whole numbers to the nearest float."""
    return own[market.segment] / market.scale.median


def _ratios(own: Mapping[str, int], theirs: Mapping[str, Market]) -> Ratios:
    return {kind: market_ratio(own[kind], market.scale) for kind, market in theirs.items()}


def _lines(against: list[tuple[City, Ratios]]) -> list[Line]:
    lines = []
    for city, ratios in against:
        points = tuple((kind, round_half_up(100 * ratio)) for kind, ratio in ratios.items())
        values = [100, *(value for _kind, value in points)]
        lines.append(Line(words.city_name(city), (min(values), max(values)), points))
    return lines


def _drawing(survey: Survey, against: list[tuple[City, Ratios]]) -> LinesPicture:
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


def _finding(city: City, own: Mapping[str, int], against: Sequence[Against]) -> str:
    every = [market for _city, theirs in against for market in theirs.values()]
    ends = (choose(every, key=lambda market: _ratio(own, market)) for choose in (min, max))
    low, high = (market_ratio(own[market.segment], market.scale) for market in ends)
    if len(every) == 1:
        said = {"city": words.city_name(city), "ratio": _times(low)}
        return _("%(city)s: the median stands at %(ratio)s that of the other city.") % said
    sentence = ngettext(
        "%(city)s: medians stand at %(low)s to %(high)s those of %(count)d other city.",
        "%(city)s: medians stand at %(low)s to %(high)s those of the %(count)d other cities.",
        len(against),
    )
    return sentence % {
        "city": words.city_name(city),
        "low": _times(low),
        "high": _times(high),
        "count": len(against),
    }
