"""Judged rows for programs: each as the API answers a single offer or vacancy."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from salaries.answers.offer import offer_evidence, offer_result
from salaries.answers.vacancy import vacancy_evidence, vacancy_result
from salaries.bulk.judging import NOTHING
from salaries.bulk.parsing import BASES, GIVEN
from salaries.bulk.refusals import Fault
from salaries.bulk.sheet import OFFER, REFUSED, JudgedBlock
from salaries.domain.surveyed import Market
from salaries.domain.vacancy import Posting
from salaries.forms import OfferQuestion, VacancyQuestion

Record = dict[str, Any]


def records(block: JudgedBlock, numbers: Sequence[int]) -> Iterator[Record]:
    """Each row's number with `inputs` as understood and `result`, or with `errors`."""
    for place, number in enumerate(numbers):
        if block.kind[place] == REFUSED:
            yield {"row": number, "errors": [_error(found) for found in block.faults[place]]}
        elif block.kind[place] == OFFER:
            yield {"row": number, **_offer(block, place)}
        else:
            yield {"row": number, **_posting(block, place)}


def _error(found: Fault) -> Record:
    return {"field": found.field, "code": found.code, "message": found.message}


def _market(block: JudgedBlock, place: int) -> Market:
    return block.tables.market(int(block.parsed.market[place]), int(block.parsed.band[place]))


def _asked(block: JudgedBlock, place: int) -> Record:
    market = _market(block, place)
    return {
        "city": market.city.slug,
        "segment": market.segment,
        "band": block.tables.rank(int(block.parsed.band[place])),
    }


def _offer(block: JudgedBlock, place: int) -> Record:
    survey, basis = block.tables.survey, BASES[block.parsed.basis[place]]
    band = survey.band(block.tables.rank(int(block.parsed.band[place])))
    amount = int(block.parsed.low[place])
    question = OfferQuestion(_market(block, place), band, amount, basis)
    result = offer_result(survey, question)
    return {
        "inputs": {**_asked(block, place), "amount": amount, "basis": basis},
        "result": result,
        "evidence": offer_evidence(question, said=result["percentile"] is not None),
        **_equal(block, place),
    }


def _equal(block: JudgedBlock, place: int) -> Record:
    """Equal standing in the market chosen; nothing where none was."""
    if block.equal is None:
        return {}
    row = int((block.kind[:place] == OFFER).sum())
    by_place, by_ratio = (int(column[row]) for column in block.equal)
    if by_ratio == NOTHING:
        return {"equal_standing": None}
    return {"equal_standing": {"same_place": max(by_place, 0) or None, "same_ratio": by_ratio}}


def _posting(block: JudgedBlock, place: int) -> Record:
    survey, basis = block.tables.survey, BASES[block.parsed.basis[place]]
    band = survey.band(block.tables.rank(int(block.parsed.band[place])))
    posting = Posting(int(block.parsed.low[place]), int(block.parsed.high[place]))
    given = GIVEN[block.parsed.given[place]]
    question = VacancyQuestion(_market(block, place), band, posting, basis, given)
    inputs = {
        **_asked(block, place),
        "low": posting.low,
        "high": posting.high,
        "basis": basis,
        "given": given,
    }
    result, evidence = vacancy_result(survey, question), vacancy_evidence(question)
    return {"inputs": inputs, "result": result, "evidence": evidence}


def table_of(rows: Sequence[Mapping[str, Any]]) -> tuple[list[str], pa.Table]:
    """Rows of named values as headings and a table of text; what a row lacks is empty."""
    keys = list(dict.fromkeys(name for row in rows for name in row))
    columns = [pa.array([_text(row.get(key)) for row in rows], pa.string()) for key in keys]
    names = [_whole_letters(key) for key in keys]
    return names, pa.Table.from_arrays(columns, [str(n) for n in range(len(names))])


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _whole_letters(value if isinstance(value, str) else json.dumps(value))


def _whole_letters(text: str) -> str:
    """The text with a mark where JSON held half a letter, which no file can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
