"""Names and messages that several doors share: every enum value in the language in use."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from babel.lists import format_list
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext_lazy as in_context

from salaries.domain.money import Basis, MoneyProblem, Slip
from salaries.domain.survey import Survey
from salaries.domain.surveyed import ALL, City, ExperienceBand, Market, Measure, Text
from salaries.once import once_a_survey


class Evidence(StrEnum):
    """What a figure rests on (METHOD)."""

    PUBLISHED = "published"
    DERIVED = "derived"
    MODELLED = "modelled"
    SCENARIO = "scenario"


EVIDENCE: dict[Evidence, Promise] = {
    Evidence.PUBLISHED: lazy("published"),
    Evidence.DERIVED: lazy("derived"),
    Evidence.MODELLED: lazy("modelled"),
    Evidence.SCENARIO: lazy("scenario"),
}

EVIDENCE_MEANING: dict[Evidence, Promise] = {
    Evidence.PUBLISHED: lazy("Stands in the source as printed."),
    Evidence.DERIVED: lazy("Exact arithmetic on published numbers, without any assumption."),
    Evidence.MODELLED: lazy(
        "Needs an assumption about how offers are spread; the assumption is named."
    ),
    Evidence.SCENARIO: lazy("You chose an outside rate, such as reading gross pay as net."),
}

SEGMENTS: dict[str, Promise] = {
    "agency": in_context("one kind of employer", "Agency"),
    "company": in_context("one kind of employer", "Company"),
    ALL: in_context("one kind of employer", "All employers"),
}

EMPLOYERS: dict[str, Promise] = {
    "agency": in_context("employers of a kind", "agencies"),
    "company": in_context("employers of a kind", "companies"),
    ALL: in_context("employers of a kind", "all employers"),
}

OF_EMPLOYERS: dict[str, Promise] = {
    "agency": in_context("of employers of a kind", "agencies"),
    "company": in_context("of employers of a kind", "companies"),
    ALL: in_context("of employers of a kind", "all employers"),
}

OF_PAY: dict[Measure, Promise] = {
    Measure.OFFERS: in_context("what a survey counted, behind “of”", "offers"),
    Measure.VACANCIES: in_context("what a survey counted, behind “of”", "vacancies"),
    Measure.SALARIES: in_context("what a survey counted, behind “of”", "salaries"),
}

BASES: dict[Basis, Promise] = {
    Basis.NET: in_context("pay", "net"),
    Basis.GROSS: in_context("pay", "gross"),
    Basis.UNKNOWN: in_context("pay", "not stated"),
}

TOPICS: dict[str, Promise] = {
    "skill": in_context("what a band asks", "Skills"),
    "practice": in_context("what a band asks", "Practice"),
    "education": in_context("what a band asks", "Education"),
    "tool": in_context("what a band asks", "Tools"),
    "english": in_context("what a band asks", "English"),
}

YEARS_OF: dict[str, Promise] = {
    "marketing": lazy("Years in marketing, advertising or online promotion"),
    "smm": lazy("Years of managing SMM projects"),
}
"""What years are of, by the key of the requirement."""

LONGEST_SHOWN = 60
"""Characters of a text that cannot be read, when it is shown to its writer."""

SHEET_FIELDS: dict[str, Promise] = {
    "city": lazy("City"),
    "segment": lazy("Employer"),
    "band": lazy("Experience, as a band"),
    "years": lazy("Experience, in years"),
    "amount": lazy("Pay"),
    "low": lazy("Pay, from"),
    "high": lazy("Pay, to"),
    "basis": lazy("Net or gross"),
}
"""What the columns of a sheet of offers may be."""

MONEY_PROBLEMS: dict[MoneyProblem, Any] = {
    MoneyProblem.EMPTY: lazy("Enter an amount a month, for example 52000."),
    MoneyProblem.NOT_MONEY: lazy(
        "This is not an amount. Write a whole amount a month in digits, for example 52000."
    ),
    MoneyProblem.AMBIGUOUS: lazy(
        "A comma or a point can mean thousands or a fraction. Write 52000 or 52 000."
    ),
    MoneyProblem.NOT_WHOLE: lazy("Write a whole amount, without a fraction, for example 52000."),
    MoneyProblem.NEGATIVE: lazy("Pay cannot be negative. Write the amount without a minus."),
    MoneyProblem.ZERO: lazy("The amount must be more than 0."),
    MoneyProblem.TOO_LARGE: lazy(
        "This amount is too large to be pay of a month. Check the number of digits."
    ),
}

SLIPS: dict[Slip, Promise] = {
    Slip.THOUSANDS: lazy("Did you mean %(meant)s a month?"),
    Slip.A_YEAR: lazy("Is that for a year? A month would be %(meant)s."),
}


def shown(text: str) -> str:
    """A text from outside, short, and without characters that would spoil the page."""
    short = text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"
    return "".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in short)


def with_evidence(heading: str, unit: str = "", evidence: Evidence | None = None) -> str:
    """A heading with its unit and evidence, for a file that stands alone."""
    notes = [unit, str(EVIDENCE[evidence]) if evidence else ""]
    told = ", ".join(note for note in notes if note)
    return f"{heading} ({told})" if told else heading


def say(text: Text) -> str:
    """A text of the data in the language in use."""
    return text.in_language(_language())


def _language() -> str:
    return (get_language() or "en").split("-")[0]


def listed(names: Iterable[str]) -> str:
    """Names as a sentence lists them: `Kazan, Omsk and Ufa`."""
    return format_list(list(names), locale={"en": "en_GB"}.get(_language(), _language()))


def either(names: Iterable[str]) -> str:
    """Names to choose one of: `Kazan or Ufa`."""
    return format_list(
        list(names), style="or", locale={"en": "en_GB"}.get(_language(), _language())
    )


def as_sentence(text: str) -> str:
    """A text that begins a sentence: with a capital letter, in languages that have them."""
    return text if _language() == "ka" else text[:1].upper() + text[1:]


def city_name(city: City) -> str:
    """The city's name in the language in use."""
    return say(city.name)


