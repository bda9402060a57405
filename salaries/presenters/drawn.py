"""Charts of markets: finding, server drawing, Plotly figure and table, made together."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from salaries import charts, numbers, pictures, words
from salaries.domain.survey import City, Market, Survey
from salaries.once import once_a_survey
from salaries.pictures import Axis
from salaries.pictures_data import MOST_LINES
from salaries.pictures_ranking import ranking
from salaries.presenters.parts import Chart


def ladder_chart(
    survey: Survey,
    market: Market,
    finding: str,
    *,
    axis: Axis | None = None,
    own_rank: int | None = None,
    mark: tuple[int, int] | None = None,
    ident: str = "ladder",
) -> Chart:
    """The ladder of one market, with the offer or posted range marked; net RUB a month."""
    axis = axis or pictures.axis_for([market.scale], mark or ())
    drawing = pictures.ladder(market.scale, axis, own_rank, mark)
    figure = charts.ladder_figure(market.scale, survey.bands, drawing, axis, own_rank)
    bands = zip(survey.bands, market.scale.ladder.bands, strict=True)
    rows = [
        (level.code, words.experience(level), numbers.number(band.low), numbers.number(band.high))
        for level, band in bands
    ]
    header = (_("Band"), _("Experience"), _("From, ₽"), _("To, ₽"))
    foot = _beside_the_bands(market, mark)
    return Chart(ident, finding, drawing, figure, header, tuple(rows), foot=foot)


def _beside_the_bands(market: Market, mark: tuple[int, int] | None) -> tuple[tuple[str, str], ...]:
    """What a ladder shows beside its bands: the median, and what is marked."""
    median = (_("Median, ₽"), numbers.number(market.scale.median))
    if mark is None:
        return (median,)
    ends = "–".join(numbers.number(amount) for amount in dict.fromkeys(mark))
    return (median, (_("Marked in the picture, ₽"), ends))


@once_a_survey
def ranked_cities(survey: Survey) -> list[tuple[City, tuple[Market, ...]]]:
    """Cities by the highest of their medians, then by the rest, then by name."""

    def rank(city: City) -> tuple[list[int], str]:
        medians = sorted(-m.scale.median for m in survey.in_city(city.slug))
        return medians, words.city_name(city)

    return [(city, survey.in_city(city.slug)) for city in sorted(survey.cities, key=rank)]


def ranking_chart(survey: Survey, own: str | None = None) -> Chart:
    """Cities of the survey, agencies beside companies, by median: the first 30, and `own`."""
    ranked = ranked_cities(survey)
    cities = ranked[:MOST_LINES] + [c for c in ranked[MOST_LINES:] if c[0].slug == own]
    drawing = ranking(
        [(city.slug, [(m.segment, m.scale) for m in markets]) for city, markets in cities], own
    )
    rows = [
        (words.city_name(city), *_medians(survey, markets), *_span(markets))
        for city, markets in cities
    ]
    medians = [words.segment_name(s) + _(", median, ₽") for s in survey.segments]
    header = (_("City"), *medians, _("From, ₽"), _("To, ₽"))
    figure = charts.ranking_figure(cities, drawing, own)
    if left_out := len(ranked) - len(cities):
        more = ngettext("%(count)d more city", "%(count)d more cities", left_out)
        rows.append((more % {"count": left_out}, *("–" for _name in header[1:])))
    return Chart("ranking", _ranking_finding(survey), drawing, figure, header, tuple(rows))


def _medians(survey: Survey, markets: Sequence[Market]) -> list[str]:
    by_segment = {market.segment: market.scale.median for market in markets}
    return [numbers.number(by_segment[s]) if s in by_segment else "–" for s in survey.segments]


def _span(markets: Sequence[Market]) -> tuple[str, str]:
    """The lowest and the highest pay published for a city."""
    floor = min(market.scale.floor for market in markets)
    return numbers.number(floor), numbers.number(max(m.scale.ceiling for m in markets))


def _ranking_finding(survey: Survey) -> str:
    by_median = sorted(survey.markets.values(), key=lambda market: market.scale.median)
    low, high = by_median[0], by_median[-1]
    sentence = _("Medians ran from %(low)s to %(high)s a month, the highest at %(market)s.")
    return sentence % {
        "low": numbers.number(low.scale.median),
        "high": numbers.money(high.scale.median, survey.currency),
        "market": words.market_name(high),
    }
