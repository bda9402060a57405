"""Ladders under one another: the drawing and its figure say the same of every market."""

import json
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salaries.domain.survey import Survey
from salaries.stacked.drawing import PITCH, TOP, Placed, StackedPicture, axis_of, stack
from salaries.stacked.figure import stacked_figure
from tests.domain.builders import MARKETS, MOSCOW_AGENCY, OMSK_COMPANY, pay_scales

MOSCOW = Placed("A", "Moscow", MOSCOW_AGENCY.scale, 3, 52_000)
OMSK = Placed("B", "Omsk", OMSK_COMPANY.scale, 1, None)
EVERY = [Placed("A", market.city, market.scale, 3, market.median) for market in MARKETS]


@st.composite
def placed(draw: st.DrawFn) -> list[Placed]:
    """One to four markets, whatever their bands, with and without an offer."""
    scales = draw(st.lists(pay_scales(), min_size=1, max_size=4))
    return [
        Placed(
            letter,
            "",
            scale,
            draw(st.integers(1, len(scale.ladder.bands))),
            draw(st.none() | st.integers(1, 2_000_000)),
        )
        for letter, scale in zip("ABCD", scales, strict=False)
    ]


def drawn(*markets: Placed) -> StackedPicture:
    return stack(markets, axis_of(markets))


def figure(survey: Survey, *markets: Placed) -> Any:
    return stacked_figure(drawn(*markets), axis_of(markets), survey.bands)


@given(placed())
def test_every_line_is_as_high_as_the_next_and_none_is_left_out(markets: list[Placed]) -> None:
    picture = drawn(*markets)
    lines = [
        middle
        for block in picture.blocks
        for middle in (block.top - PITCH // 2, *(rung.middle for rung in block.rungs))
    ]
    assert len(lines) == sum(1 + len(market.scale.ladder.bands) for market in markets)
    assert all(abs(y - TOP - PITCH * (n + 0.5)) <= 1 for n, y in enumerate(lines))
    assert picture.top < lines[0] and lines[-1] < picture.floor_line < picture.height


@given(placed())
def test_each_offer_stands_in_its_own_band_and_everything_inside_the_picture(
    markets: list[Placed],
) -> None:
    for market, block in zip(markets, drawn(*markets).blocks, strict=True):
        (own,) = [rung for rung in block.rungs if rung.is_own]
        assert (block.mark is None) == (market.amount is None)
        assert block.mark is None or block.mark.y == own.middle
        assert all(0 <= rung.x <= rung.x + rung.width <= 100 for rung in block.rungs)


def test_bands_stand_highest_first_under_their_heading() -> None:
    block = drawn(MOSCOW).blocks[0]
    assert [rung.rank for rung in block.rungs] == [4, 3, 2, 1]
    assert block.heading_y < block.rungs[0].y


@pytest.mark.parametrize(
    ("amount", "heading"),
    [
        (None, "A · Moscow"),
        (52_000, "A · Moscow · 52 000"),
        (900_000, "A · Moscow · → 900 000"),
        (9, "A · Moscow · ← 9"),
    ],
)
def test_the_heading_says_the_amount_and_points_off_the_axis(
    amount: int | None, heading: str
) -> None:
    market = Placed("A", "Moscow", MOSCOW_AGENCY.scale, 3, amount)
    assert drawn(market).blocks[0].heading.replace("\u00a0", " ") == heading


def test_two_markets_share_the_axis() -> None:
    alone, together = axis_of([MOSCOW]), axis_of([MOSCOW, OMSK])
    assert together.low < alone.low and together.high >= alone.high


def test_the_bars_of_the_figure_are_the_bands_of_both(survey: Survey) -> None:
    bars = figure(survey, MOSCOW, OMSK)["data"][0]
    spans = zip(bars["y"], bars["base"], bars["x"], strict=True)
    assert [(line, low, low + width) for line, low, width in spans][2:5] == [
        ("A II", 35_000, 40_000), ("A I", 30_000, 35_000), ("B IV", 30_000, 40_000)
    ]  # fmt: skip
    own = [y for y, tone in zip(bars["y"], bars["meta"]["tones"], strict=True) if tone == "own"]
    assert own == ["A III", "B I"]


def test_the_lines_of_the_figure_run_from_the_last_band_up(survey: Survey) -> None:
    lines = figure(survey, MOSCOW, OMSK)["layout"]["yaxis"]["categoryarray"]
    assert lines == ["B I", "B II", "B III", "B IV", "B", "A I", "A II", "A III", "A IV", "A"]


def test_each_median_runs_through_the_bands_of_its_own_market(survey: Survey) -> None:
    shapes = figure(survey, MOSCOW, OMSK)["layout"]["shapes"]
    found = [(shape["x0"], shape["y0"], shape["y1"]) for shape in shapes]
    assert found == [(55_000, 4.5, 8.5), (27_000, -0.5, 3.5)]


def test_only_offers_are_marked(survey: Survey) -> None:
    _bars, marks = figure(survey, MOSCOW, OMSK)["data"]
    assert (marks["x"], marks["y"]) == ([52_000], ["A III"])
    assert len(figure(survey, OMSK)["data"]) == 1


@pytest.mark.parametrize("amount", [9, 900_000])
def test_an_offer_off_the_axis_stands_at_its_end(survey: Survey, amount: int) -> None:
    far = figure(survey, Placed("A", "Moscow", MOSCOW_AGENCY.scale, 3, amount))
    assert far["data"][1]["x"][0] in far["layout"]["xaxis"]["range"]


def test_hovering_tells_the_band_its_range_and_what_it_rests_on(survey: Survey) -> None:
    tip = figure(survey, MOSCOW)["data"][0]["hovertext"][1].replace("\u00a0", " ")
    assert tip == ("A, band III, 2 years or more: 40 000–60 000 ₽<br>median 55 000 ₽<br>published")


@pytest.mark.parametrize("amount", [30_000, 40_000, 52_000, 60_000, 90_000, None])
@pytest.mark.parametrize("own", [1, 2, 3, 4])
def test_the_label_beside_the_own_band_keeps_clear_of_the_mark(
    survey: Survey, own: int, amount: int | None
) -> None:
    market = Placed("A", "Moscow", MOSCOW_AGENCY.scale, own, amount)
    label = figure(survey, market)["layout"]["annotations"][-1]
    assert label["name"] == "own-range"
    assert abs(label["xshift"]) == (13 if label["x"] == amount else 5)
    assert (label["xshift"] < 0) == (label["xanchor"] == "right")


@pytest.mark.parametrize("markets", [EVERY[:4], EVERY[4:6], [MOSCOW, OMSK], [OMSK]], ids=str)
def test_plotly_accepts_the_figure_unchanged(survey: Survey, markets: list[Placed]) -> None:
    made = figure(survey, *markets)
    read = json.loads(go.Figure(made).to_json())
    read["layout"].pop("template")
    assert read == made


def test_no_text_of_the_figure_asks_for_a_style(survey: Survey) -> None:
    texts = json.dumps(figure(survey, MOSCOW, OMSK)).replace("<br>", "")
    assert "<" not in texts
