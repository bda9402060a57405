"""Which survey a request asks for, where that is not the default: every link of its answer says so.

Like the language in use it belongs to the request and not to any one page; so does the currency
of the survey in use, the default or not, which every text about money names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

PARAMETER = "survey"
"""Its name in an address."""
_slug: ContextVar[str] = ContextVar("chosen survey", default="")
UNTOLD = "RUB"
"""The currency where no survey is in use: that of the one shipped."""
_currency: ContextVar[str] = ContextVar("currency in use", default=UNTOLD)


def chosen() -> str:
    """The slug of the survey that links name; empty for the default."""
    return _slug.get()


def currency_in_use() -> str:
    """The code of the currency that texts about money name: that of the survey in use."""
    return _currency.get()


def choose(slug: str) -> None:
    """From now on, until the request ends, links name this survey; empty for the default."""
    _slug.set(slug)


def use_currency(code: str) -> None:
    """From now on, until the request ends, texts about money name this currency."""
    _currency.set(code)


@contextmanager
def nothing_chosen() -> Iterator[None]:
    """The default survey, unless another is chosen in here."""
    slug, currency = _slug.set(""), _currency.set(UNTOLD)
    try:
        yield
    finally:
        _slug.reset(slug)
        _currency.reset(currency)


def asking(pairs: Iterable[tuple[str, object]]) -> list[tuple[str, object]]:
    """The names and values of an address, with the survey where one is chosen and none is named."""
    found = list(pairs)
    if _slug.get() and all(name != PARAMETER for name, _value in found):
        found.append((PARAMETER, _slug.get()))
    return found
