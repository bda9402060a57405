"""Which markets of a survey to show: the filter of the city table."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as lazy

from salaries import words
from salaries.domain.survey import Market, Survey
from salaries.forms import set_choices


class MarketFilter(forms.Form):
    """Cities (several) and kinds of employer (several); nothing chosen shows everything."""

    city = forms.MultipleChoiceField(
        label=lazy("Cities"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": lazy("Choose cities from the list.")},
    )
    segment = forms.MultipleChoiceField(
        label=lazy("Employer"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": lazy("Choose agency, company or both.")},
    )

    def __init__(self, survey: Survey, query: QueryDict) -> None:
        super().__init__(query)
        self.survey = survey
        set_choices(self, "city", words.city_choices(survey))
        set_choices(self, "segment", words.segment_choices(survey))

    def markets(self) -> list[Market]:
        """The markets asked for; a field in error filters nothing and says why beside it."""
        self.full_clean()
        cities = self.cleaned_data.get("city")
        segments = self.cleaned_data.get("segment")
        return [
            market
            for market in self.survey.markets.values()
            if (not cities or market.city.slug in cities)
            and (not segments or market.segment in segments)
        ]
