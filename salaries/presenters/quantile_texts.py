"""A candidate's words about an offer judged by published quantiles, from its figures alone."""

from __future__ import annotations

from django.utils.translation import gettext as _

from salaries.presenters import quantile_words
from salaries.presenters.quantile_offer import QuantileOffer
from salaries.presenters.words_of_offer import duties_apart, published, thanks
from salaries.presenters.words_to_use import paragraphs


def quantile_offer_text(answer: QuantileOffer) -> str:
    """What a candidate can say of the offer."""
    return paragraphs(
        [thanks(answer), published(answer), _standing(answer), duties_apart(answer), _end(answer)]
    )


def _end(answer: QuantileOffer) -> str:
    """How old the figures are, and an invitation."""
    closing = _(
        "These figures were counted from %(pay)s (%(period)s): they show how pay stood then, not"
        " what is paid today. With that in mind, could we talk about the amount and the duties?"
    )
    said = {"pay": quantile_words.pay(answer.survey)}
    return closing % (said | {"period": quantile_words.period(answer.survey)})


def _standing(answer: QuantileOffer) -> str:
    """Verdict, percentile and gap, in a paragraph."""
    amount = answer.money(answer.main.amount)
    share = _("Percentile of %(pay)s: %(point)s.") % {
        "point": quantile_words.share_words(answer.cell, answer.main.amount),
        "pay": quantile_words.pay(answer.survey),
    }
    return " ".join([answer.verdict_sentence(answer.main, amount), share, _gap_words(answer)])


def _gap_words(answer: QuantileOffer) -> str:
    """How far the offer is from the median, and whose that is."""
    gap, median = answer.main.gap_to_median, answer.money(answer.cell.median)
    sentence = _("The median there (%(group)s) was %(median)s: exactly this offer.")
    if gap:
        below = _("The median there (%(group)s) was %(median)s: this offer is %(gap)s below it.")
        above = _("The median there (%(group)s) was %(median)s: this offer is %(gap)s above it.")
        sentence = below if gap < 0 else above
    return sentence % {"group": answer.group, "median": median, "gap": answer.money(abs(gap))}
