"""Questions asked in a query string. Every rule comes from the domain; `answer()` is a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from salaries import library, picks, unpublished, words
from salaries.domain.duties import Duty
from salaries.domain.money import Basis, MoneyProblem
from salaries.domain.prices import PriceChange
from salaries.domain.survey import Survey
from salaries.domain.surveyed import ExperienceBand, Market
from salaries.domain.vacancy import Posting
from salaries.fields import DutiesField, MoneyField, PricesField, choice, set_choices, set_message
from salaries.numbers import in_currency
from salaries.places import NOT_ENOUGH_DATA, PlaceForm, completed
from salaries.prices import set_prices

BASES = [
    (Basis.NET.value, lazy("Net, in hand")),
    (Basis.GROSS.value, lazy("Gross, before tax")),
    (Basis.UNKNOWN.value, lazy("Not said")),
]


class MarketForm(PlaceForm):
    """A market of the survey in use, the experience asked, and gross or net."""

    band = choice(None, lazy("Experience"), forms.Select)
    basis = choice(
        lazy("Choose net, gross or not stated."),
        lazy("The amount is"),
        forms.RadioSelect,
        choices=BASES,
        initial=Basis.NET.value,
    )

    def __init__(self, survey: Survey, query: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(survey, query, **kwargs)
        if isinstance(self.data, QueryDict):
            self.data = completed(survey, self.data)
        first = str(survey.bands[0].rank)
        set_choices(self, "band", [(str(b.rank), words.band_label(b)) for b in survey.bands], first)
        set_message(self, "band", picks.choose_band, survey)
        if len(survey.bands) == 1:
            self.fields["band"].widget = forms.HiddenInput()
        if "basis" in self.fields and not survey.knows_tax:
            cast(forms.ChoiceField, self.fields["basis"]).choices = BASES[:1]
            set_message(self, "basis", picks.net_alone, survey)

    def asked(self, query: QueryDict) -> Self:
        """Filled with another query, as `Askable` says."""
        return super().asked(completed(self.survey, query))

    def clean(self) -> dict[str, Any]:
        """Refuse an experience of which too little is published in this market."""
        asked = super().clean()
        if self.errors or not asked.get("band"):
            return asked
        if self.survey.market(self._key, int(asked["band"])) is None:
            said = unpublished.no_figures_for_level(self.survey, self._key)
            self.add_error("band", forms.ValidationError(said, code=NOT_ENOUGH_DATA))
        return asked

    @property
    def asked_market(self) -> Market:
        """The market as it is published for the experience asked. Only for a valid form."""
        rank = int(self.cleaned_data.get("band") or self.survey.bands[0].rank)
        return self.survey.market(self._key, rank) or super().asked_market

    @property
    def asked_band(self) -> ExperienceBand:
        """The experience asked about. Only for a valid form."""
        return self.survey.band(int(self.cleaned_data["band"]))

    @property
    def asked_basis(self) -> Basis:
        """Gross, net or unknown. Only for a valid form."""
        return Basis(self.cleaned_data["basis"])


class JobForm(MarketForm):
    """A question about a job: its duties may be ticked, its figures shown in other prices."""

    duty: Any = DutiesField()
    prices: Any = PricesField()

    def __init__(self, survey: Survey, query: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(survey, query, **kwargs)
        if field := self.fields.get("duty"):
            cast(DutiesField, field).known = library.duties(survey.slug)
        set_prices(self, survey)

    @property
    def known_duties(self) -> tuple[Duty, ...]:
        """The duties that can be ticked."""
        return cast(DutiesField, self.fields["duty"]).known

    @property
    def ticked(self) -> set[str]:
        """The keys given, known or not."""
        given = self.data.getlist("duty") if isinstance(self.data, QueryDict) else []
        return {key.strip() for key in given} - {""}

    @property
    def asked_duties(self) -> tuple[Duty, ...]:
        """The duties ticked. Only for a valid form."""
        duties: tuple[Duty, ...] = self.cleaned_data.get("duty", ())
        return duties

    @property
    def asked_prices(self) -> PriceChange | None:
        """The change of prices to show. Only for a valid form."""
        return self.cleaned_data.get("prices")


@dataclass(frozen=True, slots=True)
class OfferQuestion:
    """Is this offer fair? `amount` is RUB a month, on `basis`."""

    market: Market
    band: ExperienceBand
    amount: int
    basis: Basis
    duties: tuple[Duty, ...] = ()
    prices: PriceChange | None = None


class OfferForm(JobForm):
    """A candidate's question."""

    amount = MoneyField(label=in_currency(lazy("Offer, %(currency)s a month")))
    field_order = ("city", "segment", "band", "amount", "basis", "duty", "prices")

    def answerable(self) -> OfferQuestion:
        """The question as domain values. Only for a valid form."""
        return OfferQuestion(
            self.asked_market,
            self.asked_band,
            self.cleaned_data["amount"],
            self.asked_basis,
            self.asked_duties,
            self.asked_prices,
        )


@dataclass(frozen=True, slots=True)
class VacancyQuestion:
    """Is this posting right for the experience it asks?"""

    market: Market
    band: ExperienceBand
    posting: Posting
    basis: Basis
    given: str = "both"
    """Which bounds were given: `both`, or just `low` or `high`."""
    duties: tuple[Duty, ...] = ()
    prices: PriceChange | None = None


class VacancyForm(JobForm):
    """An employer's question. One of two bounds is enough: the posting is then a single figure."""

    low = MoneyField(label=in_currency(lazy("From, %(currency)s a month")), required=False)
    high = MoneyField(label=in_currency(lazy("To, %(currency)s a month")), required=False)
    field_order = ("city", "segment", "band", "low", "high", "basis", "duty", "prices")

    def clean(self) -> dict[str, Any]:
        """Refuse a range that is missing or runs backwards."""
        asked = super().clean()
        low, high = asked.get("low"), asked.get("high")
        if not self.errors and low is None and high is None:
            empty = MoneyProblem.EMPTY
            said = words.MONEY_PROBLEMS[empty]
            self.add_error("low", forms.ValidationError(said, code=empty.value))
        if low is not None and high is not None and low > high:
            said = _("“From” is above “to”. Swap them, or mend one.")
            self.add_error("low", forms.ValidationError(said, code="low_above_high"))
        return asked

    def answerable(self) -> VacancyQuestion:
        """The question as domain values. Only for a valid form."""
        bounds = [self.cleaned_data[name] for name in ("low", "high")]
        low, high = bounds[0] or bounds[1], bounds[1] or bounds[0]
        given = "both" if all(bounds) else "low" if bounds[0] else "high"
        return VacancyQuestion(
            self.asked_market,
            self.asked_band,
            Posting(low, high),
            self.asked_basis,
            given,
            self.asked_duties,
            self.asked_prices,
        )
