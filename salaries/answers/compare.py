"""Offers side by side in machine form, each difference split into parts that add up."""

from __future__ import annotations

from collections.abc import Sequence

from salaries.answers.envelope import Plain, envelope
from salaries.answers.markets import market_used
from salaries.answers.offer import offer_evidence, offer_result
from salaries.answers.prices import about, plain
from salaries.answers.quantiles import assumptions_of_share
from salaries.domain.money import Basis
from salaries.domain.prices import PriceChange
from salaries.domain.survey import Survey
from salaries.forms import OfferQuestion
from salaries.offers import ComparedOffer, parts_between
from salaries.words import Evidence

PARTS = ("city", "segment", "band", "offer")


def compare_answer(
    survey: Survey, offers: Sequence[ComparedOffer], change: PriceChange | None = None
) -> Plain:
    """The offers in the order asked, and how each of the others differs from the first."""
    priced = change and {**about(change), "offers": [_priced(one, change) for one in offers]}
    return {**_compared(survey, offers), "prices": priced}


def _priced(offer: ComparedOffer, change: PriceChange) -> Plain:
    scale = offer.market.scale
    band = scale.ladder.band(offer.band.rank)
    return plain(change, {"amount": offer.amount_compared}, band, scale.median)


def _compared(survey: Survey, offers: Sequence[ComparedOffer]) -> Plain:
    columns = [_column(survey, offer) for offer in offers]
    said = any(column["judged"] and column["judged"]["percentile"] for column in columns)
    return envelope(
        survey,
        inputs={"offers": [_input(offer) for offer in offers]},
        result={
            "kind": "compare",
            "offers": columns,
            "differences": [
                _difference(survey, offers[0], offer, place)
                for place, offer in enumerate(offers[1:], start=1)
            ],
        },
        evidence=_evidence(offers[0], said=said),
        assumptions=assumptions_of_share(offers[0].market.scale, said=said),
        market_used=[market_used(survey, offer.market) for offer in offers],
    )


def _input(offer: ComparedOffer) -> Plain:
    return {
        "city": offer.market.city.slug,
        "segment": offer.market.segment,
        "band": offer.band.rank,
        "amount": offer.amount,
    }


def _column(survey: Survey, offer: ComparedOffer) -> Plain:
    """An offer with the verdict on it; a bare market stands at its band's mid-point, unjudged."""
    judged = None if offer.amount is None else offer_result(survey, _question(offer))
    return {"amount_compared": offer.amount_compared, "judged": judged}


def _question(offer: ComparedOffer) -> OfferQuestion:
    return OfferQuestion(offer.market, offer.band, offer.amount_compared, Basis.NET)


def _difference(survey: Survey, first: ComparedOffer, other: ComparedOffer, place: int) -> Plain:
    parts = parts_between(survey, first, other)
    return {
        "of": 0,
        "to": place,
        "gap": other.amount_compared - first.amount_compared,
        "parts": dict(zip(PARTS, parts, strict=True)) if parts else None,
    }


def _evidence(first: ComparedOffer, *, said: bool) -> dict[str, Evidence]:
    judged = offer_evidence(_question(first), said=said)
    exact = ("offers.amount_compared", "differences.gap", "differences.parts")
    return dict.fromkeys(exact, Evidence.DERIVED) | {
        f"offers.judged.{name}": label for name, label in judged.items()
    }
