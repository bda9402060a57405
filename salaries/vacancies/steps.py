"""The steps of the funnel: every reason for which a row does not reach a cell."""

from __future__ import annotations

from enum import StrEnum


class Step(StrEnum):
    """In the order in which rows are dropped; the first reason that holds is the one counted."""

    ROWS_IN = "rows_in"
    BROKEN = "broken"
    OTHER_TITLE = "other_title"
    OTHER_ROLE = "other_role"
    NO_PAY = "no_pay"
    BAD_AMOUNT = "bad_amount"
    NOT_MONTHLY = "not_monthly"
    UNKNOWN_CURRENCY = "unknown_currency"
    NO_RATE = "no_rate"
    OTHER_AREA = "other_area"
    FROM_ABOVE_TO = "from_above_to"
    ONE_BOUND = "one_bound"
    GROSS = "gross"
    BASIS_NOT_STATED = "basis_not_stated"
    IMPLAUSIBLE = "implausible"
    SAME_ID = "same_id"
    REPEAT = "repeat"
    NO_KIND = "no_kind"
    ROWS_OUT = "rows_out"


REASONS = tuple(Step)[1:-1]
NAMED = frozenset({Step.BAD_AMOUNT, Step.UNKNOWN_CURRENCY, Step.FROM_ABOVE_TO, Step.IMPLAUSIBLE})
"""Reasons that may be mistakes of the file: the first rows are named, with what stands there."""
