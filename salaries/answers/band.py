"""A candidate's band in machine form: what holds, what is missing, what the next step pays."""

from __future__ import annotations

from collections.abc import Iterable

from salaries import words
from salaries.answers.envelope import Plain, envelope
from salaries.answers.markets import market_used
from salaries.candidate import ProfileQuestion
from salaries.domain.market import StepPrice, step_prices
from salaries.domain.money import round_half_up
from salaries.domain.profile import Asked, Standing, standing
from salaries.domain.survey import Survey
from salaries.domain.surveyed import ExperienceBand, Market
from salaries.words import Evidence

EVIDENCE = {
    "band": Evidence.DERIVED,
    "next_band": Evidence.DERIVED,
    "band_reached": Evidence.DERIVED,
    "missing": Evidence.PUBLISHED,
    "wishes": Evidence.PUBLISHED,
    "pay.band": Evidence.PUBLISHED,
    "pay.next_band": Evidence.PUBLISHED,
    "pay.step": Evidence.DERIVED,
}


def band_answer(survey: Survey, asked: ProfileQuestion) -> Plain:
    """Which band am I? The answer with its inputs, evidence, source and versions."""
    market = asked.market
    return envelope(
        survey,
        inputs={
            "has": asked.ticked(survey),
            "years": dict(asked.profile.years),
            "city": market.city.slug if market else None,
            "segment": market.segment if market else None,
        },
        result=_result(survey, asked),
        evidence=EVIDENCE,
        assumptions=(),
        market_used=market_used(survey, market) if market else None,
    )


def _result(survey: Survey, asked: ProfileQuestion) -> Plain:
    found = standing(asked.profile, survey.bands)
    lacking = (
        one
        for one in found.asked
        if one.band == found.following and one.requirement in found.missing
    )
    return {
        "kind": "band",
        "band": _rank(found.band),
        "next_band": _rank(found.following),
        "band_reached": _rank(found.reached),
        "missing": _listed(lacking),
        "wishes": _listed(found.wishes),
        "pay": _pay(found, asked.market) if asked.market else None,
    }


def _rank(band: ExperienceBand | None) -> int | None:
    return band.rank if band else None


def _listed(asked: Iterable[Asked]) -> list[Plain]:
    return [
        {
            "band": one.band.rank,
            "key": one.requirement.key,
            "topic": one.requirement.topic,
            "holds": one.holds,
            "text": words.say(one.requirement.text),
        }
        for one in asked
    ]


def _pay(found: Standing, market: Market) -> Plain:
    ladder = market.scale.ladder
    steps = step_prices(ladder)
    has_step = found.band and found.following
    return {
        "band": _span(found.band, market),
        "next_band": _span(found.following, market),
        "step": _step(steps[found.band.rank - 1]) if has_step and found.band else None,
    }


def _span(level: ExperienceBand | None, market: Market) -> Plain | None:
    if level is None:
        return None
    band = market.scale.ladder.band(level.rank)
    return {"low": band.low, "high": band.high}


def _step(step: StepPrice) -> Plain:
    """Whole RUB a month; the middle of two whole numbers is rounded, a half up."""
    return {
        "middle_to_middle": round_half_up(step.middle_to_middle),
        "low_to_low": step.low_to_low,
        "high_to_high": step.high_to_high,
    }
