"""Files of vacancies to a survey, from end to end; nothing is written here."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from salaries.domain.money import Basis
from salaries.vacancies.aggregation import (
    Cell,
    Question,
    amounts,
    cells,
    left,
    of_kind,
    read_cells,
    unique,
)
from salaries.vacancies.checks import month
from salaries.vacancies.engines import engine, ready
from salaries.vacancies.notes import Notes
from salaries.vacancies.problems import Fault, refused
from salaries.vacancies.publishing import published
from salaries.vacancies.rules import Rules
from salaries.vacancies.staging import Staged, stage
from salaries.vacancies.steps import Step
from salaries.vacancies.survey import (
    SEGMENTS,
    Counts,
    Shown,
    Survey,
    every_place,
    funnel,
    middles,
    shown,
)


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked: which files, as which survey, by which rules, counted where."""

    files: tuple[Path, ...]
    slug: str
    rules: Rules
    role: str
    drop_repeats: bool
    month: date | None = None
    engine: str = ""
    scratch: Path | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A survey, and what was noticed on the way."""

    survey: Survey
    notes: Notes


@dataclass(frozen=True, slots=True)
class _Answer:
    """What an engine said."""

    cells: Sequence[Cell]
    middles: dict[tuple[str, str, str], list[tuple[int, int]]]
    dropped: dict[Step, int]


def make(order: Order) -> Made:
    """The survey that the files hold. Raises Refused; leaves nothing behind."""
    if order.role not in order.rules.roles:
        known = ", ".join(order.rules.roles)
        raise refused(Fault.NO_ROLE, value=order.role, expected=known)
    ready(order.engine)
    with _scratch(order.scratch) as folder:
        role = order.rules.roles[order.role]
        staged = stage(order.files, order.rules, role, order.month, folder / "staged.parquet")
        question = _question(order, staged)
        with engine(order.engine, staged.path, folder) as rows:
            answer = _ask(rows, question)
    return Made(_survey(order, staged, question, answer), staged.notes)


@contextmanager
def _scratch(where: Path | None) -> Iterator[Path]:
    """A folder of our own that is gone after the block."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="vacancies-", dir=where)
    except OSError as error:
        reason = error.strerror or str(error)
        raise refused(Fault.CANNOT_WRITE, str(where or ""), expected=reason) from error
    with folder as name:
        yield Path(name)


def _question(order: Order, staged: Staged) -> Question:
    tally = staged.tally
    return Question(
        same=order.rules.same if order.drop_repeats else (),
        by_id=tally.with_id > 0,
        by_kind=100 * tally.with_kind >= order.rules.split_from_percent * max(1, tally.kept),
    )


def _ask(rows: Any, question: Question) -> _Answer:
    with unique(rows, question) as found:
        counted = of_kind(found, question)
        counts = {
            name: int(count.to_pyarrow().to_pylist()[0]["n"])
            for name, count in left(rows, found, counted, question).items()
        }
        steps = pairwise(counts.items())
        return _Answer(
            read_cells(cells(counted).to_pyarrow().to_pylist()),
            middles(amounts(counted).to_pyarrow().to_pydict()),
            {Step(name): before - after for (_, before), (name, after) in steps},
        )


def _survey(order: Order, staged: Staged, question: Question, answer: _Answer) -> Survey:
    rules, tally = order.rules, staged.tally
    segments = SEGMENTS if question.by_kind else ("",)
    levels = rules.levels if tally.with_level else ()
    places: dict[tuple[str, str, str], Shown | None]
    places = dict.fromkeys(every_place(rules, segments, levels))
    for cell in published(answer.cells, rules.cells):
        places[cell.place] = shown(cell, answer.middles[cell.place], rules)
    rows = tally.rows + staged.notes.broken.total()
    dropped = {**tally.dropped, Step.BROKEN: staged.notes.broken.total(), **answer.dropped}
    return Survey(
        slug=order.slug,
        month=_month(order, staged),
        basis=Basis.UNKNOWN if tally.basis_not_stated else Basis.NET,
        rules=rules,
        role_key=order.role,
        drop_repeats=order.drop_repeats,
        segments=segments,
        levels=levels,
        cells=places,
        funnel=funnel(rows, dropped),
        counts=Counts(tally.flagged, tally.gross, tally.basis_not_stated, tally.first, tally.last),
        not_stated=_not_stated(rules, staged, question),
        files=staged.files,
    )


def _month(order: Order, staged: Staged) -> date:
    """The month asked for, else the last one in which a counted vacancy was published."""
    if order.month:
        return order.month
    if not staged.tally.kept:
        return date(2015, 1, 1)
    try:
        return month(staged.tally.last)
    except ValueError as error:
        raise refused(Fault.NO_MONTH) from error


def _not_stated(rules: Rules, staged: Staged, question: Question) -> tuple[Any, ...]:
    tally = staged.tally
    open_questions = {
        "always": True,
        "basis": tally.basis_not_stated > 0,
        "employers": tally.with_employer < tally.kept,
        "segments": not question.by_kind,
        "levels": tally.with_level < tally.kept,
    }
    return tuple(rules.texts[name] for name, is_open in open_questions.items() if is_open)
