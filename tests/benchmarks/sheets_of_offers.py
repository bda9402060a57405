"""Sheets of generated offers, the same on every run."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from salaries.bulk.judging import Offers
from salaries.bulk.tables import Tables

HEADINGS = ("id", "city", "employer", "band", "salary")
BANDS = ("I", "II", "III", "IV")
AT_ONCE = 500_000


def offers(tables: Tables, rows: int) -> Offers:
    """Offers over all markets and bands; mostly net, some gross, a few of unknown basis."""
    rng = np.random.default_rng(2015)
    return Offers(
        rng.integers(0, len(tables.markets), rows),
        rng.integers(0, tables.bands, rows),
        rng.integers(12_000, 100_000, rows),
        rng.choice([0, 1, 2], rows, p=[0.8, 0.15, 0.05]),
    )


def write_csv(path: Path, tables: Tables, rows: int) -> None:
    """A sheet of so many rows, every hundredth of which names no city that there is."""
    rng = np.random.default_rng(2015)
    cities = np.array([city.name.ru for city in tables.survey.cities])
    kinds = np.array(["агентство", "компания"])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for start in range(0, rows, AT_ONCE):
            count = min(AT_ONCE, rows - start)
            named = cities[rng.integers(0, len(cities), count)]
            named[::100] = "Тула"
            columns = (
                range(start + 1, start + count + 1),
                named,
                kinds[rng.integers(0, 2, count)],
                np.array(BANDS)[rng.integers(0, 4, count)],
                rng.integers(12_000, 100_000, count),
            )
            writer.writerows(zip(*columns, strict=True))
