"""The city table's filter. django-filter makes the form; the rows are values, not a queryset."""

from __future__ import annotations

from typing import Any, Generic, Protocol, TypeVar

import django_filters
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from salaries import picks, words
from salaries.domain.names import folded
from salaries.domain.prices import PriceChange
from salaries.domain.survey import Survey
from salaries.domain.surveyed import City
from salaries.fields import PRICES_LABEL, MoneyField, PricesField, set_choices, set_message
from salaries.numbers import in_currency
from salaries.prices import set_prices
from salaries.rows import Row, Shape, rows_of

MOST_LETTERS = 60
"""Of a city's name that is looked for."""
BOUNDS = (("median_from", "median_to"), ("pay_from", "pay_to"))


class Placed(Protocol):
    """What every row of a table says: where it is, and its median where that is published."""

    @property
    def city(self) -> City:
        """Its city."""

    @property
    def segment(self) -> str:
        """Its kind of employer."""

    @property
    def median(self) -> int | None:
        """Its median; None where that is not published."""


R = TypeVar("R", bound=Placed)


class Rows(list[R]):
    """Rows in the place where django-filter expects a queryset."""

    model = None

    def all(self) -> Rows[R]:
        """Itself."""
        return self


class MoneyFilter(django_filters.Filter):
    """An amount in whole roubles a month."""

    field_class = MoneyField


class PricesFilter(django_filters.Filter):
    """The month in whose money figures are shown, too."""

    field_class = PricesField


def _several(label: Any, message: Any, method: str) -> Any:
    return django_filters.MultipleChoiceFilter(
        label=label,
        method=method,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": message},
    )


def _choose_kinds(survey: Survey) -> str:
    if set(survey.segments) == {"agency", "company"}:
        return _("Choose agency, company or both.")
    return _("Choose kinds of employer from the list.")


def _choose_bands(survey: Survey) -> str:
    return _("Choose bands from 1 to %(most)d.") % {"most": len(survey.bands)}


class AskedFilter(django_filters.FilterSet, Generic[R]):
    """What the filters of all kinds of survey share: what was asked, and the rows it lets through.

    Nothing chosen shows everything; a field in error filters nothing and says why beside it.
    """

    queryset: Rows[R]

    def _clean(self) -> dict[str, Any]:
        """Refuse bounds that run backwards."""
        asked: dict[str, Any] = self.form.cleaned_data
        for low, high in BOUNDS:
            if asked.get(low) and asked.get(high) and asked[low] > asked[high]:
                self.form.add_error(low, _("“From” is above “to”. Swap them, or mend one."))
                del asked[high]  # neither is known to be right, so neither filters
        return asked

    @property
    def one_value(self) -> list[str]:
        """The fields that hold one value."""
        several = django_filters.MultipleChoiceFilter
        return [name for name, one in self.filters.items() if not isinstance(one, several)]

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked for and understood."""
        self.form.is_valid()
        cleaned: dict[str, Any] = self.form.cleaned_data
        return cleaned

    @property
    def asked_ranks(self) -> list[int]:
        """The bands asked for, rising; none for all."""
        return sorted(int(rank) for rank in self.asked.get("band") or ())

    @property
    def asked_amount(self) -> int | None:
        """The amount to look up, net RUB a month."""
        return self.asked.get("amount")

    @property
    def asked_prices(self) -> PriceChange | None:
        """The change of prices to show beside the survey's own."""
        return self.asked.get("prices")

    def filter_queryset(self, queryset: Rows[R]) -> list[R]:
        """The rows that every understood condition lets through."""
        rows = list(queryset)
        for name, value in self.asked.items():
            rows = self.filters[name].filter(rows, value)
        return rows

    def without(self, *names: str) -> list[R]:
        """The rows there would be if these fields were left empty."""
        rows = list(self.queryset)
        for name, value in self.asked.items():
            rows = rows if name in names else self.filters[name].filter(rows, value)
        return rows

    def as_it_is(self, rows: list[R], name: str, value: Any) -> list[R]:
        """Shape, bands, amount and prices make the rows; they do not choose among them."""
        return rows

    def by_name(self, rows: list[R], name: str, value: str) -> list[R]:
        """Rows whose city's name, in any of the three languages, holds a text."""
        return [row for row in rows if name_holds(row.city, value)]

    def by_city(self, rows: list[R], name: str, value: list[str]) -> list[R]:
        """Rows of some cities."""
        wanted = set(value)
        return [row for row in rows if row.city.slug in wanted]

    def by_segment(self, rows: list[R], name: str, value: list[str]) -> list[R]:
        """Rows of some kinds of employer."""
        return [row for row in rows if row.segment in value]

    def by_median_from(self, rows: list[R], name: str, value: int) -> list[R]:
        """Rows whose median is at least this."""
        return [row for row in rows if (found := row.median) is not None and found >= value]

    def by_median_to(self, rows: list[R], name: str, value: int) -> list[R]:
        """Rows whose median is at most this."""
        return [row for row in rows if (found := row.median) is not None and found <= value]


