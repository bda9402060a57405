"""In which markets a posting competes: its mid-point against that of the band asked there."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.domain.money import round_half_up
from salaries.domain.survey import Market
from salaries.domain.vacancy import VacancyVerdict, competes, reach
from salaries.presenters.answer import Answer


@dataclass(frozen=True, slots=True)
class ReachRow:
    """Does the posting compete in one market? `middle` is the band's mid-point there."""

    city: str
    employers: str
    middle: str
    competes: bool
    gap: str


def sentence(answer: Answer, judged: VacancyVerdict) -> str:
    """In how many markets the posting competes."""
    scales = [market.scale for market in answer.survey.markets.values()]
    return _(
        "Its mid-point, %(middle)s, is at least the mid-point of band %(band)s in %(count)s of"
        " %(total)s markets."
    ) % {
        "middle": answer.money(round_half_up(judged.posting.middle)),
        "band": answer.question.band.code,
        "count": reach(judged.posting, scales, judged.band.rank),
        "total": len(scales),
    }


def rows(answer: Answer, judged: VacancyVerdict) -> list[ReachRow]:
    """Every market, by the city's name."""
    markets = answer.survey.markets_for(judged.band.rank)
    return [_row(market, judged) for market in words.by_name(markets)]


def _row(market: Market, judged: VacancyVerdict) -> ReachRow:
    rank, middle = judged.band.rank, judged.posting.middle
    theirs = market.scale.ladder.band(rank).middle
    return ReachRow(
        words.city_name(market.city),
        words.segment_name(market.segment),
        numbers.number(theirs),
        competes(middle, market.scale, rank),
        numbers.signed(middle - theirs),
    )
