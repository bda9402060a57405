"""What a candidate says of themselves in an address: ticks, years, and a market if one is chosen.

`has=copywriting&has=seo-basics&marketing_years=2&smm_years=2&city=moscow&segment=agency`
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from salaries import picks, words
from salaries.domain.experience import MOST_YEARS
from salaries.domain.profile import Profile, kinds_of_years
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Market, Requirement
from salaries.fields import set_choices
from salaries.places import PlaceForm

TICKS = "has"


def years_name(kind: str) -> str:
    """The parameter of a kind of years: `smm_years`."""
    return f"{kind}_years"


def ticks(survey: Survey) -> list[Requirement]:
    """What can be ticked, required or wished for, in the order of the survey."""
    return [one for band in survey.bands for one in band.requirements if one.years is None]


def years_label(survey: Survey, kind: str) -> str:
    """What years are of: in our words, else in the survey's where it first asks for them."""
    asked = (one for band in survey.bands for one in band.requirements)
    first = next(one for one in asked if one.years is not None and one.key == kind)
    return words.years_of(kind) or words.say(first.text)


@dataclass(frozen=True, slots=True)
class ProfileQuestion:
    """Which band am I? Without a market nothing is said of pay."""

    profile: Profile
    market: Market | None

    def ticked(self, survey: Survey) -> list[str]:
        """The keys ticked, in the order of the survey."""
        return [one.key for one in ticks(survey) if one.key in self.profile.has]

    def address(self, survey: Survey) -> list[tuple[str, str]]:
        """The question as an address asks it."""
        pairs = [(TICKS, key) for key in self.ticked(survey)]
        pairs += [(years_name(kind), str(n)) for kind, n in self.profile.years.items()]
        if self.market:
            pairs += [("city", self.market.city.slug), ("segment", self.market.segment)]
        return pairs


class TicksField(forms.MultipleChoiceField):
    """Any of some choices, each once; what is blank is not given."""

    def to_python(self, value: Any) -> list[str]:
        """What was ticked, in the order given."""
        return [one for one in super().to_python(value) if one.strip()]

    def validate(self, value: list[str]) -> None:
        """Name the first that there is not, or that was given twice."""
        known = [str(key) for key, _label in self.choices]  # type: ignore[misc, union-attr]
        for place, one in enumerate(value):
            if one not in known:
                said = _("“%(value)s” is not one of these: %(known)s.")
                told = {"value": words.shown(one), "known": ", ".join(known)}
                raise forms.ValidationError(said % told, code="invalid_choice")
            if one in value[:place]:
                said = _("“%(value)s” was given more than once. Give it once.")
                raise forms.ValidationError(said % {"value": one}, code="repeated")


class YearsField(forms.ChoiceField):
    """Whole years, chosen between the fewest that bands ask; any other number is read, too."""

    def __init__(self, label: str, asked: Iterable[int]) -> None:
        self.steps = sorted({0, *asked})
        bounds = zip(self.steps, [*self.steps[1:], None], strict=True)
        super().__init__(
            label=label,
            required=False,
            initial="0",
            widget=forms.RadioSelect,
            choices=[(str(fewest), words.years_span(fewest, below)) for fewest, below in bounds],
        )

    def to_python(self, value: Any) -> Any:
        """The years as an int; 0 where nothing is said."""
        text = str(value or "").strip()
        if not text:
            return 0
        if not re.fullmatch("[0-9]{1,3}", text) or int(text) > MOST_YEARS:
            said = _("Give whole years in digits, from 0 to %(most)d.")
            raise forms.ValidationError(said % {"most": MOST_YEARS}, code="not_years")
        return int(text)

    def validate(self, value: Any) -> None:
        """`to_python` has said all there is to say."""

    def bound_data(self, data: Any, initial: Any) -> Any:
        """The choice that is reached, for the form to show; what cannot be read chooses none."""
        try:
            years = self.to_python(data)
        except forms.ValidationError:
            return data
        return str(max(step for step in self.steps if step <= years))


@dataclass(frozen=True, slots=True)
class Tick:
    """One box of the form."""

    key: str
    text: str
    is_ticked: bool


class ProfileForm(PlaceForm):
    """What a candidate has. The market is optional, but of no use by halves."""

    has = TicksField(
        label=lazy("What you have"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, survey: Survey, query: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(survey, query, **kwargs)
        set_choices(self, TICKS, [(one.key, words.say(one.text)) for one in ticks(survey)])
        set_choices(
            self, "city", [("", _("Not chosen: pay is not shown")), *picks.city_choices(survey)]
        )
        for name in ("city", "segment"):
            self.fields[name].required = False
        if isinstance(self.data, QueryDict) and not self.data.get("city"):
            self.data = self.data.copy()
            self.data.setdefault("segment", survey.segments[0])
        for kind, asked in kinds_of_years(survey.bands).items():
            self.fields[years_name(kind)] = YearsField(years_label(survey, kind), asked)
        self.order_fields([TICKS, *map(years_name, kinds_of_years(survey.bands))])

    @classmethod
    def names(cls, survey: Survey) -> Iterable[str]:
        """Its own fields, and one for each kind of years."""
        return [*cls.base_fields, *map(years_name, kinds_of_years(survey.bands))]

    def clean(self) -> dict[str, Any]:
        """Refuse a city without a kind of employer."""
        asked = super().clean()
        if asked.get("city") and not asked.get("segment") and "segment" not in self.errors:
            said = self.fields["segment"].error_messages["required"]
            self.add_error("segment", forms.ValidationError(said, code="required"))
        return asked

    @property
    def is_asked(self) -> bool:
        """Does the query say anything of the candidate, or only name a market?"""
        return any(name in self.data for name in self.names(self.survey) if name not in PLACE)

    def answerable(self) -> ProfileQuestion:
        """The question as domain values. Only for a valid form."""
        asked = self.cleaned_data
        years = {k: asked[years_name(k)] for k in kinds_of_years(self.survey.bands)}
        market = self.asked_market if asked["city"] else None
        return ProfileQuestion(Profile(frozenset(asked[TICKS]), years), market)

    @property
    def years(self) -> list[forms.BoundField]:
        """The fields of years, the lowest band's kind first."""
        return [self[years_name(kind)] for kind in kinds_of_years(self.survey.bands)]

    @property
    def topics(self) -> list[tuple[str, list[Tick]]]:
        """The boxes of what is required, under the name of their topic."""
        groups: dict[str, list[Requirement]] = {}
        for one in ticks(self.survey):
            if one.is_required:
                groups.setdefault(one.topic, []).append(one)
        return [(words.topic(topic), self._boxes(group)) for topic, group in groups.items()]

    @property
    def wishes(self) -> list[Tick]:
        """The boxes of what is wished for and decides nothing."""
        return self._boxes(one for one in ticks(self.survey) if not one.is_required)

    def _boxes(self, requirements: Iterable[Requirement]) -> list[Tick]:
        given = self[TICKS].value() or []
        return [Tick(one.key, words.say(one.text), one.key in given) for one in requirements]


PLACE = tuple(PlaceForm.base_fields)
