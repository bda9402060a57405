"""One city among the others: its ranks with ties, and its medians against theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from salaries import charts_data, numbers, words
from salaries.domain.market import MarketPay, Rank, market_ratio, rank_with_ties
from salaries.domain.money import round_half_up
from salaries.domain.survey import City, Market, Survey
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
            _rank(survey, market, lambda scale: scale.median),
            _rank(survey, market, lambda scale: scale.floor),
            _rank(survey, market, lambda scale: scale.ceiling),
        )
        for market in markets
    ]


def _rank(survey: Survey, market: Market, figure: Callable[[MarketPay], int]) -> str:
    rivals = [figure(rival.scale) for rival in survey.in_segment(market.segment)]
    return rank_words(rank_with_ties(figure(market.scale), rivals))


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
    against = _ratios(survey, city)
    if not against:
        return None
    shown = against[:MOST_LINES]
    drawing = _drawing(survey, shown)
    rows = [(words.city_name(other), *_told(survey, ratios)) for other, ratios in shown]
    names = [words.segment_name(segment) for segment in survey.segments]
    header = (_("City"), *(_("%(employer)s, ratio") % {"employer": name} for name in names))
    source = _("Source: %(source)s · own median divided by the other city’s")
    return Chart(
        "ratios",
        _finding(city, against),
        drawing,
        charts_data.lines_figure(_lines(shown), drawing),
        header,
        (*rows, *left_out_row(len(against) - len(shown), len(header))),
        Evidence.DERIVED,
        source % {"source": source_line(survey).text},
    )


def _ratios(survey: Survey, city: City) -> list[tuple[City, Ratios]]:
    """Every other city with the ratios there are, the highest first."""
    own = {market.segment: market.scale.median for market in survey.in_city(city.slug)}
    found: dict[str, tuple[City, Ratios]] = {}
    for key, market in survey.markets.items():
        if key.city != city.slug and key.segment in own:
            _city, ratios = found.setdefault(key.city, (market.city, {}))
            ratios[key.segment] = market_ratio(own[key.segment], market.scale)
    return sorted(
        found.values(),
        key=lambda one: (-max(one[1].values()), words.alphabetical(words.city_name(one[0]))),
    )


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


def _finding(city: City, against: list[tuple[City, Ratios]]) -> str:
    ratios = [ratio for _city, found in against for ratio in found.values()]
    if len(ratios) == 1:
        said = {"city": words.city_name(city), "ratio": _times(ratios[0])}
        return _("%(city)s: the median stands at %(ratio)s that of the other city.") % said
    sentence = ngettext(
        "%(city)s: medians stand at %(low)s to %(high)s those of %(count)d other city.",
        "%(city)s: medians stand at %(low)s to %(high)s those of the %(count)d other cities.",
        len(against),
    )
    return sentence % {
        "city": words.city_name(city),
        "low": _times(min(ratios)),
        "high": _times(max(ratios)),
        "count": len(against),
    }
