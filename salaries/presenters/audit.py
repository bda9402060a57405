"""The audit of the table in sentences, each with the pages it touches."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from salaries import library, numbers, words
from salaries.domain.audit import Anomaly, Audit, Finding, audit
from salaries.domain.bands import Band
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Market, MarketKey
from salaries.library import SourceNote
from salaries.once import once_a_survey
from salaries.presenters.parts import AGENCY, COMPANY, answer_link, link

GROUPS: dict[Anomaly, Promise] = {
    Anomaly.OPEN_JOINT: lazy("Bands that do not touch"),
    Anomaly.FALLING_BAND: lazy("Bands that do not rise"),
    Anomaly.MEDIAN_ELSEWHERE: lazy("Medians outside the usual band"),
    Anomaly.UNEQUAL_ENDS: lazy("Kinds of employer with different ends"),
    Anomaly.INVERTED_BAND: lazy("Bands in which companies reach above agencies"),
    Anomaly.INVERTED_MEDIAN: lazy("Medians of companies above those of agencies"),
    Anomaly.EARLY_DIFFERENCE: lazy("Cities whose agencies and companies part early"),
    Anomaly.NARROWING_BAND: lazy("Bands narrower than the band below"),
    Anomaly.TWIN_CITIES: lazy("Cities equal in medians and upper bands"),
    Anomaly.SHARED_MEDIAN: lazy("Medians that several cities share"),
}

SENTENCES: dict[Anomaly, Promise] = {
    Anomaly.OPEN_JOINT: lazy("%(market)s: %(bands)s ended elsewhere than the next band started."),
    Anomaly.FALLING_BAND: lazy("%(market)s: %(bands)s did not rise above what lies below."),
    Anomaly.MEDIAN_ELSEWHERE: lazy(
        "%(market)s: the median lay in %(bands)s, in most markets it lies in another band."
    ),
    Anomaly.UNEQUAL_ENDS: lazy(
        "%(cities)s: agencies’ pay ran over %(agency)s, companies’ over %(company)s."
    ),
    Anomaly.INVERTED_BAND: lazy("%(cities)s: companies reached above agencies in %(bands)s."),
    Anomaly.INVERTED_MEDIAN: lazy(
        "%(cities)s: the companies’ median, %(company)s, was above the agencies’, %(agency)s."
    ),
    Anomaly.EARLY_DIFFERENCE: lazy(
        "%(cities)s: agencies and companies already parted at %(joints)s."
    ),
    Anomaly.NARROWING_BAND: lazy("%(market)s: %(widths)s."),
    Anomaly.TWIN_CITIES: lazy(
        "%(cities)s have the same medians and the same %(bands)s at every kind of employer."
    ),
    Anomaly.SHARED_MEDIAN: lazy("%(cities)s share one median of %(of_employers)s, %(median)s."),
}

WITHOUT_KINDS: dict[Anomaly, Promise] = {
    Anomaly.TWIN_CITIES: lazy("%(cities)s have the same median and the same %(bands)s."),
    Anomaly.SHARED_MEDIAN: lazy("%(cities)s share one median, %(median)s."),
}
"""What is said of a survey that tells no kinds of employer apart."""

REASONS: dict[Anomaly, Promise] = {
    Anomaly.UNEQUAL_ENDS: lazy("In most cities both kinds of employer share their ends."),
    Anomaly.INVERTED_BAND: lazy("The source has agencies pay slightly more."),
    Anomaly.INVERTED_MEDIAN: lazy("The source has agencies pay slightly more."),
    Anomaly.EARLY_DIFFERENCE: lazy(
        "The source’s text has them part from band III on; we follow its table."
    ),
    Anomaly.NARROWING_BAND: lazy(
        "One would expect pay to spread with experience; a place in a narrow band turns on little."
    ),
    Anomaly.TWIN_CITIES: lazy("The table is rounded, so ranks show ties."),
    Anomaly.SHARED_MEDIAN: lazy("They share one place in the ranking, too."),
}
"""Why it is worth knowing."""
BY_THE_SOURCE = {Anomaly.INVERTED_BAND, Anomaly.INVERTED_MEDIAN, Anomaly.EARLY_DIFFERENCE}
"""Reasons that quote the text of the survey shipped here."""

PLACES: dict[str, Promise] = {
    "method#data": lazy("What the table is"),
    "method#place": lazy("Place in band"),
    "method#percentile": lazy("Percentile"),
    "data#context": lazy("What others said"),
}
"""Parts of the site by what a reader finds there."""

PLACE_OF: dict[Anomaly, str] = {
    Anomaly.NARROWING_BAND: "method#place",
    Anomaly.MEDIAN_ELSEWHERE: "method#percentile",
}


@dataclass(frozen=True, slots=True)
class Remarkable:
    """One thing worth knowing: what, why, and the pages it touches as (name, address)."""

    text: str
    why: str
    links: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """All findings of one kind, under their name; `ident` is its place on the page."""

    ident: str
    title: str
    why: str
    findings: list[Remarkable]


def told_of(survey: Survey, anomaly: Anomaly) -> bool:
    """Can it be said of a survey? Where the source's own text is the measure, of that one alone."""
    return library.is_shipped(survey.slug) or anomaly is not Anomaly.EARLY_DIFFERENCE


