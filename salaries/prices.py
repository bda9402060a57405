"""Money of another year as a form asks for it: one field, and a form that has no other."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from salaries import library
from salaries.domain.prices import PriceChange
from salaries.domain.survey import Survey
from salaries.fields import PricesField

NAME = "prices"


def set_prices(form: forms.BaseForm, survey: Survey) -> None:
    """Let a form that has the field convert from this survey's money."""
    if NAME in form.fields:
        index = library.price_index(survey.currency)
        cast(PricesField, form.fields[NAME]).convert_from(survey.month, index)


def prices_field(form: forms.BaseForm) -> forms.BoundField | None:
    """The field to show; None where the survey's money cannot be converted and nothing is wrong."""
    field = form[NAME]
    can_convert = cast(PricesField, field.field).index is not None
    return field if can_convert or field.errors else None


def in_address(change: PriceChange | None) -> list[tuple[str, str]]:
    """The parameter that asks for a change of prices; nothing where none is asked."""
    return [(NAME, change.address)] if change else []


class PricesForm(forms.Form):
    """The month alone, for pages whose other questions stand in their addresses."""

    prices = PricesField()

    def __init__(self, survey: Survey, query: QueryDict | None = None) -> None:
        super().__init__(query if query and NAME in query else None)
        set_prices(self, survey)

    def clean(self) -> dict[str, Any]:
        """Refuse two months: which one was meant is not ours to guess."""
        if isinstance(self.data, QueryDict) and len(set(self.data.getlist(NAME))) > 1:
            said = _("This was given more than once. Give it once.")
            self.add_error(NAME, forms.ValidationError(said, code="repeated"))
        return self.cleaned_data

    @property
    def asked(self) -> PriceChange | None:
        """The change of prices to show; None where nothing was asked or understood."""
        return self.cleaned_data.get(NAME) if self.is_bound and self.is_valid() else None
