"""Figures of the data page: their data, on their axis, as drawn, and accepted by Plotly."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salaries.charts_data import lines_figure
from salaries.domain.audit import audit
from salaries.domain.survey import Survey
from salaries.domain.surveyed import MarketKey, Text
from salaries.pictures_data import (
    FIRST_LINES,
    OUTSIDE,
    SPAN,
    Key,
    Line,
    LinesPicture,
    Scale,
    lines_picture,
)
from salaries.presenters.gap import gap_chart
from salaries.presenters.outside import outside_charts
from salaries.presenters.parts import Chart
from salaries.words import Evidence
from tests.web.page import get
from tests.web.test_charts import accepted, given_to_plotly

pytestmark = pytest.mark.django_db

CHARTS: dict[str, Callable[[Survey], Chart]] = {
    "gap": lambda survey: gap_chart(survey, audit(survey)),
    "model": lambda survey: outside(survey)[0],
    "quartiles": lambda survey: outside(survey)[1],
}


def outside(survey: Survey) -> list[Chart]:
    charts = outside_charts(survey)
    assert charts
    return charts.charts


@pytest.fixture(params=CHARTS)
def chart(request: pytest.FixtureRequest, survey: Survey) -> Chart:
    """Each chart of the data page."""
    return CHARTS[request.param](survey)


def traces(chart: Chart) -> dict[str, Any]:
    """The points of a figure by what they stand for."""
    return {
        trace["name"]: dict(zip(trace["y"], trace["x"], strict=True))
        for trace in chart.figure["data"][1:]
    }


def test_plotly_accepts_each_figure_unchanged(chart: Chart) -> None:
    assert accepted(chart.figure) == given_to_plotly(chart.figure)


def test_everything_stands_on_the_axis(chart: Chart) -> None:
    low, high = chart.figure["layout"]["xaxis"]["range"]
    spans, *points = chart.figure["data"]
    ends = [base + width for base, width in zip(spans["base"], spans["x"], strict=True)]
    shown = [*spans["base"], *ends, *(x for trace in points for x in trace["x"])]
    assert low < min(shown) and max(shown) < high


def test_the_server_draws_the_same_lines_in_the_same_order(chart: Chart) -> None:
    drawn = [row.name for row in chart.drawing.rows]
    assert drawn == list(reversed(chart.figure["layout"]["yaxis"]["categoryarray"]))


def test_hovering_tells_what_a_point_rests_on(chart: Chart) -> None:
    tips = [tip for trace in chart.figure["data"] for tip in trace["hovertext"]]
    assert {tip.split("<br>")[1] for tip in tips} <= {"published", "derived", "modelled"}
    assert not any("<b>" in tip for tip in tips)


def test_the_gaps_of_all_markets_are_drawn_the_widest_first(survey: Survey) -> None:
    drawn = traces(CHARTS["gap"](survey))
    assert drawn["median of agencies"]["Moscow"] == 15_000
    assert drawn["median of companies"]["Rostov-on-Don"] == 5_000
    assert [len(points) for points in drawn.values()] == [12, 12]
    assert CHARTS["gap"](survey).drawing.rows[0].name == "Moscow"


def test_the_model_and_the_vacancies_are_drawn_at_their_shares(survey: Survey) -> None:
    drawn = traces(CHARTS["model"](survey))
    assert list(drawn["model for companies"].values()) == [87, 73, 50, 36, 22, 9]
    assert list(drawn["vacancies of 2016"].values()) == [87, 74, 56, 42, 25, 12]
    assert CHARTS["model"](survey).figure["layout"]["xaxis"]["ticksuffix"] == "\u00a0%"


def test_the_quartiles_are_drawn_as_spans_with_the_medians_on_them(survey: Survey) -> None:
    figure = CHARTS["quartiles"](survey).figure
    bars = figure["data"][0]
    assert (bars["base"], bars["x"]) == ([37_500, 40_000], [12_500, 22_500])
    assert traces(CHARTS["quartiles"](survey))["median of the vacancies"] == {
        "Moscow": 47_500,
        "Saint Petersburg": 45_000,
    }


def test_a_large_survey_is_drawn_in_part_and_told_in_full(survey: Survey) -> None:
    moscow = survey.markets[MarketKey("moscow", "agency")]
    cities = [
        replace(moscow.city, slug=f"city-{n}", name=Text(f"City {n}", "", "")) for n in range(200)
    ]
    markets = [replace(moscow, city=city) for city in cities]
    large = replace(survey, markets={market.key: market for market in markets})
    chart = gap_chart(large, audit(large))
    assert (len(chart.drawing.rows), len(chart.rows)) == (FIRST_LINES, 200)


def test_a_city_with_one_kind_of_employer_has_a_dash_for_the_other(survey: Survey) -> None:
    markets = {k: m for k, m in survey.markets.items() if k != ("moscow", "agency")}
    found = outside(replace(survey, markets=markets))[1]
    assert found.rows[0][-2:] == ("50\u00a0000", "–")
    assert found.finding.startswith("3 of 3")


def test_the_page_draws_each_kind_of_point_in_its_own_shape(survey: Survey) -> None:
    page = get("/data/")
    shapes = [
        [len(svg.all(tag, class_=name)) for tag, name in SHAPES]
        for svg in page.root.all("svg", class_="lines")
    ]
    assert shapes == [[12, 12, 0], [0, 6, 6], [2, 2, 2]]


SHAPES = (("circle", "dot-filled"), ("circle", "dot-open"), ("path", "dot-outside"))

amounts = st.integers(-1_000_000, 1_000_000)
kinds = st.sampled_from(["agency", "company", OUTSIDE, "another"])
lines = st.lists(
    st.builds(
        Line,
        st.text(max_size=9),
        st.tuples(amounts, amounts).map(lambda ends: (min(ends), max(ends))),
        st.lists(st.tuples(kinds, amounts), max_size=3).map(tuple),
    ),
    min_size=1,
    max_size=9,
)
LEGEND = [Key(SPAN, "span", Evidence.DERIVED)] + [
    Key(kind, kind, Evidence.PUBLISHED) for kind in ("agency", "company", OUTSIDE, "another")
]


def drawn(some: list[Line]) -> LinesPicture:
    return lines_picture(some, Scale(), LEGEND)


@given(lines)
def test_everything_lies_inside_the_picture(some: list[Line]) -> None:
    picture = drawn(some)
    for row in picture.rows:
        places = [row.span_x, row.span_end, *(point.x for point in row.points)]
        assert all(34 <= x <= 97 for x in places) and row.span_x <= row.span_end
        assert 0 < row.y < picture.floor_line < picture.height


@given(lines)
def test_every_point_is_in_the_figure_once(some: list[Line]) -> None:
    figure = lines_figure(some, drawn(some))
    points = [x for trace in figure["data"][1:] for x in trace["x"]]
    assert sorted(points) == sorted(value for line in some for _kind, value in line.points)
