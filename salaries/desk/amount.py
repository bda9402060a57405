"""Where one amount stands in the markets of the table: in each ladder, or in the band asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from salaries import charts_data, numbers, words
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Market
from salaries.numbers import in_currency
from salaries.pictures_data import (
    REFERENCE,
    SPAN,
    Key,
    Line,
    Scale,
    lines_drawn,
    lines_picture,
)
from salaries.presenters.parts import Chart, left_out_row
from salaries.rows import Row
from salaries.words import Evidence


@dataclass(frozen=True, slots=True)
class Asked:
    """The amount, net RUB a month, the one band asked, and the ends of the charts' shared axis."""

    amount: int
    rank: int | None
    ends: tuple[int, int]

    @property
    def is_near(self) -> bool:
        """May the amount stand on the axis? Far away it would press the markets to one side."""
        low, high = self.ends
        return low // 2 <= self.amount <= 2 * high


def asked_of(markets: Sequence[Market], amount: int, rank: int | None) -> Asked:
    """An amount looked up in markets, to be drawn in one or several charts on one axis."""
    figures = [x for market in markets for x in _line(_row(market, amount, rank)).figures]
    return Asked(amount, rank, (min(figures), max(figures)))


def amount_chart(survey: Survey, markets: Sequence[Market], asked: Asked) -> Chart:
    """Where an amount stands across markets of one kind of employer, in the order given."""
    amount, rank = asked.amount, asked.rank
    drawn = markets[: lines_drawn(len(markets))]
    shown = [_row(market, amount, rank) for market in drawn]
    lines = [_line(row) for row in shown]
    drawing = lines_picture(lines, _scale(asked), _legend(survey, markets[0].segment, asked))
    header = (
        _("City"),
        in_currency(_("From, %(sign)s")),
        in_currency(_("To, %(sign)s")),
        in_currency(_("Median, %(sign)s")),
        _place_heading(rank),
    )
    told = [_told(survey, row, rank) for row in shown]
    return Chart(
        f"amount-{markets[0].segment}",
        _finding(survey, markets, amount, rank),
        drawing,
        charts_data.lines_figure(lines, drawing),
        header,
        (*told, *left_out_row(len(markets) - len(shown), len(header))),
        Evidence.DERIVED,
    )


def _scale(asked: Asked) -> Scale:
    if not asked.is_near:
        return Scale(ends=asked.ends)
    return Scale(ends=(*asked.ends, asked.amount), reference=asked.amount)


def _row(market: Market, amount: int, rank: int | None) -> Row:
    bands = market.scale.ladder.bands
    own = bands[rank - 1] if rank else None
    return Row(market, (own,) if own else bands, amount, own)


def _ends(row: Row) -> tuple[int, int]:
    return row.bands[0].low, row.bands[-1].high


def _line(row: Row) -> Line:
    market = row.market
    points = ((market.segment, market.scale.median),)
    return Line(words.city_name(market.city), _ends(row), points)


def _legend(survey: Survey, segment: str, asked: Asked) -> list[Key]:
    rank = asked.rank
    whole = words.band_name(survey.band(rank).code) if rank else _("whole published range")
    median = _("median of %(of_employers)s") % {"of_employers": words.of_employers(segment)}
    keys = [Key(SPAN, whole, Evidence.PUBLISHED), Key(segment, median, Evidence.PUBLISHED)]
    if asked.is_near:
        amount = numbers.money(asked.amount, survey.currency)
        keys.append(Key(REFERENCE, amount, Evidence.SCENARIO))
    return keys


def _place_heading(rank: int | None) -> str:
    return _("Place in band") if rank else _("Whose money")


def _told(survey: Survey, row: Row, rank: int | None) -> tuple[str, ...]:
    low, high = _ends(row)
    figures = (low, high, row.market.scale.median)
    name = words.city_name(row.market.city)
    return (name, *map(numbers.number, figures), _place(survey, row, rank))


def _place(survey: Survey, row: Row, rank: int | None) -> str:
    if rank is None:
        own = row.band_of_amount
        return words.band_name(survey.band(own).code) if own else _("no band’s")
    return "–" if row.place_in_band is None else numbers.percent(row.place_in_band)


def _finding(survey: Survey, markets: Sequence[Market], amount: int, rank: int | None) -> str:
    ends = [_ends(_row(market, amount, rank)) for market in markets]
    sentence = _(
        "%(employer)s: %(amount)s lies within %(range)s in %(inside)s of %(all)s markets, "
        "above it in %(above)s, below it in %(below)s; above the median in %(half)s."
    )
    whole = _("the whole published range")
    return sentence % {
        "employer": words.segment_name(markets[0].segment),
        "amount": numbers.money(amount, survey.currency),
        "range": words.band_name(survey.band(rank).code) if rank else whole,
        "inside": sum(low <= amount <= high for low, high in ends),
        "all": len(markets),
        "above": sum(high < amount for _low, high in ends),
        "below": sum(amount < low for low, _high in ends),
        "half": sum(market.scale.median < amount for market in markets),
    }
