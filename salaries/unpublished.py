"""Why nothing is judged by figures that a survey of quantiles does not publish, and where it is."""

from __future__ import annotations

from django.utils.translation import gettext as _

from salaries import words
from salaries.domain.survey import Survey
from salaries.domain.surveyed import MarketKey


def no_figures_for_city(survey: Survey, slug: str) -> str:
    """Why nothing is judged in a city of the survey, and where it is."""
    city = next(city for city in survey.cities if city.slug == slug)
    known = dict.fromkeys(words.city_name(market.city) for market in words.by_name(survey))
    said = _(
        "Too little is known of pay %(in_city)s to publish it. This survey has figures for:"
        " %(cities)s."
    )
    return said % {"in_city": words.in_city(city), "cities": words.listed(known)}


def no_figures_for_market(survey: Survey, key: MarketKey) -> str:
    """Why nothing is judged for employers of a kind in a city, and for which kinds it is."""
    known = [market.segment for market in survey.in_city(key.city)]
    if not known:
        return no_figures_for_city(survey, key.city)
    said = _("Too little is known of pay at %(employers)s there. There are figures for: %(known)s.")
    told = {"employers": words.employers(key.segment)}
    return said % {**told, "known": words.listed(map(words.employers, known))}


def no_figures_for_level(survey: Survey, key: MarketKey) -> str:
    """Why nothing is judged for an experience in a market, and for which it is."""
    known = [band for band in survey.bands if survey.market(key, band.rank)]
    said = _("Too little is known of pay for this experience there. Choose one of: %(known)s.")
    return said % {"known": words.listed(map(words.band_label, known))}


def why_not(survey: Survey, key: MarketKey) -> str:
    """Why nothing is judged in a market where an experience, or every one, is not published."""
    if key in survey.markets:
        return no_figures_for_level(survey, key)
    return no_figures_for_market(survey, key)
