"""The figure of the two models for Plotly, as plain data: the same curves as the server draws."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.charts import Figure
from salaries.domain.market import MarketPay
from salaries.pictures_models import QUARTERS, ModelsPicture, Sampled, allowed
from salaries.words import Evidence

Names = tuple[str, str, str]
"""What the flat model, the log-normal one and the guarantee are called."""


def models_figure(
    scale: MarketPay, points: Sequence[Sampled], picture: ModelsPicture, names: Names
) -> Figure:
    """Two curves over the bound they keep, the median where they meet, and the amount."""
    flat, log_normal, bound = names
    return {
        "data": [
            *(_area(corners) for corners in allowed(scale, points)),
            _curve(bound, [(p.amount, p.bound) for p in points], "muted", "dot"),
            _curve(flat, [(p.amount, p.flat) for p in points], "accent", "solid"),
            _curve(log_normal, [(p.amount, p.log_normal) for p in points], "high", "dash"),
            _median(scale.median),
            _mark(picture),
        ],
        "layout": _layout(picture),
    }


def _layout(picture: ModelsPicture) -> Figure:
    percents = [numbers.percent(Fraction(quarter, 100)) for quarter in QUARTERS]
    axis = [picture.axis.low, picture.axis.high]
    return {
        "height": picture.height,
        "xaxis": {"range": axis, "fixedrange": False, "tickformat": ",d"},
        "yaxis": {
            "range": [0, 100],
            "fixedrange": True,
            "tickvals": list(QUARTERS),
            "ticktext": percents,
        },
        "showlegend": False,
        "hovermode": "closest",
        "annotations": [_note(picture)],
    }


def _note(picture: ModelsPicture) -> Figure:
    """The amount over its line, as the server writes it."""
    mark = picture.mark
    anchors = {"start": "left", "end": "right", "middle": "center"}
    return {
        "x": _on_axis(picture),
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "xanchor": anchors[mark.anchor],
        "showarrow": False,
        "text": f"{mark.arrow} {numbers.number(mark.amount)}".strip(),
        "name": "mark",
    }


def _area(corners: Sequence[tuple[int, Any]]) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [amount for amount, _share in corners],
        "y": [_percent(share) for _amount, share in corners],
        "fill": "toself",
        "hoverinfo": "skip",
        "line": {"width": 0},
        "meta": {"tone": "wash"},
    }


def _curve(name: str, points: Sequence[tuple[int, Any]], tone: str, dash: str) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [amount for amount, _share in points],
        "y": [_percent(share) for _amount, share in points],
        "hovertext": [_tip(name, amount, share) for amount, share in points],
        "hoverinfo": "text",
        "line": {"dash": dash, "width": 2.5},
        "meta": {"tone": tone},
    }


def _tip(name: str, amount: int, share: Fraction | float) -> str:
    said = {
        "name": name,
        "share": numbers.percent(share),
        "amount": numbers.money(amount),
        "evidence": words.EVIDENCE[Evidence.MODELLED],
    }
    return _("%(name)s: %(share)s below %(amount)s<br>%(evidence)s") % said


def _median(median: int) -> Figure:
    said = {
        "amount": numbers.money(median),
        "evidence": words.EVIDENCE[Evidence.PUBLISHED],
    }
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [median],
        "y": [50],
        "text": [_("median %(amount)s") % {"amount": numbers.number(median)}],
        "textposition": "bottom right",
        "hovertext": [_("Half of the offers lay below %(amount)s.<br>%(evidence)s") % said],
        "hoverinfo": "text",
        "marker": {"symbol": "circle", "size": 11},
        "meta": {"tone": "median"},
    }


def _mark(picture: ModelsPicture) -> Figure:
    x = _on_axis(picture)
    tip = _("Yours: %(amount)s") % {"amount": numbers.money(picture.mark.amount)}
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x, x],
        "y": [0, 100],
        "hovertext": [tip, tip],
        "hoverinfo": "text",
        "line": {"dash": "solid", "width": 2},
        "meta": {"tone": "mark"},
    }


def _on_axis(picture: ModelsPicture) -> int:
    return min(max(picture.mark.amount, picture.axis.low), picture.axis.high)


def _percent(share: Fraction | float) -> float:
    return round(100 * float(share), 3)
