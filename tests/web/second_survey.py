"""Another survey beside the shipped one: another role, three bands, fewer cities, other years."""

from __future__ import annotations

from datetime import date

from salaries import models

SLUG = "example-smm-2020"
LEVELS = (("Junior", 0), ("Middle", 2), ("Senior", 4))


def text(word: str) -> dict[str, str]:
    """A text in every language."""
    return {code: f"{word} {code}" for code in ("en", "ru", "ka")}


def add_second_survey(slug: str = SLUG, cities: tuple[str, ...] = ("kazan", "omsk")) -> None:
    """Store it as a load would."""
    survey = models.Survey.objects.create(
        slug=slug,
        version="a1" * 32,
        is_current=True,
        publisher="Example Pay",
        month=date(2020, 10, 1),
        currency="RUB",
        basis="net",
        convention="net",
        texts={
            "title": text("Title"),
            "role": text("Role"),
            "source": text("Source"),
            "not_stated": [],
        },
    )
    bands = [
        models.ExperienceBand.objects.create(survey=survey, rank=rank, code=code, min_years=years)
        for rank, (code, years) in enumerate(LEVELS, start=1)
    ]
    for place, city in enumerate(models.City.objects.filter(slug__in=cities).order_by("slug")):
        for segment in ("agency", "company"):
            floor = 60_000 + 10_000 * place
            market = models.Market.objects.create(
                survey=survey, city=city, segment=segment, median=floor + 25_000
            )
            for band in bands:
                low = floor + 20_000 * (band.rank - 1)
                models.SalaryRange.objects.create(
                    market=market, band=band, low=low, high=low + 20_000
                )
    models.Load.objects.create(
        survey=survey, file_name=f"{slug}.csv", sha256="b2" * 32, version=survey.version, rows=12
    )
