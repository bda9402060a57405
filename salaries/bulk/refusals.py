"""Why a row is not judged, or what to ask about it: codes, and sentences in the language in use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from salaries import words
from salaries.bulk.fields import Field
from salaries.domain.money import MoneyProblem
from salaries.domain.stated_pay import PayProblem


class Refusal(StrEnum):
    """Why a row cannot be judged, where it is not the money itself."""

    MISSING = "missing"
    UNKNOWN_CITY = "unknown_city"
    UNKNOWN_SEGMENT = "unknown_segment"
    UNKNOWN_BAND = "unknown_band"
    NOT_YEARS = "not_years"
    UNKNOWN_BASIS = "unknown_basis"
    BASIS_CONTRADICTS = "basis_contradicts"
    TAX_UNKNOWN = "tax_unknown"
    NO_SUCH_MARKET = "no_such_market"
    NOT_ENOUGH_DATA = "not_enough_data"
    TWO_AMOUNTS = "two_amounts"
    CELLS = "cells"
    CELLS_BEYOND = "cells_beyond"


NEAR = lazy("There is no city “%(given)s” in this survey. Did you mean %(near)s?")

SENTENCES: Mapping[str, Any] = {
    Refusal.UNKNOWN_CITY: lazy("There is no city “%(given)s” in this survey. It has %(cities)s."),
    Refusal.UNKNOWN_SEGMENT: lazy(
        "“%(given)s” is not a kind of employer in this survey. Write one of: %(segments)s."
    ),
    Refusal.UNKNOWN_BAND: lazy(
        "“%(given)s” is not a band of experience. Write one of %(bands)s, or years of experience."
    ),
    Refusal.NOT_YEARS: lazy("“%(given)s” is not years of experience. Write a number such as 2."),
    Refusal.UNKNOWN_BASIS: lazy("“%(given)s” is not a basis of pay. Write net, gross or unknown."),
    Refusal.BASIS_CONTRADICTS: lazy(
        "The pay says it is %(said)s, and its column says %(basis)s. Mend one of them."
    ),
    Refusal.NO_SUCH_MARKET: lazy("This survey has no %(of_employers)s %(in_city)s."),
    Refusal.TWO_AMOUNTS: lazy("“%(given)s” holds two amounts; this column is for one bound."),
    Refusal.CELLS: lazy(
        "This row has %(cells)s cells and the heading row has %(columns)s. Give it as many."
    ),
    Refusal.CELLS_BEYOND: lazy(
        "This row has %(cells)s cells and the heading row has %(columns)s. "
        "Beyond the headings stands: %(given)s"
    ),
    PayProblem.FOREIGN_CURRENCY: lazy(
        "“%(given)s” is not in %(currency)s; the table is in %(currency)s."
    ),
    Refusal.TAX_UNKNOWN: lazy(
        "The income tax on pay in %(currency)s is not known here, so only net pay is judged."
        " Give the amount after tax, as net."
    ),
    PayProblem.NOT_A_MONTH: lazy("“%(given)s” is not pay of a month. Write the pay of one month."),
    PayProblem.BACKWARDS: lazy("“From” is above “to” in “%(given)s”. Swap them, or mend one."),
}

MISSING: Mapping[Field, Any] = {
    Field.CITY: lazy("The city is missing."),
    Field.SEGMENT: lazy("The kind of employer is missing: %(kinds)s."),
    Field.BAND: lazy("The experience is missing: a band or years."),
    Field.AMOUNT: lazy("The pay is missing."),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a row: the field, a code for programs, a sentence for people."""

    field: Field | None
    code: str
    message: str


LONGEST = 40
"""Characters of a cell that a message quotes."""


def fault(field: Field | None, code: str, given: str = "", **details: object) -> Fault:
    """The fault with its sentence; `given` is the cell that is wrong."""
    if code == Refusal.MISSING and field is not None:
        return Fault(field, code, str(MISSING[field]) % details)
    shown = given if len(given) <= LONGEST or code == Refusal.CELLS_BEYOND else _cut(given)
    sentence = NEAR if "near" in details else SENTENCES.get(code)
    if sentence is None:
        told = {"given": shown, "problem": words.MONEY_PROBLEMS[MoneyProblem(code)]}
        return Fault(field, code, _("“%(given)s”: %(problem)s") % told)
    return Fault(field, code, str(sentence) % {"given": shown, **details})


def _cut(text: str) -> str:
    return f"{text[:LONGEST]}…"
