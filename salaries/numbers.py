"""Numbers, money and dates for people, by Babel in the language in use.

English groups thousands with a no-break space, as Russian and Georgian do: `52,000` is
fifty-two to many of our readers, and the forms refuse it for that reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import overload

from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_symbol, get_decimal_symbol, get_group_symbol
from django.utils.functional import Promise
from django.utils.functional import lazy as in_time
from django.utils.translation import get_language

from salaries.chosen import currency_in_use
from salaries.domain.money import round_half_up

MINUS = "\u2212"
NBSP = "\u00a0"


def _language() -> str:
    return (get_language() or "en").split("-")[0]


def number(value: int | float | Fraction, places: int = 0) -> str:
    """A number with grouped thousands: `52 000`, `−3 000`, with a true minus sign."""
    if type(value) is int and not places:
        return f"{value:,}".replace(",", _group(_language())).replace("-", MINUS)
    scaled = round_half_up(Fraction(value) * 10**places)
    return _written(scaled, places, _language())


@cache
def _group(language: str) -> str:
    """What stands between thousands."""
    return NBSP if language == "en" else get_group_symbol(language)


@lru_cache(maxsize=4096)
def _written(scaled: int, places: int, language: str) -> str:
    """A number of `places` decimals; kept, for a page repeats its figures and Babel is slow."""
    pattern = "#,##0" + ("." + "0" * places if places else "")
    text = format_decimal(Decimal(scaled).scaleb(-places), format=pattern, locale=language)
    if language == "en":
        text = text.replace(",", NBSP)
    return text.replace("-", MINUS)


def signed(value: int | float | Fraction, places: int = 0) -> str:
    """A number that always shows its sign, save for nought: `+3 000`."""
    return ("+" if value > 0 else "") + number(value, places)


def money(value: int | Fraction, currency: str = "") -> str:
    """An amount with its currency, without one that in use: `52 000 ₽`."""
    return number(value) + NBSP + symbol(currency)


def signed_money(value: int | Fraction, currency: str = "") -> str:
    """A difference of amounts with its sign and currency: `−3 000 ₽`."""
    return signed(value) + NBSP + symbol(currency)


def span(low: int | Fraction, high: int | Fraction, currency: str = "") -> str:
    """A range of amounts: `40 000–60 000 ₽`; a single figure when both are equal."""
    return money(high, currency) if low == high else f"{number(low)}–{money(high, currency)}"


def separators() -> str:
    """The decimal mark and the thousands' space, as Plotly asks for them."""
    return get_decimal_symbol(_language()) + NBSP


def percent(share: float | Fraction, places: int = 0) -> str:
    """A share as a percentage: `60 %`, spaced by the language's custom."""
    return number(100 * Fraction(share), places) + percent_unit()


def percent_unit() -> str:
    """The sign of per cent with the space before it, which Georgian does not have."""
    return "%" if _language() == "ka" else NBSP + "%"


def signed_percent(share: float | Fraction, places: int = 1) -> str:
    """A relative difference with its sign: `+13.3 %`."""
    return ("+" if share > 0 else "") + percent(share, places)


def symbol(currency: str = "") -> str:
    """The sign of a currency, or of that in use, as its own country writes it; else its code."""
    code = currency or currency_in_use()
    return _symbol(code, AT_HOME.get(code, _language()))


_symbol = cache(get_currency_symbol)
AT_HOME = {"RUB": "ru", "EUR": "de", "USD": "en_US", "GEL": "ka", "UAH": "uk", "KZT": "kk"}
"""A language of the country whose money a currency is; elsewhere its sign may be its code."""


def spoken(currency: str = "") -> str:
    """A currency within a sentence: its code in English (`RUB a month`), elsewhere its sign."""
    return currency or currency_in_use() if _language() == "en" else symbol(currency)


def _with_currency(text: object, more: Mapping[str, object]) -> str:
    return str(text) % {"sign": symbol(), "currency": spoken(), **more}


_in_time = in_time(_with_currency, str)


@overload
def in_currency(text: str, **more: object) -> str: ...
@overload
def in_currency(text: Promise, **more: object) -> Promise: ...
def in_currency(text: str | Promise, **more: object) -> str | Promise:
    """A text that names the currency in use: its `%(sign)s`, or `%(currency)s` within a sentence.

    A lazy text stays lazy, for the currency, as the language, is that of the request.
    """
    return _in_time(text, more) if isinstance(text, Promise) else _with_currency(text, more)


def month(day: date) -> str:
    """A month and year, as a name: `March 2015`, `март 2015`, `2015 წლის მარტი`."""
    return _dated(day, {"ka": "y 'წლის' LLLL"}, "LLLL y")


_KA_SHORTENED = re.compile("(?<=ბ)ე(?=რ$)|(?<=ვ)ა(?=[რლ]$)")
"""The vowel that a Georgian month loses in its genitive: `ნოემბერი`, of `ნოემბრის`."""


def of_month(day: date) -> str:
    """What is of a month: `March 2015`, `марта 2015 года`, `2015 წლის მარტის`."""
    if _language() == "ka":
        stem = _KA_SHORTENED.sub("", month(day).removesuffix("ი"))
        return stem + ("ს" if stem.endswith("ო") else "ის")
    return _dated(day, {"ru": "MMMM y 'года'"}, "LLLL y")


def in_month(day: date) -> str:
    """When something was, behind a language's "in": `March 2015`, `марте 2015 года`, `…მარტში`."""
    if _language() == "ka":
        return month(day).removesuffix("ი") + "ში"
    if _language() == "ru":
        name, rest = of_month(day).split(" ", 1)
        return f"{name[:-1]}е {rest}"
    return month(day)


def day(day: date) -> str:
    """A whole date: `24 November 2026`, `24 ноября 2026 года`, `2026 წლის 24 ნოემბერი`."""
    return _dated(day, {"ru": "d MMMM y 'года'", "ka": "y 'წლის' d MMMM"}, "d MMMM y")


def _dated(day: date, patterns: Mapping[str, str], otherwise: str) -> str:
    """A date by the pattern of the language in use."""
    return _date(day, patterns.get(_language(), otherwise), _language())


_date = lru_cache(maxsize=256)(format_date)


def ordinal(value: int) -> str:
    """`42nd` in English; elsewhere the bare number, and the sentence carries the ending."""
    if _language() != "en":
        return str(value)
    teens = 10 <= value % 100 <= 20
    return f"{value}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"
