"""What a sheet's headings were taken for, as lists to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from salaries import words
from salaries.domain.money import Basis
from salaries.domain.survey import Survey


@dataclass(frozen=True, slots=True)
class Choice:
    """A field to choose for: its name in the form, its label, and (value, label, is chosen)."""

    name: str
    label: str
    options: Sequence[tuple[str, str, bool]]


@dataclass(frozen=True)
class ColumnsToCheck:
    """What a sheet's headings were taken for, for its owner to correct.

    `fields` is the place of each field's column as recognised; `asked` what was chosen since.
    """

    survey: Survey
    names: Sequence[str]
    fields: Mapping[str, int]
    basis: Basis
    asked: Mapping[str, str]

    @property
    def columns(self) -> list[Choice]:
        """For each field, the sheet's columns to choose from, by their numbers."""
        return [
            Choice(f"column_{field}", str(label), self._options(field))
            for field, label in words.SHEET_FIELDS.items()
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
        bands = [(band.code, words.band_label(band)) for band in survey.bands]
        bases = [(basis.value, str(words.BASES[basis])) for basis in Basis]
        markets = [
            (",".join(market.key), words.market_name(market))
            for market in words.by_name(survey.markets.values())
        ]
        lists = {
            "city": (_("City of every row"), [none, *words.city_choices(survey)]),
            "segment": (_("Employer of every row"), [none, *words.segment_choices(survey)]),
            "band": (_("Experience of every row"), [none, *bands]),
            "basis": (_("Pay is, where no row says"), bases),
            "to": (_("Equal standing in"), [("", _("no market")), *markets]),
        }
        usual = {"basis": self.basis.value}
        return [
            Choice(name, label, _marked(options, self.asked.get(name) or usual.get(name, "")))
            for name, (label, options) in lists.items()
        ]


def _marked(options: Sequence[tuple[str, str]], chosen: str) -> list[tuple[str, str, bool]]:
    return [(value, label, value == chosen) for value, label in options]
