"""The chart of a market's published quantiles: a box for each level, with the amount marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from salaries import charts, numbers, pictures, words
from salaries.domain.quantiles import PERCENTS, Quantiles
from salaries.domain.survey import Survey
from salaries.domain.surveyed import ExperienceBand, Market
from salaries.pictures import Axis, LadderPicture
from salaries.pictures_boxes import boxes
from salaries.presenters import quantile_words
from salaries.presenters.parts import Chart
from salaries.words import Evidence

NOTHING = "–"
Level = tuple[ExperienceBand, Quantiles]


def levels_of(survey: Survey, market: Market) -> list[Level]:
    """What is published of a market, level by level, all together first."""
    found = ((band, survey.market(market.key, band.rank)) for band in survey.bands)
    return [
        (band, there.scale) for band, there in found if there and isinstance(there.scale, Quantiles)
    ]


def box_chart(
    survey: Survey,
    market: Market,
    finding: str,
    *,
    axis: Axis | None = None,
    own_rank: int | None = None,
    mark: tuple[int, int] | None = None,
    ident: str = "ladder",
) -> Chart:
    """The quantiles of one market, with the offer or posted range marked at its level."""
    levels = levels_of(survey, market)
    cells = [cell for _level, cell in levels]
    ranks = [cell.rank for cell in cells]
    own = ranks.index(own_rank) + 1 if own_rank in ranks else 1
    names = tuple(level.code or _name_of_all(levels) for level, _cell in levels)
    axis = axis or pictures.axis_for(cells, mark or (), left=pictures.left_for(names))
    drawing = boxes(cells, axis, own, mark)
    rows = tuple(_row(level, cell) for level, cell in levels)
    return Chart(
        ident,
        finding,
        drawing,
        _figure(survey, levels, drawing, axis, own, names),
        _header(),
        rows,
        foot=_marked(mark),
        description=_described(survey, levels),
        short_names=names,
    )


def _name_of_all(levels: Sequence[Level]) -> str:
    """Beside the box of all levels together; nothing where it stands alone."""
    return _("All") if len(levels) > 1 else " "


def _header() -> tuple[str, ...]:
    points = [_("%(nth)s percentile") % {"nth": numbers.ordinal(percent)} for percent in PERCENTS]
    points[len(PERCENTS) // 2] = _("Median")
    return (_("Experience"), _("Counted"), _("Employers"), *points)


def _row(level: ExperienceBand, cell: Quantiles) -> tuple[str, ...]:
    figures = [cell.sample, cell.employers, *(cell.by_percent.get(one) for one in PERCENTS)]
    said = (NOTHING if figure is None else numbers.number(figure) for figure in figures)
    return (words.band_label(level), *said)


def _marked(mark: tuple[int, int] | None) -> tuple[tuple[str, str], ...]:
    if mark is None:
        return ()
    ends = "–".join(numbers.number(amount) for amount in dict.fromkeys(mark))
    return ((_("Marked in the picture"), ends),)


def _described(survey: Survey, levels: Sequence[Level]) -> str:
    """The boxes in words."""
    wide = _("%(level)s. %(range)s: from %(low)s to %(high)s, median %(median)s.")
    narrow = _("%(level)s. %(range)s: %(median)s.")
    return " ".join(
        (wide if cell.own.width else narrow)
        % {
            "level": words.band_label(level),
            "range": quantile_words.range_heading(survey, cell),
            "low": numbers.number(cell.own.low),
            "high": numbers.number(cell.own.high),
            "median": numbers.number(cell.median),
        }
        for level, cell in levels
    )


def _figure(
    survey: Survey,
    levels: Sequence[Level],
    drawing: LadderPicture,
    axis: Axis,
    own: int,
    names: Sequence[str],
) -> dict[str, Any]:
    """The same for Plotly: a bar for each box, a thin one behind it to the outermost quantiles."""
    cells = [cell for _level, cell in levels]
    tones = ["own" if place == own else "band" for place in range(1, len(cells) + 1)]
    tips = [charts.tip(_tip(survey, level, cell), Evidence.PUBLISHED) for level, cell in levels]
    bars = [
        _bars(names, [(c.own.low, c.own.high) for c in cells], 0.38, tips, tones),
        _bars(names, [(c.floor, c.ceiling) for c in cells], 0.05, tips, tones),
    ]
    return charts.laddered(bars, drawing, axis, names, own if drawing.mark else None)


def _bars(
    names: Sequence[str],
    ends: Sequence[tuple[int, int]],
    width: float,
    tips: Sequence[str],
    tones: Sequence[str],
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(names),
        "base": [low for low, _high in ends],
        "x": [high - low for low, high in ends],
        "width": width,
        "hovertext": list(tips),
        "hoverinfo": "text",
        "meta": {"tones": list(tones)},
    }


def _tip(survey: Survey, level: ExperienceBand, cell: Quantiles) -> str:
    """Every published quantile of a box, and from how much it was counted."""
    points = (f"P{point.percent} {numbers.number(point.amount)}" for point in cell.points)
    told = [words.band_label(level), " · ".join(points), quantile_words.sample_note(survey, cell)]
    return "<br>".join(line for line in told if line)
