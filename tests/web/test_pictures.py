"""The server's drawings: geometry that holds for every market, published or not."""

from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from salaries import pictures
from salaries.domain.market import PayScale
from salaries.domain.survey import Survey
from salaries.pictures import Axis, LadderPicture, axis_for, round_axis
from salaries.pictures_data import Line, Scale, lines_picture
from salaries.pictures_mini import mini
from salaries.pictures_ranking import ranking
from salaries.presenters.drawn import ladder_chart
from tests.domain.builders import MARKETS, Published, each_market, pay_scales

LABEL = 27.0
"""A range's label, in per cent of a telephone's width."""

amounts = st.integers(1, 2_000_000)
scales = pay_scales()
axes = st.builds(axis_for, st.lists(scales, min_size=1, max_size=3), st.lists(amounts, max_size=2))


@st.composite
def ladders(draw: st.DrawFn) -> tuple[PayScale, LadderPicture]:
    """Any ladder, drawn with or without a mark anywhere."""
    scale = draw(scales)
    mark = draw(st.none() | st.tuples(amounts, amounts).map(lambda m: (min(m), max(m))))
    own = draw(st.integers(1, len(scale.ladder.bands)))
    return scale, pictures.ladder(scale, axis_for([scale], mark or ()), own, mark)


@given(axes, amounts)
def test_every_amount_stands_inside_the_axis(axis: Axis, amount: int) -> None:
    assert axis.left <= axis.at(amount) <= axis.right


@given(axes, amounts, amounts)
def test_a_higher_amount_never_stands_further_left(axis: Axis, one: int, other: int) -> None:
    low, high = sorted([one, other])
    assert axis.at(low) <= axis.at(high)


@given(axes)
def test_the_ends_of_the_axis_are_the_ends_of_its_room(axis: Axis) -> None:
    assert (axis.at(axis.low), axis.at(axis.high)) == (axis.left, axis.right)


@given(axes)
def test_ticks_are_round_and_inside_and_few(axis: Axis) -> None:
    step = str(axis.step)
    assert step[0] in "125" and set(step[1:]) <= {"0"}
    assert all(axis.low <= tick <= axis.high and tick % axis.step == 0 for tick in axis.ticks)
    assert 1 <= len(axis.ticks) <= 5


@given(scales, amounts)
def test_the_axis_shows_the_whole_scale_and_any_mark_near_it(scale: PayScale, mark: int) -> None:
    axis = axis_for([scale], [mark])
    near = scale.floor / 2 <= mark <= 2 * scale.ceiling
    assert 0 <= axis.low <= scale.floor and scale.ceiling <= axis.high
    assert axis.low <= mark <= axis.high or not near


@given(ladders())
def test_bars_touch_and_rise_as_the_bands_do(drawn: tuple[PayScale, LadderPicture]) -> None:
    scale, picture = drawn
    assert [(rung.low, rung.high) for rung in picture.rungs] == [
        (band.low, band.high) for band in scale.ladder.bands
    ]
    for below, above in pairwise(picture.rungs):
        assert below.x + below.width == pytest.approx(above.x, abs=0.02)
        assert above.y + pictures.BAR < below.y


@given(ladders())
def test_everything_of_a_ladder_lies_inside_the_picture(
    drawn: tuple[PayScale, LadderPicture],
) -> None:
    picture = drawn[1]
    lines = [picture.median.x, *(tick.x for tick in picture.ticks)]
    labels = [rung.label_x for rung in picture.rungs]
    bars = [edge for rung in picture.rungs for edge in (rung.x, rung.x + rung.width)]
    marks = [picture.mark.x, picture.mark.x_end] if picture.mark else []
    assert all(0 <= x <= 100 for x in lines + labels + bars + marks)
    assert all(0 < rung.middle < picture.floor_line < picture.height for rung in picture.rungs)


@given(ladders())
def test_the_median_stands_between_the_lowest_and_the_highest_bar(
    drawn: tuple[PayScale, LadderPicture],
) -> None:
    first, *_, last = [drawn[1].rungs[0], drawn[1].rungs[-1]]
    assert first.x <= drawn[1].median.x <= last.x + last.width + 0.01


@given(ladders())
def test_a_mark_stands_on_its_own_band_and_holds_its_name_inside(
    drawn: tuple[PayScale, LadderPicture],
) -> None:
    (own,) = [rung for rung in drawn[1].rungs if rung.is_own]
    mark = drawn[1].mark
    if mark:
        held = {"start": mark.centre < 25, "end": mark.centre > 75}
        assert mark.y == own.middle
        assert held.get(mark.anchor, 25 <= mark.centre <= 75)


