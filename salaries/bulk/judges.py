"""The arrays and the rules of each kind of survey, for whole columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from salaries.bulk import judging, postings, quantiles
from salaries.bulk.judging import JudgedOffers
from salaries.bulk.postings import JudgedPostings
from salaries.bulk.tables import Integers, Tables
from salaries.domain.survey import Survey


class Judges(NamedTuple):
    """What judges offers and posted ranges, and carries offers elsewhere."""

    offers: Callable[..., JudgedOffers]
    postings: Callable[..., JudgedPostings]
    equal: Callable[..., tuple[Integers, Integers]]


BY_BANDS = Judges(judging.judge_offers, postings.judge_postings, judging.equal_standing)
BY_QUANTILES = Judges(quantiles.judge_offers, quantiles.judge_postings, quantiles.equal_standing)


def tables_for(survey: Survey) -> Tables:
    """A survey's arrays."""
    return quantiles.QuantileTables(survey) if survey.has_quantiles else Tables(survey)


def judges_of(tables: Tables) -> Judges:
    """What judges by these arrays."""
    return BY_QUANTILES if isinstance(tables, quantiles.QuantileTables) else BY_BANDS