def in_city(city: City) -> str:
    """Where something is: `in Moscow`, `в Москве`, `მოსკოვში`."""
    return say(city.place) or _("in %(city)s") % {"city": city_name(city)}


def segment_name(segment: str) -> str:
    """One kind of employer: `Agency`; a kind we have no word for is shown as the data spell it."""
    return str(SEGMENTS.get(segment, segment))


def employers(segment: str) -> str:
    """Employers of a kind, in the plural: `agencies`."""
    return str(EMPLOYERS.get(segment, segment))


def of_employers(segment: str) -> str:
    """Employers of a kind behind "of": the median of `agencies`."""
    return str(OF_EMPLOYERS.get(segment, segment))


def market_name(market: Market) -> str:
    """City and kind of employer: `Moscow, agencies`; without kinds the city alone."""
    city = city_name(market.city)
    return city if market.segment == ALL else f"{city}, {employers(market.segment)}"


def topic(name: str) -> str:
    """What a requirement is about: `Skills`; a topic we have no word for as the data spell it."""
    return str(TOPICS.get(name, name))


def years_of(kind: str) -> str:
    """What years are of: `Years of managing SMM projects`; empty for a kind we have no word for."""
    return str(YEARS_OF.get(kind, ""))


def years_span(fewest: int, below: int | None) -> str:
    """Years from the fewest on, below a bound where there is one: `2 years, less than 3`."""
    if below is None:
        said = ngettext("%(years)d year or more", "%(years)d years or more", fewest)
        return said % {"years": fewest}
    if not fewest:
        said = ngettext("less than %(years)d year", "less than %(years)d years", below)
        return said % {"years": below}
    said = ngettext(
        "%(years)d year, less than %(below)d", "%(years)d years, less than %(below)d", fewest
    )
    return said % {"years": fewest, "below": below}


def experience(band: ExperienceBand) -> str:
    """The experience a band asks: `2 years or more`."""
    if band.is_all:
        return _("any experience")
    if not band.min_years and band.below is None:
        return _("no experience")
    return years_span(band.min_years, band.below)


def band_name(code: str) -> str:
    """`band III`."""
    return _("band %(code)s") % {"code": code}


def band_label(band: ExperienceBand) -> str:
    """A band's number and what it asks: `III · 2 years or more`."""
    if band.is_all:
        return as_sentence(experience(band))
    return f"{band.code} · {experience(band)}"


def alphabetical(name: str) -> tuple[str, str]:
    """How a name is sorted: by its alphabet, without regard to case, `ё` beside `е`.

    >>> sorted(["Йошкар-Ола", "Ершов", "Ёлкино", "Ейск"], key=alphabetical)
    ['Ейск', 'Ёлкино', 'Ершов', 'Йошкар-Ола']
    """
    return name.casefold().replace("ё", "е"), name


@once_a_survey
def by_name(survey: Survey) -> tuple[Market, ...]:
    """Markets by their city's name in the language in use; one city's keep their order."""
    return sorted_by_name(survey.markets.values())


def sorted_by_name(markets: Iterable[Market]) -> tuple[Market, ...]:
    """The same of any markets."""
    return tuple(sorted(markets, key=lambda market: alphabetical(city_name(market.city))))
