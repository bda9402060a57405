"""What the files beside the table say, as flat names and texts that can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from salaries.models import City, Survey

if TYPE_CHECKING:
    from salaries.ingest.survey_files import Content

KEYS = ("publisher", "month", "currency", "basis", "convention", "kind", "measures")


class FactChange(NamedTuple):
    """A fact under its name in the file, before and after; "" where it is not stated."""

    name: str
    before: str
    after: str


def of_stored(survey: Survey | None) -> dict[str, str]:
    """What a stored version says beside its table; nothing where none is stored."""
    if survey is None:
        return {}
    bands = [
        {"code": band.code, "min_years": band.min_years, "requirements": band.requirements}
        for band in survey.bands.order_by("rank")
    ]
    said = {key: getattr(survey, key) for key in KEYS}
    return dict(_flat({**said, **survey.texts, "bands": bands, **_made(survey.made)}))


def of_content(content: Content) -> dict[str, str]:
    """What the files of an import say beside the table."""
    described = content.description
    bands = [
        {
            "code": band.code,
            "min_years": band.min_years,
            "requirements": content.requirements.get(band.code, []),
        }
        for band in described.bands
    ]
    said = {key: getattr(described, key) for key in KEYS}
    return dict(_flat({**said, **described.texts, "bands": bands, **_made(described.made)}))


def _made(made: Mapping[str, Any]) -> dict[str, Any]:
    """How files of vacancies became a survey, as its description has it; mostly nothing."""
    return {**made, "funnel": dict(made["funnel"])} if made else {}


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[FactChange]:
    """The facts that differ, in the order of the file."""
    names = {**after, **before}
    found = (FactChange(name, before.get(name, ""), after.get(name, "")) for name in names)
    return [fact for fact in found if fact.before != fact.after]


def city_differences(content: Content) -> list[FactChange]:
    """What an import would change in the cities, which all versions share; it removes none."""
    stored: dict[str, dict[str, Any]] = {row["slug"]: {**row} for row in City.objects.values()}
    found: list[FactChange] = []
    for city in content.cities:
        row = stored.get(city["slug"])
        if row is None:
            found.append(FactChange(f"cities {city['slug']}", "", city["name_en"]))
            continue
        before = {f"cities {city['slug']}.{key}": str(row[key]) for key in city}
        after = {f"cities {city['slug']}.{key}": str(value) for key, value in city.items()}
        found += differences(before, after)
    return found


def _flat(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every leaf below a value, under its path: `bands 1.code`, `title.en`."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from _flat(below, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list):
        for number, below in enumerate(value, start=1):
            yield from _flat(below, f"{name} {number}")
    else:
        yield name, str(value)
