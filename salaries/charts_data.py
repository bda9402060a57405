"""Figures of the data page for Plotly, as plain data: the same lines as the server draws."""

from __future__ import annotations

from collections.abc import Sequence

from salaries import numbers, words
from salaries.charts import Figure, layout_of
from salaries.pictures_data import OUTSIDE, REFERENCE, Key, Line, LinesPicture

MARKERS = {
    "agency": {"symbol": "circle", "size": 11},
    "company": {"symbol": "circle-open", "size": 11},
    OUTSIDE: {"symbol": "diamond-open", "size": 19},
    "step1": {"symbol": "circle", "size": 11},
    "step2": {"symbol": "square-open", "size": 15},
    "step3": {"symbol": "diamond-open", "size": 19},
}
"""Filled, open, and large enough to stand around either of them."""
TONES = {OUTSIDE: "high", "step1": "accent", "step2": "lower", "step3": "high"}
"""Colours of the style sheet; a kind not named here has one of its own name."""


def lines_figure(lines: Sequence[Line], picture: LinesPicture) -> Figure:
    """Spans as thin bars, each kind of point as a trace; lowest line first, as the axis rises.

    The legend's first key is the span's.
    """
    rising = list(reversed(lines))
    names = [line.name for line in rising]
    layout = layout_of((picture.axis.low, picture.axis.high), picture.height + 30, names)
    layout["xaxis"]["ticksuffix"] = picture.unit
    if picture.reference:
        layout["shapes"].append(_reference(picture.reference.amount))
    span, *kinds = [key for key in picture.legend if key.kind != REFERENCE]
    traces = [_points(rising, kind, picture.unit) for kind in kinds]
    return {"data": [_spans(rising, span, picture.unit), *traces], "layout": layout}


def _reference(at: int) -> Figure:
    line = {"dash": "dot", "width": 2}
    ends = {"x0": at, "x1": at, "y0": 0, "y1": 1}
    return {"type": "line", "xref": "x", "yref": "paper", **ends, "line": line, "name": REFERENCE}


def _tip(name: str, key: Key, figures: str) -> str:
    return f"{name}: {key.label}, {figures}<br>{words.EVIDENCE[key.evidence]}"


def _spans(lines: Sequence[Line], key: Key, unit: str) -> Figure:
    spans = [(line.name, *line.span) for line in lines]
    return {
        "type": "bar",
        "orientation": "h",
        "y": [name for name, _low, _high in spans],
        "base": [low for _name, low, _high in spans],
        "x": [high - low for _name, low, high in spans],
        "width": 0.18,
        "hovertext": [
            _tip(name, key, f"{numbers.number(low)}–{numbers.number(high)}{unit}")
            for name, low, high in spans
        ],
        "hoverinfo": "text",
        "meta": {"tones": ["band"] * len(lines)},
    }


def _points(lines: Sequence[Line], key: Key, unit: str) -> Figure:
    named = [(line.name, *point) for line in lines for point in line.points]
    points = [(name, value) for name, kind, value in named if kind == key.kind]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": key.label,
        "x": [value for _name, value in points],
        "y": [name for name, _value in points],
        "hovertext": [_tip(name, key, numbers.number(value) + unit) for name, value in points],
        "hoverinfo": "text",
        "marker": dict(MARKERS.get(key.kind, MARKERS["agency"])),
        "meta": {"tone": TONES.get(key.kind, key.kind)},
        "cliponaxis": False,
    }
