"""Every market, band, basis and telling amount: a judged CSV says what the API says of each alone.

That the API says what the pages say is held by tests/api/test_same_answer.py.
"""

from __future__ import annotations

import csv
import io
import itertools

import pytest

from salaries.answers.offer import offer_result
from salaries.bulk.results import results
from salaries.bulk.uploads import judged_sheet
from salaries.domain.money import Basis
from salaries.domain.survey import Survey
from salaries.forms import OfferQuestion
from tests.bulk.said import cells
from tests.domain.builders import MARKETS, Published, each_market

OWN = ("city", "segment", "band", "amount", "basis")


def questions(survey: Survey, market: Published) -> list[OfferQuestion]:
    (found,) = [m for m in survey.in_segment(market.segment) if m.city.name.en == market.city]
    every = itertools.product(survey.bands, market.amounts, Basis)
    return [OfferQuestion(found, band, amount, basis) for band, amount, basis in every]


@pytest.mark.django_db
@each_market
def test_a_judged_sheet_says_what_the_api_says(survey: Survey, market: Published) -> None:
    asked = questions(survey, market)
    sheet = io.StringIO()
    csv.writer(sheet).writerows(
        [OWN, *((market.city, market.segment, q.band.code, q.amount, q.basis) for q in asked)]
    )
    file, _kind, _sum = judged_sheet(survey, sheet.getvalue().encode(), {})
    _heading, *rows = csv.reader(io.StringIO(file.read().decode()))
    names = [one.name for one in results()]
    for question, row in zip(asked, rows, strict=True):
        record = {"inputs": {"basis": question.basis}, "result": offer_result(survey, question)}
        assert dict(zip(names, row[len(OWN) :], strict=True)) == cells(survey, record)


def test_there_are_as_many_markets_as_the_table_has() -> None:
    assert len(MARKETS) == 24
