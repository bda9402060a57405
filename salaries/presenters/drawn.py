"""Charts of markets: finding, server drawing, Plotly figure and table, made together."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from salaries import charts, numbers, pictures, words
from salaries.domain.quantiles import span_of
from salaries.domain.survey import Survey
from salaries.domain.surveyed import City, Market
from salaries.numbers import in_currency
from salaries.once import once_a_survey
from salaries.pictures import Axis
from salaries.pictures_data import lines_drawn
from salaries.pictures_ranking import ranking
from salaries.presenters.boxes import box_chart
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
    """The ladder of one market, with the offer or posted range marked; net, a month."""
    if survey.has_quantiles:
        return box_chart(
            survey, market, finding, axis=axis, own_rank=own_rank, mark=mark, ident=ident
        )
    axis = axis or pictures.axis_for([market.scale], mark or (), left=names_left(survey))
    drawing = pictures.ladder(market.scale, axis, own_rank, mark)
    figure = charts.ladder_figure(market.scale, survey.bands, drawing, axis, own_rank)
    bands = zip(survey.bands, market.scale.ladder.bands, strict=True)
    rows = [
        (level.code, words.experience(level), numbers.number(band.low), numbers.number(band.high))
        for level, band in bands
    ]
    header = (
        _("Band"),
        _("Experience"),
        in_currency(_("From, %(sign)s")),
        in_currency(_("To, %(sign)s")),
    )
    foot = _beside_the_bands(market, mark)
    return Chart(ident, finding, drawing, figure, header, tuple(rows), foot=foot)


def names_left(survey: Survey) -> float:
    """Where axes begin beside the names of a survey's bands, in per cent of the width."""
    return pictures.left_for(band.code for band in survey.bands)


def _beside_the_bands(market: Market, mark: tuple[int, int] | None) -> tuple[tuple[str, str], ...]:
    """What a ladder shows beside its bands: the median, and what is marked."""
    median = (in_currency(_("Median, %(sign)s")), numbers.number(market.scale.median))
    if mark is None:
        return (median,)
    ends = "–".join(numbers.number(amount) for amount in dict.fromkeys(mark))
    return (median, (in_currency(_("Marked in the picture, %(sign)s")), ends))


@once_a_survey
def ranked_cities(survey: Survey) -> list[tuple[City, tuple[Market, ...]]]:
    """Cities by the highest of their medians, then by the rest, then by name."""

    def rank(city: City) -> tuple[list[int], str]:
        medians = sorted(-m.scale.median for m in survey.in_city(city.slug))
        return medians, words.city_name(city)

    known = [city for city in survey.cities if survey.in_city(city.slug)]
    return [(city, survey.in_city(city.slug)) for city in sorted(known, key=rank)]


def ranking_chart(survey: Survey, own: str | None = None) -> Chart:
    """Cities of the survey, agencies beside companies, by median: the first ones, and `own`."""
    ranked = ranked_cities(survey)
    most = lines_drawn(len(ranked))
    cities = ranked[:most] + [one for one in ranked[most:] if one[0].slug == own]
    drawing = ranking(
        [
            (words.city_name(city), [(m.segment, m.scale) for m in markets])
            for city, markets in cities
        ],
        next((place for place, (city, _markets) in enumerate(cities) if city.slug == own), None),
    )
    rows = [
        (words.city_name(city), *_medians(survey, markets), *_span(markets))
        for city, markets in cities
    ]
    medians = [
        words.segment_name(s) + in_currency(_(", median, %(sign)s")) for s in survey.segments
    ]
    header = (_("City"), *medians, in_currency(_("From, %(sign)s")), in_currency(_("To, %(sign)s")))
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
    spans = [span_of(market.scale) for market in markets]
    low, high = min(low for low, _high in spans), max(high for _low, high in spans)
    return numbers.number(low), numbers.number(high)


@once_a_survey
def _ranking_finding(survey: Survey) -> str:
    by_median = sorted(survey.markets.values(), key=lambda market: market.scale.median)
    low, high = by_median[0], by_median[-1]
    if len(by_median) == 1:
        told = {"market": words.market_name(low), "median": _paid(survey, low)}
        return _("%(market)s: half lay above %(median)s a month.") % told
    sentence = _("Medians ran from %(low)s to %(high)s a month, the highest at %(market)s.")
    return sentence % {
        "low": numbers.number(low.scale.median),
        "high": _paid(survey, high),
        "market": words.market_name(high),
    }


def _paid(survey: Survey, market: Market) -> str:
    return numbers.money(market.scale.median, survey.currency)
