"""The figures beside an offer's picture, each with what it rests on."""

from __future__ import annotations

from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.domain.percentile import Outside, outside, percentile_interval
from salaries.domain.verdict import OfferVerdict, Verdict
from salaries.presenters.answer import Answer, band_fact
from salaries.presenters.parts import Fact
from salaries.presenters.sentences import guarantee_words, percentile_words
from salaries.words import Evidence


def of(answer: Answer, judged: OfferVerdict) -> list[Fact]:
    """Six facts: band, place, gap, percentile, next band, whose money. Money is RUB a month."""
    return [*side_by_side(answer, judged), _next_band(answer, judged), _whose_money(answer, judged)]


def side_by_side(answer: Answer, judged: OfferVerdict) -> list[Fact]:
    """The facts by which offers are compared: band, place, gap, percentile."""
    return [
        band_fact(answer, judged.band),
        _place(answer, judged),
        _gap(answer, judged),
        _percentile(judged),
    ]


def is_outside(judged: OfferVerdict) -> bool:
    """Does no published offer of the market reach the amount?"""
    return outside(judged.scale, judged.amount) is not None


def outside_note(judged: OfferVerdict) -> str:
    """Said when no published offer reaches the amount; nothing inside the published range."""
    side = outside(judged.scale, judged.amount)
    if side is Outside.ABOVE:
        return _(
            "It is above every published offer in this market; the top edge is conditional,"
            " and real pay may be higher. No percentile can be given."
        )
    if side is Outside.BELOW:
        return _("It is below every published offer in this market. No percentile can be given.")
    return ""


def _place(answer: Answer, judged: OfferVerdict) -> Fact:
    value = numbers.percent(judged.place_in_band)
    note = _("of the way from the band’s floor to its ceiling; not a percentile")
    if judged.verdict is Verdict.BELOW:
        value = _("none: %(gap)s short") % {"gap": answer.money(judged.band.low - judged.amount)}
        note = _("the amount is under the band’s floor")
    if judged.verdict is Verdict.ABOVE:
        value = _("none: %(gap)s over") % {"gap": answer.money(judged.amount - judged.band.high)}
        note = _("the amount is over the band’s ceiling")
    return Fact(_("Place in band"), value, answer.evidence, note)


def _gap(answer: Answer, judged: OfferVerdict) -> Fact:
    note = _("%(percent)s of the market’s median, %(median)s") % {
        "percent": numbers.percent(judged.market_ratio, 1),
        "median": answer.money(judged.scale.median),
    }
    value = answer.signed_money(judged.gap_to_median)
    return Fact(_("Gap to the median"), value, answer.evidence, note)


def _percentile(judged: OfferVerdict) -> Fact:
    interval, label = (
        percentile_interval(judged.scale, judged.amount),
        _("Percentile of all offers"),
    )
    if interval is None:
        note = _("the amount is outside the published range")
        return Fact(label, _("cannot be said"), Evidence.PUBLISHED, note)
    return Fact(label, percentile_words(interval), Evidence.MODELLED, guarantee_words(interval))


def _next_band(answer: Answer, judged: OfferVerdict) -> Fact:
    above, label = judged.next_band, _("What the next band pays")
    if above is None:
        note = _("this is the highest band; its top edge is conditional")
        return Fact(label, _("nothing published"), Evidence.PUBLISHED, note)
    said = {
        "band": words.band_label(answer.survey.band(above.rank)),
        "step": answer.money(above.low - judged.amount),
    }
    note = _("%(band)s; this offer already reaches its floor") % said
    if judged.amount > above.high:
        note = _("%(band)s; this offer is above its ceiling") % said
    if judged.amount < above.low:
        note = _("%(band)s; its floor is %(step)s more than this offer") % said
    return Fact(label, answer.span(above.low, above.high), Evidence.PUBLISHED, note)


def _whose_money(answer: Answer, judged: OfferVerdict) -> Fact:
    band, label = judged.band_of_amount, _("Whose money it is")
    if band is None:
        note = _("the amount is outside the published range")
        return Fact(label, _("no band’s"), answer.evidence, note)
    code = answer.survey.band(band.rank).code
    at_joint = judged.amount == band.low and band.rank > 1
    note = _("an amount on the joint of two bands is the money of the upper one")
    value = _("band %(band)s money") % {"band": code}
    return Fact(label, value, answer.evidence, note if at_joint else "")
