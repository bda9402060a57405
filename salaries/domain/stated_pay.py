"""Pay as people write it in a sheet: one figure or a range, in words and short forms.

A whole amount is read by the one rule of `parse_money`. Here stand the words around it:
"52 тыс.", "от 50 000 до 60 000", "50-60k", "до 60 000 на руки".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache

from salaries.domain.money import LARGEST, Basis, MoneyError, MoneyProblem, parse_money

_SPACES = re.compile(r"\s+")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_THOUSANDS = r"тыс(?:яч\w*|\.)?|т\.\s?р\.?|т\.|k|к|thousand|ათასი"
_NUMBER = rf"([0-9](?:[0-9 ]*[0-9])?(?:[.,][0-9]+)?)\s*({_THOUSANDS})?"
_A_MONTH = re.compile(
    r"(?:/|\bв|\bза|\bper|\ba)\s*(?:мес(?:яц|\.)?|month|mo)\b\.?|თვეში|ежемесячно"
)
_ANOTHER_TIME = re.compile(
    r"\bгод\b|\bгода\b|\bчас|\bдень\b|\bсмен|\byear|\bannual|\bhour|\bday\b|\bweek|\bнедел"
    r"|წელ(?:ში|იწად)|საათ"
)
_CURRENCIES = {
    "RUB": r"₽|\b(?:руб(?:л\w*|\.)?|rub|rur|roubles?|rubles?)(?!\w)\.?|(?<=[0-9. ])р\.?(?=$|\s)"
    r"|რუბლ\w*",
    "USD": r"[$]|\busd\b|долл\w*\.?|\bdollars?\b|დოლარ\w*",
    "EUR": r"€|\beur\b|\beuros?\b|евро|ევრო\w*",
    "GBP": r"£|\bgbp\b",
    "GEL": r"₾|\bgel\b|лари|ლარ\w*",
    "UAH": r"₴|\buah\b|гривн\w*|грн\.?",
    "KZT": r"₸|\bkzt\b|тенге",
    "BYN": r"\bbyn\b",
}
"""How a sheet names its currency, by code; one that is not here is named by its code alone."""
_GROSS = re.compile(
    r"до (?:вычета|уплаты|удержания)(?: (?:налог\w*|ндфл))?|до налог\w*|\bгросс\b|\bgross\b"
    r"|before tax(?:es)?|დარიცხული|გადასახადამდე"
)
_NET = re.compile(
    r"на руки|чистыми|после (?:вычета |уплаты )?налог\w*|\bnet\b|after tax(?:es)?|in hand"
    r"|ხელზე(?: ასაღები)?"
)
_WORDS = {Basis.GROSS: _GROSS, Basis.NET: _NET}
_SINGLE = re.compile(rf"(?:ровно |exactly )?{_NUMBER}")
_FROM = re.compile(rf"(?:от|с|from|at least|>=?)\s*{_NUMBER}|{_NUMBER}\s*(?:\+|-?დან)")
_UP_TO = re.compile(rf"(?:до|up to|to|at most|<=?)\s*{_NUMBER}|{_NUMBER}\s*-?მდე")
_RANGE = re.compile(
    rf"(?:(?:от|с|from|between)\s*)?{_NUMBER}\s*(?:-|до|по|to|and|\.\.\.?|…|-?დან)\s*{_NUMBER}\s*(?:-?მდე)?"
)


class PayProblem(StrEnum):
    """Why a text is money, but not pay of a month in the currency asked."""

    FOREIGN_CURRENCY = "foreign_currency"
    NOT_A_MONTH = "not_a_month"
    BACKWARDS = "backwards"


class PayError(ValueError):
    """A text that is not pay of a month in the currency asked; `problem` says why."""

    def __init__(self, problem: MoneyProblem | PayProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class StatedPay:
    """Pay as stated, RUB a month: both bounds, or one of them; `basis` where the text says it."""

    low: int | None
    high: int | None
    basis: Basis | None = None

    @property
    def bounds(self) -> tuple[int, int]:
        """Low and high; where one was left open, the one that was given, twice."""
        low, high = self.low or self.high, self.high or self.low
        if low is None or high is None:
            raise ValueError("stated pay needs at least one bound")
        return low, high


def parse_pay(text: str, currency: str = "RUB") -> StatedPay:
    """A single figure or a range from text. Raises PayError, which names the problem.

    Pay in another currency is refused.

    >>> parse_pay("52 тыс.").bounds, parse_pay("от 50 000 до 60 000 ₽").bounds
    ((52000, 52000), (50000, 60000))
    >>> parse_pay("50-60 тыс. на руки")
    StatedPay(low=50000, high=60000, basis=<Basis.NET: 'net'>)
    """
    plain = _SPACES.sub(" ", _DASHES.sub("-", text).casefold()).strip()
    if not plain:
        raise PayError(MoneyProblem.EMPTY)
    own, foreign = _named(currency)
    if foreign.search(plain):
        raise PayError(PayProblem.FOREIGN_CURRENCY)
    basis, bare = _without_basis(_A_MONTH.sub(" ", plain))
    if _ANOTHER_TIME.search(bare):
        raise PayError(PayProblem.NOT_A_MONTH)
    low, high = _bounds(_SPACES.sub(" ", own.sub(" ", bare)).strip(" ,;()"))
    if low is not None and high is not None and low > high:
        raise PayError(PayProblem.BACKWARDS)
    return StatedPay(low, high, basis)


@cache
def _named(currency: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a currency is named, and how any other is."""
    own = _CURRENCIES.get(currency, rf"\b{re.escape(currency.casefold())}\b")
    others = (pattern for code, pattern in _CURRENCIES.items() if code != currency)
    return re.compile(own), re.compile("|".join(others))


