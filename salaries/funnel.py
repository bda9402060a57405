"""What became of the rows of a file of vacancies, step by step, in the language in use."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STEPS: dict[str, Promise] = {
    "rows_in": _("rows in"),
    "broken": _("row cannot be read"),
    "other_title": _("another job by its title"),
    "other_role": _("another professional role"),
    "no_pay": _("no pay stated"),
    "bad_amount": _("pay is not an amount above zero"),
    "not_monthly": _("pay is not by the month"),
    "unknown_currency": _("unknown currency"),
    "no_rate": _("another currency, and no rate stated"),
    "other_area": _("another place"),
    "from_above_to": _("“from” is above “to”"),
    "one_bound": _("only one bound stated"),
    "gross": _("pay before tax"),
    "basis_not_stated": _("before or after tax is not stated"),
    "implausible": _("implausible amount"),
    "same_id": _("the same vacancy again"),
    "repeat": _("exact repeat"),
    "no_kind": _("kind of employer not known"),
    "rows_out": _("rows out"),
}
"""By the names of the steps in a survey's description, in the order of the funnel."""


def step_words(name: str) -> str:
    """A step in words; one we have no words for as the description spells it."""
    return str(STEPS.get(name, name))
