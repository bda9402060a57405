"""The filter of the city table in words: `Agencies in Kazan and Ufa, band III`."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from salaries import numbers, words
from salaries.domain.survey import Survey
from salaries.filters import AskedFilter


def filter_in_words(survey: Survey, chosen: AskedFilter[Any]) -> str:
    """What is shown: employers, cities, and every condition; begins with a capital letter."""
    asked = chosen.asked
    kinds = [words.employers(segment) for segment in asked.get("segment") or ()]
    wanted = set(asked.get("city") or ())
    cities = [city for city in survey.cities if city.slug in wanted]
    names = words.listed(words.city_name(city) for city in cities)
    who = words.listed(kinds or map(words.employers, survey.segments))
    place = _("%(employers)s in %(cities)s") if cities else _("%(employers)s in all cities")
    parts = [place % {"employers": who, "cities": names}, *_conditions(survey, chosen)]
    return words.as_sentence(", ".join(parts))


def _conditions(survey: Survey, chosen: AskedFilter[Any]) -> list[str]:
    asked = chosen.asked
    said = []
    if asked.get("q"):
        said.append(_("name holding “%(text)s”") % {"text": asked["q"]})
    if asked.get("band"):
        said.append(_levels(survey, chosen.asked_ranks))
    for name, sentence in _money_conditions().items():
        if asked.get(name):
            amount = numbers.money(asked[name], survey.currency)
            said.append(sentence % {"amount": amount})
    return said


def _levels(survey: Survey, ranks: list[int]) -> str:
    """`bands I and III`; levels of quantiles are no bands, so they go by what they ask."""
    bands = [survey.band(rank) for rank in ranks]
    if survey.has_quantiles:
        return words.either(words.experience(band) for band in bands)
    said = ngettext("band %(codes)s", "bands %(codes)s", len(bands))
    return said % {"codes": words.listed(band.code for band in bands)}


def _money_conditions() -> dict[str, str]:
    return {
        "median_from": _("median from %(amount)s"),
        "median_to": _("median to %(amount)s"),
        "pay_from": _("pay from %(amount)s"),
        "pay_to": _("pay to %(amount)s"),
        "amount": _("where %(amount)s stands"),
    }
