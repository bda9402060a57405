"""What the words in a sheet's cells mean in one survey; what has no meaning comes back as a fault.

Case, ё, hyphens and «г.» are forgiven. A near miss is offered, never taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process

from salaries import words
from salaries.bulk.fields import CITY_WORDS, SEGMENT_WORDS, UNSTATED, Field
from salaries.bulk.levels import means_all
from salaries.bulk.refusals import Fault, Refusal, fault
from salaries.domain.experience import ExperienceError, parse_rank, parse_years, rank_for_years
from salaries.domain.money import Basis
from salaries.domain.names import folded, lookup
from salaries.domain.stated_pay import PayError, StatedPay, basis_of, parse_pay
from salaries.domain.survey import Survey
from salaries.domain.surveyed import ALL_LEVELS

MOST_LISTED = 15
"""Cities that a message lists; of a larger survey it names some."""
SHORTEST = 2
"""Letters of a short form, to which any other is near."""
ALIKE = 75
"""How alike, of 100, a name must be to be offered."""


@dataclass(frozen=True)
class Vocabulary:
    """One survey's words. Each method takes a cell and gives its meaning, or a fault."""

    survey: Survey

    @cached_property
    def _cities(self) -> Mapping[str, str]:
        names = ((c, (c.slug, c.name.en, c.name.ru, c.name.ka)) for c in self.survey.cities)
        return lookup(
            (name, city.slug)
            for city, own in names
            for name in (*own, *CITY_WORDS.get(city.slug, ()))
        )

    @cached_property
    def _segments(self) -> Mapping[str, str]:
        names = [(segment, segment) for segment in self.survey.segments]
        names += [(w, s) for s in self.survey.segments for w in SEGMENT_WORDS.get(s, ())]
        return lookup(names)

    @cached_property
    def _codes(self) -> list[str]:
        return [band.code for band in self.survey.bands if not band.is_all]

    @cached_property
    def _least_years(self) -> list[int]:
        return [band.min_years for band in self.survey.bands if not band.is_all]

    def city(self, text: str) -> str | Fault:
        """The slug of a city."""
        if not text.strip():
            return fault(Field.CITY, Refusal.MISSING)
        slug = self._cities.get(folded(text))
        return slug or self._no_city(text)

    def _no_city(self, text: str) -> Fault:
        known = [name for name in self._cities if len(name) > SHORTEST]
        close = process.extract(folded(text), known, limit=3, score_cutoff=ALIKE)
        near = list(dict.fromkeys(self._cities[name] for name, *_score in close))
        names = {city.slug: words.city_name(city) for city in self.survey.cities}
        if near:
            offered = words.either(names[slug] for slug in near)
            return fault(Field.CITY, Refusal.UNKNOWN_CITY, text, near=offered)
        listed = sorted(names.values())
        shown = words.listed(listed[:MOST_LISTED]) + ("…" if len(listed) > MOST_LISTED else "")
        return fault(Field.CITY, Refusal.UNKNOWN_CITY, text, cities=shown)

    def segment(self, text: str) -> str | Fault:
        """The code of a kind of employer."""
        if not text.strip():
            names = (words.segment_name(code).lower() for code in self.survey.segments)
            return fault(Field.SEGMENT, Refusal.MISSING, kinds=words.either(names))
        known = ", ".join(words.segment_name(code).lower() for code in self.survey.segments)
        found = self._segments.get(folded(text))
        return found or fault(Field.SEGMENT, Refusal.UNKNOWN_SEGMENT, text, segments=known)

    def band(self, text: str) -> int | Fault:
        """The rank of a band, by its code or number; years when the cell says so itself."""
        if not text.strip():
            return fault(Field.BAND, Refusal.MISSING)
        if means_all(self.survey, text, or_number=True):
            return ALL_LEVELS
        try:
            return parse_rank(text, self._codes)
        except ExperienceError:
            known = ", ".join(self._codes)
            refused = fault(Field.BAND, Refusal.UNKNOWN_BAND, text, bands=known)
            return refused if text.strip().isdecimal() else self._by_years(text, refused)

    def years(self, text: str) -> int | Fault:
        """The rank of the highest band whose least years a cell meets; a band's own code, too."""
        if not text.strip():
            return fault(Field.BAND, Refusal.MISSING)
        if means_all(self.survey, text):
            return ALL_LEVELS
        return self._by_years(text, fault(Field.YEARS, Refusal.NOT_YEARS, text))

    def _by_years(self, text: str, refused: Fault) -> int | Fault:
        try:
            return rank_for_years(parse_years(text), self._least_years)
        except ExperienceError:
            pass
        try:
            return parse_rank(text, self._codes)
        except ExperienceError:
            return refused

    def basis(self, text: str) -> Basis | Fault | None:
        """Net, gross or unknown; None for a cell that says nothing."""
        plain = folded(text)
        if plain in UNSTATED:
            return None if not text.strip() else Basis.UNKNOWN
        return basis_of(text) or fault(Field.BASIS, Refusal.UNKNOWN_BASIS, text)

    def pay(self, text: str) -> StatedPay | Fault:
        """A figure or a range, RUB a month."""
        if not text.strip():
            return fault(Field.AMOUNT, Refusal.MISSING)
        try:
            return parse_pay(text, self.survey.currency)
        except PayError as error:
            return fault(Field.AMOUNT, error.problem, text, currency=self.survey.currency)

    def bound(self, text: str, field: Field) -> StatedPay | Fault | None:
        """One bound of a range, RUB a month; None for an empty cell, which leaves it open."""
        if not text.strip():
            return None
        try:
            low, high = parse_pay(text, self.survey.currency).bounds
        except PayError as error:
            return fault(field, error.problem, text, currency=self.survey.currency)
        if low != high:
            return fault(field, Refusal.TWO_AMOUNTS, text)
        return StatedPay(low, high, basis_of(text))
