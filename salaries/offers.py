"""Offers to compare: `offer=<city>,<segment>,<band>,<amount>` read from an address, and written.

Each is read by the very form that asks for one, so its rules and messages are the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from salaries import words
from salaries.domain.compare import Cell, Offered, difference, rounded
from salaries.domain.money import round_half_up
from salaries.domain.quantiles import typical
from salaries.domain.survey import Survey
from salaries.domain.surveyed import ExperienceBand, Market, MarketKey
from salaries.fields import MoneyField
from salaries.forms import MarketForm
from salaries.numbers import in_currency
from salaries.places import NOT_ENOUGH_DATA

MOST = 4
"""How many offers stand side by side."""
NAMES = ("city", "segment", "band", "amount")


@dataclass(frozen=True, slots=True)
class ComparedOffer:
    """A market and a band, with an amount in RUB a month net or, for the bare market, None."""

    market: Market
    band: ExperienceBand
    amount: int | None

    @property
    def amount_compared(self) -> int:
        """What is compared, RUB a month: the offer, or what is typical without one."""
        if self.amount is not None:
            return self.amount
        return round_half_up(typical(self.market.scale, self.band.rank))

    @property
    def offered(self) -> Offered:
        """The amount compared, in its cell of the table."""
        cell = Cell(self.market.city.slug, self.market.segment, self.band.rank)
        return Offered(cell, self.amount_compared)

    @property
    def fields(self) -> dict[str, str]:
        """What the form that asks for it holds."""
        amount = "" if self.amount is None else str(self.amount)
        values = (self.market.city.slug, self.market.segment, str(self.band.rank), amount)
        return dict(zip(NAMES, values, strict=True))

    @property
    def address(self) -> str:
        """As it stands in an address: `moscow,agency,3,52000`, or `moscow,agency,3`."""
        return ",".join(self.fields.values()).removesuffix(",")


def parts_between(survey: Survey, first: ComparedOffer, other: ComparedOffer) -> tuple[int, ...]:
    """What makes the other offer differ from the first, whole RUB a month that add up.

    City, kind of employer, band, the offer itself; empty where the survey has no market on the
    way between the two.
    """

    def middle(cell: Cell) -> Fraction:
        market = survey.market(MarketKey(cell.city, cell.segment), cell.rank)
        if market is None:
            raise KeyError(cell)
        return typical(market.scale, cell.rank)

    try:
        return rounded(difference(first.offered, other.offered, middle).all)
    except KeyError:
        return ()


class ColumnForm(MarketForm):
    """One more offer to compare, or another in the place of one: net, or without an amount."""

    basis = None
    amount = MoneyField(label=in_currency(lazy("Offer, net %(currency)s a month")), required=False)
    field_order = NAMES

    def answerable(self) -> ComparedOffer:
        """The offer as a value. Only for a valid form."""
        return ComparedOffer(self.asked_market, self.asked_band, self.cleaned_data["amount"])


UNREADABLE = "unreadable_offer"


class OfferError(ValueError):
    """A text that is not an offer, or one of which too little is known; the message says why."""

    def __init__(self, said: str, code: str = UNREADABLE) -> None:
        super().__init__(said)
        self.code = code


def read_offer(survey: Survey, text: str) -> ComparedOffer:
    """The offer that a text names. Raises OfferError with what is wrong first."""
    given = QueryDict(mutable=True)
    values = [value.strip() for value in text.split(",", len(NAMES) - 1)]
    given.update(dict(zip(NAMES, values, strict=False)))
    form = ColumnForm(survey, given)
    if not form.is_valid():
        first = next(iter(form.errors.as_data().values()))[0]
        is_hidden = first.code == NOT_ENOUGH_DATA
        raise OfferError(first.messages[0], NOT_ENOUGH_DATA if is_hidden else UNREADABLE)
    offer: ComparedOffer = form.answerable()
    return offer


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks to compare: the offers that can be read, and what is amiss."""

    offers: tuple[ComparedOffer, ...]
    faults: tuple[str, ...] = ()
    repeated: bool = False
    codes: tuple[str, ...] = ()
    """What kind of fault each is, for programs."""

    def position(self, text: str) -> int | None:
        """Which offer is to be changed: `2` is the second. None for any other text."""
        return {str(n + 1): n for n in range(len(self.offers))}.get(text)

    def start(self, position: int | None) -> dict[str, str]:
        """What the form starts from: the offer to change, or the market of the last one."""
        if position is not None:
            return self.offers[position].fields
        return self.offers[-1].fields | {"amount": ""} if self.offers else {}

    def changed(self, position: int | None, offer: ComparedOffer) -> list[ComparedOffer]:
        """The offers with one more, or with it in the place of another."""
        if position is None:
            return [*self.offers, offer]
        return [*self.offers[:position], offer, *self.offers[position + 1 :]]


def read_offers(survey: Survey, texts: Iterable[str]) -> Asked:
    """Read the first `MOST` offers of an address; blanks are nothing, repeats stand once."""
    given = [text for text in texts if text.strip()]
    distinct = list(dict.fromkeys(given))
    offers, faults, codes = [], [], []
    for number, text in enumerate(distinct[:MOST], start=1):
        try:
            offers.append(read_offer(survey, text))
        except OfferError as error:
            faults.append(_fault(survey, number, text, error))
            codes.append(error.code)
    if len(distinct) > MOST:
        said = {"count": len(distinct), "most": MOST}
        faults.append(_("The address names %(count)s offers; the first %(most)s are read.") % said)
        codes.append("too_many_offers")
    once = tuple(dict.fromkeys(offers))
    repeated = len(once) < len(offers) or len(distinct) < len(given)
    return Asked(once, tuple(faults), repeated, tuple(codes))


def _fault(survey: Survey, number: int, text: str, error: OfferError) -> str:
    """Which offer of the address cannot be read, why, and what would be right."""
    market = next(iter(survey.markets.values()))
    band = survey.band(market.scale.ladder.bands[-1].rank)
    example = ComparedOffer(market, band, market.scale.ceiling)
    return _(
        "Offer %(number)s of the address, “%(text)s”, cannot be read. %(why)s An offer is a city,"
        " a kind of employer, a band and an amount, with commas between: %(example)s. The amount"
        " may be left out."
    ) % {"number": number, "text": words.shown(text), "why": error, "example": example.address}
