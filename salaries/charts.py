"""Figures for Plotly as plain data: no HTML, no database, no colours of their own.

A request builds a few hundred bytes of dict instead of a `plotly.graph_objects.Figure`, which
costs a thousand times that and pulls the package into the worker; a test has plotly itself
accept the figure of every market. `meta.tone` names a colour of the style sheet, which the
script looks up, so that one figure serves light and dark. Money is RUB a month.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.domain.bands import Band
from salaries.domain.market import MarketPay
from salaries.domain.quantiles import span_of
from salaries.domain.surveyed import City, ExperienceBand, Market
from salaries.pictures import Axis, LadderPicture, Mark, Rung
from salaries.pictures_ranking import RankingPicture
from salaries.words import Evidence

Figure = dict[str, Any]
OVER_BOX = 22
"""From the middle of a box to that of its label, pixels."""
Ranked = tuple[City, Sequence[Market]]


def tip(text: str, evidence: Evidence) -> str:
    """A hover text with what it rests on."""
    return f"{text}<br>{words.EVIDENCE[evidence]}"


def layout_of(axis: tuple[int, int], height: int, lines: Sequence[str]) -> Figure:
    """The layout all figures share: a numeric axis and a line for each name, lowest first."""
    return {
        "height": height,
        "xaxis": {"range": list(axis), "fixedrange": False, "tickformat": ",d"},
        "yaxis": {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": list(lines),
            "fixedrange": True,
        },
        "showlegend": False,
        "hovermode": "closest",
        "barmode": "overlay",
        "shapes": [],
        "annotations": [],
    }


def ladder_figure(
    scale: MarketPay,
    bands: Sequence[ExperienceBand],
    picture: LadderPicture,
    axis: Axis,
    own_rank: int | None = None,
) -> Figure:
    """The ladder of one market: a bar a band, the median as a line, the mark if there is one."""
    lines = [band.code for band in bands]
    drawn = scale.ladder.bands
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": lines,
        "base": [band.low for band in drawn],
        "x": [band.width for band in drawn],
        "width": 0.55,
        "hovertext": [_band_tip(band, level) for band, level in zip(drawn, bands, strict=True)],
        "hoverinfo": "text",
        "meta": {"tones": ["own" if band.rank == own_rank else "band" for band in drawn]},
    }
    return laddered([bars], picture, axis, lines, own_rank)


def laddered(
    bars: Sequence[Figure],
    picture: LadderPicture,
    axis: Axis,
    lines: Sequence[str],
    own_line: int | None,
) -> Figure:
    """Bars on named lines, with median, labels and mark as the server draws them."""
    figure: Figure = {
        "data": list(bars),
        "layout": layout_of((axis.low, axis.high), picture.height, lines),
    }
    is_box = bool(picture.reaches)
    half = _("Half of all lay below.") if is_box else _("Half of the offers lay below.")
    _add_median(figure, picture.median.amount, half)
    figure["layout"]["annotations"] += [_range_label(r, is_box=is_box) for r in picture.rungs]
    if picture.mark and own_line:
        figure["data"].append(_mark(picture.mark, axis, lines[own_line - 1]))
    return figure


def _band_tip(band: Band, level: ExperienceBand) -> str:
    name = words.band_name(level.code)
    text = f"{name}, {words.experience(level)}: {numbers.span(band.low, band.high)}"
    return tip(text, Evidence.PUBLISHED)


def _add_median(figure: Figure, median: int, said: str) -> None:
    figure["layout"]["shapes"].append(
        {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": median,
            "x1": median,
            "y0": 0,
            "y1": 1,
            "line": {"dash": "dot", "width": 2},
            "name": "median",
        }
    )
    figure["layout"]["annotations"].append(
        {
            "x": median,
            "y": 1,
            "xref": "x",
            "yref": "paper",
            "yanchor": "bottom",
            "showarrow": False,
            "text": _("median %(amount)s") % {"amount": numbers.number(median)},
            "hovertext": tip(said, Evidence.PUBLISHED),
        }
    )


def _range_label(rung: Rung, *, is_box: bool) -> Figure:
    """The label of a bar where the server draws it: beside a band, over a box."""
    text = "–".join(map(numbers.number, dict.fromkeys((rung.low, rung.high))))
    if is_box:
        centre = (rung.low + rung.high) / 2
        over = {"x": centre, "xanchor": "center", "xshift": 0, "yshift": OVER_BOX}
        return {**over, "y": rung.rank - 1, "showarrow": False, "text": text, "name": "range"}
    anchor, shift = ("right", -9) if rung.label_left else ("left", 9)
    return {
        "x": rung.label_at,
        "y": rung.rank - 1,
        "xanchor": anchor,
        "xshift": shift,
        "showarrow": False,
        "text": text,
        "name": "range",
    }


def _mark(mark: Mark, axis: Axis, line: str) -> Figure:
    """The offer or posted range; what lies off the axis stands at its end, with an arrow."""
    ends = [min(max(end, axis.low), axis.high) for end in dict.fromkeys((mark.low, mark.high))]
    text = numbers.number(mark.low)
    if mark.off_axis:
        text = f"→ {text}" if mark.low > axis.high else f"← {text}"
    tip = _("Yours: %(amount)s") % {"amount": numbers.span(mark.low, mark.high)}
    return {
        "type": "scatter",
        "mode": "markers+text" if len(ends) == 1 else "lines+markers",
        "text": [text] if len(ends) == 1 else ["", ""],
        "textposition": "top center",
        "x": ends,
        "y": [line] * len(ends),
        "hovertext": [tip] * len(ends),
        "hoverinfo": "text",
        "marker": {"symbol": "diamond", "size": 15},
        "meta": {"tone": "mark"},
        "cliponaxis": False,
    }


def ranking_figure(
    cities: Sequence[Ranked], picture: RankingPicture, own: str | None = None
) -> Figure:
    """Cities ranked: the published span as a thin bar, a dot for each employer kind's median.

    `cities` come highest first, as the picture draws them; Plotly's axis rises, so the lines
    are handed over lowest first.
    """
    rows = list(reversed(cities))
    segments = dict.fromkeys(market.segment for _city, markets in rows for market in markets)
    axis = picture.axis.low, picture.axis.high
    return {
        "data": [_spans(rows, own), *(_medians(rows, segment) for segment in segments)],
        "layout": layout_of(axis, picture.height + 30, [words.city_name(c) for c, _ in rows]),
    }


def _spans(rows: Sequence[Ranked], own: str | None) -> Figure:
    spans = [(words.city_name(city), *_ends(markets)) for city, markets in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "y": [name for name, _low, _high in spans],
        "base": [low for _name, low, _high in spans],
        "x": [high - low for _name, low, high in spans],
        "width": 0.18,
        "hovertext": [
            tip(f"{name}: {numbers.span(low, high)}", Evidence.PUBLISHED)
            for name, low, high in spans
        ],
        "hoverinfo": "text",
        "meta": {"tones": ["own" if city.slug == own else "band" for city, _markets in rows]},
    }


def _ends(markets: Iterable[Market]) -> tuple[int, int]:
    spans = [span_of(market.scale) for market in markets]
    return min(low for low, _high in spans), max(high for _low, high in spans)


def _medians(rows: Sequence[Ranked], segment: str) -> Figure:
    markets = [m for _city, markets in rows for m in markets if m.segment == segment]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": words.segment_name(segment),
        "x": [m.scale.median for m in markets],
        "y": [words.city_name(m.city) for m in markets],
        "hovertext": [
            tip(
                _("%(market)s: median %(amount)s")
                % {"market": words.market_name(m), "amount": numbers.money(m.scale.median)},
                Evidence.PUBLISHED,
            )
            for m in markets
        ],
        "hoverinfo": "text",
        "marker": {"symbol": "circle-open" if segment == "company" else "circle", "size": 11},
        "meta": {"tone": segment},
    }
