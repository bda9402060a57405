"""A small survey of quantiles with cells of every shape."""

from __future__ import annotations

from pathlib import Path

from salaries.domain.survey import Survey
from tests.quantile_surveys import load_files

SMALL = "example-quantiles-2021"
TABLE = """city,segment,band,p10,p25,p50,p75,p90,n,employers,p50_low,p50_high
kazan,agency,,30000,40000,50000,60000,75000,120,31,48000,52000
kazan,agency,junior,,35000,42000,50000,,25,9,40000,45000
kazan,agency,senior,,,70000,,,12,6,,
kazan,company,,28000,38000,50000,58000,70000,90,22,47000,53000
kazan,company,junior,,,,,,4,3,,
kazan,company,senior,,,,,,,,,
omsk,agency,,,30000,36000,44000,,14,5,33000,40000
omsk,agency,junior,,,,,,,,,
omsk,agency,senior,,,,,,,,,
ufa,company,,,,,,,,,,
"""
DESCRIPTION = """
slug = "example-quantiles-2021"
kind = "quantiles"
measures = "salaries"
publisher = "Example Pay"
month = 2021-05-01
currency = "RUB"
period = "month"
basis = "net"
convention = "net"
cities = ["kazan", "omsk", "ufa"]
segments = ["agency", "company"]
role = { en = "SMM manager", ru = "SMM-менеджер", ka = "SMM მენეჯერი" }
title = { en = "Title", ru = "Название", ka = "სათაური" }
source = { en = "an example", ru = "пример", ka = "მაგალითი" }
not_stated = [{ en = "who was asked", ru = "кого спросили", ka = "ვინ გამოიკითხა" }]
bands = [{ code = "junior", min_years = 0 }, { code = "senior", min_years = 3 }]
"""


def load_small(folder: Path, table: str = TABLE, description: str = DESCRIPTION) -> Survey:
    """A survey with kinds of employer, levels, and every figure there is."""
    path = folder / "small.csv"
    path.write_text(table, encoding="utf-8")
    path.with_suffix(".toml").write_text(description, encoding="utf-8")
    return load_files(path, SMALL)
