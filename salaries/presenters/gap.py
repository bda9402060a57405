"""How far the published medians lie from what equal shares of the bands would make them."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from salaries import charts_data, numbers, words
from salaries.domain.audit import Audit
from salaries.domain.printed import MedianPlace
from salaries.domain.survey import Survey
from salaries.numbers import in_currency
from salaries.pictures_data import SPAN, Key, Line, Scale, lines_drawn, lines_picture
from salaries.presenters.parts import Chart
from salaries.words import Evidence


def gap_chart(survey: Survey, audit: Audit) -> Chart:
    """How far every median lies above what equal shares of the bands would make it."""
    cities: dict[str, list[MedianPlace]] = {}
    for median in audit.medians:
        cities.setdefault(median.key.city, []).append(median)
    widest = sorted(cities.values(), key=lambda medians: -max(m.gap for m in medians))
    drawn = _("from equal shares to the published median")
    legend = [Key(SPAN, drawn, Evidence.DERIVED), *map(_key, survey.segments)]
    lines = [_gap_line(survey, medians) for medians in widest[: lines_drawn(len(widest))]]
    drawing = lines_picture(lines, Scale(ends=(0,)), legend)
    return Chart(
        "gap",
        _gap_finding(survey, audit),
        drawing,
        charts_data.lines_figure(lines, drawing),
        (
            _("Market"),
            in_currency(_("Median, %(sign)s")),
            in_currency(_("With equal shares, %(sign)s")),
            in_currency(_("Gap, %(sign)s")),
            _("Would lie below"),
        ),
        tuple(_gap_row(survey, median) for median in audit.medians),
        Evidence.DERIVED,
    )


def _key(segment: str) -> Key:
    label = _("median of %(of_employers)s") % {"of_employers": words.of_employers(segment)}
    return Key(segment, label, Evidence.DERIVED)


def _gap_line(survey: Survey, medians: Sequence[MedianPlace]) -> Line:
    gaps = [round(median.gap) for median in medians]
    points = tuple((m.key.segment, gap) for m, gap in zip(medians, gaps, strict=True))
    name = words.city_name(survey.markets[medians[0].key].city)
    return Line(name, (min(0, *gaps), max(0, *gaps)), points)


def _gap_row(survey: Survey, median: MedianPlace) -> tuple[str, ...]:
    market = survey.markets[median.key]
    return (
        words.market_name(market),
        numbers.number(market.scale.median),
        numbers.number(median.equal_share),
        numbers.signed(median.gap),
        numbers.percent(median.share_below),
    )


def _gap_finding(survey: Survey, audit: Audit) -> str:
    gaps = [median.gap for median in audit.medians]
    shares = [median.share_below for median in audit.medians]
    sentence = _(
        "Published medians lie from %(least)s to %(most)s above what equal shares of the bands "
        "would make them; equal shares would leave %(low)s–%(high)s of offers below them, not half."
    )
    return sentence % {
        "least": numbers.number(min(gaps)),
        "most": numbers.money(max(gaps), survey.currency),
        "low": numbers.number(100 * min(shares)),
        "high": numbers.percent(max(shares)),
    }
