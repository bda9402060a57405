"""What values mean of a survey of quantiles, where that is not what they mean of bands.

The range is the one that amounts are judged by: the middle half, or the widest that is published.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from salaries.api import meanings
from salaries.domain.survey import Survey
from salaries.domain.vacancy import Fit, Flag, Suggestion
from salaries.domain.verdict import Verdict

VERDICTS: Mapping[str, Promise] = {
    Verdict.BELOW: lazy("Below the low end of the range that amounts are judged by."),
    Verdict.LOWER_PART: lazy("In the lowest quarter of that range."),
    Verdict.MIDDLE: lazy("In the middle of that range: neither its lowest nor highest quarter."),
    Verdict.UPPER_PART: lazy("In the highest quarter of that range."),
    Verdict.ABOVE: lazy("Above the high end of that range."),
}
FITS: Mapping[str, Promise] = {
    Fit.BELOW: lazy("The whole posting lies below the range that it is judged by."),
    Fit.STARTS_BELOW: lazy("The posting starts below that range and ends in it."),
    Fit.WITHIN: lazy("The posting lies inside that range."),
    Fit.COVERS: lazy("The posting starts below that range and ends above it."),
    Fit.ENDS_ABOVE: lazy("The posting starts in that range and ends above it."),
    Fit.ABOVE: lazy("The whole posting lies above that range."),
}
FLAGS: Mapping[str, Promise] = {
    Flag.CEILING_BELOW_BAND: lazy("The ceiling is below the range that it is judged by."),
    Flag.FLOOR_BELOW_MARKET: meanings.FLAGS[Flag.FLOOR_BELOW_MARKET],
    Flag.CEILING_ABOVE_MARKET: meanings.FLAGS[Flag.CEILING_ABOVE_MARKET],
    Flag.SINGLE_FIGURE: meanings.FLAGS[Flag.SINGLE_FIGURE],
}
SUGGESTIONS: Mapping[str, Promise] = {
    Suggestion.BAND: lazy("The range that amounts are judged by."),
    Suggestion.MIDDLE_HALF: lazy("The middle half of that range."),
    Suggestion.UPPER_HALF: lazy("The upper half of that range, which leads the market."),
}
BY_NAME = {"verdicts": VERDICTS, "fits": FITS, "flags": FLAGS, "suggestions": SUGGESTIONS}


def judgements(survey: Survey) -> Mapping[str, Mapping[str, Promise]]:
    """What every value of a judgement means by a survey."""
    if survey.has_quantiles:
        return BY_NAME
    return {
        "verdicts": meanings.VERDICTS,
        "fits": meanings.FITS,
        "flags": meanings.FLAGS,
        "suggestions": meanings.SUGGESTIONS,
    }
