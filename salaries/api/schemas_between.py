"""The shapes of answers between markets: equal standing, and offers side by side."""

from __future__ import annotations

from typing import Literal

from ninja import Field, Schema

from salaries.api.schemas import (
    Amount,
    Asked,
    Judged,
    MarketPay,
    OfferInputs,
    OfferResult,
    Rank,
    Segment,
    Slug,
)
from salaries.api.schemas_prices import ComparePrices


class Target(Schema):
    """What the amount would be in another market, a month. Modelled, every figure."""

    city: Slug
    segment: Segment
    same_place: int | None = Field(
        description="At the same place in the same band; null where the amount is outside its own."
    )
    same_ratio: Amount = Field(description="In the same ratio to the median.")
    low: Amount = Field(description="The lower of the two.")
    high: Amount = Field(description="The higher of the two.")


class LeftOut(Schema):
    """A market that the amount cannot be carried to."""

    city: Slug
    segment: Segment
    code: Literal["not_enough_data"]


class TransferResult(Schema):
    """Equal standing elsewhere, both ways; their difference is the uncertainty."""

    kind: Literal["transfer"]
    amount: Amount = Field(description="The net amount that is carried.")
    targets: list[Target]
    left_out: list[LeftOut] = Field(
        description="Markets asked of which too little is published for the experience."
    )


class TransferAnswer(Judged):
    """What would this offer be elsewhere?"""

    inputs: OfferInputs
    result: TransferResult
    market_used: MarketPay = Field(description="The market it is carried from.")


class ComparedInput(Schema):
    """One offer as it was understood; without an amount it is the bare market."""

    city: Slug
    segment: Segment
    band: Rank
    amount: Asked | None


class CompareInputs(Schema):
    """The offers in the order asked, each once."""

    offers: list[ComparedInput] = Field(min_length=2, max_length=4)


class ComparedOffer(Schema):
    """One offer of the comparison."""

    amount_compared: Amount = Field(
        description="The offer, or its band's mid-point where no amount was given. Derived."
    )
    judged: OfferResult | None = Field(description="Null where no amount was given.")


class Parts(Schema):
    """What brings a difference about, a month; the four add up to the gap. Derived."""

    city: Amount
    segment: Amount
    band: Amount
    offer: Amount = Field(description="What the offers add to their bands' mid-points.")


class Difference(Schema):
    """How another offer differs from the first. Derived."""

    of: Literal[0] = Field(description="The first offer's place in `offers`.")
    to: int = Field(ge=1, le=3, description="The other's place in `offers`.")
    gap: Amount = Field(description="The other amount less the first.")
    parts: Parts | None = Field(description="Null where a market on the way is not surveyed.")


class CompareResult(Schema):
    """Offers side by side."""

    kind: Literal["compare"]
    offers: list[ComparedOffer] = Field(min_length=2, max_length=4)
    differences: list[Difference] = Field(min_length=1, max_length=3)


class CompareAnswer(Judged):
    """Which offer is more, which stands higher, and what makes the difference?"""

    inputs: CompareInputs
    result: CompareResult
    market_used: list[MarketPay] = Field(description="The market of each offer, in their order.")
    prices: ComparePrices | None = Field(description="Null where `prices` was not given.")
