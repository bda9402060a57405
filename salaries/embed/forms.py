"""What may be embedded: a market, an offer in it where one is given, and a theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from salaries import picks, words
from salaries.domain.money import Basis
from salaries.domain.survey import Survey
from salaries.domain.surveyed import ExperienceBand, Market
from salaries.embed.style import Theme
from salaries.fields import MoneyField, set_choices, set_message
from salaries.forms import MarketForm, OfferQuestion
from salaries.numbers import in_currency

THEME = lazy("Choose auto, light or dark.")
THEMES = [
    (Theme.AUTO.value, lazy("Automatic")),
    (Theme.LIGHT.value, lazy("Light")),
    (Theme.DARK.value, lazy("Dark")),
]


@dataclass(frozen=True, slots=True)
class EmbedQuestion:
    """A market to draw; `band` is set off in it, and `amount`, net RUB a month, marked on it."""

    market: Market
    band: ExperienceBand | None
    amount: int | None
    theme: Theme

    @property
    def offer(self) -> OfferQuestion | None:
        """The offer to judge, where an amount was given."""
        if self.band is None or self.amount is None:
            return None
        return OfferQuestion(self.market, self.band, self.amount, Basis.NET)


class EmbedForm(MarketForm):
    """A market and a theme, with a band or an offer where the writer wants one marked."""

    basis = None
    band = forms.ChoiceField(
        label=lazy("Experience, if one is to stand out"),
        required=False,
    )
    amount = MoneyField(
        label=in_currency(lazy("Offer to mark, net %(currency)s a month")), required=False
    )
    theme = forms.ChoiceField(
        label=lazy("Colours"),
        widget=forms.RadioSelect,
        choices=THEMES,
        required=False,
        initial=Theme.AUTO.value,
        error_messages={"invalid_choice": THEME},
    )
    field_order = ("city", "segment", "band", "amount", "theme")

    def __init__(self, survey: Survey, query: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(survey, query, **kwargs)
        if self.is_bound and isinstance(self.data, QueryDict):
            self.data = self.data.copy()  # a request's own cannot be changed
            self.data.setdefault("theme", Theme.AUTO.value)
        bands = [(str(band.rank), words.band_label(band)) for band in survey.bands]
        set_choices(self, "band", [("", _("None")), *bands], "")
        set_message(self, "band", picks.choose_band_or_none, survey)

    def clean(self) -> dict[str, Any]:
        """Refuse an amount without the experience it was offered for."""
        asked = super().clean()
        if asked.get("amount") is not None and not asked.get("band") and "band" not in self.errors:
            self.add_error("band", _("Choose the experience too: an offer is judged by its band."))
        return asked

    def answerable(self) -> EmbedQuestion:
        """What to embed. Only for a valid form."""
        asked = self.cleaned_data
        return EmbedQuestion(
            self.asked_market,
            self.asked_band if asked["band"] else None,
            asked["amount"],
            Theme(asked["theme"] or Theme.AUTO),
        )


def faults_of(form: forms.Form) -> list[str]:
    """Every message of a form after the name of its field: `City: Choose one …`."""
    return [
        _("%(field)s: %(message)s") % {"field": form.fields[name].label, "message": message}
        for name, messages in form.errors.items()
        for message in messages
    ]
