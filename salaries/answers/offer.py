"""A judged offer in machine form."""

from __future__ import annotations

from salaries.answers.envelope import (
    Plain,
    duties_asked,
    envelope,
    exact,
    tax,
)
from salaries.answers.markets import market_used
from salaries.answers.prices import prices
from salaries.answers.quantiles import (
    assumptions_of_share,
    edges,
    evidence_of_share,
    share,
)
from salaries.domain.money import Reading, likely_slip, readings
from salaries.domain.percentile import percentile_interval
from salaries.domain.quantiles import Quantiles
from salaries.domain.survey import Survey
from salaries.domain.verdict import JudgedOffer, OfferVerdict, judge_offer
from salaries.forms import OfferQuestion
from salaries.words import Evidence

EXACT = (
    "verdict", "place_in_band", "market_ratio", "gap_to_median", "band_of_amount", "borderline",
    "distance_to_flip", "to_next_edge_up", "to_next_edge_down", "likely_slip", "readings",
    "readings_agree",
)  # fmt: skip
MODELLED = ("percentile", "models")
PUBLISHED = ("beyond", "judged_by")


def offer_answer(survey: Survey, asked: OfferQuestion) -> Plain:
    """Is this offer fair? The answer with its inputs, evidence, source and versions."""
    result = offer_result(survey, asked)
    said = result["percentile"] is not None
    answer = envelope(
        survey,
        inputs={
            "city": asked.market.city.slug,
            "segment": asked.market.segment,
            "band": asked.band.rank,
            "amount": asked.amount,
            "basis": asked.basis,
        },
        result=result,
        evidence=offer_evidence(asked, said=said),
        assumptions=[*assumptions_of_share(asked.market.scale, said=said), *tax(asked.basis)],
        market_used=market_used(survey, asked.market),
    )
    return {**answer, "duties": duties_asked(asked.duties), "prices": _prices(survey, asked)}


def _prices(survey: Survey, asked: OfferQuestion) -> Plain | None:
    """The net amount in other prices; with the basis not known it is read as net."""
    if asked.prices is None:
        return None
    scale, rank = asked.market.scale, asked.band.rank
    net = readings(asked.amount, asked.basis, survey.month.year)[0].net
    return prices(asked.prices, {"amount": net}, scale.ladder.band(rank), scale.median)


def offer_evidence(asked: OfferQuestion, *, said: bool) -> dict[str, Evidence]:
    """A label for every field of the result.

    That no percentile can be `said` is read off the published range.
    """
    modelled = evidence_of_share(asked.market.scale, asked.basis, said=said)
    return (
        dict.fromkeys(EXACT, exact(asked.basis))
        | dict.fromkeys(MODELLED, modelled)
        | dict.fromkeys(PUBLISHED, Evidence.PUBLISHED)
    )


def offer_result(survey: Survey, asked: OfferQuestion) -> Plain:
    """The verdict and every figure beside it; money is RUB a month, shares are 0 to 1."""
    scale = asked.market.scale
    year, close = survey.month.year, survey.close_call
    judged = judge_offer(asked.amount, asked.basis, scale, asked.band.rank, year, close)
    slip = likely_slip(asked.amount, scale)
    return {
        "kind": "offer",
        **_standing(judged.main),
        "borderline": judged.borderline,
        "distance_to_flip": judged.distance_to_flip,
        "likely_slip": slip and {"slip": slip.slip, "meant": slip.meant},
        "readings": _readings(judged),
        "readings_agree": judged.readings_agree,
    }


def _standing(main: OfferVerdict) -> Plain:
    """Where the net amount stands in its band and its market."""
    has_bands = not isinstance(main.scale, Quantiles)
    whose = main.band_of_amount if has_bands else None
    interval = percentile_interval(main.scale, main.amount) if has_bands else None
    return {
        "verdict": main.verdict,
        "place_in_band": place_in_band(main),
        "market_ratio": float(main.market_ratio),
        "gap_to_median": main.gap_to_median,
        "band_of_amount": whose and whose.rank,
        **share(main, interval),
        "models": {
            "flat": interval and float(interval.flat),
            "log_normal": interval and interval.log_normal,
        },
        **edges(main),
    }


def place_in_band(judged: OfferVerdict) -> float | None:
    """0 at the band's low, 1 at its high; None outside the band, where there is no place."""
    return float(judged.place_in_band) if judged.band.holds(judged.amount) else None


def _readings(judged: JudgedOffer) -> list[Plain]:
    pairs = zip(judged.readings, judged.verdicts, strict=True)
    return [_reading(reading, verdict) for reading, verdict in pairs]


def _reading(reading: Reading, judged: OfferVerdict) -> Plain:
    return {
        "basis": reading.basis,
        "stated": reading.stated,
        "net": reading.net,
        "verdict": judged.verdict,
        "place_in_band": place_in_band(judged),
        "gap_to_median": judged.gap_to_median,
    }
