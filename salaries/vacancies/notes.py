"""What is noticed while files are read: how many rows were broken, and which to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from salaries.vacancies.columns import MAX_NAMED
from salaries.vacancies.problems import Problem
from salaries.vacancies.steps import Step


@dataclass(frozen=True, slots=True)
class Named:
    """A row that may hold a mistake: where, why, and what stands there."""

    step: Step
    file: str
    row: int
    value: str


@dataclass(slots=True)
class Notes:
    """Kept for the whole run; of each kind and file the first few rows, of all the count."""

    broken: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    _seen: Counter[Hashable] = field(default_factory=Counter)

    def leave_out(self, problem: Problem) -> None:
        """One row cannot be read."""
        self.broken[problem.file] += 1
        self._keep((problem.file, problem.fault), lambda: self.problems.append(problem))

    def name(self, named: Named) -> None:
        """One row may hold a mistake."""
        self._keep((named.file, named.step), lambda: self.named.append(named))

    def _keep(self, kind: Hashable, keep: Callable[[], None]) -> None:
        self._seen[kind] += 1
        if self._seen[kind] <= MAX_NAMED:
            keep()
