"""The same cells by pandas and by plain fractions: slow, and obviously right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, cast

import pandas as pd

from salaries.vacancies.aggregation import QUANTILES, Cell, Question, exact

Place = tuple[str, str, str]


def by_pandas(rows: Sequence[dict[str, Any]] | pd.DataFrame, question: Question) -> list[Cell]:
    """What `aggregation.cells` is asked."""
    frame = pd.DataFrame(rows).astype(object).where(lambda f: f.notna(), None)
    if question.by_id:
        ids = frame["id"].where(frame["id"].notna(), "row " + frame["position"].astype(str))
        frame = frame[~ids.duplicated()]
    if question.same:
        frame = frame[~frame[list(question.same)].astype(str).duplicated()]
    known = frame[frame["segment"].notna()]
    frame = known if question.by_kind else frame.assign(segment="")
    levels = frame[frame["level"].notna()].assign(band=lambda f: f["level"])
    both = pd.concat([frame.assign(band=""), levels])
    groups = both.groupby(["city", "segment", "band"])
    return sorted(
        (_cell(cast(Place, place), group) for place, group in groups), key=lambda cell: cell.place
    )


def _cell(place: Place, group: pd.DataFrame) -> Cell:
    employers = group["employer"].dropna().value_counts()
    amounts = group["amount"].astype("int64")
    quantiles = amounts.quantile(list(QUANTILES), interpolation="linear")
    most = int(employers.max()) if len(employers) else 0
    return Cell(*place, len(group), len(employers), most, tuple(map(exact, quantiles)))


def quantile(amounts: Sequence[int], tenths_of_percent: int) -> Fraction:
    """Type 7: at (n − 1) · p between the values in order, in whole currency."""
    ordered = sorted(amounts)
    place = Fraction(tenths_of_percent, 1000) * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    between = ordered[low] + (ordered[high] - ordered[low]) * (place - low)
    return between / 100
