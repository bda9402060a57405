"""The figure of stacked ladders for Plotly: the drawing's very lines, as plain data."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.charts import Figure
from salaries.domain.surveyed import ExperienceBand
from salaries.pictures import Axis, Mark, Rung
from salaries.stacked.drawing import Block, StackedPicture
from salaries.words import Evidence

BESIDE_BAR, BESIDE_MARK = 5, 13
"""Pixels from a bar's end, and from an offer's mark, to the label."""


def stacked_figure(picture: StackedPicture, axis: Axis, bands: Sequence[ExperienceBand]) -> Figure:
    """The same picture for Plotly: a category a line, named `A` for a heading, `A III` below."""
    lines = [line for block in picture.blocks for line in _lines(block, bands)]
    heights = {line: height for height, line in enumerate(reversed(lines))}
    rungs = [(block, rung) for block in picture.blocks for rung in block.rungs]
    return {
        "data": [
            _bars(rungs, bands),
            *_reaches([block for block in picture.blocks if block.reaches], bands),
            *_marks(picture.blocks, axis, bands),
        ],
        "layout": {
            "height": picture.height,
            "xaxis": {"range": [axis.low, axis.high], "fixedrange": False, "tickformat": ",d"},
            "yaxis": {
                "type": "category",
                "categoryorder": "array",
                "categoryarray": list(heights),
                "fixedrange": True,
            },
            "showlegend": False,
            "hovermode": "closest",
            "barmode": "overlay",
            "shapes": [_median(block, heights[block.letter]) for block in picture.blocks],
            "annotations": [
                note for block in picture.blocks for note in _notes(block, bands, heights)
            ],
        },
    }


def _line(block: Block, rung: Rung, bands: Sequence[ExperienceBand]) -> str:
    return f"{block.letter} {bands[rung.rank - 1].code}"


def _lines(block: Block, bands: Sequence[ExperienceBand]) -> list[str]:
    return [block.letter, *(_line(block, rung, bands) for rung in block.rungs)]


def _bars(rungs: Sequence[tuple[Block, Rung]], bands: Sequence[ExperienceBand]) -> Figure:
    return {
        "type": "bar",
        "orientation": "h",
        "y": [_line(block, rung, bands) for block, rung in rungs],
        "base": [rung.low for _block, rung in rungs],
        "x": [rung.high - rung.low for _block, rung in rungs],
        "width": 0.6,
        "hovertext": [_band_tip(block, rung, bands[rung.rank - 1]) for block, rung in rungs],
        "hoverinfo": "text",
        "meta": {"tones": ["own" if rung.is_own else "band" for _block, rung in rungs]},
    }


def _reaches(blocks: Sequence[Block], bands: Sequence[ExperienceBand]) -> list[Figure]:
    """Behind boxes, thin bars to the outermost published quantiles; nothing where none is one."""
    if not blocks:
        return []
    rungs = [(block, rung) for block in blocks for rung in block.rungs]
    thin = {
        "base": [block.scale.floor for block in blocks],
        "x": [block.scale.ceiling - block.scale.floor for block in blocks],
        "width": 0.1,
    }
    return [_bars(rungs, bands) | thin]


def _band_tip(block: Block, rung: Rung, band: ExperienceBand) -> str:
    said = {
        "letter": block.letter,
        "band": words.band_name(band.code),
        "experience": words.experience(band),
        "range": numbers.span(rung.low, rung.high),
        "median": numbers.money(block.median.amount),
        "evidence": words.EVIDENCE[Evidence.PUBLISHED],
    }
    return (
        _("%(letter)s, %(band)s, %(experience)s: %(range)s<br>median %(median)s<br>%(evidence)s")
        % said
    )


def _marks(blocks: Sequence[Block], axis: Axis, bands: Sequence[ExperienceBand]) -> list[Figure]:
    """The offers; one off the axis stands at its end. Nothing where no market has an offer."""
    offered = [
        (block, block.mark, next(_line(block, r, bands) for r in block.rungs if r.is_own))
        for block in blocks
        if block.mark
    ]
    tip = _("%(letter)s offers %(amount)s")
    trace = {
        "type": "scatter",
        "mode": "markers",
        "x": [min(max(mark.low, axis.low), axis.high) for _block, mark, _line in offered],
        "y": [line for _block, _mark, line in offered],
        "hovertext": [
            tip % {"letter": block.letter, "amount": numbers.money(mark.low)}
            for block, mark, _line in offered
        ],
        "hoverinfo": "text",
        "marker": {"symbol": "diamond", "size": 15},
        "meta": {"tones": ["mark" for _offer in offered]},
        "cliponaxis": False,
    }
    return [trace] if offered else []


def _median(block: Block, heading: int) -> Figure:
    """A line through the bands of one market, which stand under its heading."""
    return {
        "type": "line",
        "xref": "x",
        "yref": "y",
        "x0": block.median.amount,
        "x1": block.median.amount,
        "y0": heading - len(block.rungs) - 0.5,
        "y1": heading - 0.5,
        "line": {"dash": "dot", "width": 2},
        "name": "median",
    }


def _notes(block: Block, bands: Sequence[ExperienceBand], heights: dict[str, int]) -> list[Figure]:
    """The heading, the bands' names on the left, and the own band's range beside it."""
    at_left = {"x": 0.01, "xref": "paper", "xanchor": "left", "showarrow": False}
    names = [
        {
            **at_left,
            "y": heights[_line(block, rung, bands)],
            "text": bands[rung.rank - 1].code,
            "name": "own" if rung.is_own else "rung",
        }
        for rung in block.rungs
    ]
    heading = {**at_left, "y": heights[block.letter], "text": block.heading, "name": "heading"}
    (own,) = (rung for rung in block.rungs if rung.is_own)
    if (
        block.reaches
    ):  # its ends stand on the axis, and a label would lie on its whisker or its mark
        return [heading, *names]
    return [heading, *names, _range_label(own, block.mark, heights[_line(block, own, bands)])]


def _range_label(own: Rung, mark: Mark | None, height: int) -> Figure:
    shift = BESIDE_MARK if mark and mark.low == own.label_at else BESIDE_BAR
    return {
        "x": own.label_at,
        "y": height,
        "xref": "x",
        "xanchor": "right" if own.label_left else "left",
        "xshift": -shift if own.label_left else shift,
        "showarrow": False,
        "text": f"{numbers.number(own.low)}–{numbers.number(own.high)}",
        "name": "own-range",
    }
