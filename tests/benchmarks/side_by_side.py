"""Two ways of doing one thing, timed turn by turn in one process: medians and their ratio."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 5


@dataclass(frozen=True)
class Ratio:
    """How fast ours is beside the other: 2 is twice its speed."""

    name: str
    ours: float
    other: float
    asked: float

    @property
    def ratio(self) -> float:
        """The other's seconds by ours."""
        return self.other / self.ours

    def __str__(self) -> str:
        held = "held" if self.ratio >= self.asked else "NOT HELD"
        return (
            f"{self.name:<52} ours {self.ours:8.3f} s  other {self.other:8.3f} s  "
            f"speed ×{self.ratio:8.2f}  (asked ×{self.asked:g}: {held})"
        )


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(
    name: str,
    ours: Callable[[], object],
    other: Callable[[], object],
    asked: float,
    rounds: int = ROUNDS,
    scale: float = 1.0,
) -> Ratio:
    """Take turns; `scale` makes the other's work as large as ours where it did a part of it."""
    pairs = [(seconds(ours), scale * seconds(other)) for _ in range(rounds)]
    ours_median, other_median = (statistics.median(side) for side in zip(*pairs, strict=True))
    return Ratio(name, ours_median, other_median, asked)
