"""The shapes of what surveys of quantiles publish, and of what is read off them."""

from __future__ import annotations

from typing import Annotated

from ninja import Field, Schema

from salaries.domain.percentile import Outside
from salaries.domain.surveyed import Measure

Money = Annotated[int, Field(ge=1, description="A month, in the survey's currency.")]
Percent = Annotated[int, Field(ge=0, le=100, description="Per cent.")]
Count = Annotated[int, Field(ge=1)]
Level = Annotated[
    int,
    Field(
        ge=0,
        description="A band of experience, 1 for the lowest; 0 for all levels together, which only"
        " surveys of quantiles have.",
    ),
]


class Quantiles(Schema):
    """Published quantiles of one experience level in one market. Null is not published."""

    p10: Money | None
    p25: Money | None
    p50: Money = Field(description="The median.")
    p75: Money | None
    p90: Money | None
    sample: Count | None = Field(description="How many were counted; null where not stated.")
    employers: Count | None = Field(description="Of how many employers; null where not stated.")
    median_low: Money | None = Field(description="Where the median's interval begins.")
    median_high: Money | None = Field(description="Where it ends; `/data/` says how sure.")
    measures: Measure = Field(description="What was counted.")


class QuantilesInPrices(Schema):
    """Quantiles in the money of the month asked, a month. Scenario. Null is not published."""

    p10: Money | None
    p25: Money | None
    p50: Money
    p75: Money | None
    p90: Money | None


class JudgedBy(Schema):
    """The range that amounts are judged by: the middle half, or the widest that is published.

    What is said of a band elsewhere is said of it.
    """

    low_percent: Percent = Field(description="The percentile at its low: 25, 10 or 50.")
    high_percent: Percent = Field(description="The percentile at its high: 75, 90 or 50.")
    low: Money
    high: Money


class Beyond(Schema):
    """The amount lies outside all that is published, and no more is known."""

    side: Outside
    percent: Percent = Field(
        description="The outermost percentile published on that side; of bands 0 or 100."
    )


class FunnelStep(Schema):
    """How many rows a step took on the way from files of vacancies to the survey."""

    step: str
    rows: int = Field(ge=0)


class HiddenCell(Schema):
    """A cell of which too little is known to publish it."""

    city: str
    segment: str
    band: Level
