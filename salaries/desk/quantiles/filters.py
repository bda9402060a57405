"""The filter of a table of quantiles: that of the city table without what only bands have."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from salaries import picks, words
from salaries.desk.quantiles.rows import CellRow, rows_of, told_by
from salaries.domain.survey import Survey
from salaries.fields import set_choices
from salaries.filters import MOST_LETTERS, AskedFilter, DeskFilter, Rows
from salaries.prices import set_prices

SHARED = DeskFilter.declared_filters


class QuantileFilter(AskedFilter[CellRow]):
    """Which cells to show, and the amount to look up in them."""

    q = SHARED["q"]
    city = SHARED["city"]
    segment = SHARED["segment"]
    band = SHARED["band"]
    median_from = SHARED["median_from"]
    median_to = SHARED["median_to"]
    amount = SHARED["amount"]
    prices = SHARED["prices"]

    def __init__(self, survey: Survey, query: QueryDict) -> None:
        self.survey = survey
        asked = query.copy()
        if "q" in asked:  # no page grows with what was typed
            asked["q"] = str(asked["q"])[: MOST_LETTERS + 1]
        super().__init__(asked, queryset=Rows())
        self._choices()
        set_prices(self.form, survey)
        self.form.clean = self._clean
        self.queryset = Rows(rows_of(survey, self.asked_amount))

    def _choices(self) -> None:
        """Offer what the survey has; what leaves no choice is not asked of a reader."""
        survey, told, fields = self.survey, told_by(self.survey), self.form.fields
        set_choices(self.form, "city", picks.city_choices(survey))
        set_choices(self.form, "segment", picks.segment_choices(survey))
        set_choices(self.form, "band", [(str(b.rank), words.band_label(b)) for b in survey.bands])
        fields["band"].label = _("Experience")
        for name, message, is_told in (
            ("segment", _("Choose kinds of employer from the list."), told.employers),
            ("band", _("Choose experience from the list."), told.levels),
        ):
            fields[name].error_messages["invalid_choice"] = message
            if not is_told:
                fields[name].widget = forms.MultipleHiddenInput()

    def as_it_is(self, rows: list[CellRow], name: str, value: object) -> list[CellRow]:
        """Levels choose among the cells; amount and prices do not."""
        if name == "band" and value:
            return [row for row in rows if row.rank in self.asked_ranks]
        return rows
