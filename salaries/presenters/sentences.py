"""Sentences about offers and postings, one for each verdict, to be translated whole."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from salaries import numbers
from salaries.domain.percentile import BoundSide, PercentileInterval
from salaries.domain.vacancy import Fit, Flag, Suggestion
from salaries.domain.verdict import OfferVerdict, Verdict

HEADLINES: dict[Verdict, Promise] = {
    Verdict.BELOW: lazy("%(amount)s is below the band."),
    Verdict.LOWER_PART: lazy("%(amount)s is in the lower part of the band."),
    Verdict.MIDDLE: lazy("%(amount)s is in the middle of the band."),
    Verdict.UPPER_PART: lazy("%(amount)s is in the upper part of the band."),
    Verdict.ABOVE: lazy("%(amount)s is above the band."),
}
"""The verdict's sentence."""


VERDICTS: dict[Verdict, Promise] = {
    Verdict.BELOW: lazy("below"),
    Verdict.LOWER_PART: lazy("lower part"),
    Verdict.MIDDLE: lazy("middle"),
    Verdict.UPPER_PART: lazy("upper part"),
    Verdict.ABOVE: lazy("above"),
}
"""The verdict's name, for tables."""

SHORT: dict[Verdict, Promise] = {
    Verdict.BELOW: lazy("below the band"),
    Verdict.LOWER_PART: lazy("lower part of the band"),
    Verdict.MIDDLE: lazy("middle of the band"),
    Verdict.UPPER_PART: lazy("upper part of the band"),
    Verdict.ABOVE: lazy("above the band"),
}
"""The verdict in a few words."""

AT_THE_BOTTOM, AT_THE_TOP = (
    lazy("%(amount)s is at the bottom of the band."),
    lazy("%(amount)s is at the top of the band."),
)
"""The sentence for an amount that is exactly the band's low, or its high."""

EITHER_WAY: dict[Verdict, Promise] = {
    Verdict.BELOW: lazy("Either way, net or gross, %(amount)s is below the band."),
    Verdict.LOWER_PART: lazy("Either way, net or gross, %(amount)s is in the band's lower part."),
    Verdict.MIDDLE: lazy("Either way, net or gross, %(amount)s is in the middle of the band."),
    Verdict.UPPER_PART: lazy("Either way, net or gross, %(amount)s is in the band's upper part."),
    Verdict.ABOVE: lazy("Either way, net or gross, %(amount)s is above the band."),
}
"""The verdict's sentence when net and gross readings agree."""


CAPTIONS: dict[Verdict, Promise] = {
    Verdict.BELOW: lazy("%(amount)s lies below band %(band)s: %(market)s"),
    Verdict.LOWER_PART: lazy("%(amount)s lies in the lower part of band %(band)s: %(market)s"),
    Verdict.MIDDLE: lazy("%(amount)s lies in the middle of band %(band)s: %(market)s"),
    Verdict.UPPER_PART: lazy("%(amount)s lies in the upper part of band %(band)s: %(market)s"),
    Verdict.ABOVE: lazy("%(amount)s lies above band %(band)s: %(market)s"),
}
"""The finding that stands over the picture."""


FITS: dict[Fit, Promise] = {
    Fit.BELOW: lazy("%(range)s is below band %(band)s."),
    Fit.STARTS_BELOW: lazy("%(range)s starts below band %(band)s and ends inside it."),
    Fit.WITHIN: lazy("%(range)s lies within band %(band)s."),
    Fit.COVERS: lazy("%(range)s is wider than band %(band)s at both ends."),
    Fit.ENDS_ABOVE: lazy("%(range)s starts inside band %(band)s and ends above it."),
    Fit.ABOVE: lazy("%(range)s is above band %(band)s."),
}

