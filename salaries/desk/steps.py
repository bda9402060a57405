"""What each step up pays in the cities of the table, from the middle of a band to the next's."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from salaries import charts_data, numbers, words
from salaries.domain.market import StepPrice, step_prices
from salaries.domain.money import round_half_up
from salaries.domain.survey import Market, Survey
from salaries.pictures_data import MOST_LINES, SPAN, Key, Line, Scale, lines_picture
from salaries.presenters.parts import Chart, left_out_row
from salaries.words import Evidence

MOST_SHAPES = 3
"""Shapes that tell steps apart; a longer ladder is drawn as its spans, its steps in the table."""

Priced = tuple[Market, tuple[StepPrice, ...]]


def step_ends(markets: Sequence[Market]) -> tuple[int, int]:
    """Nought and the dearest step of all: the ends of an axis that several charts share."""
    return 0, max(_price(step) for m in markets for step in step_prices(m.scale.ladder))


def step_chart(survey: Survey, markets: Sequence[Market], ends: tuple[int, int]) -> Chart:
    """The steps of markets of one kind of employer, the dearest step first."""
    priced = sorted(((m, step_prices(m.scale.ladder)) for m in markets), key=_order)
    shown = priced[:MOST_LINES]
    lines = [_line(one) for one in shown]
    drawing = lines_picture(lines, Scale(ends=ends), _legend(survey))
    header = (_("City"), *(f"{name}, {numbers.symbol()}" for name in _names(survey)))
    rows = [(words.city_name(m.city), *(_told(step) for step in steps)) for m, steps in shown]
    return Chart(
        f"steps-{markets[0].segment}",
        _finding(survey, priced),
        drawing,
        charts_data.lines_figure(lines, drawing),
        header,
        (*rows, *left_out_row(len(priced) - len(shown), len(header))),
        Evidence.DERIVED,
    )


def _order(priced: Priced) -> tuple[int, str]:
    market, steps = priced
    return -max(_price(step) for step in steps), words.city_name(market.city)


def _price(step: StepPrice) -> int:
    return round_half_up(step.middle_to_middle)


def _told(step: StepPrice) -> str:
    return numbers.signed(step.middle_to_middle)


def _line(priced: Priced) -> Line:
    market, steps = priced
    prices = [_price(step) for step in steps]
    drawn = steps if len(steps) <= MOST_SHAPES else ()
    points = tuple((f"step{step.from_rank}", _price(step)) for step in drawn)
    return Line(words.city_name(market.city), (min(prices), max(prices)), points)


def _names(survey: Survey) -> list[str]:
    codes = [band.code for band in survey.bands]
    return [f"{low} → {high}" for low, high in pairwise(codes)]


def _legend(survey: Survey) -> list[Key]:
    names = _names(survey)
    drawn = names if len(names) <= MOST_SHAPES else []
    keys = [Key(f"step{rank}", name, Evidence.DERIVED) for rank, name in enumerate(drawn, start=1)]
    return [Key(SPAN, _("from the cheapest step to the dearest"), Evidence.DERIVED), *keys]


def _finding(survey: Survey, priced: Sequence[Priced]) -> str:
    market, steps = priced[0]
    dearest = max(steps, key=_price)
    least = min(max(_price(step) for step in steps) for _market, steps in priced)
    sentence = _(
        "%(employer)s: a step up pays most %(in_city)s, %(price)s a month from %(from)s to %(to)s, "
        "middle to middle; the dearest step elsewhere pays from %(least)s."
    )
    alone = _(
        "%(employer)s %(in_city)s: the dearest step up is from %(from)s to %(to)s, "
        "%(price)s a month, middle to middle."
    )
    return (sentence if len(priced) > 1 else alone) % {
        "employer": words.segment_name(market.segment),
        "in_city": words.in_city(market.city),
        "price": numbers.signed_money(dearest.middle_to_middle, survey.currency),
        "from": survey.band(dearest.from_rank).code,
        "to": survey.band(dearest.to_rank).code,
        "least": numbers.signed_money(least, survey.currency),
    }