@pytest.mark.parametrize("band", [1, 2, 3, 4])
@each_market
def test_a_label_never_leaves_a_telephone_wherever_the_offer_or_posting_lies(
    market: Published, band: int
) -> None:
    amounts = market.amounts
    for mark in [*pairwise(amounts), *((x, x) for x in amounts), (amounts[0], amounts[-1])]:
        picture = pictures.ladder(market.scale, axis_for([market.scale], mark), band, mark)
        for rung in picture.rungs:
            x = rung.label_x
            start, end = (x - LABEL, x) if rung.label_left else (x, x + LABEL)
            assert start >= 0 and end <= 100


@given(scales, st.integers(5, 10), st.none() | st.lists(amounts, min_size=2, max_size=2))
def test_a_label_never_stands_over_the_names_of_the_bands(
    scale: PayScale, letters: int, ends: list[int] | None
) -> None:
    axis = axis_for([scale], ends or (), left=pictures.left_for(["x" * letters]))
    mark = (min(ends), max(ends)) if ends else None
    for own in range(1, len(scale.ladder.bands) + 1):
        for rung in pictures.ladder(scale, axis, own, mark).rungs:
            start = rung.label_x - LABEL if rung.label_left else rung.label_x
            assert start >= axis.names_end and start + LABEL <= 100


@pytest.mark.parametrize(("amount", "is_off"), [(29_000, False), (9, True), (190_000, True)])
def test_a_mark_absurdly_far_away_is_known_to_be_off_the_axis(amount: int, is_off: bool) -> None:
    scale = MARKETS[0].scale
    mark = pictures.ladder(scale, axis_for([scale], [amount]), 1, (amount, amount)).mark
    assert mark and mark.off_axis == is_off


@given(st.lists(st.tuples(scales, scales), min_size=1, max_size=12))
def test_everything_of_a_ranking_lies_inside_the_picture(
    pairs: list[tuple[PayScale, PayScale]],
) -> None:
    rows = [
        (f"city-{n}", [("agency", one), ("company", other)]) for n, (one, other) in enumerate(pairs)
    ]
    picture = ranking(rows, 0)
    for row in picture.rows:
        assert 0 <= row.span_x <= row.first <= row.last <= row.span_end <= 100
        assert 0 < row.y < picture.floor_line < picture.height
    assert [row.is_own for row in picture.rows] == [True] + [False] * (len(rows) - 1)


@given(scales, st.sets(st.integers(1, 20)))
def test_a_small_ladder_covers_its_market_in_at_most_four_shades(
    scale: PayScale, shown: set[int]
) -> None:
    bars = mini(scale, round_axis([scale]), shown).bars
    for bar, after in pairwise(bars):
        assert bar.x + bar.width == pytest.approx(after.x, abs=0.02)
        assert bar.tone <= after.tone and (bar.tone, bar.is_faint) != (after.tone, after.is_faint)
    assert {bar.tone for bar in bars} <= {1, 2, 3, 4}


def test_four_bands_have_a_shade_each() -> None:
    bars = mini(MARKETS[0].scale, round_axis([MARKETS[0].scale]), {1, 2, 3, 4}).bars
    assert [(bar.tone, bar.is_faint) for bar in bars] == [(n, False) for n in (1, 2, 3, 4)]


figures = st.integers(0, 200_000)


@given(st.lists(st.tuples(figures, figures), min_size=1, max_size=30))
def test_the_outermost_points_of_lines_have_room_on_a_telephone(
    pairs: list[tuple[int, int]],
) -> None:
    lines = [Line("", (min(p), max(p)), (("agency", p[0]), ("company", p[1]))) for p in pairs]
    axis = lines_picture(lines, Scale(), ()).axis
    telephone, radius = 3.28, 6  # pixels in a per cent of the width, and of half a dot
    for point in (point for pair in pairs for point in pair):
        assert (axis.at(point) - axis.left) * telephone >= radius
        assert (axis.right - axis.at(point)) * telephone >= radius


@pytest.mark.parametrize("language", ["en", "ru", "ka"])
@pytest.mark.django_db
def test_positions_are_written_with_a_point_in_every_language(
    survey: Survey, language: str
) -> None:
    market = next(iter(survey.markets.values()))
    with translation.override(language):
        chart = ladder_chart(survey, market, "", own_rank=3, mark=(52_000, 52_000))
        drawn = render_to_string("salaries/_ladder.svg", {"chart": chart})
    assert '"44.63%"' in drawn and ',63%"' not in drawn
