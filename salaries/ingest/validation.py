"""A table against the shape it must have: rows when all is well, else every problem at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from math import nan, prod
from typing import NamedTuple

import pandas as pd

from salaries.domain.money import MoneyError, parse_money
from salaries.domain.surveyed import ALL
from salaries.ingest.columns import (
    BAND,
    CITY,
    HIGH,
    KEY_COLUMNS,
    LOW,
    MARKET_COLUMNS,
    MEDIAN,
    MONEY_COLUMNS,
    SEGMENT,
    SEGMENTS,
    TABLE_COLUMNS,
    Shape,
)
from salaries.ingest.problems import Code, Problem, Unreadable
from salaries.ingest.reader import Table, read_table

KEY, MARKET = list(KEY_COLUMNS), list(MARKET_COLUMNS)


class Row(NamedTuple):
    """One cell of the table, parsed: the pay of one band in one market, RUB a month."""

    city: str
    segment: str
    band: str
    low: int
    high: int
    median: int


@dataclass(frozen=True, slots=True)
class Checked:
    """A table's rows in the order of the file, or its problems in that order; never both."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def check(data: bytes, shape: Shape) -> Checked:
    """Every row or every problem of a table given as bytes. Never raises, touches no database."""
    try:
        table = read_table(data, TABLE_COLUMNS)
    except Unreadable as refusal:
        return Checked((), refusal.problems)
    return validate(table, shape)


def validate(table: Table, shape: Shape) -> Checked:
    """Every row or every problem of a table already read."""
    table, shape = _with_kinds(table, shape)
    amounts = {column: _amounts(table.frame[column]) for column in MONEY_COLUMNS}
    frame = table.frame.assign(**{column: money.values for column, money in amounts.items()})
    placed = _placed(frame, shape)
    problems = [
        *_unknown_names(frame, shape),
        *(problem for money in amounts.values() for problem in money.problems),
        *_duplicates(placed),
        *_missing(placed, shape, unplaced=table.misfits + len(frame) - len(placed)),
        *_low_not_below_high(frame),
        *_medians_differ(placed),
        *_ladder_problems(_sound_markets(placed, shape)),
    ]
    if problems or table.misfits:
        return Checked((), tuple(sorted([*table.problems, *problems], key=_in_file_order)))
    whole = frame.astype(dict.fromkeys(MONEY_COLUMNS, "int64"))
    columns = (whole[column].tolist() for column in TABLE_COLUMNS)
    return Checked(tuple(map(Row._make, zip(*columns, strict=True))), ())


def _with_kinds(table: Table, shape: Shape) -> tuple[Table, Shape]:
    """Every row under `ALL` where neither the description nor any row names a kind of employer."""
    if shape.segments:
        return table, shape
    if not len(table.frame) or table.frame[SEGMENT].str.strip().any():
        return table, replace(shape, segments=SEGMENTS)
    frame = table.frame.assign(**{SEGMENT: ALL})
    return replace(table, frame=frame), replace(shape, segments=(ALL,))


def _in_file_order(problem: Problem) -> tuple[bool, int, int]:
    column = TABLE_COLUMNS.index(problem.column) if problem.column else -1
    return problem.row is None, problem.row or 0, column


class _Amounts(NamedTuple):
    values: pd.Series[float]  # NaN where the text is not an amount
    problems: list[Problem]


def _amounts(texts: pd.Series[str]) -> _Amounts:
    """A column of money. Each different text is parsed once, for a column has few."""
    read: dict[str, float] = {}
    refused: dict[str, Code] = {}
    places, different = pd.factorize(texts)
    for text in different:
        try:
            read[text] = parse_money(text)
        except MoneyError as error:
            refused[text] = Code(error.problem)
    values = pd.Series([read.get(text, nan) for text in different], dtype=float).take(places)
    values.index = texts.index
    problems = [
        Problem(_row(row), str(texts.name), refused[text], text, meant(text, refused[text]))
        for row, text in (texts[values.isna()].items() if refused else ())
    ]
    return _Amounts(values, problems)


def meant(text: str, code: Code) -> str:
    """What an ambiguous amount most likely means; nothing for other problems."""
    return text.replace(",", "").replace(".", "") if code is Code.AMBIGUOUS else ""


def _row(label: object) -> int:
    return int(str(label))


def _allowed(shape: Shape) -> dict[str, tuple[str, ...]]:
    return dict(zip(KEY, (shape.cities, shape.segments, shape.bands), strict=True))


def _placed(frame: pd.DataFrame, shape: Shape) -> pd.DataFrame:
    """The rows whose city, segment and band are known, as numbered words, with the band's rank."""
    numbered = {
        c: pd.Categorical.from_codes(
            pd.Index(words).get_indexer(pd.Index(frame[c])), pd.Index(words)
        )
        for c, words in _allowed(shape).items()
    }
    placed = frame.assign(**numbered).dropna(subset=KEY)
    return placed.assign(rank=placed[BAND].cat.codes.astype("int64") + 1)