def finding_groups(survey: Survey, audit: Audit) -> list[FindingGroup]:
    """Every finding of the audit, by kind."""
    return [
        FindingGroup(
            anomaly.value,
            str(title),
            _why(survey, anomaly),
            [remarkable(survey, one) for one in audit.of(anomaly)],
        )
        for anomaly, title in GROUPS.items()
        if audit.of(anomaly) and told_of(survey, anomaly)
    ]


def notes(survey: Survey) -> list[Remarkable]:
    """What is odd about the source beyond its figures."""
    return [_of_note(survey, note) for note in library.source_notes(survey.slug)]


audited: Callable[[Survey], Audit] = once_a_survey(audit)
"""The audit of a survey, worked out once."""


def worth_knowing(survey: Survey, slug: str) -> list[Remarkable]:
    """What is odd about one city's numbers."""
    all_found = audited(survey).in_city(slug)
    told = (finding for finding in all_found if told_of(survey, finding.anomaly))
    found = [remarkable(survey, finding) for finding in told]
    named = [note for note in library.source_notes(survey.slug) if slug in note.cities]
    return found + [_of_note(survey, note) for note in named]


def remarkable(survey: Survey, finding: Finding) -> Remarkable:
    """A finding in one sentence."""
    sentence = str(_sentence(survey, finding.anomaly)) % _Said(survey, finding)
    links = _city_links(survey, finding.cities)
    if finding.anomaly is Anomaly.SHARED_MEDIAN:
        asked = {"segment": finding.segment, "sort": "-median"}
        links.append((_("The ranking"), answer_link(survey, "cities", asked)))
    else:
        links.append(_place(PLACE_OF.get(finding.anomaly, "method#data")))
    return Remarkable(sentence, _why(survey, finding.anomaly), links)


def _why(survey: Survey, anomaly: Anomaly) -> str:
    if anomaly in BY_THE_SOURCE and not library.is_shipped(survey.slug):
        return ""
    return str(REASONS.get(anomaly, ""))


def _sentence(survey: Survey, anomaly: Anomaly) -> Promise:
    return (
        SENTENCES[anomaly] if survey.has_kinds else WITHOUT_KINDS.get(anomaly, SENTENCES[anomaly])
    )


def _of_note(survey: Survey, note: SourceNote) -> Remarkable:
    links = [*_city_links(survey, note.cities), _place(note.place)]
    return Remarkable(words.say(note.text), "", links)


def _city_links(survey: Survey, slugs: Iterable[str]) -> list[tuple[str, str]]:
    names = {city.slug: words.city_name(city) for city in survey.cities}
    return [(names[slug], link("city", (), slug)) for slug in slugs if slug in names]


def _place(place: str) -> tuple[str, str]:
    view, _hash, anchor = place.partition("#")
    return str(PLACES[place]), f"{link(view)}#{anchor}"


class _Said(dict[str, str]):
    """What a sentence may name of a finding, each worked out only where it is named."""

    def __init__(self, survey: Survey, finding: Finding) -> None:
        self.survey, self.finding = survey, finding
        self.ways: dict[str, Callable[[], str]] = {
            "market": lambda: words.market_name(self._market(finding.segment)),
            "cities": lambda: words.listed(n for n, _url in _city_links(survey, finding.cities)),
            "of_employers": lambda: words.of_employers(finding.segment),
            "bands": self._bands,
            "median": lambda: self._money(self._market(finding.segment).scale.median),
            "agency": lambda: self._of_kind(AGENCY),
            "company": lambda: self._of_kind(COMPANY),
            "joints": lambda: words.listed(map(self._joint, finding.ranks)),
            "widths": lambda: words.listed(map(self._width, finding.ranks)),
        }

    def __missing__(self, name: str) -> str:
        return self.ways[name]()

    def _market(self, segment: str) -> Market:
        return self.survey.markets[MarketKey(self.finding.cities[0], segment)]

    def _band(self, segment: str, rank: int) -> Band:
        return self._market(segment).scale.ladder.band(rank)

    def _money(self, amount: int) -> str:
        return numbers.money(amount, self.survey.currency)

    def _bands(self) -> str:
        codes = [self.survey.band(rank).code for rank in self.finding.ranks]
        if not codes:
            return _("no band")
        return words.listed(words.band_name(code) for code in codes)

    def _of_kind(self, segment: str) -> str:
        scale = self._market(segment).scale
        if self.finding.anomaly is Anomaly.INVERTED_MEDIAN:
            return self._money(scale.median)
        return numbers.span(scale.floor, scale.ceiling, self.survey.currency)

    def _joint(self, rank: int) -> str:
        return _("the joint of %(below)s and %(above)s (%(agency)s and %(company)s)") % {
            "below": self.survey.band(rank).code,
            "above": self.survey.band(rank + 1).code,
            "agency": numbers.number(self._band(AGENCY, rank).high),
            "company": self._money(self._band(COMPANY, rank).high),
        }

    def _width(self, rank: int) -> str:
        segment = self.finding.segment
        return _("%(band)s was %(width)s wide, %(below)s %(wider)s") % {
            "band": words.band_name(self.survey.band(rank).code),
            "width": self._money(self._band(segment, rank).width),
            "below": words.band_name(self.survey.band(rank - 1).code),
            "wider": self._money(self._band(segment, rank - 1).width),
        }
