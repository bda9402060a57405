"""Cities are rows that all surveys share: how they are stored, and what each has for itself."""

from __future__ import annotations

from django.db.models import F, Q, Value
from django.db.models.functions import Concat

from salaries.domain.surveyed import SurveyKind
from salaries.ingest.problems import Code, Problem
from salaries.ingest.reference import UNIQUE_IN_CITIES
from salaries.ingest.survey_files import Content
from salaries.models import City

OWN = tuple(column for column in UNIQUE_IN_CITIES if column != "slug")
LARGEST = 2_147_483_647
"""The largest whole number that is stored; no file of cities has one so large."""


def taken(content: Content, file: str) -> tuple[Problem, ...]:
    """What the cities of a file call their own and other stored cities have already."""
    given = {column: {city[column] for city in content.cities} for column in OWN}
    same = Q(
        *((f"{column}__in", list(values)) for column, values in given.items()), _connector=Q.OR
    )
    others = City.objects.exclude(slug__in=[city["slug"] for city in content.cities])
    found = others.filter(same).order_by("slug").values("slug", *OWN)
    return tuple(
        Problem(None, column, Code.CITY_TAKEN, str(other[column]), other["slug"], file)
        for column in OWN
        for other in found
        if other[column] in given[column]
    )


def store_cities(content: Content) -> dict[str, int]:
    """Every city, new or updated by its slug: its id by what the table calls it."""
    _let_go([city["slug"] for city in content.cities])
    City.objects.bulk_create(
        [City(**fields) for fields in content.cities],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=[field for field in content.cities[0] if field != "slug"],
    )
    is_by_slug = content.description.kind is SurveyKind.QUANTILES
    return dict(City.objects.values_list("slug" if is_by_slug else "name_en", "pk"))


def _let_go(slugs: list[str]) -> None:
    """Two cities may exchange a name or an area, which are looked at row by row."""
    City.objects.filter(slug__in=slugs).update(
        name_en=Concat(Value("\N{UNIT SEPARATOR}"), F("slug")), hh_area_id=LARGEST - F("pk")
    )
