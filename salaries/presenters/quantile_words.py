"""Sentences about amounts and published quantiles, to be translated whole.

A range is named by how much of the pay lies in it; behind a preposition it stands in the case that
Russian and Georgian ask for there.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext
from django.utils.translation import pgettext_lazy as in_context

from salaries import numbers, words
from salaries.domain.percentile import Outside
from salaries.domain.prices import month_of
from salaries.domain.quantiles import MEDIAN, Quantiles
from salaries.domain.shares import Beyond, Share, share_below
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Measure
from salaries.domain.vacancy import Fit, Flag, Suggestion
from salaries.domain.verdict import Verdict

MEASURES: dict[Measure, Promise] = {
    Measure.OFFERS: lazy("employers’ offers"),
    Measure.VACANCIES: lazy("vacancies, by the pay they state"),
    Measure.SALARIES: lazy("salaries, as they are paid"),
}
RANGES: dict[tuple[int, int], Promise] = {
    (25, 75): lazy("The middle half of %(pay)s"),
    (10, 90): lazy("The middle four fifths of %(pay)s"),
    (MEDIAN, MEDIAN): lazy("The median of %(pay)s"),
}
"""What an amount is judged by, as a heading."""

BEHIND: dict[tuple[int, int], Promise] = {
    (25, 75): in_context("behind a preposition", "the middle half of %(pay)s"),
    (10, 90): in_context("behind a preposition", "the middle four fifths of %(pay)s"),
    (MEDIAN, MEDIAN): in_context("behind a preposition", "the median of %(pay)s"),
}

HEADLINES: dict[Verdict, Promise] = {
    Verdict.BELOW: lazy("%(amount)s is below %(range)s."),
    Verdict.LOWER_PART: lazy("%(amount)s is in the lower part of %(range)s."),
    Verdict.MIDDLE: lazy("%(amount)s is well within %(range)s."),
    Verdict.UPPER_PART: lazy("%(amount)s is in the upper part of %(range)s."),
    Verdict.ABOVE: lazy("%(amount)s is above %(range)s."),
}

AT_THE_MEDIAN = lazy("%(amount)s is the median of %(pay)s itself.")
"""The sentence where nothing but the median is published and the amount is just that."""

EITHER_WAY: dict[Verdict, Promise] = {
    Verdict.BELOW: lazy("Either way, net or gross, %(amount)s is below %(range)s."),
    Verdict.LOWER_PART: lazy(
        "Either way, net or gross, %(amount)s is in the lower part of %(range)s."
    ),
    Verdict.MIDDLE: lazy("Either way, net or gross, %(amount)s is well within %(range)s."),
    Verdict.UPPER_PART: lazy(
        "Either way, net or gross, %(amount)s is in the upper part of %(range)s."
    ),
    Verdict.ABOVE: lazy("Either way, net or gross, %(amount)s is above %(range)s."),
}

SHORT: dict[Verdict, Promise] = {
    Verdict.BELOW: lazy("below the range"),
    Verdict.LOWER_PART: lazy("lower part of the range"),
    Verdict.MIDDLE: lazy("well within the range"),
    Verdict.UPPER_PART: lazy("upper part of the range"),
    Verdict.ABOVE: lazy("above the range"),
}

FITS: dict[Fit, Promise] = {
    Fit.BELOW: lazy("%(posted)s is below %(range)s."),
    Fit.STARTS_BELOW: lazy("%(posted)s starts below %(range)s and ends inside it."),
    Fit.WITHIN: lazy("%(posted)s lies within %(range)s."),
    Fit.COVERS: lazy("%(posted)s is wider at both ends than %(range)s."),
    Fit.ENDS_ABOVE: lazy("%(posted)s starts inside %(range)s and ends above it."),
    Fit.ABOVE: lazy("%(posted)s is above %(range)s."),
}

AROUND_THE_MEDIAN = lazy("%(posted)s has %(range)s inside it.")
"""The sentence where nothing but the median is published and the posting holds it."""

FLAGS: dict[Flag, Promise] = {
    Flag.CEILING_BELOW_BAND: lazy(
        "Even the top of the posting, %(high)s, is under the low end of %(range)s, %(floor)s."
    ),
    Flag.FLOOR_BELOW_MARKET: lazy(
        "%(low)s is under the lowest published quantile, %(market_floor)s."
    ),
    Flag.CEILING_ABOVE_MARKET: lazy(
        "It goes past the highest published quantile, %(market_ceiling)s; nothing is known of what"
        " lies beyond."
    ),
    Flag.FLOOR_OF_LOWER_BAND: lazy("%(low)s is under the low end of %(range)s, %(floor)s."),
    Flag.SINGLE_FIGURE: lazy(
        "It is a single figure. A range tells candidates what there is to negotiate."
    ),
}

SUGGESTED: dict[Suggestion, tuple[Promise, Promise]] = {
    Suggestion.BAND: (lazy("The range itself"), lazy("Where the middle of the market was.")),
    Suggestion.MIDDLE_HALF: (
        lazy("Its inner part"),
        lazy("Narrower, so it says more; leaves out both ends of the range."),
    ),
    Suggestion.UPPER_HALF: (
        lazy("Its upper half"),
        lazy("Leads: it starts half-way up the range."),
    ),
}


def pay(survey: Survey) -> str:
    """What the survey counted, behind "of": `vacancies`."""
    return str(words.OF_PAY[survey.measures])


def range_heading(survey: Survey, cell: Quantiles) -> str:
    """What amounts are judged by, as a heading: `The middle half of vacancies`."""
    return str(RANGES[cell.judged_by]) % {"pay": pay(survey)}


def range_behind(survey: Survey, cell: Quantiles) -> str:
    """The same within a sentence: `the middle half of vacancies`."""
    return str(BEHIND[cell.judged_by]) % {"pay": pay(survey)}


def period(survey: Survey) -> str:
    """When it was counted: from the first month to the last where both are told, else its month."""
    ends = [survey.rules.get(name, "") for name in ("first", "last")]
    if not all(ends) or ends[0] == ends[1]:
        return numbers.month(survey.month)
    return " – ".join(numbers.month(month_of(end)) for end in ends)


def counted(survey: Survey, sample: int) -> str:
    """How many were counted: `71 vacancies`."""
    said = {
        Measure.OFFERS: ngettext("%(count)s offer", "%(count)s offers", sample),
        Measure.VACANCIES: ngettext("%(count)s vacancy", "%(count)s vacancies", sample),
        Measure.SALARIES: ngettext("%(count)s salary", "%(count)s salaries", sample),
    }[survey.measures]
    return said % {"count": numbers.number(sample)}


def employers(count: int) -> str:
    """How many employers those were of: `of 12 employers`."""
    said = ngettext("of %(count)s employer", "of %(count)s employers", count)
    return said % {"count": numbers.number(count)}


def share_words(cell: Quantiles, amount: int) -> str:
    """Where an amount stands in the pay: `between the 54th and the 55th`, `above the 90th`."""
    found = share_below(cell, amount)
    if isinstance(found, Beyond):
        beyond = {
            Outside.BELOW: _("below the %(point)s"),
            Outside.ABOVE: _("above the %(point)s"),
        }[found.side]
        return beyond % {"point": numbers.ordinal(found.percent)}
    return _points(found)


def _points(found: Share) -> str:
    if found.low == found.high:
        return _("the %(point)s") % {"point": numbers.ordinal(found.low)}
    return _("between the %(low)s and the %(high)s") % {
        "low": numbers.ordinal(found.low),
        "high": numbers.ordinal(found.high),
    }


def share_note(cell: Quantiles, amount: int) -> str:
    """What a share rests on."""
    if isinstance(share_below(cell, amount), Beyond):
        return _("nothing is published beyond it")
    below = max(point for point in cell.points if point.amount <= amount)
    above = min(point for point in cell.points if point.amount >= amount)
    if above <= below:
        return _("it is a published quantile")
    return _("on the straight line between the published %(low)s and %(high)s") % {
        "low": numbers.ordinal(below.percent),
        "high": numbers.ordinal(above.percent),
    }


def sample_note(survey: Survey, cell: Quantiles) -> str:
    """From how much it was counted, and how sure the median is; empty where neither is told."""
    told = []
    if cell.sample:
        who = f" {employers(cell.employers)}" if cell.employers else ""
        told.append(f"{counted(survey, cell.sample)}{who}")
    if cell.median_interval:
        told.append(_interval(survey, cell.median_interval))
    return "; ".join(told)


def _interval(survey: Survey, ends: tuple[int, int]) -> str:
    """Where the median lies, and how sure that is where the survey says so."""
    percent = survey.rules.get("bootstrap_percent")
    said = _("the median lies between %(low)s and %(high)s with %(percent)s %% certainty")
    if percent is None:
        said = _("the median lies between %(low)s and %(high)s, by the source’s own account")
    low, high = numbers.number(ends[0]), numbers.money(ends[1], survey.currency)
    return said % {"low": low, "high": high, "percent": percent}
