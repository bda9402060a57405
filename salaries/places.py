"""The question of a market, and what may be left unsaid of it."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from salaries import picks, unpublished
from salaries.domain.money import Basis
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Market, MarketKey
from salaries.fields import DutiesField, choice, set_choices, set_message


def completed(survey: Survey, query: QueryDict) -> QueryDict:
    """The query with what it need not say: net, and the one level there is."""
    known = {"basis": Basis.NET.value}
    if len(survey.bands) == 1:
        known["band"] = str(survey.bands[0].rank)
    missing = {name: value for name, value in known.items() if not query.get(name)}
    if not missing:
        return query
    whole = query.copy()
    for name, value in missing.items():
        whole[name] = value
    return whole


NOT_ENOUGH_DATA = "not_enough_data"
"""The code of a refusal to judge by figures that are not published."""


class Askable(forms.Form):
    """A form that is made once and asked many questions; making one costs more than answering."""

    def asked(self, query: QueryDict) -> Self:
        """This form filled with a query: only to be read, for both share their fields."""
        other = copy.copy(self)
        other.data, other.is_bound = query, True
        other._errors, other._bound_fields_cache = None, {}  # type: ignore[attr-defined]
        return other


class PlaceForm(Askable):
    """A market of the survey in use.

    Bound when the query names any of its fields; `answerable` is the question as a value.
    """

    city = choice(lazy("Choose one of the cities in the list."), lazy("City"), forms.Select)
    segment = choice(None, lazy("Employer"), forms.RadioSelect)

    def __init__(self, survey: Survey, query: QueryDict | None = None, **kwargs: Any) -> None:
        self.survey = survey
        asked = query and any(name in query for name in self.names(survey))
        super().__init__(query if asked else None, **kwargs)
        set_choices(self, "city", picks.city_choices(survey), survey.cities[0].slug)
        set_choices(self, "segment", picks.segment_choices(survey), survey.segments[0])
        set_message(self, "segment", picks.choose_kind, survey)
        if survey.only_segment:
            self.fields["segment"].required = False
            self.fields["segment"].widget = forms.HiddenInput()

    @classmethod
    def names(cls, survey: Survey) -> Iterable[str]:
        """What a query may ask of this form."""
        return cls.base_fields

    def clean(self) -> dict[str, Any]:
        """Refuse a field given twice with two values: which one was meant is not ours to guess."""
        for name, field in self.fields.items():
            takes_several = isinstance(field, (forms.MultipleChoiceField, DutiesField))
            if takes_several or not isinstance(self.data, QueryDict):
                continue
            if len(set(self.data.getlist(name))) > 1:
                said = _("This was given more than once. Give it once.")
                self.add_error(name, forms.ValidationError(said, code="repeated"))
        if self.survey.only_segment and "segment" not in self.errors:
            self.cleaned_data["segment"] = self.survey.only_segment
        if all(self._key) and self._key not in self.survey.markets:
            self._refuse_market()
        return self.cleaned_data

    @property
    def _key(self) -> MarketKey:
        """The market asked about, as far as it could be read."""
        asked = self.cleaned_data
        return MarketKey(asked.get("city", ""), asked.get("segment", ""))

    def _refuse_market(self) -> None:
        """Say that nothing is known of the market, or too little."""
        if self.survey.has_quantiles:
            said = unpublished.no_figures_for_market(self.survey, self._key)
            self.add_error("city", forms.ValidationError(said, code=NOT_ENOUGH_DATA))
        else:
            said = _("This survey has no such employers in that city.")
            self.add_error("segment", forms.ValidationError(said, code="no_such_market"))

    def answerable(self) -> Any:
        """The question as domain values. Only for a valid form."""
        raise NotImplementedError

    @property
    def asked_market(self) -> Market:
        """The market asked about. Only for a valid form."""
        return self.survey.markets[self._key]
