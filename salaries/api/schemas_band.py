"""The shape of the answer to "which band am I?"."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Field, Schema

from salaries.api.schemas import Amount, Judged, MarketPay, Rank, Segment, Slug, Span
from salaries.domain.experience import MOST_YEARS

Key = Annotated[str, Field(description="Names a requirement; `/bands` lists them.")]
Years = Annotated[int, Field(ge=0, le=MOST_YEARS, description="Whole years.")]


class BandInputs(Schema):
    """The question as it was understood."""

    has: list[Key] = Field(description="What the candidate has, in the order of the survey.")
    years: dict[str, Years] = Field(description="Years by the key of what they are of.")
    city: Slug | None
    segment: Segment | None


class AskedThing(Schema):
    """One thing a band asks or wishes for. Published; whether it holds is derived."""

    band: Rank
    key: Key
    topic: str
    holds: bool
    text: str = Field(description="In the language asked.")


class BandStep(Schema):
    """What the step to the next band pays, a month. Derived."""

    middle_to_middle: Amount = Field(description="A whole amount, a half up.")
    low_to_low: Amount
    high_to_high: Amount


class BandPayStep(Schema):
    """What the candidate's band and the next one pay in the market asked."""

    band: Span | None = Field(description="Null where no band is met. Published.")
    next_band: Span | None = Field(description="Null at the highest band. Published.")
    step: BandStep | None = Field(description="Null without a band on either side.")


class BandResult(Schema):
    """The band whose published requirements all hold, and those of the bands below it."""

    kind: Literal["band"]
    band: Rank | None = Field(description="Null where not even the lowest band's hold. Derived.")
    next_band: Rank | None = Field(description="Null at the highest band. Derived.")
    band_reached: Rank | None = Field(
        description="The band once what is missing holds; null at the highest. Derived."
    )
    missing: list[AskedThing] = Field(description="Required by the next band and not there.")
    wishes: list[AskedThing] = Field(description="Wished for up to the next band; decide nothing.")
    pay: BandPayStep | None = Field(description="Null where no market was asked.")


class BandAnswer(Judged):
    """Which band am I?"""

    inputs: BandInputs
    result: BandResult
    market_used: MarketPay | None = Field(description="Null where no market was asked.")
