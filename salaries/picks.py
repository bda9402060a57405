"""What may be chosen in a survey, and what to say where something else is."""

from __future__ import annotations

from collections.abc import Container, Mapping

from django.utils.translation import gettext as _

from salaries import words
from salaries.domain.survey import Survey
from salaries.domain.surveyed import City, ExperienceBand
from salaries.once import once_a_survey


def choose_kind(survey: Survey) -> str:
    """What to do where a kind of employer that a survey has is to be named."""
    if not survey.has_kinds:
        return _("This survey tells no kinds of employer apart. Leave it out.")
    said = _("Choose the kind of employer: %(kinds)s.")
    return said % {
        "kinds": words.either(words.segment_name(one).lower() for one in survey.segments)
    }


def choose_band(survey: Survey) -> str:
    """What to do where a survey's band is to be named."""
    return _("Choose the experience the job asks: band %(bands)s.") % {"bands": ranks(survey)}


def choose_band_or_none(survey: Survey) -> str:
    """What to do where a survey's band may be named."""
    return _("Choose band %(bands)s, or none.") % {"bands": ranks(survey)}


def net_alone(survey: Survey) -> str:
    """What to do about pay that is not net, where the income tax on it is not known."""
    said = _(
        "The income tax on pay in %(currency)s is not known here, so only net pay is judged."
        " Give the amount after tax, as net."
    )
    return said % {"currency": survey.currency}


def ranks(survey: Survey) -> str:
    """The bands by their numbers: `1, 2, 3 or 4`; one with a name of its own as `1 (Junior)`."""
    bands = survey.bands
    if len(bands) > len(NUMERALS):
        return f"{bands[0].rank}–{bands[-1].rank}"
    plain = {str(rank): {str(rank), numeral} for rank, numeral in enumerate(NUMERALS, start=1)}
    return words.either(_rank(band, plain) for band in bands)


def _rank(band: ExperienceBand, plain: Mapping[str, Container[str]]) -> str:
    """A band's rank, with its code where the rank alone does not say it."""
    if band.is_all:
        return f"{band.rank} ({words.experience(band)})"
    return str(band.rank) if band.code in plain[str(band.rank)] else f"{band.rank} ({band.code})"


@once_a_survey
def city_choices(survey: Survey) -> list[tuple[str, str]]:
    """Every city as (slug, name), by name; one without published figures says so."""
    known = {key.city for key in survey.markets}
    named = sorted(survey.cities, key=lambda city: words.alphabetical(words.city_name(city)))
    return [
        (city.slug, words.city_name(city) if city.slug in known else without_figures(city))
        for city in named
    ]


def without_figures(city: City) -> str:
    """The name of a city of which too little is known to publish it."""
    return _("%(city)s – not enough data") % {"city": words.city_name(city)}


def segment_choices(survey: Survey) -> list[tuple[str, str]]:
    """Every kind of employer as (code, name)."""
    return [(segment, words.segment_name(segment)) for segment in survey.segments]


NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
