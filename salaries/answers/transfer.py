"""Equal standing elsewhere in machine form: an amount carried to other markets, both ways."""

from __future__ import annotations

from collections.abc import Iterable

from salaries.answers.envelope import Assumption, Plain, envelope, exact, tax
from salaries.answers.markets import market_used
from salaries.domain.money import readings
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Market, MarketKey
from salaries.domain.transfer import equal_standing
from salaries.forms import OfferQuestion
from salaries.places import NOT_ENOUGH_DATA
from salaries.words import Evidence

MODELLED = ("same_place", "same_ratio", "low", "high")


def transfer_answer(
    survey: Survey,
    asked: OfferQuestion,
    targets: Iterable[Market],
    left_out: Iterable[MarketKey] = (),
) -> Plain:
    """What the offer would be in these markets; with the basis not known it is read as net.

    `left_out` are markets asked of which too little is published for the offer's experience.
    """
    net = readings(asked.amount, asked.basis, survey.month.year)[0].net
    labels = {f"targets.{name}": Evidence.MODELLED for name in MODELLED}
    return envelope(
        survey,
        inputs={
            "city": asked.market.city.slug,
            "segment": asked.market.segment,
            "band": asked.band.rank,
            "amount": asked.amount,
            "basis": asked.basis,
        },
        result={
            "kind": "transfer",
            "amount": net,
            "targets": [_target(net, asked, there) for there in targets],
            "left_out": [{**key._asdict(), "code": NOT_ENOUGH_DATA} for key in left_out],
        },
        evidence={"amount": exact(asked.basis), **labels, "left_out": Evidence.PUBLISHED},
        assumptions=[Assumption.SAME_PLACE, Assumption.SAME_RATIO, *tax(asked.basis)],
        market_used=market_used(survey, asked.market),
    )


def _target(net: int, asked: OfferQuestion, there: Market) -> Plain:
    found = equal_standing(net, asked.band.rank, asked.market.scale, there.scale)
    return {
        "city": there.city.slug,
        "segment": there.segment,
        "same_place": found.same_place,
        "same_ratio": found.same_ratio,
        "low": found.low,
        "high": found.high,
    }
