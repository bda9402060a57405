"""The charts under the city table: step prices, and where an amount stands, against the CSV."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from django.http import QueryDict

from salaries.desk.drawn import desk_charts
from salaries.desk.state import Desk
from salaries.domain.survey import Survey
from salaries.presenters.parts import Chart
from tests.domain.builders import MARKETS, Published, published
from tests.web.page import get, rows
from tests.web.test_charts import accepted, given_to_plotly

pytestmark = pytest.mark.django_db

QUERIES = (
    "",
    "segment=company",
    "city=omsk&segment=agency",
    "amount=45000",
    "amount=45000&band=3",
    "amount=45000&band=2&band=3&shape=long",
    "amount=1",
    "amount=900000&band=4",
)


def drawn(survey: Survey, query: str) -> dict[str, Chart]:
    groups = desk_charts(Desk(survey, QueryDict(query)))
    return {chart.ident: chart for group in groups for chart in group}


def spaced(amount: float) -> str:
    return f"{amount:,.0f}".replace(",", "\u00a0")


def middles(market: Published) -> list[float]:
    return [(low + high) / 2 for low, high in market.bands]


@pytest.mark.parametrize("query", QUERIES)
def test_plotly_accepts_every_chart_with_everything_on_its_axis(survey: Survey, query: str) -> None:
    for chart in drawn(survey, query).values():
        figure = chart.figure
        assert accepted(figure) == given_to_plotly(figure)
        low, high = figure["layout"]["xaxis"]["range"]
        spans, *points = figure["data"]
        values: list[Any] = [*spans["base"], *(x for trace in points for x in trace["x"])]
        values += [shape["x0"] for shape in figure["layout"]["shapes"]]
        assert low < min(values) and max(values) < high


def test_without_an_amount_the_steps_alone_are_drawn(survey: Survey) -> None:
    assert list(drawn(survey, "")) == ["steps-agency", "steps-company"]
    assert list(drawn(survey, "segment=company")) == ["steps-company"]
    assert list(drawn(survey, "amount=45000&segment=agency")) == ["amount-agency", "steps-agency"]


def test_nothing_is_drawn_of_an_empty_result(survey: Survey) -> None:
    assert drawn(survey, "city=omsk&median_from=50000") == {}
    page = get("/cities/", {"city": "omsk", "median_from": "50000"})
    assert not page.root.all("figure")


@pytest.mark.parametrize("segment", ["agency", "company"])
def test_the_steps_are_those_of_the_table(survey: Survey, segment: str) -> None:
    found = {row[0]: row[1:] for row in drawn(survey, "")[f"steps-{segment}"].rows}
    for market in (one for one in MARKETS if one.segment == segment):
        marks = middles(market)
        steps = [above - below for below, above in pairwise(marks)]
        assert found[market.city] == tuple(f"+{spaced(step)}" for step in steps)
    assert len(found) == 12


def test_the_steps_tell_the_dearest_and_draw_it_first(survey: Survey) -> None:
    chart = drawn(survey, "")["steps-agency"]
    agencies = [market for market in MARKETS if market.segment == "agency"]
    prices = {m.city: max(b - a for a, b in pairwise(middles(m))) for m in agencies}
    assert prices[chart.drawing.rows[0].name] == max(prices.values())
    assert f"+{spaced(max(prices.values()))}" in chart.finding
    assert f"from +{spaced(min(prices.values()))}" in chart.finding


def test_steps_of_three_kinds_have_three_shapes() -> None:
    picture = get("/cities/", {"segment": "agency"}).root.one("svg", class_="lines")
    shapes = (("circle", "dot-step1"), ("path", "dot-step2"), ("path", "dot-outside"))
    assert [len(picture.all(tag, class_=name)) for tag, name in shapes] == [12, 12, 12]


@pytest.mark.parametrize("segment", ["agency", "company"])
def test_the_amount_is_counted_in_every_whole_range(survey: Survey, segment: str) -> None:
    chart = drawn(survey, "amount=45000")[f"amount-{segment}"]
    ends = [(m.edges[0], m.edges[-1], m.median) for m in MARKETS if m.segment == segment]
    inside = sum(low <= 45_000 <= high for low, high, _median in ends)
    half = sum(median < 45_000 for _low, _high, median in ends)
    assert f"the whole published range in {inside} of 12 markets" in chart.finding
    assert chart.finding.endswith(f"above the median in {half}.")
    assert chart.figure["layout"]["shapes"][0]["x0"] == 45_000


def test_the_amount_has_its_place_in_the_one_band_asked(survey: Survey) -> None:
    found = {r[0]: r[1:] for r in drawn(survey, "amount=45000&band=3")["amount-agency"].rows}
    assert found["Moscow"] == ("40\u00a0000", "60\u00a0000", "55\u00a0000", "25\u00a0%")
    low, high = published("Omsk", "agency").bands[2]
    assert found["Omsk"] == (spaced(low), spaced(high), "30\u00a0000", "–")


def test_the_amount_names_its_band_where_several_are_shown(survey: Survey) -> None:
    found = {r[0]: r[-1] for r in drawn(survey, "amount=45000")["amount-agency"].rows}
    assert (found["Moscow"], found["Omsk"]) == ("band III", "no band’s")


@pytest.mark.parametrize("amount", [1, 900_000])
def test_an_amount_far_away_is_told_and_not_drawn(survey: Survey, amount: int) -> None:
    chart = drawn(survey, f"amount={amount}")["amount-agency"]
    assert (chart.drawing.reference, chart.figure["layout"]["shapes"]) == (None, [])
    assert "in 0 of 12 markets" in chart.finding


def test_each_chart_stands_on_the_page_with_its_table_source_and_label() -> None:
    page = get("/cities/", {"amount": "45000", "band": "3"})
    figures = page.root.all("figure")
    assert len(figures) == 4
    for figure in figures:
        source = figure.one("p", class_="source").text
        assert "Superjob" in source and "March 2015" in source and "derived" in source
        assert len(rows(figure.one("table"))) == 12
        assert figure.one("figcaption").text == figure.one("title").text


@pytest.mark.parametrize("query", ["", "amount=45000&band=3", "amount=900000"])
def test_both_kinds_of_employer_stand_on_one_axis(survey: Survey, query: str) -> None:
    for group in desk_charts(Desk(survey, QueryDict(query))):
        first, second = (chart.figure["layout"]["xaxis"]["range"] for chart in group)
        assert first == second
