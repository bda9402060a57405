"""The two models of a market drawn over one another, with the bound that both keep."""

from __future__ import annotations

from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.charts_models import models_figure
from salaries.domain.percentile import BoundSide, guarantee
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Market
from salaries.numbers import in_currency
from salaries.pictures_models import Sampled, models_picture, sample, sampled
from salaries.presenters.parts import Chart
from salaries.words import Evidence


def models_chart(survey: Survey, market: Market, amount: int) -> Chart:
    """The share of offers below each amount of a market; `amount` is marked, RUB a month net."""
    points = sampled(market.scale, [amount])
    drawing = models_picture(market.scale, points, amount)
    names = (_("flat"), _("log-normal"), _("guarantee"))
    return Chart(
        "models",
        _finding(survey, market, max(points, key=lambda point: point.difference)),
        drawing,
        models_figure(market.scale, points, drawing, names),
        (
            in_currency(_("Amount, %(sign)s")),
            _("What it is"),
            _("Flat"),
            _("Log-normal"),
            _("Guarantee"),
        ),
        _rows(survey, market, amount),
        Evidence.MODELLED,
    )


def _finding(survey: Survey, market: Market, widest: Sampled) -> str:
    sentence = _(
        "%(market)s: both models put half of the offers below %(median)s; they differ most near"
        " %(amount)s, %(low)s against %(high)s."
    )
    shares = sorted((float(widest.flat), widest.log_normal))
    return sentence % {
        "market": words.market_name(market),
        "median": numbers.money(market.scale.median, survey.currency),
        "amount": numbers.money(widest.amount, survey.currency),
        "low": numbers.percent(shares[0]),
        "high": numbers.percent(shares[1]),
    }


def _rows(survey: Survey, market: Market, amount: int) -> tuple[tuple[str, ...], ...]:
    """Every published edge, the median, and the amount where it lies among them."""
    scale = market.scale
    amounts = {*scale.ladder.edges, scale.median, *({amount} if scale.spans(amount) else ())}
    return tuple(_row(survey, market, x, is_asked=x == amount) for x in sorted(amounts))


def _row(survey: Survey, market: Market, x: int, *, is_asked: bool) -> tuple[str, ...]:
    found = sample(market.scale, x)
    return (
        numbers.number(x),
        ", ".join(_roles(survey, market, x, is_asked=is_asked)),
        numbers.percent(found.flat),
        numbers.percent(found.log_normal),
        bound_words(market, x),
    )


def _roles(survey: Survey, market: Market, x: int, *, is_asked: bool) -> list[str]:
    scale = market.scale
    code = {band.low: survey.band(band.rank).code for band in scale.ladder.bands}.get(x)
    roles = {
        _("floor of band %(code)s") % {"code": code}: code is not None,
        _("highest published"): x == scale.ceiling,
        _("the median"): x == scale.median,
        _("your amount"): is_asked,
    }
    return [role for role, is_so in roles.items() if is_so]


def bound_words(market: Market, amount: int) -> str:
    """The guarantee in whole points: `≤ 46 %`."""
    bound = guarantee(market.scale, amount)
    sign = {BoundSide.AT_MOST: "≤ ", BoundSide.AT_LEAST: "≥ "}.get(bound.side, "")
    return sign + numbers.percent(bound.points / 100)