def basis_of(text: str) -> Basis | None:
    """Net or gross, where a text says one of them; None when it says neither, or both.

    >>> basis_of("на руки"), basis_of("до вычета НДФЛ"), basis_of("net or gross")
    (<Basis.NET: 'net'>, <Basis.GROSS: 'gross'>, None)
    """
    plain = _SPACES.sub(" ", text.casefold())
    said = [basis for basis, found in _WORDS.items() if found.search(plain)]
    return said[0] if len(said) == 1 else None


def _without_basis(text: str) -> tuple[Basis | None, str]:
    """What the text says of tax, and the text without it."""
    for basis, words in _WORDS.items():
        if words.search(text):
            return basis, words.sub(" ", text)
    return None, text


def _bounds(text: str) -> tuple[int | None, int | None]:
    """Low and high of a text of numbers and the words between them."""
    if found := _SINGLE.fullmatch(text):
        amount = _amount(*found.groups())
        return amount, amount
    if found := _RANGE.fullmatch(text):
        low, low_unit, high, high_unit = found.groups()
        in_thousands = low_unit or (high_unit if _is_short(low) else None)
        return _amount(low, in_thousands), _amount(high, high_unit)
    for pattern, side in ((_FROM, 0), (_UP_TO, 1)):
        if found := pattern.fullmatch(text):
            number, unit = (group for group in _pair(found.groups()))
            amount = _amount(number or "", unit)
            return (amount, None) if side == 0 else (None, amount)
    return (_whole(text),) * 2  # which says what is wrong with it


def _pair(groups: tuple[str | None, ...]) -> tuple[str | None, str | None]:
    """The number and unit of whichever of two ways of writing was used."""
    return (groups[0], groups[1]) if groups[0] else (groups[2], groups[3])


def _is_short(number: str) -> bool:
    """Is it so small that a unit behind the second number is meant for both: `50-60 тыс.`?"""
    return len(number.split(",")[0].split(".")[0]) <= 3


def _amount(number: str, thousands: str | None) -> int:
    """Whole roubles of a number with or without a word for thousands behind it."""
    if thousands is None:
        return _whole(re.sub(r"(?<=[0-9])[.,]00$", "", number))
    if not re.fullmatch(r"[0-9]{1,6}(?:[.,][0-9]{1,2})?", number):
        raise PayError(MoneyProblem.AMBIGUOUS)
    exact = 1_000 * Fraction(number.replace(",", "."))
    if exact > LARGEST:
        raise PayError(MoneyProblem.TOO_LARGE)
    return _whole(str(int(exact)))


def _whole(text: str) -> int:
    try:
        return parse_money(text)
    except MoneyError as error:
        raise PayError(error.problem) from error
