"""What the page for sheets calls things: by bands, or by the range that quantiles are judged by."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from salaries import numbers, words
from salaries.domain.survey import Survey
from salaries.unsaid import needless


@dataclass(frozen=True, slots=True)
class SheetWords:
    """Sentences with their placeholders, labels, and headings of one kind of survey."""

    headline: Promise
    lead: Promise
    lead_unknown: Promise
    below: Promise
    within: Promise
    above: Promise
    rows_below: Promise
    source: Promise
    finding: Promise
    none_below: Promise
    level: Promise
    short: Promise
    share: Promise


BY_BANDS = SheetWords(
    headline=lazy("Below the band of their experience: %(below)s of %(judged)s rows judged."),
    lead=lazy(
        "Judged by the offers of %(of_month)s; pay is read as %(basis)s where no row says"
        " otherwise. A range counts by its mid-point."
    ),
    lead_unknown=lazy(
        "Judged by the offers of %(of_month)s; where no row says net or gross, pay is"
        " judged as if it were net. A range counts by its mid-point."
    ),
    below=lazy("Below their band"),
    within=lazy("Within their band"),
    above=lazy("Above their band"),
    rows_below=lazy("rows below their band"),
    source=lazy("Source: your sheet, by the bands of %(source)s · per cent of rows"),
    finding=lazy("%(city)s has the most rows below their band: %(below)s of %(judged)s."),
    none_below=lazy("No row is below the band of its experience in any city."),
    level=lazy("Band"),
    short=lazy("Short of the band"),
    share=lazy("Short, of the band’s floor"),
)
BY_QUANTILES = SheetWords(
    headline=lazy("Below the range they are judged by: %(below)s of %(judged)s rows judged."),
    lead=lazy(
        "Judged by quantiles of %(of_month)s. A row’s range is the middle half of pay, from the"
        " 25th to the 75th percentile, or the widest that is published. Pay is read as %(basis)s"
        " where no row says otherwise; what a row posts as a range counts by its mid-point."
    ),
    lead_unknown=lazy(
        "Judged by quantiles of %(of_month)s. A row’s range is the middle half of pay, from the"
        " 25th to the 75th percentile, or the widest that is published. Where no row says net or"
        " gross, pay is judged as if it were net; what a row posts as a range counts by its"
        " mid-point."
    ),
    below=lazy("Below their range"),
    within=lazy("Within their range"),
    above=lazy("Above their range"),
    rows_below=lazy("rows below their range"),
    source=lazy("Source: your sheet, by the quantiles of %(source)s · per cent of rows"),
    finding=lazy("%(city)s has the most rows below their range: %(below)s of %(judged)s."),
    none_below=lazy("No row is below its range in any city."),
    level=lazy("Experience"),
    short=lazy("Short of the range"),
    share=lazy("Short, of the range’s low end"),
)


def words_of(survey: Survey) -> SheetWords:
    """The words for a survey of its kind."""
    return BY_QUANTILES if survey.has_quantiles else BY_BANDS


def invitation(survey: Survey) -> str:
    """What the page does with a sheet."""
    told = {"of_month": numbers.of_month(survey.month)}
    if survey.has_quantiles:
        said = _(
            "Every offer of a spreadsheet judged at once by quantiles of %(of_month)s: below,"
            " within or above the middle half of pay."
        )
        return said % told
    said = _(
        "Every offer of a spreadsheet judged at once by the offers of %(of_month)s: below, within"
        " or above the band of its experience."
    )
    return said % told


def needs(survey: Survey) -> str:
    """What a sheet must have; what the survey tells nothing of is not asked."""
    out = needless(survey)
    if not out:
        return _(
            "A first row with the names of the columns, in English, Russian or Georgian: city,"
            " employer (agency or company), experience (a band or years), and pay a month (a"
            " figure, a range such as 50 000–60 000, or two columns for its bounds). Net or gross"
            " by column, or for all rows."
        )
    more = [] if "segment" in out else [_("employer")]
    more += [] if "band" in out else [_("experience (a band or years)")]
    said = _(
        "A first row with the names of the columns, in English, Russian or Georgian: %(columns)s"
        " a month (a figure, a range such as 50 000–60 000, or two columns for its bounds). Net or"
        " gross by column, or for all rows. Other columns are not read, for this survey tells"
        " nothing of them apart."
    )
    return said % {"columns": words.listed([_("city"), *more, _("pay")])}
