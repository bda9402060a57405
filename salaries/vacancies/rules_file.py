"""The rules by which vacancies become a survey, read from one TOML file."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from salaries.vacancies.checks import Table
from salaries.vacancies.problems import Fault, refused
from salaries.vacancies.rules import (
    Bootstrap,
    CellRule,
    Currency,
    Level,
    Outliers,
    Pay,
    Role,
    Rules,
)

MOST_AMOUNT = 10**9
MOST_BYTES = 1024**2
REPEAT_KEYS = (
    "title", "low", "high", "currency", "gross", "city", "employer", "level", "segment",
)  # fmt: skip
CODES = {"none": "0"}
"""Codes of levels that are words, which pages in other languages would show, and what they become.

Here and not in the file, whose SHA-256 the shipped survey names as that of its rules.
"""
TEXTS = ("title", "source", "always", "basis", "employers", "segments", "levels")


def read_rules(path: Path) -> Rules:
    """The rules in a file. Raises Refused, which names the rule that is wrong."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES)
    except OSError as error:
        raise refused(Fault.UNREADABLE, str(path), expected=error.strerror or "") from error
    try:
        found = tomllib.loads(data.decode("utf-8-sig"))
    except ValueError as error:
        raise refused(Fault.BAD_TOML, path.name, expected=str(error)) from error
    return _rules(Table(path.name, "", found), hashlib.sha256(data).hexdigest())


def _rules(table: Table, sha256: str) -> Rules:
    repeats, employers, texts = map(table.table, ("repeats", "employers", "texts"))
    area_ids, area_names = _areas(table)
    currency = _currency(table.table("currency"))
    return Rules(
        sha256=sha256,
        publisher=table.text("publisher", 100),
        currency=currency,
        pay=_pay(table.table("pay"), currency),
        drop_repeats=repeats.one_of("rule", "keep", "drop") == "drop",
        same=_same(repeats),
        outliers=_outliers(table.table("outliers")),
        agency=_pattern(employers, "agency"),
        split_from_percent=employers.whole("split_from_percent", 1, 100),
        cells=_cells(table.table("cells")),
        bootstrap=_bootstrap(table.table("bootstrap")),
        roles=_roles(table.table("roles")),
        levels=_levels(table),
        area_ids=area_ids,
        area_names=area_names,
        texts={name: texts.in_languages(name) for name in TEXTS},
    )


def _currency(table: Table) -> Currency:
    aliases = table.table("aliases")
    rates = table.tables("rates")
    return Currency(
        survey=table.text("survey", 3),
        aliases={alias: aliases.text(alias, 3) for alias in aliases.values},
        known=table.texts("known"),
        rates={rate.text("code", 3): rate.positive("rate") for rate in rates},
        stated=tuple(
            f"{rate.text('code', 3)} = {rate.positive('rate')} ({rate.text('source')})"
            for rate in rates
        ),
    )


def _pay(table: Table, currency: Currency) -> Pay:
    gross_to_net = table.yes("gross_to_net")
    if gross_to_net and currency.survey != "RUB":
        raise table.wrong("gross_to_net", "false, for only the tax on roubles is known")
    keep = table.one_of("not_stated", "keep", "drop") == "keep"
    return Pay(table.texts("modes"), gross_to_net, keep)


def _same(table: Table) -> tuple[str, ...]:
    same = table.texts("same")
    if not same or not set(same) <= set(REPEAT_KEYS):
        raise table.wrong("same", ", ".join(REPEAT_KEYS))
    return same


def _outliers(table: Table) -> Outliers:
    names = ("flag_below", "flag_above", "drop_below", "drop_above")
    found = Outliers(*(table.whole(name, 0, MOST_AMOUNT) for name in names))
    if not found.drop_below <= found.flag_below < found.flag_above <= found.drop_above:
        raise table.wrong("flag_below", "drop_below ≤ flag_below < flag_above ≤ drop_above")
    return found


def _cells(table: Table) -> CellRule:
    return CellRule(
        vacancies=table.whole("vacancies", 2, 10**6),
        employers=table.whole("employers", 1, 10**6),
        largest_percent=table.whole("largest_percent", 1, 100),
        outer_vacancies=table.whole("outer_vacancies", 2, 10**6),
    )


def _bootstrap(table: Table) -> Bootstrap:
    return Bootstrap(
        seed=table.whole("seed", 0, 2**32),
        samples=table.whole("samples", 100, 100_000),
        percent=table.whole("percent", 50, 99),
    )


def _pattern(table: Table, key: str) -> str:
    """A pattern that both RE2 and Python understand, so that it means what it seems to."""
    pattern = table.text(key)
    try:
        re.compile(pattern)
        pc.match_substring_regex(pa.array([""]), pattern)
    except (re.error, pa.ArrowInvalid) as error:
        raise table.wrong(key, f"a pattern: {error}") from error
    return pattern


def _roles(table: Table) -> dict[str, Role]:
    if not table.values:
        raise table.wrong("smm", "a table")
    roles = {key: table.table(key) for key in table.values}
    return {
        key: Role(_pattern(one, "title"), one.texts("professional_roles"), one.in_languages("name"))
        for key, one in roles.items()
    }


def _levels(table: Table) -> tuple[Level, ...]:
    levels = tuple(
        Level(one.text("id", 50), _code(one.text("code", 10)), one.whole("min_years", 0, 60))
        for one in table.tables("levels")
    )
    years = [level.min_years for level in levels]
    if years != sorted(set(years)) or len({level.code for level in levels}) < len(levels):
        raise table.wrong("levels", "a ladder: codes differ, years rise")
    return levels


def _code(code: str) -> str:
    return CODES.get(code, code)


def _areas(table: Table) -> tuple[dict[str, str], dict[str, str]]:
    ids: dict[str, str] = {}
    names: dict[str, str] = {}
    for area in table.tables("areas", at_least=1):
        city = area.text("city", 50)
        ids |= dict.fromkeys(area.texts("ids"), city)
        names |= dict.fromkeys(area.texts("names"), city)
    return ids, names
