"""Fields that the forms share: an amount of money, the duties of a job, money of another year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.choices import BaseChoiceIterator
from django.utils.functional import lazy as in_time
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from salaries import words
from salaries.chosen import currency_in_use
from salaries.domain.duties import Duty
from salaries.domain.money import MoneyError, parse_money, without_currency
from salaries.domain.prices import PriceChange, PriceIndex, month_of, month_text
from salaries.domain.survey import Survey

PRICES_LABEL = lazy("Show figures in prices of")


def _called(say: Callable[..., str], *of: Any) -> str:
    return say(*of)


_said_in_time = in_time(_called, str)
"""A text made when it is shown, in the language of the request; a class is made for it but once."""


class Choices(BaseChoiceIterator):
    """Pairs of a value and its name. A field goes through a list, not these."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._pairs = pairs

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)


def set_choices(
    form: forms.Form, name: str, choices: list[tuple[str, str]], initial: str | None = None
) -> None:
    """Offer these choices for a field of a form; `initial` where nothing is asked yet."""
    field = cast(forms.ChoiceField, form.fields[name])
    field.choices = Choices(choices)
    field.initial = initial
    if isinstance(field.widget, forms.Select) and form.is_bound:
        given = form.data.get(name, "")
        if not any(given == value for value, _name in choices):
            # Else a browser would show the first as if it were chosen.
            field.choices = Choices([("", _("Choose one")), *choices])


def set_message(form: forms.BaseForm, name: str, say: Callable[[Survey], str], of: Survey) -> None:
    """Answer a wrong choice by what a survey has, in the language of the request."""
    said = _said_in_time(say, of)
    form.fields[name].error_messages |= {"required": said, "invalid_choice": said}


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
            return parse_money(without_currency(value or "", currency_in_use()))
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


class MonthInput(forms.TextInput):
    """A month of a year; browsers that have no such input show a text to fill in."""

    input_type = "month"


class PricesField(forms.CharField):
    """The month in whose money figures are shown beside the survey's own: a `PriceChange`.

    `convert_from` says which survey's money it is; blank is None, for nothing is converted then.
    """

    index: PriceIndex | None = None
    start: date | None = None

    def __init__(self, label: Any = PRICES_LABEL, *, required: bool = False) -> None:
        attrs = {"autocomplete": "off", "placeholder": "2025-11"}
        super().__init__(label=label, required=required, widget=MonthInput(attrs=attrs))

    def convert_from(self, start: date, index: PriceIndex | None) -> None:
        """Take the money of a month, and the index it is converted by if that knows the month."""
        self.start = start
        self.index = index if index and index.knows(start) else None
        if self.index:
            self.widget.attrs |= {"min": self._said["first"], "max": self._said["last"]}
        self.help_text = _said_in_time(self.known) if self.index else ""

    @property
    def _said(self) -> dict[str, str]:
        """The months there are."""
        ends = (self.index.first, self.index.last) if self.index else ()
        return dict(zip(("first", "last"), map(month_text, ends), strict=False))

    def known(self) -> str:
        """Which months can be asked for, in a sentence."""
        said = _("A month from %(first)s to %(last)s. Left blank, nothing is converted.")
        return said % self._said

    def to_python(self, value: str | None) -> Any:
        """The change of prices up to the month given; None for nothing."""
        text = (value or "").strip()
        if not text:
            return None
        if not self.index or not self.start:
            said = _("There is no price index for this survey’s money, so it is not converted.")
            raise forms.ValidationError(said, code="no_price_index")
        try:
            month = month_of(text)
        except ValueError as error:
            said = _("This is not a month. Write one from %(first)s to %(last)s, as 2025-11.")
            raise forms.ValidationError(said % self._said, code="unreadable_month") from error
        if not self.index.knows(month):
            said = _("Prices of that month are not known. Choose one from %(first)s to %(last)s.")
            raise forms.ValidationError(said % self._said, code="beyond_price_index")
        return PriceChange(self.index, self.start, month)

    def validate(self, value: Any) -> None:
        """`to_python` has said all there is to say."""

    def run_validators(self, value: Any) -> None:
        """`month_of` lets no other character through."""


def choice(message: Any, label: Any, widget: type[forms.Widget], **kwargs: Any) -> Any:
    """A choice that has one message, whether nothing was chosen or something else."""
    return forms.ChoiceField(
        label=label,
        widget=widget,
        error_messages={"required": message, "invalid_choice": message},
        **kwargs,
    )
