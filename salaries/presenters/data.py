"""The data page: the source card, the audit's counts, what others said, and the files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from salaries import library, numbers, words
from salaries.domain.audit import Audit
from salaries.domain.survey import Survey
from salaries.presenters.audit import FindingGroup, Remarkable, audited, finding_groups, notes
from salaries.presenters.context import RemarkGroup, remark_groups
from salaries.presenters.counts import Count, counts
from salaries.presenters.gap import gap_chart
from salaries.presenters.outside import OutsideCharts, outside_charts
from salaries.presenters.parts import Chart, link

FILES: dict[str, Promise] = {
    "hh_ranges.csv": lazy("The table: every band and median."),
    "hh_ranges.toml": lazy("What the survey is, and what its source does not state."),
    "band_requirements.csv": lazy("What each band asks of a candidate."),
    "duties.csv": lazy("What a job may hold: the duties surveyed, and those of other trades."),
    "cities.csv": lazy("The cities: names, codes, coordinates, residents."),
    "outside_evidence.toml": lazy("Shares and quartiles of vacancies of another year."),
    "source_notes.toml": lazy("Irregularities of the source."),
    "market_context.csv": lazy("What others said of the market, and when."),
    "cpi_ru.csv": lazy("Consumer prices month by month, for money of another year."),
    "cpi_ru.toml": lazy("What that index is, and whose."),
    "vacancy_rules.toml": lazy("By which rules vacancies become a survey."),
    "hh-smm-2016.csv": lazy("The second survey: quantiles of vacancies of 2016."),
    "hh-smm-2016.toml": lazy("How that was counted, and what it does not state."),
    "README.md": lazy("What every file and column is, with its origin."),
}


OF_THE_SHIPPED = {
    "hh_ranges.csv", "hh_ranges.toml", "band_requirements.csv", "duties.csv",
    "outside_evidence.toml", "source_notes.toml", "market_context.csv",
}  # fmt: skip
"""The files about the survey shipped here, of no use to who reads another."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file for download."""

    name: str
    about: str
    url: str
    size: str
    sha256: str


@dataclass(frozen=True)
class DataPage:
    """Everything the data page says; all counts are worked out from the survey as loaded."""

    survey: Survey

    @cached_property
    def audit(self) -> Audit:
        """The audit of the survey."""
        return audited(self.survey)

    @property
    def card(self) -> list[tuple[str, str]]:
        """The source in a few lines."""
        survey = self.survey
        cities = words.listed(words.city_name(city) for city in survey.cities)
        kinds = words.listed(words.employers(segment) for segment in survey.segments)
        bands = "; ".join(words.band_label(band) for band in survey.bands)
        sentence = _("%(markets)s: %(cities)s cities, each with %(kinds)s")
        if not survey.has_kinds:
            sentence = _("%(markets)s, one in each city")
        count = sentence % {
            "markets": len(survey.markets),
            "cities": len(survey.cities),
            "kinds": kinds,
        }
        sign = numbers.symbol(survey.currency)
        return [
            (_("Who"), words.say(survey.source)),
            (_("What"), words.say(survey.title)),
            (_("When"), numbers.month(survey.month)),
            (_("Where"), cities),
            (_("Markets"), count),
            (_("Bands"), bands),
            (_("Money"), _("%(currency)s a month, read as net") % {"currency": sign}),
        ]

    @property
    def not_stated(self) -> list[str]:
        """What the source does not say."""
        return [words.say(text) for text in self.survey.not_stated]

    @property
    def loaded_at(self) -> str:
        """When the table was loaded."""
        moment = self.survey.provenance.loaded_at
        return f"{numbers.day(moment.date())}, {moment:%H:%M} UTC"

    @property
    def is_shipped(self) -> bool:
        """Was the table in use loaded from the file offered below?"""
        return self.survey.provenance.sha256 == library.data_file("hh_ranges.csv").sha256

    @property
    def groups(self) -> list[FindingGroup]:
        """The anomalies, by kind."""
        return finding_groups(self.survey, self.audit)

    @property
    def notes(self) -> list[Remarkable]:
        """What is odd about the source beyond its figures."""
        return notes(self.survey)

    @property
    def gap(self) -> Chart:
        """The medians against equal shares of the bands."""
        return gap_chart(self.survey, self.audit)

    @cached_property
    def outside(self) -> OutsideCharts | None:
        """The evidence from outside, where it is about this survey."""
        return outside_charts(self.survey)

    @property
    def context(self) -> list[RemarkGroup]:
        """What others said, by kind."""
        return remark_groups(self.survey)

    @property
    def files(self) -> list[FileRow]:
        """The files for download."""
        shipped = library.is_shipped(self.survey.slug)
        names = [name for name in FILES if shipped or name not in OF_THE_SHIPPED]
        return [_file_row(name, str(FILES[name])) for name in names]

    @property
    def counts(self) -> list[Count]:
        """The audit's counts: what holds everywhere, then what does not."""
        return counts(self.survey, self.audit)


def _file_row(name: str, about: str) -> FileRow:
    file = library.data_file(name)
    size = _("%(bytes)s bytes") % {"bytes": numbers.number(file.size)}
    return FileRow(name, about, link("data-file", (), name), size, file.sha256)
