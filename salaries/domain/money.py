"""Money as people write and state it: whole roubles, gross or net, slips (METHOD §5)."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from salaries.domain.market import MarketPay

LARGEST = 999_999_999
"""The largest amount understood, RUB; anything above is taken for a slip."""

_SPACES = "[ \u00a0\u2007\u2009\u202f]"
_WHOLE = re.compile(rf"[0-9]+|[0-9]{{1,3}}(?:{_SPACES}[0-9]{{3}})+")
_CURRENCY = {
    "RUB": r"₽|руб(?:лей)?\.?|р\.|rub",
    "EUR": r"€|eur",
    "USD": r"\$|usd",
    "GEL": r"₾|gel",
    "UAH": r"₴|uah|грн\.?",
    "KZT": r"₸|kzt",
}
_GROUPED_BY_MARK = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+")
_DECIMAL = re.compile(rf"[0-9](?:[0-9]|{_SPACES})*[.,][0-9]+")


class MoneyProblem(StrEnum):
    """Why a text is not taken for an amount of money."""

    EMPTY = "empty"
    NOT_MONEY = "not_money"
    AMBIGUOUS = "ambiguous"
    NOT_WHOLE = "not_whole"
    NEGATIVE = "negative"
    ZERO = "zero"
    TOO_LARGE = "too_large"


class MoneyError(ValueError):
    """A text that is not a whole positive amount; `problem` says why."""

    def __init__(self, problem: MoneyProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def parse_money(text: str) -> int:
    """Whole roubles from text: digits, with or without spaces between thousands.

    Space, no-break, figure, thin and narrow no-break space are all read. `30,000` and
    `30.000` are refused, for they are thirty thousand to some readers and thirty to others.
    Raises MoneyError, which names the problem.

    >>> parse_money("30 000"), parse_money("52000")
    (30000, 52000)
    """
    text = text.strip()
    if not text:
        raise MoneyError(MoneyProblem.EMPTY)
    if not _WHOLE.fullmatch(text):
        raise MoneyError(_why_not_whole(text))
    digits = re.sub(_SPACES, "", text).lstrip("0")
    if not digits:
        raise MoneyError(MoneyProblem.ZERO)
    if len(digits) > len(str(LARGEST)):
        raise MoneyError(MoneyProblem.TOO_LARGE)
    return int(digits)


def without_currency(text: str, currency: str = "RUB") -> str:
    """The text without its currency's sign or word behind the amount, for forms people fill in.

    >>> without_currency("52 000 ₽"), without_currency("52000 руб."), without_currency("52000")
    ('52 000', '52000', '52000')
    """
    named = _CURRENCY.get(currency, re.escape(currency))
    return re.sub(rf"(?<=[0-9])\s*(?:{named})\s*$", "", text, flags=re.IGNORECASE)


def _why_not_whole(text: str) -> MoneyProblem:
    if text[0] in "-\u2212\u2013" and text[1:].strip()[:1].isdigit():
        return MoneyProblem.NEGATIVE
    if _GROUPED_BY_MARK.fullmatch(text):
        return MoneyProblem.AMBIGUOUS
    return MoneyProblem.NOT_WHOLE if _DECIMAL.fullmatch(text) else MoneyProblem.NOT_MONEY


class Basis(StrEnum):
    """Whether an amount is stated after income tax, before it, or nobody said."""

    NET = "net"
    GROSS = "gross"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TaxStep:
    """Income above `over` (RUB a year) is taxed at `percent`, up to the next step."""

    over: int
    percent: int


TAX_SCALES: dict[int, tuple[TaxStep, ...]] = {
    2015: (TaxStep(0, 13),),
    2021: (TaxStep(0, 13), TaxStep(5_000_000, 15)),
    2025: (
        TaxStep(0, 13),
        TaxStep(2_400_000, 15),
        TaxStep(5_000_000, 18),
        TaxStep(20_000_000, 20),
        TaxStep(50_000_000, 22),
    ),
}
"""Russian residents' income tax on pay, by the first year each scale was in force."""


