"""What each step up pays in the cities of the table, from the middle of a band to the next's."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from salaries import charts_data, numbers, words
from salaries.domain.market import StepPrice, step_prices
from salaries.domain.money import round_half_up
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Market, MarketKey
from salaries.once import once_a_survey
from salaries.pictures_data import SPAN, Key, Line, Scale, lines_drawn, lines_picture
from salaries.presenters.parts import Chart, left_out_row
from salaries.words import Evidence

MOST_SHAPES = 3
"""Shapes that tell steps apart; a longer ladder is drawn as its spans, its steps in the table."""


@dataclass(frozen=True, slots=True)
class Priced:
    """A market and its steps, and the dearest of them in whole roubles."""

    market: Market
    steps: tuple[StepPrice, ...]
    dearest: int


@once_a_survey
def _priced(survey: Survey) -> dict[str, list[Priced]]:
    """Every market by its kind of employer, that with the dearest step first."""
    steps = ((market, step_prices(market.scale.ladder)) for market in survey.markets.values())
    priced = [Priced(market, found, max(map(_price, found))) for market, found in steps]
    priced.sort(key=lambda one: (-one.dearest, words.city_name(one.market.city)))
    return {kind: [p for p in priced if p.market.segment == kind] for kind in survey.segments}


def step_charts(survey: Survey, markets: Container[MarketKey]) -> list[Chart]:
    """The steps of some markets, the dearest first: a chart for each kind, all on one axis."""
    kinds = [[one for one in of if one.market.key in markets] for of in _priced(survey).values()]
    known = [priced for priced in kinds if priced]
    ends = 0, max(priced[0].dearest for priced in known)
    return [_step_chart(survey, priced, ends) for priced in known]


def _step_chart(survey: Survey, priced: Sequence[Priced], ends: tuple[int, int]) -> Chart:
    shown = priced[: lines_drawn(len(priced))]
    lines = [_line(one) for one in shown]
    drawing = lines_picture(lines, Scale(ends=ends), _legend(survey))
    header = (_("City"), *(f"{name}, {numbers.symbol()}" for name in _names(survey)))
    rows = [(words.city_name(p.market.city), *(_told(step) for step in p.steps)) for p in shown]
    return Chart(
        f"steps-{priced[0].market.segment}",
        _finding(survey, priced),
        drawing,
        charts_data.lines_figure(lines, drawing),
        header,
        (*rows, *left_out_row(len(priced) - len(shown), len(header))),
        Evidence.DERIVED,
    )


def _price(step: StepPrice) -> int:
    return round_half_up(step.middle_to_middle)


def _told(step: StepPrice) -> str:
    return numbers.signed(step.middle_to_middle)


def _line(priced: Priced) -> Line:
    prices = [_price(step) for step in priced.steps]
    drawn = priced.steps if len(prices) <= MOST_SHAPES else ()
    points = tuple((f"step{step.from_rank}", _price(step)) for step in drawn)
    return Line(words.city_name(priced.market.city), (min(prices), max(prices)), points)


def _names(survey: Survey) -> list[str]:
    codes = [band.code for band in survey.bands]
    return [f"{low} → {high}" for low, high in pairwise(codes)]


def _legend(survey: Survey) -> list[Key]:
    names = _names(survey)
    drawn = names if len(names) <= MOST_SHAPES else []
    keys = [Key(f"step{rank}", name, Evidence.DERIVED) for rank, name in enumerate(drawn, start=1)]
    return [Key(SPAN, _("from the cheapest step to the dearest"), Evidence.DERIVED), *keys]


def _finding(survey: Survey, priced: Sequence[Priced]) -> str:
    market = priced[0].market
    dearest = max(priced[0].steps, key=_price)
    least = priced[-1].dearest
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
