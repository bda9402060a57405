"""Which band a candidate is in by what the bands are published to ask, and what is missing.

Nothing is weighed: a requirement holds or it does not. A band asks what those below it ask, too.
What is merely wished for decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from salaries.domain.surveyed import ExperienceBand, Requirement

Bands = tuple[ExperienceBand, ...]
"""A survey's bands, the lowest first."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a candidate has: keys of requirements, and whole years by what they are of."""

    has: frozenset[str] = frozenset()
    years: Mapping[str, int] = field(default_factory=dict)

    def and_also(self, requirements: Iterable[Requirement]) -> Profile:
        """The same candidate once these hold, too."""
        has, years = set(self.has), dict(self.years)
        for one in requirements:
            if one.years is None:
                has.add(one.key)
            else:
                years[one.key] = max(years.get(one.key, 0), one.years)
        return Profile(frozenset(has), years)


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing a band asks or wishes for, and whether the candidate has it."""

    band: ExperienceBand
    requirement: Requirement
    holds: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A candidate's band, and what stands between it and the next.

    `band` is None where not even the lowest band's requirements hold, `following` where there is
    no higher one. `reached` is the band once what is missing holds: the following one, or higher
    where all that a higher one asks holds already; None where there is nothing to reach.
    """

    asked: tuple[Asked, ...]
    band: ExperienceBand | None
    following: ExperienceBand | None
    reached: ExperienceBand | None

    @property
    def missing(self) -> tuple[Requirement, ...]:
        """What the following band requires and the candidate has not; empty at the top."""
        return _missing(self.asked, self.following)

    @property
    def wishes(self) -> tuple[Asked, ...]:
        """What is wished for, not required, up to the following band."""
        highest = self.following or self.band
        return tuple(
            one
            for one in self.asked
            if not one.requirement.is_required and highest and one.band.rank <= highest.rank
        )


@lru_cache(maxsize=8)
def kinds_of_years(bands: Bands) -> Mapping[str, tuple[int, ...]]:
    """What bands ask years of, the lowest band's kind first, with the years asked, rising."""
    kinds: dict[str, set[int]] = {}
    for one in _requirements(bands):
        if one.years is not None:
            kinds.setdefault(one.key, set()).add(one.years)
    return {kind: tuple(sorted(years)) for kind, years in kinds.items()}


def years_counted(profile: Profile, kind: str, bands: Bands) -> int:
    """The years that count as a kind's: its own, or those of a kind that a higher band asks.

    The higher band's kind is the narrower one: who managed SMM projects for two years has been in
    marketing for two.
    """
    kinds = list(kinds_of_years(bands))
    return max(profile.years.get(one, 0) for one in kinds[kinds.index(kind) :])


def standing(profile: Profile, bands: Bands) -> Standing:
    """Where a candidate stands among a survey's bands.

    >>> from salaries.domain.survey import Text
    >>> copy, plans = (Requirement("skill", True, Text(t, t, t), t) for t in ("copy", "plans"))
    >>> bands = (ExperienceBand(1, "I", 0, (copy,)), ExperienceBand(2, "II", 1, (plans,)))
    >>> found = standing(Profile(frozenset({"copy"})), bands)
    >>> found.band.code, found.following.code, [one.key for one in found.missing]
    ('I', 'II', ['plans'])
    """
    asked = tuple(_asked(profile, bands))
    met = _rank_met(asked, bands)
    following = bands[met] if met < len(bands) else None
    completed = profile.and_also(_missing(asked, following))
    then = _rank_met(_asked(completed, bands), bands)
    reached = bands[then - 1] if following else None
    return Standing(asked, bands[met - 1] if met else None, following, reached)


def _requirements(bands: Bands) -> Iterator[Requirement]:
    return (one for band in bands for one in band.requirements)


def _asked(profile: Profile, bands: Bands) -> Iterator[Asked]:
    for band in bands:
        for one in band.requirements:
            holds = one.key in profile.has
            if one.years is not None:
                holds = years_counted(profile, one.key, bands) >= one.years
            yield Asked(band, one, holds)


def _missing(asked: Iterable[Asked], band: ExperienceBand | None) -> tuple[Requirement, ...]:
    return tuple(
        one.requirement
        for one in asked
        if one.band == band and one.requirement.is_required and not one.holds
    )


def _rank_met(asked: Iterable[Asked], bands: Bands) -> int:
    """How many bands, from the lowest up, ask nothing that is missing."""
    lacking = [one.band.rank for one in asked if one.requirement.is_required and not one.holds]
    return min(lacking, default=len(bands) + 1) - 1
