"""The shapes of lists: what there is to ask about, and the table itself."""

from __future__ import annotations

from typing import Literal

from ninja import Field, Schema

from salaries.api.schemas import Amount, Label, MarketPay, Rank, Segment, Slug
from salaries.api.schemas_prices import Prices
from salaries.api.schemas_quantiles import (
    FunnelStep,
    HiddenCell,
    Quantiles,
    QuantilesInPrices,
)
from salaries.domain.money import Basis
from salaries.domain.surveyed import Measure, SurveyKind

NOT_ASKED = "Null where `prices` was not given."


class Listed(Schema):
    """What stands around every list."""

    total: int = Field(ge=0, description="How many there are, shown or not.")
    survey_version: str = Field(description="SHA-256 of everything the survey was loaded from.")


class Names(Schema):
    """A name in the three languages of the data."""

    en: str
    ru: str
    ka: str


class SurveyItem(Schema):
    """A survey that answers are judged by; texts in the language asked."""

    slug: str
    version: str = Field(description="SHA-256 of everything it was loaded from.")
    is_default: bool
    title: str
    role: str
    source: str
    publisher: str
    month: str = Field(pattern="^[0-9]{4}-[0-9]{2}$")
    currency: str
    basis: Basis = Field(description="Whether the source says net or gross.")
    convention: Basis = Field(description="How its publisher states pay, by which it is read.")
    not_stated: list[str]
    kind: SurveyKind = Field(description="What it publishes.")
    measures: Measure = Field(description="What was counted.")
    funnel: list[FunnelStep] = Field(
        description="How files of vacancies became it, first rows in and last rows out; empty where"
        " it was not made from any."
    )
    cities: int = Field(ge=1)
    cities_with_figures: int = Field(
        ge=1, description="Of the others too little is known to publish it."
    )
    markets: int = Field(ge=1, description="Cities by kind of employer with figures published.")
    bands: int = Field(
        ge=1,
        description="Bands, or levels of experience; all levels together count as one of them.",
    )
    file_name: str
    file_sha256: str
    rows: int = Field(ge=1)


class SurveyList(Listed):
    """The surveys in use: today one."""

    items: list[SurveyItem]


class CityItem(Schema):
    """A city that was surveyed."""

    slug: Slug
    name: str = Field(description="In the language asked.")
    names: Names
    iso_region: str
    latitude: float
    longitude: float
    population: int = Field(ge=0)
    population_year: int
    hh_area_id: int
    segments: list[Segment] = Field(description="Those with figures; empty without any.")


class CityList(Listed):
    """Every city, in the order of the table, with figures or without."""

    items: list[CityItem]


class RequirementItem(Schema):
    """One thing a band asks of a candidate."""

    key: str = Field(description="Names it; of years, what they are of.")
    topic: str
    is_required: bool
    years: int | None = Field(description="The fewest years asked; null of anything else.")
    text: str = Field(description="In the language asked.")


class BandItem(Schema):
    """A band of experience."""

    band: Rank
    code: str = Field(description="As the source writes it; empty for all levels together.")
    min_years: int = Field(ge=0, description="Years of experience asked, or more.")
    experience: str = Field(description="The same in words, in the language asked.")
    requirements: list[RequirementItem]


class BandList(Listed):
    """Every band, the lowest first."""

    items: list[BandItem]


class BandInPrices(Schema):
    """A band in the money of the month asked, a month. Scenario."""

    band: Rank
    low: Amount
    high: Amount


class MarketInPrices(Schema):
    """A market in the money of the month asked, its own figures beside. Scenario."""

    floor: Amount
    ceiling: Amount
    median: Amount
    bands: list[BandInPrices]
    quantiles: QuantilesInPrices | None = Field(description="Null where bands are published.")


class MarketItem(MarketPay):
    """A market of the table."""

    prices: MarketInPrices | None = Field(description=NOT_ASKED)


class MarketList(Listed):
    """Markets, in the order of the table."""

    limit: int
    offset: int
    evidence: Label
    prices: Prices | None = Field(description=NOT_ASKED)
    items: list[MarketItem] = Field(description="Of quantiles one for each published cell.")
    not_published: list[HiddenCell]


class RangeInPrices(Schema):
    """A row in the money of the month asked, its own figures beside. Scenario."""

    low: Amount
    high: Amount
    median: Amount
    quantiles: QuantilesInPrices | None = Field(description="Null where bands are published.")


class RangeItem(Schema):
    """A row of the table. Published, every figure but those in other prices."""

    city: Slug
    segment: Segment
    band: Rank
    low: Amount
    high: Amount
    median: Amount = Field(description="Of the whole market, or of the experience level.")
    prices: RangeInPrices | None = Field(description=NOT_ASKED)
    quantiles: Quantiles | None = Field(
        description="Null where bands are published. With it `low` and `high` are the range that"
        " amounts are judged by."
    )


class RangeList(Listed):
    """Rows of the table, in its order."""

    evidence: Label
    prices: Prices | None = Field(description=NOT_ASKED)
    items: list[RangeItem]
    not_published: list[HiddenCell]


class Value(Schema):
    """A value that a field may have, and what it means in the language asked."""

    value: str
    meaning: str


class DutyItem(Value):
    """A duty that a job may hold; `job` is the other trade whose work it is, if any."""

    is_surveyed: bool = Field(description="Is it one of those that the table's pay is for?")
    job: str | None


class Attributes(Schema):
    """Every allowed value of every parameter and field."""

    cities: list[CityItem]
    segments: list[Value]
    bands: list[BandItem]
    bases: list[Value]
    duties: list[DutyItem]
    verdicts: list[Value]
    fits: list[Value]
    flags: list[Value]
    suggestions: list[Value]
    bound_sides: list[Value]
    slips: list[Value]
    kinds: list[Value]
    measures: list[Value]
    beyond_sides: list[Value]
    evidence: list[Value]
    assumptions: list[Value]
    error_codes: list[Value]
    languages: list[Value]
    survey_version: str
    method_version: str


class FieldProblem(Schema):
    """What is amiss with one parameter."""

    field: str = Field(description="Its path, such as `query.amount`.")
    code: str = Field(description="One of `error_codes` of `/attributes`.")
    message: str = Field(description="What would be right, in the language asked.")


class ProblemDocument(Schema):
    """What went wrong (RFC 9457)."""

    type: str = Field(description="An address that explains this kind of problem.")
    title: str
    status: Literal[400, 404, 405, 413, 503]
    detail: str
    errors: list[FieldProblem]
