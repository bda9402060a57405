"""The plan of reading a sheet: recognised from its headings, corrected by its owner, checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as lazy

from salaries import words
from salaries.bulk.fields import Field, recognised
from salaries.bulk.parsing import Plan
from salaries.bulk.refusals import Fault, Refusal
from salaries.bulk.vocabulary import Vocabulary
from salaries.domain.money import Basis
from salaries.domain.stated_pay import basis_of
from salaries.domain.survey import Survey
from salaries.unsaid import needless, understood

PAY = (Field.AMOUNT, Field.LOW, Field.HIGH)
GIVEN = (Field.CITY, Field.SEGMENT, Field.BAND, Field.YEARS)
"""What may hold for every row of a sheet; pay has to stand in the rows."""

NEEDED: Mapping[Field, tuple[tuple[Field, ...], Any]] = {
    Field.CITY: (
        (Field.CITY,),
        lazy("No column is the city. Choose one, or one city for all rows."),
    ),
    Field.SEGMENT: (
        (Field.SEGMENT,),
        lazy("No column is the kind of employer. Choose one, or %(kinds)s for all rows."),
    ),
    Field.BAND: (
        (Field.BAND, Field.YEARS),
        lazy("No column is the experience. Choose one, or one band for all rows."),
    ),
    Field.AMOUNT: (PAY, lazy("No column is the pay. Choose one.")),
}


class PlanError(ValueError):
    """A sheet that cannot be read by this plan; `faults` say what is missing or wrong."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(" ".join(fault.message for fault in faults))
        self.faults = tuple(faults)


def plan_for(
    names: Sequence[str],
    chosen: Mapping[Field, int | None] | None = None,
    given: Mapping[Field, str] | None = None,
    basis: Basis | None = None,
) -> Plan:
    """The plan for a sheet with these headings.

    `chosen` corrects what is recognised (None: no column is this field); `given` holds for rows
    without a cell of their own; without a `basis` the heading of the pay may say it, else it is
    net. The plan may lack something: `check` says what.
    """
    columns: dict[Field, int | None] = {**recognised(names), **(chosen or {})}
    placed = {field: place for field, place in columns.items() if place is not None}
    said = (basis_of(names[placed[field]]) for field in PAY if field in placed)
    usual = basis or next(filter(None, said), Basis.NET)
    return Plan(placed, {field: text for field, text in (given or {}).items() if text}, usual)


def check(survey: Survey, plan: Plan) -> Plan:
    """The plan with what need not be said. Raises PlanError with all it lacks or gives wrongly."""
    plan = _completed(survey, plan)
    faults = [
        Fault(field, Refusal.MISSING, str(sentence) % _kinds(survey))
        for field, (any_of, sentence) in NEEDED.items()
        if not plan.has(*any_of)
    ]
    say = Vocabulary(survey)
    meanings = dict(zip(GIVEN, (say.city, say.segment, say.band, say.years), strict=True))
    read = [meanings[field](text) for field, text in plan.given.items() if field in meanings]
    faults += [found for found in read if isinstance(found, Fault)]
    if faults:
        raise PlanError(faults)
    return plan


def _completed(survey: Survey, plan: Plan) -> Plan:
    """The plan without the columns of what the survey does not tell apart."""
    out = needless(survey)
    known = {Field(name): text for name, text in understood(survey).items()}
    told = {one: text for one, text in plan.given.items() if one not in out}
    columns = {one: place for one, place in plan.columns.items() if one not in out}
    return replace(plan, columns=columns, given={**known, **told})


def _kinds(survey: Survey) -> Mapping[str, str]:
    return {"kinds": words.either(words.segment_name(one).lower() for one in survey.segments)}
