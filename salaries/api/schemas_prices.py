"""The shape of money of another year: figures raw and converted. Scenario, every figure."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Field, Schema

Month = Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}$", description="Year and month.")]
Money = Annotated[int, Field(description="A month, in the survey's currency.")]


class Figure(Schema):
    """One figure in the survey's own money and in that of the month asked, a month."""

    raw: Money
    converted: Money = Field(description="Rounded half up. Scenario.")


class MarketFigures(Schema):
    """What the market gives, in both prices."""

    band_low: Figure
    band_high: Figure
    median: Figure


class OfferFigures(MarketFigures):
    """A net amount and its market in both prices."""

    amount: Figure = Field(description="Net; of a bare market, its band's mid-point.")
    gap_to_median: Figure = Field(description="Amount less median, each converted by itself.")


class VacancyFigures(MarketFigures):
    """A net range and its market in both prices."""

    low: Figure
    high: Figure
    gap_to_median: Figure = Field(description="Mid-point less median, each converted by itself.")


class Prices(Schema):
    """Purchasing power by consumer prices; it is not what is paid today."""

    from_: Month = Field(alias="from", description="The survey's month.")
    to: Month = Field(description="The month asked.")
    factor: float = Field(gt=0, description="Prices of `to` divided by those of `from`.")
    index: str = Field(description="Whose index it is, in the language asked.")
    evidence: Literal["scenario"]


class AmountBack(Schema):
    """What the amount, offered in `to`, would have bought in `from`, a month."""

    amount: Money


class RangeBack(Schema):
    """What the range, offered in `to`, would have bought in `from`, a month."""

    low: Money
    high: Money


class OfferPrices(Prices):
    """An offer in both prices."""

    figures: OfferFigures
    back: AmountBack


class VacancyPrices(Prices):
    """A posted range in both prices."""

    figures: VacancyFigures
    back: RangeBack


class ComparePrices(Prices):
    """Every offer in both prices."""

    offers: list[OfferFigures] = Field(min_length=2, max_length=4)
