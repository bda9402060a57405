"""In which markets a posting competes: its mid-point against that of the band asked there."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from salaries import numbers, words
from salaries.domain.money import round_half_up
from salaries.domain.surveyed import Market
from salaries.domain.vacancy import VacancyVerdict, competes, reach
from salaries.presenters.answer import Answer
from salaries.presenters.elsewhere import MOST_MARKETS, shown_markets


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
    """The markets that a page shows, by the city's name."""
    shown = shown_markets(answer.survey, answer.question.market, judged.band.rank)
    return [_row(market, judged) for market in shown]


def more(answer: Answer) -> str:
    """Said where the page shows but some of the markets."""
    there = answer.survey.markets_for(answer.question.band.rank)
    left_out = len(there) - MOST_MARKETS - 1
    sentence = ngettext(
        "%(count)d more market is not shown: these are of the largest cities.",
        "%(count)d more markets are not shown: these are of the largest cities.",
        left_out,
    )
    return sentence % {"count": left_out} if left_out > 0 else ""


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
