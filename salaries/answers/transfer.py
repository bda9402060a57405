"""Equal standing elsewhere in machine form: an amount carried to other markets, both ways."""

from __future__ import annotations

from collections.abc import Iterable

from salaries.answers.envelope import Assumption, Plain, envelope, exact, market_used, tax
from salaries.domain.money import readings
from salaries.domain.survey import Market, Survey
from salaries.domain.transfer import equal_standing
from salaries.forms import OfferQuestion
from salaries.words import Evidence

MODELLED = ("same_place", "same_ratio", "low", "high")


def transfer_answer(survey: Survey, asked: OfferQuestion, targets: Iterable[Market]) -> Plain:
    """What the offer would be in these markets; with the basis not known it is read as net."""
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
        },
        evidence={"amount": exact(asked.basis), **labels},
        assumptions=[Assumption.SAME_PLACE, Assumption.SAME_RATIO, *tax(asked.basis)],
        market_used=market_used(asked.market),
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
