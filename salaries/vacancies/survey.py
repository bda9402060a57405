"""What was counted, as a survey: cells, funnel, texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from salaries.domain.money import Basis, round_half_up
from salaries.vacancies.aggregation import HUNDREDTHS, Cell
from salaries.vacancies.bootstrap import median_interval
from salaries.vacancies.rules import Languages, Level, Role, Rules
from salaries.vacancies.staging import Provenance
from salaries.vacancies.steps import REASONS, Step

SEGMENTS = ("agency", "company")


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as it is published: whole currency a month. None is not published."""

    p10: int | None
    p25: int
    p50: int
    p75: int
    p90: int | None
    n: int
    employers: int | None
    p50_low: int
    p50_high: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted beside the cells: of the rows that were comparable, before repeats."""

    flagged: int
    gross: int
    basis_not_stated: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey made of vacancies. `cells` has every place of it; None where too little is known."""

    slug: str
    month: date
    basis: Basis
    rules: Rules
    role_key: str
    drop_repeats: bool
    segments: tuple[str, ...]
    levels: tuple[Level, ...]
    cells: Mapping[tuple[str, str, str], Shown | None]
    funnel: tuple[tuple[Step, int], ...]
    counts: Counts
    not_stated: tuple[Languages, ...]
    files: tuple[Provenance, ...]

    @property
    def role(self) -> Role:
        """The rules of the job it is about."""
        return self.rules.roles[self.role_key]

    def in_words(self, name: str) -> dict[str, str]:
        """One of the rules' texts, with role, publisher and months put in."""
        return {
            language: text.replace("{role}", self.role.name[language])
            .replace("{publisher}", self.rules.publisher)
            .replace("{first}", self.counts.first or f"{self.month:%Y-%m}")
            .replace("{last}", self.counts.last or f"{self.month:%Y-%m}")
            for language, text in self.rules.texts[name].items()
        }


def every_place(
    rules: Rules, segments: Sequence[str], levels: Sequence[Level]
) -> Iterable[tuple[str, str, str]]:
    """Each cell a survey could have, in the order of its table."""
    bands = ["", *(level.code for level in levels)]
    return ((city, kind, band) for city in rules.cities for kind in segments for band in bands)


def shown(cell: Cell, middle: Sequence[tuple[int, int]], rules: Rules) -> Shown:
    """A cell that may be published, rounded; its outer quantiles only where they mean something."""
    p10, p25, p50, p75, p90 = map(round_half_up, cell.quantiles)
    has_outer = cell.n >= rules.cells.outer_vacancies
    low, high = map(_whole, median_interval(middle, cell.n, rules.bootstrap))
    return Shown(
        p10 if has_outer else None,
        p25,
        p50,
        p75,
        p90 if has_outer else None,
        cell.n,
        cell.employers or None,
        low,
        high,
    )


def _whole(hundredths: Fraction) -> int:
    return round_half_up(hundredths / HUNDREDTHS)


def middles(
    answer: Mapping[str, Sequence[Any]],
) -> dict[tuple[str, str, str], list[tuple[int, int]]]:
    """An engine's answer to `amounts`, by cell, amounts rising."""
    found: dict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
    columns = (answer[name] for name in ("city", "segment", "band", "amount", "upto"))
    for *place, amount, upto in zip(*columns, strict=True):
        found[tuple(place)].append((amount, upto))
    return {place: sorted(pairs) for place, pairs in found.items()}


def funnel(rows: int, dropped: Mapping[Step, int]) -> tuple[tuple[Step, int], ...]:
    """Rows in, what each reason took, rows out. Reasons that took nothing are left out."""
    reasons = [(step, dropped[step]) for step in REASONS if dropped.get(step)]
    left = rows - sum(count for _, count in reasons)
    return ((Step.ROWS_IN, rows), *reasons, (Step.ROWS_OUT, left))
