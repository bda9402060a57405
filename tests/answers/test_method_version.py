"""The method's version cannot be forgotten: every answer of the table is pinned under it."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import pytest

from salaries.answers.compare import compare_answer
from salaries.answers.offer import offer_answer
from salaries.answers.transfer import transfer_answer
from salaries.answers.vacancy import vacancy_answer
from salaries.domain.method import METHOD_VERSION
from salaries.domain.money import Basis
from salaries.domain.survey import Survey
from salaries.domain.surveyed import ExperienceBand, Market
from salaries.domain.vacancy import Posting
from salaries.forms import OfferQuestion, VacancyQuestion
from salaries.offers import ComparedOffer

pytestmark = pytest.mark.django_db

PINNED = {"1": "74f2afc55284bd397534b57b1f3bc6a5b31a96efec194f27d1e80356a84de8b9"}
"""A digest for every version there was. Another digest needs another version."""


def answers(survey: Survey) -> Iterator[dict[str, Any]]:
    """Answers of each kind in each market, for each band, on each basis, at the telling amounts."""
    for market in survey.markets.values():
        for band in survey.bands:
            for basis in Basis:
                yield from judged(survey, market, band, basis)
            yield compared(survey, market, band)


def judged(
    survey: Survey, market: Market, band: ExperienceBand, basis: Basis
) -> Iterator[dict[str, Any]]:
    marks = (*market.scale.ladder.edges, market.scale.median)
    for amount in sorted({mark + step for mark in marks for step in (-1, 0, 1)}):
        asked = OfferQuestion(market, band, amount, basis)
        yield offer_answer(survey, asked)
        yield vacancy_answer(
            survey, VacancyQuestion(market, band, Posting(amount, amount + 10_001), basis)
        )
    yield transfer_answer(survey, asked, survey.markets.values())


def compared(survey: Survey, market: Market, band: ExperienceBand) -> dict[str, Any]:
    first = next(iter(survey.markets.values()))
    offers = (ComparedOffer(first, survey.bands[0], 33_333), ComparedOffer(market, band, 44_444))
    return compare_answer(survey, offers)


ADDED_SINCE = {"beyond", "judged_by", "left_out", "shares"}
"""Fields that say what could be read before, too, in other words; no formula is theirs."""


def rounded(value: Any) -> Any:
    """Without the last digits of floats, in which machines differ, and without newer fields."""
    if isinstance(value, float):
        return round(value, 9)
    if isinstance(value, dict):
        return {
            name: rounded(inner)
            for name, inner in value.items()
            if name.rsplit(".", 1)[-1] not in ADDED_SINCE
        }
    return [rounded(inner) for inner in value] if isinstance(value, list) else value


def test_a_changed_answer_is_a_new_version_of_the_method(survey: Survey) -> None:
    digest = hashlib.sha256()
    for answer in answers(survey):
        told = {name: answer[name] for name in ("inputs", "result", "evidence", "assumptions")}
        digest.update(json.dumps(rounded(told)).encode())
    assert digest.hexdigest() == PINNED[METHOD_VERSION]
