"""The question of equal standing: an offer, and the markets to carry it to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from salaries import picks
from salaries.domain.survey import Survey
from salaries.domain.surveyed import CellKey, Market, MarketKey
from salaries.fields import set_choices, set_message
from salaries.forms import MarketForm, OfferForm
from salaries.places import NOT_ENOUGH_DATA
from salaries.unpublished import why_not


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
        set_choices(self, "to_city", picks.city_choices(survey))
        set_choices(self, "to_segment", picks.segment_choices(survey))
        set_message(self, "to_segment", picks.choose_kind, survey)

    def clean(self) -> dict[str, Any]:
        """Refuse a market that the survey does not have, or of which it publishes too little."""
        asked = super().clean()
        key = MarketKey(asked.get("to_city", ""), asked.get("to_segment", ""))
        if self.survey.has_quantiles:
            if not self.errors and key.city and not self.targets and self.left_out:
                said = why_not(self.survey, self.left_out[0])
                self.add_error("to_city", forms.ValidationError(said, code=NOT_ENOUGH_DATA))
        elif all(key) and key not in self.survey.markets:
            said = _("This survey has no such employers in that city.")
            self.add_error("to_segment", forms.ValidationError(said, code="no_such_market"))
        return asked

    @property
    def targets(self) -> list[Market]:
        """The markets asked, in the order of the table. Only for a valid form.

        The market of the offer is among them only when it is named in full.
        """
        known, asked = self.survey.markets_for(self.asked_band.rank), set(self._asked)
        return [market for market in known if market.key in asked]

    @property
    def left_out(self) -> list[MarketKey]:
        """The markets asked of which too little is published. Only for a valid form."""
        rank = self.asked_band.rank
        return [key for key in self._asked if self.survey.market(key, rank) is None]

    @property
    def _asked(self) -> list[MarketKey]:
        city, segment = self.cleaned_data["to_city"], self.cleaned_data["to_segment"]
        is_named = bool(city and (segment or len(self.survey.segments) == 1))
        keys: Iterable[MarketKey | CellKey] = self.survey.cells or self.survey.markets
        return [
            key
            for key in dict.fromkeys(MarketKey(*one[:2]) for one in keys)
            if city in {"", key.city}
            and segment in {"", key.segment}
            and (key != self._key or is_named)
        ]
