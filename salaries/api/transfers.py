"""The question of equal standing: an offer, and the markets to carry it to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from salaries import words
from salaries.domain.survey import Market, MarketKey, Survey
from salaries.fields import set_choices, set_message
from salaries.forms import MarketForm, OfferForm


class TransferForm(OfferForm):
    """An offer, and where to carry it: everywhere, a city, a kind of employer, or one market."""

    duty = None  # what the job holds changes nothing in what it would pay elsewhere
    prices = None
    to_city = forms.ChoiceField(
        required=False,
        error_messages={
            "invalid_choice": MarketForm.base_fields["city"].error_messages["invalid_choice"]
        },
    )
    to_segment = forms.ChoiceField(required=False)

    def __init__(self, survey: Survey, query: QueryDict | None = None) -> None:
        super().__init__(survey, query)
        set_choices(self, "to_city", words.city_choices(survey))
        set_choices(self, "to_segment", words.segment_choices(survey))
        set_message(self, "to_segment", words.choose_kind, survey)

    def clean(self) -> dict[str, Any]:
        """Refuse a market that the survey does not have."""
        asked = super().clean()
        key = MarketKey(asked.get("to_city", ""), asked.get("to_segment", ""))
        if all(key) and key not in self.survey.markets:
            said = _("This survey has no such employers in that city.")
            self.add_error("to_segment", forms.ValidationError(said, code="no_such_market"))
        return asked

    @property
    def targets(self) -> list[Market]:
        """The markets asked, in the order of the table. Only for a valid form.

        The market of the offer is among them only when it is named in full.
        """
        city, segment = self.cleaned_data["to_city"], self.cleaned_data["to_segment"]
        return [
            market
            for market in self.survey.markets.values()
            if city in {"", market.city.slug}
            and segment in {"", market.segment}
            and (market.key != self.asked_market.key or (city and segment))
        ]
