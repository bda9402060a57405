"""The charts under the city table: what a step up pays, and where an amount stands."""

from __future__ import annotations

from salaries.desk.amount import amount_chart, asked_of
from salaries.desk.state import Desk
from salaries.desk.steps import step_chart, step_ends
from salaries.presenters.parts import Chart


def desk_charts(desk: Desk) -> list[list[Chart]]:
    """Two groups, a chart for each kind of employer in the filter's rows, a group on one axis."""
    survey, asked = desk.survey, desk.filter
    markets = list({row.market.key: row.market for row in desk.rows}.values())
    if not markets:
        return []
    found = {segment: [m for m in markets if m.segment == segment] for segment in survey.segments}
    kinds = [of_kind for of_kind in found.values() if of_kind]
    ends = step_ends(survey, markets)
    steps = [step_chart(survey, of_kind, ends) for of_kind in kinds]
    if asked.asked_amount is None:
        return [steps]
    ranks = asked.asked_ranks
    one = asked_of(markets, asked.asked_amount, ranks[0] if len(ranks) == 1 else None)
    return [[amount_chart(survey, of_kind, one) for of_kind in kinds], steps]