TAXED = "RUB"
"""The currency of the pay that the scales are for."""


def knows_tax(currency: str, year: int) -> bool:
    """Is a scale of income tax known for pay in a currency and year?

    >>> knows_tax("RUB", 2015), knows_tax("EUR", 2015), knows_tax("RUB", 2014)
    (True, False, False)
    """
    return currency == TAXED and year >= min(TAX_SCALES)


def tax_scale(year: int) -> tuple[TaxStep, ...]:
    """The tax scale in force in a year. Raises ValueError before the first one known.

    >>> tax_scale(2024)[-1].percent
    15
    """
    starts = [start for start in TAX_SCALES if start <= year]
    if not starts:
        raise ValueError(f"no tax scale is known for {year}")
    return TAX_SCALES[max(starts)]


def net_from_gross(gross: int, year: int) -> int:
    """Pay after income tax from pay before it, RUB a month, at twelve equal months a year.

    The tax is rounded to whole roubles, half up. Raises ValueError for an unknown year.

    >>> net_from_gross(60_000, 2015)
    52200
    """
    steps = tax_scale(year)
    income, tax = 12 * gross, Fraction(0)
    for step, upto in zip(steps, [*(s.over for s in steps[1:]), income], strict=True):
        tax += Fraction(step.percent, 100) * max(0, min(income, upto) - step.over)
    return gross - round_half_up(tax / 12)


def gross_from_net(net: int, year: int) -> int:
    """The smallest gross amount that leaves at least this net, RUB a month.

    >>> gross_from_net(52_200, 2015)
    60000
    """
    return bisect_left(range(2 * net + 1), net, key=lambda gross: net_from_gross(gross, year))


def round_half_up(value: Fraction) -> int:
    """The nearest whole number; a half goes up.

    >>> round_half_up(Fraction(5, 2)), round_half_up(Fraction(-5, 2))
    (3, -2)
    """
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a stated amount: as net or as gross, and what it leaves net."""

    basis: Basis
    stated: int
    net: int


def readings(amount: int, basis: Basis, year: int) -> tuple[Reading, ...]:
    """The ways to read an amount, RUB a month: one when the basis is known, else both.

    >>> [reading.net for reading in readings(60_000, Basis.UNKNOWN, 2015)]
    [60000, 52200]
    """
    ways = {Basis.NET: (Basis.NET,), Basis.GROSS: (Basis.GROSS,)}
    return tuple(_reading(amount, way, year) for way in ways.get(basis, (Basis.NET, Basis.GROSS)))


def _reading(amount: int, way: Basis, year: int) -> Reading:
    return Reading(way, amount, amount if way is Basis.NET else net_from_gross(amount, year))


class Slip(StrEnum):
    """A likely slip of the pen in an amount."""

    THOUSANDS = "thousands"
    A_YEAR = "a_year"


@dataclass(frozen=True, slots=True)
class LikelySlip:
    """What an amount may have been meant as, RUB a month. To be asked, never assumed."""

    slip: Slip
    meant: int


def likely_slip(amount: int, scale: MarketPay) -> LikelySlip | None:
    """Was the amount given in thousands, or for a year? None when it is plausible as it is.

    Only asked of an amount far from the market (under a tenth of its floor, or over twice
    its ceiling) whose other reading lies within reach of the published range.

    >>> from salaries.domain.market import pay_scale
    >>> moscow = pay_scale([30_000, 35_000, 40_000, 60_000, 90_000], 55_000)
    >>> likely_slip(55, moscow).meant, likely_slip(624_000, moscow).meant
    (55000, 52000)
    """
    if 10 * amount < scale.floor and _within_reach(1_000 * amount, scale):
        return LikelySlip(Slip.THOUSANDS, 1_000 * amount)
    a_month = round_half_up(Fraction(amount, 12))
    if amount > 2 * scale.ceiling and _within_reach(a_month, scale):
        return LikelySlip(Slip.A_YEAR, a_month)
    return None


def _within_reach(amount: int, scale: MarketPay) -> bool:
    return scale.floor <= 2 * amount and amount <= 2 * scale.ceiling
