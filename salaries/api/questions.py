"""A program's question read from its query string, by the forms of the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any, cast

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from salaries import picks, queries
from salaries.api.problems import FieldError, Problem, ProblemError, form_errors
from salaries.chosen import PARAMETER as SURVEY
from salaries.domain.prices import PriceChange
from salaries.domain.survey import Survey
from salaries.domain.surveyed import CellKey, Market, MarketKey
from salaries.fields import PricesField, set_message
from salaries.forms import MarketForm
from salaries.offers import Asked, ComparedOffer, read_offers
from salaries.places import Askable
from salaries.prices import NAME as PRICES
from salaries.prices import PricesForm, set_prices
from salaries.words import shown

FEWEST = 2
"""How many offers a comparison needs."""
MOST_ROWS, USUAL_ROWS = 100, 50
FURTHEST = 999_999
"""The largest number of rows that can be left out from the start of a list."""
COMMON = ("lang", SURVEY)
"""Parameters that every address takes."""

CITY = MarketForm.base_fields["city"].error_messages["invalid_choice"]


def _refuse(errors: Iterable[FieldError]) -> None:
    found = tuple(errors)
    if found:
        raise ProblemError(Problem.INVALID_PARAMETERS, found)


def unknown_parameters(query: QueryDict, names: Iterable[str]) -> list[FieldError]:
    """A parameter that is not known is refused, for a misspelt one must not be ignored."""
    known = [*names, *COMMON]
    return [_unknown(name, known) for name in query if name not in known]


def _unknown(name: str, known: list[str]) -> FieldError:
    said = _("There is no such parameter here. There are: %(known)s.") % {"known": ", ".join(known)}
    near = get_close_matches(name[:60], known, n=1)
    if near:
        said += " " + _("Did you mean %(name)s?") % {"name": near[0]}
    return FieldError(f"query.{shown(name)}", "unknown_parameter", said)


_forms: dict[type[Any], Any] = {}


def read_form(request: HttpRequest, form_class: type[Any], survey: Survey) -> Any:
    """The form filled from the query and valid. Raises ProblemError with everything amiss.

    Making a form costs more than the answer, so one of each is kept while the survey is.
    """
    kept = _forms.get(form_class)
    if kept is None or kept.survey is not survey:
        kept = _forms[form_class] = form_class(survey)
    form = kept.asked(request.GET)
    found = form_errors(form)
    named = {error.field for error in found}
    empty = [error for error in _empty_ones(request.GET, form.fields) if error.field not in named]
    _refuse([*unknown_parameters(request.GET, form.fields), *found, *empty])
    return form


def _empty_ones(query: QueryDict, names: Iterable[str]) -> Iterator[FieldError]:
    """What was given without a value: more likely a slip in a program than a wish."""
    for name in names:
        if any(not value.strip() for value in query.getlist(name)):
            said = _("Give it a value, or leave it out.")
            yield FieldError(f"query.{name}", "empty_parameter", said)


def read_survey(request: HttpRequest) -> Survey:
    """The survey asked for, else the default. Raises ProblemError, queries.NoSurveyError."""
    given = list(dict.fromkeys(request.GET.getlist(SURVEY)))
    if len(given) > 1:
        said = _("This was given more than once. Give it once.")
        _refuse([FieldError(f"query.{SURVEY}", "repeated", said)])
    _refuse(_empty_ones(request.GET, [SURVEY]))
    try:
        return queries.choose_survey(given[0].strip() if given else "")
    except queries.NoSuchSurveyError:
        there = ", ".join(one.slug for one in queries.surveys_in_use())
        said = _("There is no such survey. There are: %(known)s.") % {"known": there}
        _refuse([FieldError(f"query.{SURVEY}", "invalid_choice", said)])
        raise


def read_nothing(request: HttpRequest) -> None:
    """Refuse parameters where there are none."""
    _refuse(unknown_parameters(request.GET, ()))


def read_comparison(
    request: HttpRequest, survey: Survey
) -> tuple[tuple[ComparedOffer, ...], PriceChange | None]:
    """Two to four offers, and the prices asked. Raises ProblemError with everything amiss."""
    names = ["offer", PRICES]
    prices = PricesForm(survey, request.GET)
    texts = request.GET.getlist("offer")
    asked = read_offers(survey, texts)
    errors = [*unknown_parameters(request.GET, names), *_empty_ones(request.GET, names)]
    _refuse([*errors, *form_errors(prices), *_offer_errors(asked)])
    return asked.offers, prices.asked


def _offer_errors(asked: Asked) -> Iterator[FieldError]:
    """What is amiss with the offers of a comparison."""
    for code, fault in zip(asked.codes, asked.faults, strict=True):
        yield FieldError("query.offer", code, fault)
    if asked.repeated:
        said = _("An offer was given more than once. Give each once.")
        yield FieldError("query.offer", "repeated", said)
    elif not asked.faults and len(asked.offers) < FEWEST:
        said = _("Give two to four offers, each as city,segment,band,amount.")
        yield FieldError("query.offer", "too_few_offers", said)


class WholeField(forms.CharField):
    """A whole number within bounds, in digits; what is left out is the usual value."""

    def __init__(self, usual: int | None, least: int, most: int) -> None:
        self.usual, self.least, self.most = usual, least, most
        super().__init__(required=False)

    def to_python(self, value: str | None) -> Any:
        """The number, or the usual one where the parameter is left out."""
        if value is None:
            return self.usual
        if re.fullmatch("[0-9]{1,9}", value) and self.least <= int(value) <= self.most:
            return int(value)
        said = _("Give a whole number from %(least)d to %(most)d.")
        bounds = {"least": self.least, "most": self.most}
        raise forms.ValidationError(said % bounds, code="out_of_bounds")

    def validate(self, value: Any) -> None:
        """`to_python` has said all there is to say."""

    def run_validators(self, value: Any) -> None:
        """`to_python` lets no other character through."""


def _choices() -> Any:
    return forms.MultipleChoiceField(required=False, error_messages={"invalid_choice": CITY})


class MarketsForm(Askable):
    """Which markets to list; a filter may be given several times, and none means all."""

    city = _choices()
    segment = _choices()
    prices = PricesField()

    def __init__(self, survey: Survey) -> None:
        super().__init__()
        self.survey = survey
        set_prices(self, survey)
        self.set_choices("city", [city.slug for city in survey.cities])
        self.set_choices("segment", list(survey.segments))
        set_message(self, "segment", picks.choose_kind, survey)

    def set_choices(self, name: str, values: Iterable[str]) -> None:
        """What a filter may be."""
        field = cast(forms.MultipleChoiceField, self.fields[name])
        field.choices = [(value, value) for value in values]

    def clean(self) -> dict[str, Any]:
        """Refuse what is no filter and was given twice with two values."""
        for name, field in self.fields.items():
            several = isinstance(self.data, QueryDict) and len(set(self.data.getlist(name))) > 1
            if several and not isinstance(field, forms.MultipleChoiceField):
                said = _("This was given more than once. Give it once.")
                self.add_error(name, forms.ValidationError(said, code="repeated"))
        return self.cleaned_data

    @property
    def markets(self) -> list[Market]:
        """The markets asked, in the order of the table. Only for a valid form."""
        return [market for key, market in self.survey.markets.items() if self.asks(key)]

    def asks(self, key: MarketKey | CellKey) -> bool:
        """Is a market or a cell asked, as far as its city and employers go? Of a valid form."""
        asked = self.cleaned_data
        return (not asked["city"] or key.city in asked["city"]) and (
            not asked["segment"] or key.segment in asked["segment"]
        )

    @property
    def change(self) -> PriceChange | None:
        """The change of prices asked; None where none is. Only for a valid form."""
        return cast("PriceChange | None", self.cleaned_data[PRICES])


class RangesForm(MarketsForm):
    """Rows of the table, a band of a market each."""

    band = _choices()

    def __init__(self, survey: Survey) -> None:
        super().__init__(survey)
        self.set_choices("band", [str(band.rank) for band in survey.bands])
        set_message(self, "band", picks.choose_band, survey)

    @property
    def ranks(self) -> list[int]:
        """The bands asked; all where none is. Only for a valid form."""
        asked = self.cleaned_data["band"]
        return [band.rank for band in self.survey.bands if not asked or str(band.rank) in asked]


class MarketsPageForm(RangesForm):
    """A bounded part of the markets."""

    limit = WholeField(USUAL_ROWS, 1, MOST_ROWS)
    offset = WholeField(0, 0, FURTHEST)
