"""The shape of every judged answer, for the OpenAPI document: units, evidence, what null means.

Answers are written as they are worked out; a test holds each to its shape here.
"""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Field, Schema

from salaries.answers.envelope import Assumption
from salaries.api.schemas_prices import OfferPrices
from salaries.api.schemas_quantiles import Beyond, JudgedBy, Level, Quantiles
from salaries.domain.money import LARGEST, Basis, Slip
from salaries.domain.percentile import BoundSide
from salaries.domain.verdict import Verdict
from salaries.words import Evidence

PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, Field(pattern=PATTERN, description="A city; `/cities` lists them.")]
Segment = Annotated[str, Field(description="A kind of employer; `/attributes` lists them.")]
Rank = Level
Asked = Annotated[int, Field(ge=1, le=LARGEST, description="A month, in the survey's currency.")]
Amount = Annotated[int, Field(description="A month, in the survey's currency.")]
Share = Annotated[float, Field(ge=0, le=1, description="A share, 0 to 1.")]
Points = Annotated[int, Field(ge=0, le=100, description="Whole percentile points.")]
Place = Annotated[
    float | None,
    Field(ge=0, le=1, description="0 at the band's low, 1 at its high; null outside the band."),
]
Label = Annotated[dict[str, Evidence], Field(description="What each field of the result rests on.")]


class Source(Schema):
    """Whose data, of when, and what the source does not state, in the language asked."""

    survey: str
    publisher: str
    month: str = Field(pattern="^[0-9]{4}-[0-9]{2}$", description="Year and month of the survey.")
    currency: str = Field(description="Of every amount.")
    not_stated: list[str]


class BandPay(Schema):
    """What a band pays, a month. Published."""

    band: Rank
    low: Amount
    high: Amount


class MarketPay(Schema):
    """What is published of one market, a month. Published, every figure."""

    city: Slug
    segment: Segment
    band: Rank | None = Field(description="The experience that quantiles are of; null of bands.")
    floor: Amount = Field(description="Low of the lowest band; or the lowest quantile.")
    ceiling: Amount = Field(
        description="High of the highest band, conditional, says the source; or the highest"
        " quantile."
    )
    median: Amount = Field(description="Half of the pay lay below.")
    bands: list[BandPay] = Field(description="Empty where quantiles are published.")
    quantiles: Quantiles | None = Field(description="Null where bands are published.")
    judged_by: JudgedBy | None = Field(description="Null where bands are published. Published.")


class Judged(Schema):
    """What stands around every judged answer."""

    evidence: Label
    source: Source
    assumptions: list[Assumption] = Field(description="What the answer takes for granted.")
    method_version: str = Field(description="Changes with every formula and threshold.")
    survey_version: str = Field(description="SHA-256 of everything the survey was loaded from.")
    link: str = Field(description="The page that shows this answer.")


class Duties(Schema):
    """The duties given, by their keys; they change no figure."""

    surveyed: list[str] = Field(description="What the table's pay is for. Published.")
    outside: list[str] = Field(description="Outside what was surveyed: agreed and paid apart.")
    other_jobs: list[str] = Field(description="The trades whose work the latter are.")
    is_several_jobs: bool = Field(description="Are they the work of two other trades or more?")


class OfferInputs(Schema):
    """The question as it was understood."""

    city: Slug
    segment: Segment
    band: Rank
    amount: Asked
    basis: Basis


class Percentile(Schema):
    """Between which percentiles of the market's pay the amount lies: modelled, or published.

    Between two published quantiles it is read off the straight line through them.
    """

    low: Points
    high: Points
    bound: Points | None = Field(
        description="What holds for every one-peaked market; null at the two ends of the range,"
        " and where quantiles are published."
    )
    bound_side: BoundSide | None


class Models(Schema):
    """The share of offers below the amount by each model, full precision. Modelled."""

    flat: Share | None = Field(description="Null outside the range, and of quantiles.")
    log_normal: Share | None = Field(description="Null outside the range, and of quantiles.")


class LikelySlip(Schema):
    """What the amount may have been meant as; it is judged as it was given."""

    slip: Slip
    meant: Asked


class OfferReading(Schema):
    """The verdict under one reading of the amount."""

    basis: Literal[Basis.NET, Basis.GROSS]
    stated: Asked
    net: Amount = Field(description="After income tax, a month. Scenario for a gross reading.")
    verdict: Verdict
    place_in_band: Place
    gap_to_median: Amount


class OfferResult(Schema):
    """A judged offer; where net or gross is not known, by the net reading."""

    kind: Literal["offer"]
    verdict: Verdict = Field(description="Where the amount stands in its own band. Derived.")
    place_in_band: Place
    market_ratio: float = Field(ge=0, description="Amount divided by the median. Derived.")
    gap_to_median: Amount = Field(description="Amount less the median, a month. Derived.")
    band_of_amount: Rank | None = Field(
        description="The band whose money it is; null outside the published range, and where"
        " quantiles are published. Derived."
    )
    percentile: Percentile | None = Field(description="Null outside the published range.")
    beyond: Beyond | None = Field(description="Null inside the published range. Published.")
    judged_by: JudgedBy | None = Field(description="Null where bands are published. Published.")
    models: Models = Field(description="The two models behind the percentile. Modelled.")
    to_next_edge_up: int | None = Field(
        ge=1, description="How far to the next published edge; null above the highest. Derived."
    )
    to_next_edge_down: int | None = Field(
        ge=1, description="How far to the next published edge; null below the lowest. Derived."
    )
    borderline: bool = Field(
        description="Within half of what the table is rounded to of another verdict, or the two"
        " readings disagree. Derived."
    )
    distance_to_flip: int = Field(
        ge=1, description="The smallest change of the stated amount that changes a verdict."
    )
    likely_slip: LikelySlip | None = Field(description="Null for a plausible amount.")
    readings: list[OfferReading] = Field(
        min_length=1, max_length=2, description="One where the basis is known, else net and gross."
    )
    readings_agree: bool = Field(description="Do all readings give the same verdict?")


class OfferAnswer(Judged):
    """Is this offer fair?"""

    inputs: OfferInputs
    result: OfferResult
    market_used: MarketPay
    duties: Duties
    prices: OfferPrices | None = Field(description="Null where `prices` was not given.")


class Span(Schema):
    """A range of pay, a month."""

    low: Amount
    high: Amount
