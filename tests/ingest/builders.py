"""The shipped table, ways to spoil it, and how to look at what was stored."""

import csv
from pathlib import Path
from typing import Any

from django.apps import apps

from salaries.ingest.columns import Shape
from salaries.ingest.problems import Problem
from salaries.ingest.validation import check

DATA = Path(__file__).parents[2] / "data"
FAULTY = Path(__file__).parent / "faulty"
SHIPPED = DATA / "hh_ranges.csv"
DATA_FILES = ("hh_ranges.csv", "hh_ranges.toml", "band_requirements.csv", "cities.csv")


def shipped_rows() -> list[dict[str, str]]:
    """The shipped table as the csv module reads it."""
    return list(csv.DictReader(SHIPPED.read_text(encoding="utf-8").splitlines()))


def shipped_shape() -> Shape:
    """What the shipped table must fill."""
    cities = csv.DictReader((DATA / "cities.csv").read_text(encoding="utf-8").splitlines())
    return Shape(
        cities=tuple(city["name_en"] for city in cities),
        segments=("agency", "company"),
        bands=("I", "II", "III", "IV"),
    )


SHAPE = shipped_shape()


def shipped(*changes: tuple[str, str]) -> bytes:
    """The shipped table's bytes, with each first text replaced by its second throughout."""
    text = SHIPPED.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def problems(data: bytes) -> tuple[Problem, ...]:
    """What is wrong with a table of the shipped shape."""
    return check(data, SHAPE).problems


def places(found: tuple[Problem, ...]) -> list[tuple[int | None, str | None, str]]:
    """Where each problem is and of what kind."""
    return [(problem.row, problem.column, problem.code) for problem in found]


def copy_data(folder: Path) -> Path:
    """The shipped data files, copied to a folder to be spoilt there."""
    for name in DATA_FILES:
        (folder / name).write_bytes((DATA / name).read_bytes())
    return folder


def stored() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the app, as it stands in the database."""
    models = apps.get_app_config("salaries").get_models()
    return {
        model.__name__: list(model._default_manager.order_by("pk").values_list())
        for model in models
    }
