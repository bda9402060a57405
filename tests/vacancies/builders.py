"""Made-up vacancies in every form, and a run over them."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.core.management import CommandError, call_command

from salaries.vacancies.columns import STAGED
from salaries.vacancies.normalising import Normaliser, Tally
from salaries.vacancies.notes import Notes
from salaries.vacancies.opening import opened
from salaries.vacancies.reading import read
from salaries.vacancies.rules import Rules
from salaries.vacancies.rules_file import read_rules

DATA = Path(__file__).parents[2] / "data"
FILES = Path(__file__).parent / "files"
RULES_FILE = DATA / "vacancy_rules.toml"
RULES = read_rules(RULES_FILE)
HEADER = (
    "", "name", "salary_from", "salary_to", "salary_currency", "area_name", "published_at", "years",
)  # fmt: skip


def vacancy(**changes: Any) -> dict[str, Any]:
    """A vacancy as hh.ru's API gives it, made up."""
    return {
        "id": "1",
        "name": "SMM-менеджер",
        "area": {"id": "1", "name": "Москва"},
        "salary_range": {
            "from": 40000,
            "to": 60000,
            "currency": "RUR",
            "gross": False,
            "mode": {"id": "MONTH", "name": "за месяц"},
            "frequency": {"id": "TWICE_PER_MONTH", "name": "Два раза в месяц"},
        },
        "experience": {"id": "between1And3", "name": "От 1 года до 3 лет"},
        "employer": {"id": "7", "name": "Made up", "type": "agency"},
        "professional_roles": [{"id": "3", "name": "SMM-менеджер, контент-менеджер"}],
        "published_at": "2026-03-05T12:00:00+0300",
        **changes,
    }


def paid(**changes: Any) -> dict[str, Any]:
    """A vacancy with something else in its pay."""
    return vacancy(salary_range={**vacancy()["salary_range"], **changes})


def many(count: int, **changes: Any) -> list[dict[str, Any]]:
    """Different vacancies of different employers, 40 to 60 thousand and up by a hundred."""
    return [
        paid(**{"from": 40000 + 100 * n, "to": 60000 + 100 * n})
        | {"id": str(n), "employer": {"id": str(n % 20)}}
        | changes
        for n in range(count)
    ]


def as_json(path: Path, vacancies: object) -> Path:
    """A JSON file of anything."""
    path.write_text(json.dumps(vacancies))
    return path


def csv_bytes(rows: Iterable[Sequence[object]], header: Sequence[str] = HEADER) -> bytes:
    """A CSV file of the sample's shape."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return out.getvalue().encode()


def row(
    title: str = "SMM-менеджер", low: object = 40000.0, high: object = 60000.0, city: str = "Москва"
) -> list[object]:
    """A row of the sample's shape."""
    return [1, title, low, high, "RUR", city, "2016-03-10T20:57:31+0300", 2016]


def raw(path: Path) -> tuple[list[dict[str, Any]], Notes]:
    """Everything that is read of a file."""
    notes = Notes()
    with opened(path) as source:
        return [one for batch in read(source, notes) for one in batch.to_pylist()], notes


def normalised(
    path: Path, rules: Rules = RULES, **options: Any
) -> tuple[list[dict[str, Any]], Tally]:
    """A file's comparable rows, and what was counted."""
    tally, notes = Tally(), Notes()
    keeper = Normaliser(rules, rules.roles["smm"], options.get("month"), tally, notes)
    with opened(path) as source:
        found = [keeper.keep(batch, source.name).to_pylist() for batch in read(source, notes)]
    return [one for batch in found for one in batch], tally


def staged(path: Path, rows: Iterable[dict[str, Any]]) -> Path:
    """Comparable rows as the engine finds them; what is not said is usual."""
    usual = {
        "id": None, "title": "SMM", "low": 1.0, "high": 1.0, "currency": "RUB", "gross": None,
        "city": "moscow", "segment": None, "level": None, "employer": None, "amount": 5_000_000,
    }  # fmt: skip
    complete = [{"position": n, **usual, **one} for n, one in enumerate(rows)]
    pq.write_table(pa.Table.from_pylist(complete, STAGED), path)
    return path


def mixed(count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Comparable rows of every kind, with repeats and things not stated."""
    drawn = random.Random(seed)
    return [
        {
            "id": drawn.choice([None, str(drawn.randrange(count))]),
            "title": drawn.choice(["SMM", "смм"]),
            "low": float(drawn.randrange(5)),
            "city": drawn.choice(["moscow", "kazan", "ufa"]),
            "segment": drawn.choice([None, "agency", "company"]),
            "level": drawn.choice([None, "0", "1–3", "3–6"]),
            "employer": drawn.choice([None, *"abcdefgh"]),
            "gross": drawn.choice([None, True, False]),
            "amount": drawn.randrange(1_000_000, 30_000_000),
        }
        for _ in range(count)
    ]


def run(*arguments: object) -> tuple[str, str, str]:
    """What the command printed, what it noticed, and its last word if it failed."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("aggregate_vacancies", *map(str, arguments), stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue().replace("\u00a0", " "), err.getvalue(), str(error)
    return out.getvalue().replace("\u00a0", " "), err.getvalue(), ""