FLAGS: dict[Flag, Promise] = {
    Flag.CEILING_BELOW_BAND: lazy(
        "Even the top of the range, %(high)s, is under the %(floor)s where band %(band)s started."
    ),
    Flag.FLOOR_BELOW_MARKET: lazy(
        "%(low)s is under the lowest published figure in this market, %(market_floor)s."
    ),
    Flag.CEILING_ABOVE_MARKET: lazy(
        "It goes past the highest published figure in this market, %(market_ceiling)s; that edge"
        " is conditional, but no published figure supports more."
    ),
    Flag.FLOOR_OF_LOWER_BAND: lazy(
        "It asks for %(experience)s of experience, but %(low)s is the money of band %(lower)s."
    ),
    Flag.SPANS_MANY_BANDS: lazy(
        "It spans %(count)s of the bands, so it says little: readers cannot tell whom it is for."
    ),
    Flag.SINGLE_FIGURE: lazy(
        "It is a single figure. A range tells candidates what there is to negotiate."
    ),
}

SUGGESTED: dict[Suggestion, tuple[Promise, Promise]] = {
    Suggestion.BAND: (
        lazy("The band itself"),
        lazy("The whole published range for this experience."),
    ),
    Suggestion.MIDDLE_HALF: (
        lazy("Its middle half"),
        lazy("Narrower, so it says more; leaves out both ends of the band."),
    ),
    Suggestion.UPPER_HALF: (
        lazy("Its upper half"),
        lazy("Leads: it starts at the middle of the band."),
    ),
}


def percentile_words(interval: PercentileInterval) -> str:
    """The interval in whole points: `between the 42nd and the 44th`."""
    if interval.high == 0:
        return _("the lowest edge of the published range")
    if interval.low == 100:
        return _("the highest edge of the published range")
    if interval.low == interval.high:
        return _("the %(point)s") % {"point": numbers.ordinal(interval.low)}
    return _("between the %(low)s and the %(high)s") % {
        "low": numbers.ordinal(interval.low),
        "high": numbers.ordinal(interval.high),
    }


def guarantee_words(interval: PercentileInterval) -> str:
    """The guarantee: `at most the 46th, whatever the shape, if the market has one peak`."""
    bound = interval.bound
    if bound is None:
        return _("the published range ends here; its top edge is conditional")
    sentences = {
        BoundSide.AT_MOST: _(
            "at most the %(point)s, whatever the shape, if the market has one peak within its"
            " published range"
        ),
        BoundSide.AT_LEAST: _(
            "at least the %(point)s, whatever the shape, if the market has one peak within its"
            " published range"
        ),
        BoundSide.EXACTLY: _("this is the published median: half of the offers lay below"),
    }
    return sentences[bound.side] % {"point": numbers.ordinal(bound.points)}


def lead_sentence(segment: str, *, with_experience: bool) -> str:
    """Who offered what for the experience asked: a sentence for each kind of employer."""
    if with_experience:
        return {
            "agency": _(
                "Agencies %(in_city)s offered %(low)s to %(high)s a month for %(experience)s of"
                " experience (band %(band)s, %(month)s)."
            ),
            "company": _(
                "Companies %(in_city)s offered %(low)s to %(high)s a month for %(experience)s of"
                " experience (band %(band)s, %(month)s)."
            ),
        }.get(segment) or _(
            "Employers %(in_city)s offered %(low)s to %(high)s a month for %(experience)s of"
            " experience (band %(band)s, %(month)s)."
        )
    return {
        "agency": _(
            "Agencies %(in_city)s offered %(low)s to %(high)s a month to start without experience"
            " (band %(band)s, %(month)s)."
        ),
        "company": _(
            "Companies %(in_city)s offered %(low)s to %(high)s a month to start without experience"
            " (band %(band)s, %(month)s)."
        ),
    }.get(segment) or _(
        "Employers %(in_city)s offered %(low)s to %(high)s a month to start without experience"
        " (band %(band)s, %(month)s)."
    )


def headline(judged: OfferVerdict) -> str:
    """The verdict's sentence; an amount on the band's own edge is said to be there."""
    at_edge = {judged.band.low: AT_THE_BOTTOM, judged.band.high: AT_THE_TOP}
    return str(at_edge.get(judged.amount) or HEADLINES[judged.verdict])
