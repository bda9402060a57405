"""The charts under the city table: what a step up pays, and where an amount stands."""

from __future__ import annotations

from salaries.desk.amount import amount_chart
from salaries.desk.state import Desk
from salaries.desk.steps import step_chart
from salaries.domain.survey import Market
from salaries.presenters.parts import Chart


def desk_charts(desk: Desk) -> list[list[Chart]]:
    """Two groups, a chart for each kind of employer in the filter's rows; empty ones left out."""
    by_segment: dict[str, list[Market]] = {}
    for market in dict.fromkeys(row.market for row in desk.rows):
        by_segment.setdefault(market.segment, []).append(market)
    kinds = [by_segment[s] for s in desk.survey.segments if s in by_segment]
    survey, asked = desk.survey, desk.filter
    groups = [[step_chart(survey, markets) for markets in kinds]]
    amount, ranks = asked.asked_amount, asked.asked_ranks
    if amount is not None:
        rank = ranks[0] if len(ranks) == 1 else None
        groups.insert(0, [amount_chart(survey, markets, amount, rank) for markets in kinds])
    return [group for group in groups if group]
