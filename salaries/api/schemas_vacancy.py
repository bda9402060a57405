"""The shape of a judged vacancy, for the OpenAPI document; as `schemas` has that of an offer."""

from __future__ import annotations

from typing import Literal

from ninja import Field, Schema

from salaries.api.schemas import (
    Amount,
    Asked,
    Duties,
    Judged,
    MarketPay,
    Percentile,
    Place,
    Rank,
    Segment,
    Share,
    Slug,
    Span,
)
from salaries.api.schemas_prices import VacancyPrices
from salaries.api.schemas_quantiles import Beyond, JudgedBy
from salaries.domain.money import Basis
from salaries.domain.vacancy import Fit, Flag, Suggestion
from salaries.domain.verdict import Verdict


class VacancyInputs(Schema):
    """The question as it was understood; a single figure has both ends equal."""

    city: Slug
    segment: Segment
    band: Rank
    low: Asked
    high: Asked
    basis: Basis
    given: Literal["both", "low", "high"] = Field(description="Which ends were given.")


class VacancyReading(Schema):
    """The verdict under one reading of the posting."""

    basis: Literal[Basis.NET, Basis.GROSS]
    stated: Span
    net: Span
    fit: Fit
    verdict: Verdict
    place_in_band: Place
    gap_to_median: Amount


class Reach(Schema):
    """In how many markets the mid-point is at least the mid-point of the band. Derived."""

    count: int = Field(ge=0)
    of: int = Field(ge=1)


class SuggestedRange(Span):
    """A range worth posting, net, a month. Derived."""

    name: Suggestion


class ShareOfEnd(Schema):
    """Where one end of a posted range stands among the published quantiles."""

    percentile: Percentile | None = Field(description="Null outside the published range.")
    beyond: Beyond | None = Field(description="Null inside the published range.")


class SharesOfEnds(Schema):
    """Where both ends of a posted range stand among the published quantiles."""

    floor: ShareOfEnd
    ceiling: ShareOfEnd


class VacancyResult(Schema):
    """A judged posting; where net or gross is not known, by the net reading. All derived."""

    kind: Literal["vacancy"]
    fit: Fit = Field(description="How the range lies to the band.")
    verdict: Verdict = Field(description="Where the mid-point stands in the band.")
    place_in_band: Place
    market_ratio: float = Field(ge=0, description="Mid-point divided by the median.")
    gap_to_median: Amount = Field(description="Mid-point less the median, a month, whole.")
    bands_covered: list[Rank] = Field(
        description="The bands that the range reaches into; empty where there are none."
    )
    share_of_band_covered: Share = Field(description="How much of the band it covers, 0 to 1.")
    share_of_posting_inside: Share = Field(description="How much of it lies in the band, 0 to 1.")
    floor_gap: Amount = Field(description="Posted floor less the band's, a month.")
    ceiling_gap: Amount = Field(description="Posted ceiling less the band's, a month.")
    relative_width: float = Field(ge=0, le=2, description="Width divided by the mid-point.")
    relative_width_of_band: float = Field(ge=0, le=2, description="The same of the band.")
    flags: list[Flag] = Field(description="What to remark, the weightiest first.")
    reach: Reach
    suggestions: list[SuggestedRange]
    shares: SharesOfEnds | None = Field(description="Null where bands are published.")
    judged_by: JudgedBy | None = Field(description="Null where bands are published. Published.")
    readings: list[VacancyReading] = Field(
        min_length=1, max_length=2, description="One where the basis is known, else net and gross."
    )
    readings_agree: bool = Field(description="Do all readings fit the band in the same way?")


class VacancyAnswer(Judged):
    """What should I post?"""

    inputs: VacancyInputs
    result: VacancyResult
    market_used: MarketPay
    duties: Duties
    prices: VacancyPrices | None = Field(description="Null where `prices` was not given.")
