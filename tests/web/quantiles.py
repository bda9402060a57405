"""A survey of quantiles by levels and kinds of employer, some of them not published."""

from __future__ import annotations

from pathlib import Path

from salaries.domain.survey import Survey
from tests.quantile_surveys import load_files

LEVELS = "levels-2021"
TABLE = """\
city,segment,band,p25,p50,p75,n,employers
moscow,agency,,60000,80000,110000,120,40
moscow,agency,Junior,45000,55000,60000,40,22
moscow,agency,Senior,90000,120000,150000,35,20
moscow,company,,55000,70000,90000,90,33
moscow,company,Junior,,,,,
moscow,company,Senior,,115000,,12,7
kazan,agency,,,,,,
kazan,company,,40000,50000,60000,15,9
"""
DESCRIPTION = """\
slug = "levels-2021"
kind = "quantiles"
measures = "salaries"
publisher = "Example Pay"
month = 2021-05-01
currency = "RUB"
period = "month"
basis = "net"
convention = "net"
segments = ["agency", "company"]
cities = ["moscow", "kazan"]
[role]
en = "SMM manager"
ru = "SMM-менеджер"
ka = "SMM მენეჯერი"
[title]
en = "Levels"
ru = "Уровни"
ka = "დონეები"
[source]
en = "Example Pay, 2021"
ru = "Example Pay, 2021 год"
ka = "Example Pay, 2021 წელი"
[[not_stated]]
en = "bonuses"
ru = "премии"
ka = "პრემიები"
[[bands]]
code = "Junior"
min_years = 0
[[bands]]
code = "Senior"
min_years = 4
"""


def add_levels(folder: Path) -> Survey:
    """A survey with kinds of employer and levels, some of them not published."""
    table = folder / f"{LEVELS}.csv"
    table.write_text(TABLE, encoding="utf-8")
    table.with_suffix(".toml").write_text(DESCRIPTION, encoding="utf-8")
    return load_files(table, LEVELS)
