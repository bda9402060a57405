"""What stands around every result: what was asked, what it rests on, whose data, which versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language

from salaries import words
from salaries.domain.duties import Duty, is_several_jobs, other_jobs, outside, surveyed
from salaries.domain.method import METHOD_VERSION
from salaries.domain.money import Basis
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Text
from salaries.words import Evidence

Plain = dict[str, Any]
"""An object of JSON."""


class Assumption(StrEnum):
    """What an answer takes for granted, by name."""

    TABLE_IS_NET = "table_is_net"
    FLAT = "flat"
    LOG_NORMAL = "log_normal"
    ONE_PEAK = "one_peak"
    INCOME_TAX = "income_tax_of_survey_year"
    SAME_PLACE = "same_place_in_band"
    SAME_RATIO = "same_ratio_to_median"
    STRAIGHT_LINE = "straight_line_between_quantiles"


def envelope(
    survey: Survey,
    inputs: Plain,
    result: Plain,
    evidence: Mapping[str, Evidence],
    assumptions: Iterable[Assumption],
    market_used: Plain | list[Plain] | None,
) -> Plain:
    """A judged answer, whole but for `link`, which the door adds."""
    return {
        "inputs": inputs,
        "result": result,
        "evidence": evidence,
        "source": source(survey),
        "market_used": market_used,
        "assumptions": [*_table(survey), *assumptions],
        "method_version": METHOD_VERSION,
        "survey_version": survey.version,
    }


def duties_asked(duties: Iterable[Duty]) -> Plain:
    """The duties given by their keys: which the pay is for, which are apart, whose work those are.

    They change no figure.
    """
    duties = tuple(duties)
    return {
        "surveyed": [duty.key for duty in surveyed(duties)],
        "outside": [duty.key for duty in outside(duties)],
        "other_jobs": list(other_jobs(duties)),
        "is_several_jobs": is_several_jobs(duties),
    }


def _table(survey: Survey) -> tuple[Assumption, ...]:
    """The table is read by its publisher's convention where it does not say itself."""
    is_assumed = survey.basis is Basis.UNKNOWN and survey.convention is Basis.NET
    return (Assumption.TABLE_IS_NET,) if is_assumed else ()


def source(survey: Survey) -> Plain:
    """Whose data these are, and what the source does not state, in the language in use."""
    return {
        "survey": survey.slug,
        "publisher": survey.publisher,
        "month": survey.month.isoformat()[: len("2015-03")],
        "currency": survey.currency,
        "not_stated": _said(survey.not_stated, get_language()),
    }


@lru_cache
def _said(texts: tuple[Text, ...], language: str | None) -> list[str]:
    """Texts in the language in use, which is named so that each is kept apart."""
    return [words.say(text) for text in texts]


def exact(basis: Basis) -> Evidence:
    """What exact arithmetic rests on: an amount read as net by a tax scale is a scenario."""
    return Evidence.DERIVED if basis is Basis.NET else Evidence.SCENARIO


def tax(basis: Basis) -> tuple[Assumption, ...]:
    """The tax scale, where an amount was read by it."""
    return () if basis is Basis.NET else (Assumption.INCOME_TAX,)
