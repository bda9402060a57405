"""The shape of many judged rows, and of what is sent to be judged."""

from __future__ import annotations

from ninja import Field, Schema

from salaries.api.schemas import (
    Amount,
    Label,
    OfferInputs,
    OfferResult,
    Source,
)
from salaries.api.schemas_vacancy import VacancyInputs, VacancyResult
from salaries.sheets.limits import MOST_RECORDS


class BulkRows(Schema):
    """Rows to judge, each an object of names and values, as a sheet has columns and cells.

    Names are recognised as headings are, in English, Russian and Georgian: `city`, `segment`,
    `band` or `years`, `amount` (a figure, or a range such as `50000-60000`) or `low` and `high`,
    and `basis`.
    """

    rows: list[dict[str, str | int | float | None]] = Field(min_length=1, max_length=MOST_RECORDS)


class RowError(Schema):
    """One thing wrong with a row."""

    field: str | None = Field(description="Which field of the row; null for the row itself.")
    code: str = Field(description="One of `error_codes` of `/attributes`.")
    message: str = Field(description="What would be right, in the language asked.")


class EqualStanding(Schema):
    """The offer carried to the market that `to` names, a month. Modelled."""

    same_place: Amount | None = Field(description="Null where the offer is outside its band.")
    same_ratio: Amount


class JudgedRow(Schema):
    """A row as a single offer or vacancy is answered, or what is wrong with it."""

    row: int = Field(ge=1, description="Its number: in a sheet the heading is row 1.")
    inputs: OfferInputs | VacancyInputs | None = None
    result: OfferResult | VacancyResult | None = None
    evidence: Label | None = None
    equal_standing: EqualStanding | None = None
    errors: list[RowError] | None = None


class BulkSummary(Schema):
    """How many rows stand where; a vacancy counts by its mid-point. Derived."""

    rows: int = Field(ge=0)
    offers: int = Field(ge=0)
    vacancies: int = Field(ge=0)
    refused: int = Field(ge=0)
    below: int = Field(ge=0, description="Below the band of their own experience.")
    within: int = Field(ge=0)
    above: int = Field(ge=0)
    problems: dict[str, int] = Field(description="How many rows were refused with each code.")


class BulkAnswer(Schema):
    """Every row, in order, and their sum."""

    rows: list[JudgedRow]
    summary: BulkSummary
    source: Source
    method_version: str
    survey_version: str
