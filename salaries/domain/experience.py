"""Experience as people write it: a band's number or code, or years (METHOD §1: the bands)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

MOST_YEARS = 60
"""Nobody has worked longer; a larger number is a slip."""

_NONE = re.compile(
    r"нет(?: опыта)?|без опыта(?: работы)?|no ?experience|none|не требуется|not required"
    r"|გამოცდილების გარეშე|noexperience"
)
_HH = {"noexperience": 0, "between1and3": 1, "between3and6": 3, "morethan6": 6}
"""Experience ids of hh.ru, by the least years each asks."""

_YEARS = r"(?:лет|год(?:а|у)?|г\.|years?|yrs?|y|წელი|წლის|წლიდან)"
_MONTHS = r"(?:мес(?:\.|яц\w*)?|months?|mo|თვე)"
_NUMBER = r"([0-9]{1,3}(?:[.,][0-9]{1,2})?)"
_AT_LEAST = r"(?:(?:от|более|больше|свыше|не менее|from|over|more than|at least|>=?)\s*)?"
_FROM_YEARS = re.compile(
    rf"{_AT_LEAST}{_NUMBER}\s*(?:{_YEARS})?\s*\+?\s*(?:(?:-|до|to)\s*{_NUMBER})?\s*(?:{_YEARS})?"
    r"(?:\s*(?:опыта(?: работы)?|of experience|experience|и более|or more|ან მეტი))?"
)
_FROM_MONTHS = re.compile(rf"{_AT_LEAST}{_NUMBER}\s*{_MONTHS}")
_BAND_WORD = re.compile(
    r"(?:band|level|grade|диапазон|уровень|ступень|грейд|საფეხური|დონე|დიაპაზონი)\s*№?\s*"
)
_LOOK_ALIKES = str.maketrans({"\u0456": "i", "\u0445": "x", "\u0475": "v"})
"""Cyrillic letters that look like those of Roman numerals."""


class ExperienceError(ValueError):
    """A text that names neither a band nor years."""


def parse_years(text: str) -> Fraction:
    """The least years of experience that a text states. Raises ExperienceError.

    A span asks for its lower end: "1–3 года" is asked of whoever has one year.

    >>> parse_years("2 года"), parse_years("1–3 года"), parse_years("6 мес."), parse_years("нет")
    (Fraction(2, 1), Fraction(1, 1), Fraction(1, 2), Fraction(0, 1))
    """
    plain = _plain(text)
    if plain in _HH:
        return Fraction(_HH[plain])
    if _NONE.fullmatch(plain):
        return Fraction(0)
    if months := _FROM_MONTHS.fullmatch(plain):
        return _fraction(months[1]) / 12
    found = _FROM_YEARS.fullmatch(plain)
    if found is None or _fraction(found[1]) > MOST_YEARS:
        raise ExperienceError(text)
    if found[2] and _fraction(found[2]) < _fraction(found[1]):
        raise ExperienceError(text)
    return _fraction(found[1])


def parse_rank(text: str, codes: Sequence[str]) -> int:
    """The rank of the band that a text names by its code or number. Raises ExperienceError.

    >>> codes = ["I", "II", "III", "IV"]
    >>> parse_rank("III", codes), parse_rank("band 4", codes), parse_rank("iv", codes)
    (3, 4, 4)
    """
    plain = _BAND_WORD.sub("", _plain(text)).translate(_LOOK_ALIKES).strip()
    names = {code.casefold(): rank for rank, code in enumerate(codes, start=1)}
    numbers = {str(rank): rank for rank in range(1, len(codes) + 1)}
    rank = names.get(plain) or numbers.get(plain.removesuffix(".0"))
    if rank is None:
        raise ExperienceError(text)
    return rank


def rank_for_years(years: Fraction | int, min_years: Sequence[int]) -> int:
    """The highest band whose published minimum of years is met. Raises ExperienceError for none.

    >>> rank_for_years(2, [0, 1, 2, 3]), rank_for_years(Fraction(1, 2), [0, 1, 2, 3])
    (3, 1)
    """
    met = [rank for rank, least in enumerate(min_years, start=1) if least <= years]
    if not met:
        raise ExperienceError(str(years))
    return met[-1]


def _plain(text: str) -> str:
    plain = re.sub("[\u2010-\u2015\u2212]", "-", text).casefold()
    return " ".join(plain.split())


def _fraction(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))
