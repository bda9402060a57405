"""Figures for Plotly hold the data, all of it on the axis, and Plotly accepts them as they are."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import plotly.graph_objects as go
import pytest

from salaries.domain.survey import Survey
from salaries.domain.surveyed import Market, MarketKey
from salaries.presenters.drawn import ladder_chart, ranked_cities, ranking_chart
from salaries.presenters.parts import Chart
from tests.domain.builders import MARKETS, Published, each_market
from tests.web.page import FOUR_OFFERS, Page, compared, get, offer, vacancy

pytestmark = pytest.mark.django_db

MARKS = {
    "no mark": None,
    "the floor": (0, 0),
    "an offer inside": (0.4, 0.4),
    "an offer over the table": (1.3, 1.3),
    "an offer far over the table": (9, 9),
    "an offer far under the table": (-0.4, -0.4),
    "a posting": (0.2, 0.6),
    "a posting as wide as the table": (0, 1),
    "a posting far over the table": (8, 9),
    "a posting that leaves the axis": (0.5, 9),
}
each_mark = pytest.mark.parametrize("place", MARKS.values(), ids=MARKS)


def market_of(survey: Survey, published: Published) -> Market:
    (slug,) = {city.slug for city in survey.cities if city.name.en == published.city}
    return survey.markets[MarketKey(slug, published.segment)]


def mark_at(market: Published, place: tuple[float, float] | None) -> tuple[int, int] | None:
    """The amounts at two places of the whole table; never under one rouble."""
    low, high = market.edges[0], market.edges[-1]
    return place and tuple(max(1, round(low + share * (high - low))) for share in place)  # type: ignore[return-value]


def ladder(
    survey: Survey, market: Published, mark: tuple[int, int] | None = None, own: int | None = None
) -> Chart:
    rank = own or (mark and 3)
    return ladder_chart(survey, market_of(survey, market), "finding", own_rank=rank, mark=mark)


def accepted(figure: Any) -> Any:
    """What Plotly makes of a figure, its own default template taken off again."""
    read = json.loads(go.Figure(figure).to_json())
    read["layout"].pop("template")
    return read["data"], read["layout"]


def given_to_plotly(figure: Mapping[str, Any]) -> Any:
    """The figure as it is; empty lists, which Plotly leaves out, are nothing."""
    return figure["data"], {name: value for name, value in figure["layout"].items() if value != []}


@each_market
def test_the_bars_of_a_ladder_are_its_bands(survey: Survey, market: Published) -> None:
    bars = ladder(survey, market).figure["data"][0]
    spans = [(low, low + width) for low, width in zip(bars["base"], bars["x"], strict=True)]
    assert (spans, bars["y"]) == (list(market.bands), ["I", "II", "III", "IV"])


@each_market
def test_the_line_of_a_ladder_is_its_median(survey: Survey, market: Published) -> None:
    layout = ladder(survey, market).figure["layout"]
    (line,) = layout["shapes"]
    assert (line["x0"], line["x1"], layout["annotations"][0]["x"]) == (market.median,) * 3


@each_market
@each_mark
def test_everything_of_a_ladder_stands_on_its_axis(
    survey: Survey, market: Published, place: tuple[float, float] | None
) -> None:
    figure = ladder(survey, market, mark_at(market, place)).figure
    low, high = figure["layout"]["xaxis"]["range"]
    marks = [x for trace in figure["data"][1:] for x in trace["x"]]
    notes = [note["x"] for note in figure["layout"]["annotations"]]
    shown = [*market.edges, market.median, *marks, *notes]
    assert low <= min(shown) and max(shown) <= high


@each_market
@each_mark
def test_plotly_accepts_every_ladder_unchanged(
    survey: Survey, market: Published, place: tuple[float, float] | None
) -> None:
    figure = ladder(survey, market, mark_at(market, place)).figure
    assert accepted(figure) == given_to_plotly(figure)


@each_market
def test_an_offer_is_marked_at_its_amount_on_its_bands_line(
    survey: Survey, market: Published
) -> None:
    for own, code in enumerate(("I", "II", "III", "IV"), start=1):
        mark = ladder(survey, market, (market.median, market.median), own).figure["data"][1]
        assert (mark["x"], mark["y"]) == ([market.median], [code])


@each_market
def test_a_posting_is_marked_from_its_floor_to_its_ceiling(
    survey: Survey, market: Published
) -> None:
    low, high = market.bands[1]
    mark = ladder(survey, market, (low, high)).figure["data"][1]
    assert (mark["x"], mark["mode"]) == ([low, high], "lines+markers")


@pytest.mark.parametrize(("amount", "arrow"), [(900_000, "→"), (9, "←")])
def test_an_offer_off_the_axis_stands_at_its_end_with_an_arrow(
    survey: Survey, amount: int, arrow: str
) -> None:
    figure = ladder(survey, MARKETS[0], (amount, amount)).figure
    (x,) = figure["data"][1]["x"]
    assert x in figure["layout"]["xaxis"]["range"]
    assert figure["data"][1]["text"][0].startswith(arrow)


def test_the_own_band_has_a_colour_of_its_own(survey: Survey) -> None:
    bars = ladder(survey, MARKETS[0], own=3).figure["data"][0]
    assert bars["meta"]["tones"] == ["band", "band", "own", "band"]


def test_hovering_over_a_band_tells_its_range_and_what_it_rests_on(survey: Survey) -> None:
    tip = ladder(survey, MARKETS[0]).figure["data"][0]["hovertext"][2].replace("\u00a0", " ")
    assert "2 years or more: 40 000–60 000 ₽" in tip and tip.endswith("<br>published")


def test_the_ranking_puts_the_highest_median_on_top(survey: Survey) -> None:
    highest = [max(m.scale.median for m in markets) for _, markets in ranked_cities(survey)]
    lines = ranking_chart(survey).figure["layout"]["yaxis"]["categoryarray"]
    assert highest == sorted(highest, reverse=True)
    assert lines == [city.name.en for city, _ in reversed(ranked_cities(survey))]


def test_the_dots_of_the_ranking_are_the_medians(survey: Survey) -> None:
    traces = ranking_chart(survey).figure["data"][1:]
    dots = {
        (city, trace["name"].lower()): median
        for trace in traces
        for city, median in zip(trace["y"], trace["x"], strict=True)
    }
    assert dots == {(m.city, m.segment): m.median for m in MARKETS}


def test_agencies_and_companies_differ_by_shape_not_by_colour_alone(survey: Survey) -> None:
    agencies, companies = ranking_chart(survey).figure["data"][1:]
    assert agencies["marker"]["symbol"] != companies["marker"]["symbol"]


def test_the_bars_of_the_ranking_are_the_published_spans(survey: Survey) -> None:
    bars = ranking_chart(survey).figure["data"][0]
    spans = {
        city: (low, low + width)
        for city, low, width in zip(bars["y"], bars["base"], bars["x"], strict=True)
    }
    assert spans == {m.city: (m.edges[0], m.edges[-1]) for m in MARKETS}


def test_everything_of_the_ranking_stands_on_its_axis(survey: Survey) -> None:
    low, high = ranking_chart(survey).figure["layout"]["xaxis"]["range"]
    assert low < min(m.edges[0] for m in MARKETS) and max(m.edges[-1] for m in MARKETS) < high


@pytest.mark.parametrize("own", [None, "kazan"])
def test_plotly_accepts_the_ranking_unchanged(survey: Survey, own: str | None) -> None:
    figure = ranking_chart(survey, own).figure
    assert accepted(figure) == given_to_plotly(figure)


def test_the_ranking_gives_the_own_city_a_colour_of_its_own(survey: Survey) -> None:
    bars = ranking_chart(survey, "kazan").figure["data"][0]
    own = [y for y, tone in zip(bars["y"], bars["meta"]["tones"], strict=True) if tone == "own"]
    assert own == ["Kazan"]


PICTURED: dict[str, Callable[[], Page]] = {
    "home": lambda: get("/"),
    "offer": offer,
    "vacancy": vacancy,
    "city": lambda: get("/cities/ufa/"),
    "compare": lambda: compared(*FOUR_OFFERS),
    "compare asked": compared,
    "method": lambda: get("/method/"),
    "data": lambda: get("/data/"),
}


@pytest.fixture(params=PICTURED)
def pictured(request: pytest.FixtureRequest, db: None) -> Page:
    """Each page that draws."""
    return PICTURED[request.param]()


def test_each_picture_carries_its_figure_as_data(pictured: Page) -> None:
    pictures = [e for e in pictured.root.all("div") if "data-figure" in e.attrs]
    for picture in pictures:
        script = pictured.root.one("script", id=picture.attrs["data-figure"])
        assert json.loads(script.raw).keys() == {"data", "layout"}
    assert pictures and len(pictures) == len(pictured.root.all("figure"))


def test_under_each_picture_stand_its_source_its_month_and_what_it_rests_on(
    pictured: Page,
) -> None:
    for figure in pictured.root.all("figure"):
        source = figure.one("p", class_="source")
        label = source.one("span", class_="evidence").text
        assert "Superjob" in source.text and "March 2015" in source.text
        assert label in {"published", "derived", "modelled"}


def test_each_picture_has_a_name_a_description_and_a_table(pictured: Page) -> None:
    for figure in pictured.root.all("figure"):
        svg = figure.one("svg", role="img")
        named = svg.attrs["aria-labelledby"].split()
        assert all(
            figure.one(tag, id=i).text for tag, i in zip(("title", "desc"), named, strict=True)
        )
        assert figure.one("table").one("tbody").all("tr")
