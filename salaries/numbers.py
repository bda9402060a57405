"""Numbers, money and dates for people, by Babel in the language in use.

English groups thousands with a no-break space, as Russian and Georgian do: `52,000` is
fifty-two to many of our readers, and the forms refuse it for that reason.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, get_currency_symbol
from django.utils.translation import get_language

from salaries.domain.money import round_half_up

MINUS = "\u2212"
NBSP = "\u00a0"


def _language() -> str:
    return (get_language() or "en").split("-")[0]


def number(value: int | float | Fraction, places: int = 0) -> str:
    """A number with grouped thousands: `52 000`, `−3 000`, with a true minus sign."""
    pattern = "#,##0" + ("." + "0" * places if places else "")
    exact = Decimal(round_half_up(Fraction(value) * 10**places)).scaleb(-places)
    text = format_decimal(exact, format=pattern, locale=_language())
    if _language() == "en":
        text = text.replace(",", NBSP)
    return text.replace("-", MINUS)


def signed(value: int | float | Fraction, places: int = 0) -> str:
    """A number that always shows its sign, save for nought: `+3 000`."""
    return ("+" if value > 0 else "") + number(value, places)


def money(value: int | Fraction, currency: str = "RUB") -> str:
    """An amount with its currency: `52 000 ₽`."""
    return number(value) + NBSP + symbol(currency)


def signed_money(value: int | Fraction, currency: str = "RUB") -> str:
    """A difference of amounts with its sign and currency: `−3 000 ₽`."""
    return signed(value) + NBSP + symbol(currency)


def span(low: int | Fraction, high: int | Fraction, currency: str = "RUB") -> str:
    """A range of amounts: `40 000–60 000 ₽`; a single figure when both are equal."""
    return money(high, currency) if low == high else f"{number(low)}–{money(high, currency)}"


def percent(share: float | Fraction, places: int = 0) -> str:
    """A share as a percentage: `60 %`, spaced by the language's custom."""
    space = "" if _language() == "ka" else NBSP
    return number(100 * Fraction(share), places) + space + "%"


def signed_percent(share: float | Fraction, places: int = 1) -> str:
    """A relative difference with its sign: `+13.3 %`."""
    return ("+" if share > 0 else "") + percent(share, places)


def symbol(currency: str) -> str:
    """The currency's sign as its own country writes it, or its code where it has none."""
    return get_currency_symbol(currency, locale="ru" if currency == "RUB" else _language())


def month(day: date) -> str:
    """A month and year: `March 2015`."""
    return format_skeleton("yMMMM", day, locale=_language())


def day(day: date) -> str:
    """A whole date: `24 November 2026`."""
    return format_date(day, "long", locale={"en": "en_GB"}.get(_language(), _language()))


def ordinal(value: int) -> str:
    """`42nd` in English; elsewhere the bare number, and the sentence carries the ending."""
    if _language() != "en":
        return str(value)
    teens = 10 <= value % 100 <= 20
    return f"{value}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"
