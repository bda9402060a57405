"""What the lists hold, as plain values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings

from salaries import library, words
from salaries.answers.envelope import Plain
from salaries.api import meanings
from salaries.api.meanings_quantiles import judgements
from salaries.domain.method import METHOD_VERSION
from salaries.domain.money import Basis
from salaries.domain.survey import Survey
from salaries.domain.surveyed import City, ExperienceBand
from salaries.words import Evidence

PUBLISHED = dict.fromkeys(("low", "high", "median", "quantiles"), Evidence.PUBLISHED)
OF_MARKET = PUBLISHED | dict.fromkeys(("floor", "ceiling", "judged_by"), Evidence.PUBLISHED)


PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
"""What a message says of one case, and its meaning leaves open."""


def listed(survey: Survey, items: Iterable[Plain], **more: Any) -> Plain:
    """A whole list, or with `total` among `more` a part of one."""
    found = list(items)
    return {"total": len(found), "survey_version": survey.version, **more, "items": found}


def survey_item(survey: Survey, *, is_default: bool) -> Plain:
    """A survey in use."""
    return {
        "slug": survey.slug,
        "version": survey.version,
        "is_default": is_default,
        "title": words.say(survey.title),
        "role": words.say(survey.role),
        "source": words.say(survey.source),
        "publisher": survey.publisher,
        "month": f"{survey.month:%Y-%m}",
        "currency": survey.currency,
        "basis": survey.basis,
        "convention": survey.convention,
        "not_stated": [words.say(text) for text in survey.not_stated],
        "kind": survey.kind,
        "measures": survey.measures,
        "funnel": [{"step": name, "rows": rows} for name, rows in survey.funnel],
        "cities": len(survey.cities),
        "cities_with_figures": len({key.city for key in survey.markets}),
        "markets": len(survey.markets),
        "bands": len(survey.bands),
        "file_name": survey.provenance.file_name,
        "file_sha256": survey.provenance.sha256,
        "rows": survey.provenance.rows,
    }


def city_items(survey: Survey) -> list[Plain]:
    """Every city, with the kinds of employer it has."""
    kinds: dict[str, list[str]] = {}
    for key in survey.markets:
        kinds.setdefault(key.city, []).append(key.segment)
    return [_city(city, kinds.get(city.slug, [])) for city in survey.cities]


def _city(city: City, segments: list[str]) -> Plain:
    return {
        "slug": city.slug,
        "name": words.city_name(city),
        "names": {"en": city.name.en, "ru": city.name.ru, "ka": city.name.ka},
        "iso_region": city.iso_region,
        "latitude": city.latitude,
        "longitude": city.longitude,
        "population": city.population,
        "population_year": city.population_year,
        "hh_area_id": city.hh_area_id,
        "segments": segments,
    }


def band_items(survey: Survey) -> list[Plain]:
    """Every band with what it asks."""
    return [_band(band) for band in survey.bands]


def _band(band: ExperienceBand) -> Plain:
    return {
        "band": band.rank,
        "code": band.code,
        "min_years": band.min_years,
        "experience": words.experience(band),
        "requirements": [
            {
                "key": one.key,
                "topic": one.topic,
                "is_required": one.is_required,
                "years": one.years,
                "text": words.say(one.text),
            }
            for one in band.requirements
        ],
    }


def attributes(survey: Survey) -> Plain:
    """Every allowed value."""
    return {
        "cities": city_items(survey),
        "segments": _values({s: words.segment_name(s) for s in survey.segments}),
        "bands": band_items(survey),
        "bases": _values({b: said for b, said in words.BASES.items() if _can_be_read(survey, b)}),
        "duties": duty_items(survey),
        **{name: _values(told) for name, told in judgements(survey).items()},
        "bound_sides": _values(meanings.BOUND_SIDES),
        "slips": _values(meanings.SLIPS),
        "kinds": _values(meanings.KINDS),
        "measures": _values(meanings.MEASURES),
        "beyond_sides": _values(meanings.BEYOND_SIDES),
        "evidence": _values(words.EVIDENCE_MEANING),
        "assumptions": _values(meanings.ASSUMPTIONS),
        "error_codes": _values(meanings.ERROR_CODES),
        "languages": _values(dict(settings.LANGUAGES)),
        "survey_version": survey.version,
        "method_version": METHOD_VERSION,
    }


def duty_items(survey: Survey) -> list[Plain]:
    """Every duty that may be given, those surveyed first; none for a survey that names none."""
    return [
        {
            "value": duty.key,
            "meaning": words.say(duty.text),
            "is_surveyed": duty.is_surveyed,
            "job": duty.job or None,
        }
        for duty in library.duties(survey.slug)
    ]


def _can_be_read(survey: Survey, basis: Basis) -> bool:
    """Only net pay is, where the income tax is not known."""
    return survey.knows_tax or basis is Basis.NET


def _values(said: Mapping[Any, object]) -> list[Plain]:
    return [
        {"value": str(value), "meaning": PLACEHOLDER.sub("…", str(meaning))}
        for value, meaning in said.items()
    ]
