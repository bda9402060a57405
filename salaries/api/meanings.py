"""What each value of a field means, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from salaries import words
from salaries.answers.envelope import Assumption
from salaries.domain.money import Slip
from salaries.domain.percentile import BoundSide, Outside
from salaries.domain.surveyed import Measure, SurveyKind
from salaries.domain.vacancy import Fit, Flag, Suggestion
from salaries.domain.verdict import Verdict
from salaries.sheets.messages import MESSAGES as SHEET_MESSAGES

VERDICTS: Mapping[str, Promise] = {
    Verdict.BELOW: lazy("Below the band’s low."),
    Verdict.LOWER_PART: lazy("In the lowest quarter of the band."),
    Verdict.MIDDLE: lazy("In the middle half of the band."),
    Verdict.UPPER_PART: lazy("In the highest quarter of the band."),
    Verdict.ABOVE: lazy("Above the band’s high."),
}
FITS: Mapping[str, Promise] = {
    Fit.BELOW: lazy("The whole range lies below the band."),
    Fit.STARTS_BELOW: lazy("The range starts below the band and ends in it."),
    Fit.WITHIN: lazy("The range lies inside the band."),
    Fit.COVERS: lazy("The range starts below the band and ends above it."),
    Fit.ENDS_ABOVE: lazy("The range starts in the band and ends above it."),
    Fit.ABOVE: lazy("The whole range lies above the band."),
}
FLAGS: Mapping[str, Promise] = {
    Flag.CEILING_BELOW_BAND: lazy("The ceiling is below the band’s floor."),
    Flag.FLOOR_OF_LOWER_BAND: lazy("The floor is the money of a lower band."),
    Flag.FLOOR_BELOW_MARKET: lazy("The floor is below every published amount."),
    Flag.CEILING_ABOVE_MARKET: lazy("The ceiling is above every published amount."),
    Flag.SPANS_MANY_BANDS: lazy("The range covers three bands or more and says little."),
    Flag.SINGLE_FIGURE: lazy("A single figure was posted."),
}
SUGGESTIONS: Mapping[str, Promise] = {
    Suggestion.BAND: lazy("The band itself."),
    Suggestion.MIDDLE_HALF: lazy("The middle half of the band."),
    Suggestion.UPPER_HALF: lazy("The upper half of the band, which leads the market."),
}
BOUND_SIDES: Mapping[str, Promise] = {
    BoundSide.AT_MOST: lazy("At most so many in a hundred offers lay below."),
    BoundSide.AT_LEAST: lazy("At least so many in a hundred offers lay below."),
    BoundSide.EXACTLY: lazy("The published median: half of the offers lay below."),
}
SLIPS: Mapping[str, Promise] = {
    Slip.THOUSANDS: lazy("The amount may have been given in thousands."),
    Slip.A_YEAR: lazy("The amount may have been given for a year."),
}
KINDS: Mapping[str, Promise] = {
    SurveyKind.BANDS: lazy("It publishes bands of pay by what they ask of a candidate."),
    SurveyKind.QUANTILES: lazy("It publishes quantiles of the pay that it counted."),
}
MEASURES: Mapping[str, Promise] = {
    Measure.OFFERS: lazy("What employers offer, as its publisher says."),
    Measure.VACANCIES: lazy("The pay of vacancies, before anybody is hired."),
    Measure.SALARIES: lazy("The pay that people have."),
}
BEYOND_SIDES: Mapping[str, Promise] = {
    Outside.BELOW: lazy("Below the lowest amount published."),
    Outside.ABOVE: lazy("Above the highest amount published."),
}
ASSUMPTIONS: Mapping[str, Promise] = {
    Assumption.TABLE_IS_NET: lazy(
        "The source does not say net or gross; its publisher’s convention is net."
    ),
    Assumption.FLAT: lazy("Offers lie evenly on each side of the median."),
    Assumption.LOG_NORMAL: lazy(
        "Pay is log-normal around the median, and the published range is its central 90 %."
    ),
    Assumption.ONE_PEAK: lazy("The market has one peak within its published range."),
    Assumption.INCOME_TAX: lazy("Gross pay is taxed by the scale of the survey’s year."),
    Assumption.SAME_PLACE: lazy("Equal standing is the same place in the same band."),
    Assumption.SAME_RATIO: lazy("Equal standing is the same ratio to the median."),
    Assumption.STRAIGHT_LINE: lazy(
        "Between two published quantiles pay lies evenly, along the straight line through them."
    ),
}
OF_ROWS: Mapping[str, Promise] = {
    "missing": lazy("A cell or a column that is needed is empty or not there."),
    "unknown_city": lazy("The survey has no such city; near names are offered."),
    "unknown_segment": lazy("The survey has no such kind of employer."),
    "unknown_band": lazy("The text names neither a band nor years."),
    "not_years": lazy("The text is not years of experience."),
    "unknown_basis": lazy("The text is neither net, gross nor unknown."),
    "basis_contradicts": lazy("The pay says net or gross, and its column says the other."),
    "tax_unknown": lazy("Pay before tax, in a currency whose income tax is not known here."),
    "two_amounts": lazy("A column for one bound holds two amounts."),
    "foreign_currency": lazy("The pay is not in the survey’s currency."),
    "not_a_month": lazy("The pay is not that of a month."),
    "backwards": lazy("The lower end is above the upper end."),
    "cells": lazy("The row has fewer cells than the heading row."),
    "cells_beyond": lazy("The row has more cells than the heading row."),
    "unknown_field": lazy("There is no such field of a sheet."),
    "unknown_column": lazy("The sheet has no such column."),
    "unknown_format": lazy("There is no such kind of answer."),
    "content_too_large": lazy("More was sent than is read at once, or its length was not told."),
    "not_a_form": lazy("What was sent is not a form with a file."),
    "not_json": lazy("What was sent is not JSON in UTF-8."),
    "too_many_rows": lazy("More rows were sent than are read at once."),
    "too_many_columns": lazy("The rows have more different names than are read."),
    "not_an_object": lazy("A row is not an object of names and values."),
    "not_a_cell": lazy("A value is neither a text nor a number, or is too long."),
}
ERROR_CODES: Mapping[str, Promise] = {
    **{problem.value: said for problem, said in words.MONEY_PROBLEMS.items()},
    "required": lazy("The parameter is needed and was left out."),
    "invalid_choice": lazy("The value is not one of those there are."),
    "unknown_duty": lazy("The survey names no such duty."),
    "unreadable_month": lazy("The text is not a month."),
    "beyond_price_index": lazy("Prices of that month are not known."),
    "no_price_index": lazy("There is no price index for the survey’s money."),
    "repeated": lazy("The parameter was given more than once."),
    "no_such_market": lazy("The survey has no such employers in that city."),
    "not_enough_data": lazy("Too little is known of pay there to publish it."),
    "no_requirements": lazy("The survey does not say what its levels ask."),
    "low_above_high": lazy("The lower end is above the upper end."),
    "out_of_bounds": lazy("The number is not a whole one within its bounds."),
    "unknown_parameter": lazy("There is no such parameter at this address."),
    "empty_parameter": lazy("The parameter was given without a value."),
    "too_many_parameters": lazy("More parameters were given than are read."),
    "unsupported_language": lazy("There is no such language here."),
    "unreadable_offer": lazy("The text is not an offer."),
    "too_few_offers": lazy("A comparison needs two offers at least."),
    "too_many_offers": lazy("A comparison takes four offers at most."),
    **{problem.value: said for problem, said in SHEET_MESSAGES.items()},
    **OF_ROWS,
}
