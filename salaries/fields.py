"""Fields that the forms share: an amount of money, the duties of a job."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from salaries import words
from salaries.domain.duties import Duty
from salaries.domain.money import MoneyError, parse_money, without_currency


class MoneyField(forms.CharField):
    """An amount in whole roubles a month, by the one rule of `parse_money`."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: str | None) -> Any:
        """The amount as an int, None for nothing where it is not required."""
        if not self.required and not (value or "").strip():
            return None
        try:
            return parse_money(without_currency(value or ""))
        except MoneyError as error:
            raise forms.ValidationError(
                words.MONEY_PROBLEMS[error.problem], code=error.problem
            ) from error

    def validate(self, value: Any) -> None:
        """`to_python` has said all there is to say."""

    def run_validators(self, value: Any) -> None:
        """`parse_money` lets no other character through."""


class DutiesField(forms.Field):
    """Duties of the survey by their keys: as many as are ticked, in the order of the survey."""

    known: tuple[Duty, ...] = ()

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.MultipleHiddenInput)

    def to_python(self, value: list[str] | None) -> Any:
        """The duties named; blanks name none."""
        given = {key.strip() for key in value or ()} - {""}
        unknown = sorted(given - {duty.key for duty in self.known})
        if unknown:
            raise forms.ValidationError(self._unknown(unknown[0]), code="unknown_duty")
        return tuple(duty for duty in self.known if duty.key in given)

    def _unknown(self, key: str) -> str:
        if not self.known:
            return _("This survey names no duties, so none can be ticked.")
        known = ", ".join(duty.key for duty in self.known)
        said = _("There is no duty “%(given)s”. There are: %(known)s.")
        return said % {"given": words.shown(key), "known": known}


def choice(message: Any, label: Any, widget: type[forms.Widget], **kwargs: Any) -> Any:
    """A choice that has one message, whether nothing was chosen or something else."""
    return forms.ChoiceField(
        label=label,
        widget=widget,
        error_messages={"required": message, "invalid_choice": message},
        **kwargs,
    )
