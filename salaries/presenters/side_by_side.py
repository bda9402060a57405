"""The offers of a comparison in one picture and two tables: facts, and equal standing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.domain.prices import PriceChange, figures
from salaries.domain.survey import Survey
from salaries.domain.transfer import equal_standing
from salaries.numbers import in_currency
from salaries.presenters import quantile_compare
from salaries.presenters.compared import NOTHING, Column
from salaries.presenters.drawn import names_left
from salaries.presenters.parts import Chart, Fact
from salaries.presenters.prices import InPrices, PriceGroup, rows_of
from salaries.stacked import drawing, figure
from salaries.words import Evidence

CERTAINTY = tuple(Evidence)
"""From what is published to what the reader chose."""


@dataclass(frozen=True, slots=True)
class FactCell:
    """One fact of one offer; `tone` is the verdict's code where the fact is the verdict."""

    value: str
    note: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact of every offer, and what the least certain of them rests on."""

    label: str
    evidence: Evidence
    cells: tuple[FactCell, ...]

    @property
    def evidence_word(self) -> str:
        """The evidence label in the language in use."""
        return str(words.EVIDENCE[self.evidence])


@dataclass(frozen=True, slots=True)
class StandingCell:
    """An offer carried into another's market, two ways; `own` is the offer where it is at home."""

    own: str
    same_place: str = ""
    same_ratio: str = ""


def chart(survey: Survey, columns: Sequence[Column]) -> Chart:
    """Every offer on the ladder of its own market, all on one axis."""
    placed = [_placed(column) for column in columns]
    axis = drawing.axis_of(placed, names_left(survey))
    drawn = drawing.stack(placed, axis)
    plotted = figure.stacked_figure(drawn, axis, survey.bands)
    finding = _finding(survey, columns)
    if survey.has_quantiles:
        rows = tuple(quantile_compare.row(column) for column in columns)
        described = quantile_compare.described(survey, columns)
        names = quantile_compare.header()
        return Chart("stacked", finding, drawn, plotted, names, rows, description=described)
    bands = [_("Band %(code)s") % {"code": level.code} for level in survey.bands]
    compared = (
        _("Offer"),
        _("Market"),
        _("Band"),
        in_currency(_("From, %(sign)s")),
        in_currency(_("To, %(sign)s")),
        in_currency(_("Median, %(sign)s")),
    )
    header = (*compared, *bands)
    told = tuple(_drawn_row(column) for column in columns)
    return Chart("stacked", finding, drawn, plotted, header, told)


def _finding(survey: Survey, columns: Sequence[Column]) -> str:
    if len(columns) == 1:
        return _("%(market)s: the ladder of the market") % {"market": columns[0].market}
    amounts = [column.amount for column in columns if not column.is_bare]
    if not amounts:
        return _("Each market’s own ladder, all on one axis, the band compared marked")
    span = numbers.span(min(amounts), max(amounts), survey.currency)
    return _("%(span)s, each on the ladder of its own market, all on one axis") % {"span": span}


def _placed(column: Column) -> drawing.Placed:
    offer = column.offer
    return drawing.Placed(
        column.letter,
        column.market,
        offer.market.scale,
        column.survey.bands.index(offer.band) + 1,
        offer.amount,
    )


def _drawn_row(column: Column) -> tuple[str, ...]:
    scale = column.offer.market.scale
    band = column.answer.main.band
    offered = NOTHING if column.is_bare else numbers.number(column.amount)
    return (
        f"{column.letter} {offered}",
        column.market,
        column.offer.band.code,
        numbers.number(band.low),
        numbers.number(band.high),
        numbers.number(scale.median),
        *(f"{numbers.number(b.low)}–{numbers.number(b.high)}" for b in scale.ladder.bands),
    )


def fact_rows(columns: Sequence[Column]) -> list[FactRow]:
    """The facts, an offer a column; the verdict first."""
    verdicts, *others = zip(*(column.facts for column in columns), strict=True)
    tones = [column.tone for column in columns]
    return [_row(verdicts, tones), *(_row(facts, [""] * len(columns)) for facts in others)]


def _row(facts: Sequence[Fact], tones: Sequence[str]) -> FactRow:
    told = [fact for fact in facts if fact.value != NOTHING]
    return FactRow(
        facts[0].label,
        max((fact.evidence for fact in told or facts), key=CERTAINTY.index),
        tuple(FactCell(f.value, f.note, tone) for f, tone in zip(facts, tones, strict=True)),
    )


def standings(columns: Sequence[Column]) -> list[tuple[Column, list[StandingCell]]]:
    """Each offer with an amount, carried into the market of every other."""
    return [
        (column, [_standing(column, there) for there in columns])
        for column in columns
        if not column.is_bare
    ]


def _standing(column: Column, there: Column) -> StandingCell:
    here, other = column.offer.market, there.offer.market
    if here == other:
        return StandingCell(numbers.number(column.amount))
    target = there.survey.market(other.key, column.offer.band.rank)
    if target is None:
        return StandingCell("", NOTHING, NOTHING)
    if target == here:
        return StandingCell(numbers.number(column.amount))
    found = equal_standing(column.amount, column.offer.band.rank, here.scale, target.scale)
    placed = NOTHING if found.same_place is None else numbers.number(found.same_place)
    return StandingCell("", placed, numbers.number(found.same_ratio))


def in_prices(
    survey: Survey, columns: Sequence[Column], change: PriceChange | None
) -> InPrices | None:
    """Every offer, its band and its market in both prices; None where none are asked for."""
    if change is None:
        return None
    return InPrices(survey, change, [_priced(survey, column, change) for column in columns])


def _priced(survey: Survey, column: Column, change: PriceChange) -> PriceGroup:
    judged, code = column.answer.main, column.offer.band.code
    offered = {"middle" if column.is_bare else "amount": column.amount}
    found = figures(change, offered, judged.band, judged.scale.median)
    return PriceGroup(f"{column.letter} · {column.market}", rows_of(survey, code, found))
