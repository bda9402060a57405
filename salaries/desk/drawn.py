"""The charts under the city table: what a step up pays, and where an amount stands."""

from __future__ import annotations

from salaries.desk.amount import amount_chart, asked_of
from salaries.desk.state import Desk
from salaries.desk.steps import step_charts
from salaries.presenters.parts import Chart


def desk_charts(desk: Desk) -> list[list[Chart]]:
    """Two groups, a chart for each kind of employer in the filter's rows, a group on one axis."""
    survey, asked = desk.survey, desk.filter
    markets = {row.market.key: row.market for row in desk.rows}
    if not markets:
        return []
    steps = step_charts(survey, markets)
    if asked.asked_amount is None:
        return [steps]
    found = [[m for m in markets.values() if m.segment == kind] for kind in survey.segments]
    ranks = asked.asked_ranks
    everywhere, rank = list(markets.values()), ranks[0] if len(ranks) == 1 else None
    one = asked_of(everywhere, asked.asked_amount, rank)
    return [[amount_chart(survey, of_kind, one) for of_kind in found if of_kind], steps]
