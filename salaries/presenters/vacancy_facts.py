"""The figures beside a posting's picture, each with what it rests on."""

from __future__ import annotations

from django.utils.translation import gettext as _

from salaries import numbers
from salaries.domain.money import round_half_up
from salaries.domain.vacancy import VacancyVerdict
from salaries.presenters.answer import Answer, band_fact
from salaries.presenters.parts import Fact


def of(answer: Answer, judged: VacancyVerdict) -> list[Fact]:
    """Five facts: band, cover, floor and ceiling, width, mid-point. Money is RUB a month."""
    return [
        band_fact(answer, judged.band),
        _cover(answer, judged),
        _ends(answer, judged),
        _width(answer, judged),
        _middle(answer, judged),
    ]


def _cover(answer: Answer, judged: VacancyVerdict) -> Fact:
    codes = [answer.survey.band(band.rank).code for band in judged.bands_covered]
    said = {
        "inside": numbers.percent(judged.share_of_posting_inside),
        "covered": numbers.percent(judged.share_of_band_covered),
    }
    note = _("%(inside)s of the posting lies inside the band; it covers %(covered)s of the band")
    if not judged.posting.width:
        inside = judged.band.holds(judged.posting.low)
        note, said = (_("inside the band asked") if inside else _("outside the band asked")), {}
    return Fact(_("Bands it covers"), ", ".join(codes) or _("none"), answer.evidence, note % said)


def _ends(answer: Answer, judged: VacancyVerdict) -> Fact:
    value = _("%(floor)s and %(ceiling)s") % {
        "floor": answer.signed_money(judged.floor_gap),
        "ceiling": answer.signed_money(judged.ceiling_gap),
    }
    return Fact(_("Floor and ceiling against the band’s"), value, answer.evidence)


def _width(answer: Answer, judged: VacancyVerdict) -> Fact:
    note = _("the band’s own is %(width)s") % {
        "width": numbers.percent(judged.relative_width_of_band)
    }
    value = numbers.percent(judged.posting.relative_width)
    if not judged.posting.width:
        value = _("none: a single figure")
    return Fact(_("Width, as a share of the mid-point"), value, answer.evidence, note)


def _middle(answer: Answer, judged: VacancyVerdict) -> Fact:
    note = _("%(percent)s of the market’s median, %(median)s") % {
        "percent": numbers.percent(judged.market_ratio_of_middle, 1),
        "median": answer.money(judged.scale.median),
    }
    value = answer.signed_money(round_half_up(judged.gap_of_middle_to_median))
    return Fact(_("Mid-point against the median"), value, answer.evidence, note)
