"""A candidate's words about an offer: band, place, gap, next edge, what the next band asks."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from salaries import numbers, words
from salaries.domain.bands import Band
from salaries.domain.duties import outside
from salaries.domain.money import Basis
from salaries.domain.percentile import Outside
from salaries.domain.percentile import outside as side_outside
from salaries.domain.verdict import Verdict
from salaries.presenters.offer import OfferAnswer
from salaries.presenters.words_to_use import itemised, paragraphs, told

THANKS: dict[Basis, Promise] = {
    Basis.NET: lazy("Thank you for the offer of %(stated)s a month net."),
    Basis.GROSS: lazy(
        "Thank you for the offer of %(stated)s a month gross. After the income tax of %(year)s that"
        " is %(net)s net; below I speak of the net amount."
    ),
    Basis.UNKNOWN: lazy(
        "Thank you for the offer of %(stated)s a month. Please tell me whether it is net or gross:"
        " if gross, the income tax of %(year)s would leave %(net)s net. Below I read it as net."
    ),
}

PLACES: dict[Verdict, Promise] = {
    Verdict.BELOW: lazy("%(amount)s is %(away)s below the floor of this band."),
    Verdict.LOWER_PART: lazy(
        "%(amount)s lies in the lower part of this band, %(place)s of the way from its floor to its"
        " ceiling."
    ),
    Verdict.MIDDLE: lazy(
        "%(amount)s lies in the middle of this band, %(place)s of the way from its floor to its"
        " ceiling."
    ),
    Verdict.UPPER_PART: lazy(
        "%(amount)s lies in the upper part of this band, %(place)s of the way from its floor to its"
        " ceiling."
    ),
    Verdict.ABOVE: lazy("%(amount)s is %(away)s above the ceiling of this band."),
}

BEYOND: dict[Outside | None, Promise] = {
    Outside.BELOW: lazy("It is below every published offer in this market."),
    Outside.ABOVE: lazy("It is above every published offer in this market."),
}


def offer_text(answer: OfferAnswer) -> str:
    """What a candidate can say of the offer, from the answer's figures alone."""
    return paragraphs(
        [thanks(answer), published(answer), _standing(answer), *_next_band(answer), _end(answer)]
    )


def thanks(answer: OfferAnswer) -> str:
    """For the offer, as it was stated."""
    asked = answer.question
    return str(THANKS[asked.basis]) % {
        "stated": answer.money(asked.amount),
        "net": answer.money(answer.judged.verdicts[-1].amount),
        "year": answer.survey.month.year,
    }


def published(answer: OfferAnswer) -> str:
    """What the survey says, and whose it is."""
    said = {"lead": answer.lead, "source": words.say(answer.survey.source)}
    return _("%(lead)s Source: %(source)s.") % said


def _standing(answer: OfferAnswer) -> str:
    """Place, gap and the next edge, in a paragraph."""
    main = answer.main
    side = BEYOND.get(side_outside(main.scale, main.amount), "")
    said = [_place(answer), str(side), gap_words(answer), _next_edge(answer)]
    return " ".join(sentence for sentence in said if sentence)


def _place(answer: OfferAnswer) -> str:
    main, band = answer.main, answer.main.band
    sentence: object = PLACES[main.verdict]
    if main.amount == band.low:
        sentence = _("%(amount)s is exactly the floor of this band.")
    if main.amount == band.high:
        sentence = _("%(amount)s is exactly the ceiling of this band.")
    away = band.low - main.amount if main.amount < band.low else main.amount - band.high
    return str(sentence) % {
        "amount": answer.money(main.amount),
        "away": answer.money(away),
        "place": numbers.percent(main.place_in_band),
    }


def gap_words(answer: OfferAnswer) -> str:
    """How far the offer is from the median."""
    gap = answer.main.gap_to_median
    sentence = _("The market’s median was %(median)s: exactly this offer.")
    if gap:
        below = _("The market’s median was %(median)s: this offer is %(gap)s below it.")
        above = _("The market’s median was %(median)s: this offer is %(gap)s above it.")
        sentence = below if gap < 0 else above
    median = answer.main.scale.median
    return sentence % {"median": answer.money(median), "gap": answer.money(abs(gap))}


def _next_edge(answer: OfferAnswer) -> str:
    main = answer.main
    if main.to_next_edge_up is None:
        return ""
    return _("The next published edge, %(edge)s, is %(step)s away.") % {
        "edge": answer.money(main.amount + main.to_next_edge_up),
        "step": answer.money(main.to_next_edge_up),
    }


def _next_band(answer: OfferAnswer) -> list[str]:
    """What the band above adds to what this one asks, in paragraphs."""
    above = answer.main.next_band
    if _is_beyond(answer):
        return []
    if above is None:
        return [_("This is the highest band of the survey.")]
    asked = answer.survey.band(above.rank).requirements
    heading = _("The band above (%(band)s, %(low)s to %(high)s a month) also asks:")
    return [
        itemised(heading % _band(answer, above), told(asked, required=True)),
        itemised(_("Desirable in that band:"), told(asked, required=False)),
    ]


def _is_beyond(answer: OfferAnswer) -> bool:
    """Does the offer stand above all that the market published?"""
    return side_outside(answer.main.scale, answer.main.amount) is Outside.ABOVE


def _band(answer: OfferAnswer, band: Band) -> dict[str, str]:
    code = answer.survey.band(band.rank).code
    return {"band": code, "low": numbers.number(band.low), "high": answer.money(band.high)}


def duties_apart(answer: OfferAnswer) -> str:
    """The duties that the survey did not cover."""
    apart = [words.say(duty.text) for duty in outside(answer.question.duties)]
    return itemised(_("Not in what the survey covered, so to be agreed and paid apart:"), apart)


def _end(answer: OfferAnswer) -> str:
    """Duties apart, how old the figures are, and an invitation."""
    closing = _(
        "These are employers’ offers of %(of_month)s: they show how pay stood then, not what is"
        " paid today. With that in mind, could we talk about the amount and the duties?"
    )
    if _is_beyond(answer):
        closing = _(
            "These are employers’ offers of %(of_month)s: they show how pay stood then, not what is"
            " paid today. With that in mind, could we talk about the duties?"
        )
    return paragraphs(
        [duties_apart(answer), closing % {"of_month": numbers.of_month(answer.survey.month)}]
    )
