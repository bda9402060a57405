"""The columns of a sheet as they were taken, for its owner to correct: lists to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from salaries import picks, words
from salaries.domain.money import Basis
from salaries.domain.survey import Survey
from salaries.unsaid import needless

Reason = tuple[str, str, str]
"""Why a sheet cannot be judged so: field, code, sentence."""
OF_A_COLUMN = {"missing", "unknown_column"}
"""Codes of what is wrong with the choice of a column, not with a value for all rows."""

OF_A_MARKET = {"no_such_market", "not_enough_data"}
"""Codes of what is wrong with the market to show equal standing in."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A field to choose for: its name in the form, its label, (value, label, is chosen), and
    what is wrong with the choice.
    """

    name: str
    label: str
    options: Sequence[tuple[str, str, bool]]
    errors: Sequence[str] = ()


@dataclass(frozen=True)
class ColumnsToCheck:
    """What a sheet's headings were taken for, for its owner to correct.

    `fields` is the place of each field's column as recognised; `asked` what was chosen since,
    and `reasons` say why a sheet cannot be judged by that.
    """

    survey: Survey
    names: Sequence[str]
    fields: Mapping[str, int]
    basis: Basis
    asked: Mapping[str, str]
    reasons: Sequence[Reason] = ()

    @property
    def faults(self) -> list[str]:
        """What stands over the form: where to look, and what is wrong with no list of it."""
        if not self.reasons:
            return []
        lists = {choice.name for choice in (*self.columns, *self.given)}
        others = [said for field, code, said in self.reasons if self._at(field, code) not in lists]
        return [_("It cannot be judged like this. Mend what is marked below."), *others]

    def _at(self, field: str, code: str) -> str:
        """The name of the list at which a reason stands."""
        if code in OF_A_COLUMN:
            return f"column_{field}"
        is_given = field == "basis" or bool(self.asked.get(field))
        return field if is_given and code not in OF_A_MARKET else "to"

    def _errors(self, name: str) -> list[str]:
        return [said for field, code, said in self.reasons if self._at(field, code) == name]

    @property
    def columns(self) -> list[Choice]:
        """For each field, the sheet's columns to choose from, by their numbers."""
        return [
            Choice(
                f"column_{field}", str(label), self._options(field), self._errors(f"column_{field}")
            )
            for field, label in words.SHEET_FIELDS.items()
            if field not in needless(self.survey)
        ]

    def _options(self, field: str) -> list[tuple[str, str, bool]]:
        place = self.fields.get(field)
        chosen = self.asked.get(f"column_{field}", "" if place is None else str(place + 1))
        named = [
            (str(number), name or _("column %(number)s") % {"number": number})
            for number, name in enumerate(self.names, start=1)
        ]
        return _marked([("", _("no column")), *named], chosen)

    @property
    def given(self) -> list[Choice]:
        """What may hold for every row: city, employer, experience, net or gross, a market."""
        survey, none = self.survey, ("", _("as each row says"))
        bands = [(b.code or str(b.rank), words.band_label(b)) for b in survey.bands]
        known = Basis if survey.knows_tax else (Basis.NET,)
        bases = [(basis.value, str(words.BASES[basis])) for basis in known]
        markets = [
            (",".join(market.key), words.market_name(market)) for market in words.by_name(survey)
        ]
        lists = {
            "city": (_("City of every row"), [none, *picks.city_choices(survey)]),
            "segment": (_("Employer of every row"), [none, *picks.segment_choices(survey)]),
            "band": (_("Experience of every row"), [none, *bands]),
            "basis": (_("Pay is, where no row says"), bases),
            "to": (_("Equal standing in"), [("", _("no market")), *markets]),
        }
        usual = {"basis": self.basis.value}
        return [
            Choice(
                name,
                label,
                _marked(options, self.asked.get(name) or usual.get(name, "")),
                self._errors(name),
            )
            for name, (label, options) in lists.items()
            if name not in needless(survey) and not (name == "segment" and survey.only_segment)
        ]


def _marked(options: Sequence[tuple[str, str]], chosen: str) -> list[tuple[str, str, bool]]:
    return [(value, label, value == chosen) for value, label in options]
