"""The audit's counts: what holds everywhere in the table, then what is odd, and how often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from salaries import numbers
from salaries.domain.audit import Anomaly, Audit
from salaries.domain.survey import Survey
from salaries.presenters.audit import GROUPS, told_of

ODDITIES: dict[Anomaly, Promise] = {
    Anomaly.INVERTED_MEDIAN: lazy("of cities with both kinds of employer"),
    Anomaly.INVERTED_BAND: lazy("at their low or their high"),
    Anomaly.EARLY_DIFFERENCE: lazy("before the band where the source’s text says they part"),
    Anomaly.NARROWING_BAND: lazy("in %(findings)s markets of %(cities)s cities"),
    Anomaly.TWIN_CITIES: lazy("groups, %(cities)s cities in all"),
    Anomaly.SHARED_MEDIAN: lazy("over %(cities)s cities, each kind of employer by itself"),
}
"""What is counted of the oddities that a loaded table can have, and of what."""
OVER_CITIES = lazy("over %(cities)s cities")
OF_BOTH_KINDS = {Anomaly.INVERTED_MEDIAN, Anomaly.INVERTED_BAND, Anomaly.EARLY_DIFFERENCE}
"""What only agencies beside companies can show."""
BY_BAND = {Anomaly.NARROWING_BAND, Anomaly.INVERTED_BAND}
"""Counted by band; the others by finding."""


@dataclass(frozen=True, slots=True)
class Count:
    """One line of the audit: what was counted, how many, of what; `place` holds the findings."""

    label: str
    value: str
    note: str
    place: str = ""


def counts(survey: Survey, audit: Audit) -> list[Count]:
    """Every count of the audit."""
    laws = [*_of_bands(audit), _of_medians(survey, audit), *_of_figures(audit)]
    return laws + [
        _oddity(audit, anomaly, str(note))
        for anomaly, note in _oddities(survey).items()
        if told_of(survey, anomaly) and (audit.pairs or anomaly not in OF_BOTH_KINDS)
    ]


def _oddities(survey: Survey) -> Mapping[Anomaly, Promise]:
    return ODDITIES if survey.has_kinds else ODDITIES | {Anomaly.SHARED_MEDIAN: OVER_CITIES}


def _of_bands(audit: Audit) -> list[Count]:
    return [
        Count(
            _("Joints at which bands touch"),
            _out_of(audit.joints_touching, audit.joints),
            _("the high of a band is the low of the next"),
        ),
        Count(
            _("Markets whose bands rise"),
            _out_of(audit.markets_rising, audit.markets),
            _("each band starts above the start of the one below"),
        ),
    ]


def _of_medians(survey: Survey, audit: Audit) -> Count:
    rank = audit.usual_rank
    places = [median.place for median in audit.medians if median.rank == rank]
    where = _("from %(low)s to %(high)s of the way up the band") % {
        "low": numbers.percent(min(places)),
        "high": numbers.percent(max(places)),
    }
    label = _("Medians in band %(band)s") % {"band": survey.band(rank).code}
    return Count(label, _out_of(audit.medians_in(rank), audit.markets), where, "equal-shares")


def _of_figures(audit: Audit) -> list[Count]:
    shared = Count(
        _("Cities whose agencies and companies share floor and ceiling"),
        _out_of(audit.pairs_sharing_ends, audit.pairs),
        _("of cities with both kinds of employer"),
    )
    rounded = Count(
        _("Figures in whole thousands"),
        _out_of(audit.figures_rounded, audit.figures),
        _("low, high and median of every market; hence the ties"),
    )
    return [
        *([shared] if audit.pairs else ()),
        *([rounded] if audit.figures_rounded else ()),
    ]


def _oddity(audit: Audit, anomaly: Anomaly, note: str) -> Count:
    found = audit.of(anomaly)
    number = sum(len(one.ranks) if anomaly in BY_BAND else 1 for one in found)
    cities = {city for one in found for city in one.cities}
    said = note % {"findings": len(found), "cities": len(cities)}
    return Count(str(GROUPS[anomaly]), str(number), said, anomaly.value if found else "")


def _out_of(number: int, among: int) -> str:
    return _("%(number)s of %(among)s") % {"number": number, "among": among}