class DeskFilter(AskedFilter[Row]):
    """Which rows to show, in which shape, and the amount to look up in them.

    Nothing chosen shows everything; a field in error filters nothing and says why beside it.
    """

    q = django_filters.CharFilter(
        label=lazy("City’s name holds"), method="by_name", max_length=MOST_LETTERS
    )
    city = _several(lazy("Cities"), lazy("Choose cities from the list."), "by_city")
    segment = _several(lazy("Employer"), None, "by_segment")
    band = _several(lazy("Bands"), None, "as_it_is")
    median_from = MoneyFilter(
        label=in_currency(lazy("Median from, %(sign)s")), method="by_median_from"
    )
    median_to = MoneyFilter(label=in_currency(lazy("Median to, %(sign)s")), method="by_median_to")
    pay_from = MoneyFilter(
        label=in_currency(lazy("Band’s pay from, %(sign)s")), method="by_pay_from"
    )
    pay_to = MoneyFilter(label=in_currency(lazy("Band’s pay to, %(sign)s")), method="by_pay_to")
    amount = MoneyFilter(
        label=in_currency(lazy("Where is this fair money? %(sign)s net")), method="as_it_is"
    )
    shape = django_filters.ChoiceFilter(
        label=lazy("Shape"),
        method="as_it_is",
        widget=forms.RadioSelect,
        empty_label=None,
        choices=[
            (Shape.WIDE.value, lazy("A market a row")),
            (Shape.LONG.value, lazy("A band a row")),
        ],
        error_messages={"invalid_choice": lazy("Choose wide or long.")},
    )
    prices = PricesFilter(label=PRICES_LABEL, method="as_it_is")

    def __init__(self, survey: Survey, query: QueryDict) -> None:
        self.survey = survey
        asked = query.copy()
        asked.setdefault("shape", Shape.WIDE.value)
        if "q" in asked:  # no page grows with what was typed
            asked["q"] = str(asked["q"])[: MOST_LETTERS + 1]
        super().__init__(asked, queryset=Rows())
        set_choices(self.form, "city", picks.city_choices(survey))
        set_choices(self.form, "segment", picks.segment_choices(survey))
        set_choices(self.form, "band", [(str(b.rank), words.band_label(b)) for b in survey.bands])
        set_message(self.form, "segment", _choose_kinds, survey)
        set_message(self.form, "band", _choose_bands, survey)
        if survey.only_segment:
            self.form.fields["segment"].widget = forms.MultipleHiddenInput()
        set_prices(self.form, survey)
        self.form.clean = self._clean
        self.queryset = Rows(rows_of(survey, self.asked_shape, self.asked_ranks, self.asked_amount))

    @property
    def asked_shape(self) -> Shape:
        """Wide unless long was asked for."""
        return Shape(self.asked.get("shape") or Shape.WIDE)

    def by_pay_from(self, rows: list[Row], name: str, value: int) -> list[Row]:
        """Rows with a shown band that starts at this or higher, and ends within `pay_to`."""
        ceiling = self.asked.get("pay_to") or float("inf")
        return [r for r in rows if any(b.low >= value and b.high <= ceiling for b in r.bands)]

    def by_pay_to(self, rows: list[Row], name: str, value: int) -> list[Row]:
        """Rows with a shown band that ends at this or lower, and starts within `pay_from`."""
        floor = self.asked.get("pay_from") or 0
        return [r for r in rows if any(b.low >= floor and b.high <= value for b in r.bands)]


def name_holds(city: City, text: str) -> bool:
    """Does the city's name hold a text, in any language, whatever its case, hyphens and ё?"""
    names = (city.name.en, city.name.ru, city.name.ka, city.slug)
    return any(folded(text) in folded(name) for name in names)