def _unknown_names(frame: pd.DataFrame, shape: Shape) -> Iterator[Problem]:
    for column, words in _allowed(shape).items():
        code = Code.UNKNOWN_CITY if column == CITY else Code.UNKNOWN
        wrong = frame.loc[~frame[column].isin(words), column]
        expected = ", ".join(words)
        for row, value in wrong.items():
            yield Problem(_row(row), column, code if value else Code.EMPTY, value, expected)


def _duplicates(placed: pd.DataFrame) -> Iterator[Problem]:
    if not placed.duplicated(KEY).any():
        return
    by_key = placed.index.to_series().groupby([placed[c] for c in KEY], observed=True)
    again = placed.assign(first=by_key.transform("min"))[placed.duplicated(KEY)]
    for row, *key, earlier in again[[*KEY, "first"]].itertuples():
        yield Problem(row, None, Code.DUPLICATE_CELL, ", ".join(key), str(earlier))


def _missing(placed: pd.DataFrame, shape: Shape, unplaced: int) -> Iterator[Problem]:
    """The cells no row fills, unless the rows that could not be placed may be just those."""
    filled = (~placed.duplicated(KEY)).sum()
    if prod(map(len, _allowed(shape).values())) - filled <= unplaced:
        return
    there = set(placed[KEY].itertuples(index=False, name=None))
    for key in product(*_allowed(shape).values()):
        if key not in there:
            yield Problem(None, None, Code.MISSING_CELL, ", ".join(key))


def _low_not_below_high(frame: pd.DataFrame) -> Iterator[Problem]:
    at_fault = frame[LOW] >= frame[HIGH]
    return _at(at_fault, Code.LOW_NOT_BELOW_HIGH, frame[LOW], frame[HIGH])


def _medians_differ(placed: pd.DataFrame) -> Iterator[Problem]:
    medians = placed[placed[MEDIAN].notna()]
    first = medians.groupby(MARKET, observed=True)[MEDIAN].transform("first")
    return _at(medians[MEDIAN] != first, Code.MEDIAN_DIFFERS, medians[MEDIAN], first)


def _sound_markets(placed: pd.DataFrame, shape: Shape) -> pd.DataFrame:
    """The markets that have each band once, every cell of it read, lowest band first.

    Of others no rule about several rows is asked: it would only repeat what is wrong.
    """
    good = placed[(placed[LOW] < placed[HIGH]) & placed[MEDIAN].notna()]
    good = good[~good.duplicated(KEY, keep=False)]
    whole = good.groupby(MARKET, observed=True)[BAND].transform("size") == len(shape.bands)
    return good[whole].sort_values([*MARKET, "rank"])


def _ladder_problems(markets: pd.DataFrame) -> Iterator[Problem]:
    """Bands that do not touch, and medians outside them, in markets otherwise sound."""
    below = markets.groupby(MARKET, observed=True)[[LOW, HIGH]].shift()
    falls = markets[LOW] < below[LOW]
    overlaps = ~falls & (markets[LOW] < below[HIGH])
    gaps = markets[LOW] > below[HIGH]
    yield from _at(falls, Code.BANDS_FALL, markets[LOW], below[HIGH])
    yield from _at(overlaps, Code.BANDS_OVERLAP, markets[LOW], below[HIGH])
    yield from _at(gaps, Code.BANDS_GAP, markets[LOW], below[HIGH])
    yield from _medians_outside(markets)


def _medians_outside(markets: pd.DataFrame) -> Iterator[Problem]:
    """One problem a market, at the row of its lowest band."""
    by_market = markets.groupby(MARKET, observed=True)
    ends = markets.assign(
        floor=by_market[LOW].transform("min"), ceiling=by_market[HIGH].transform("max")
    )[markets["rank"] == 1]
    outside = ends[(ends[MEDIAN] <= ends["floor"]) | (ends[MEDIAN] >= ends["ceiling"])]
    for row, median, floor, ceiling in outside[[MEDIAN, "floor", "ceiling"]].itertuples():
        reach = f"{floor:.0f}\u2013{ceiling:.0f}"
        yield Problem(row, MEDIAN, Code.MEDIAN_OUTSIDE, f"{median:.0f}", reach)


def _at(
    at_fault: pd.Series[bool], code: Code, found: pd.Series[float], right: pd.Series[float]
) -> Iterator[Problem]:
    """A problem at each row at fault: the amount found there, and the one it is held against."""
    pairs = pd.DataFrame({"found": found, "right": right})[at_fault]
    for row, value, expected in pairs.itertuples():
        yield Problem(row, str(found.name), code, f"{value:.0f}", f"{expected:.0f}")
