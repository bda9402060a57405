"""A judged vacancy in machine form."""

from __future__ import annotations

from salaries.answers.envelope import Plain, duties_asked, envelope, exact, tax
from salaries.answers.markets import market_used
from salaries.answers.prices import prices
from salaries.answers.quantiles import (
    assumptions_of_share,
    evidence_of_share,
    judged_by,
    shares_of_ends,
)
from salaries.domain.money import Basis, round_half_up
from salaries.domain.quantiles import Quantiles
from salaries.domain.survey import Survey
from salaries.domain.vacancy import (
    JudgedVacancy,
    Posting,
    VacancyVerdict,
    judge_posting,
    reach,
    suggestions,
)
from salaries.forms import VacancyQuestion
from salaries.words import Evidence

FIELDS = (
    "fit", "verdict", "place_in_band", "market_ratio", "gap_to_median", "bands_covered",
    "share_of_band_covered", "share_of_posting_inside", "floor_gap", "ceiling_gap",
    "relative_width", "relative_width_of_band", "flags", "reach", "suggestions", "readings",
    "readings_agree",
)  # fmt: skip
"""Every figure of the result; all are exact arithmetic."""


def vacancy_answer(survey: Survey, asked: VacancyQuestion) -> Plain:
    """What should I post? The answer with its inputs, evidence, source and versions."""
    result = vacancy_result(survey, asked)
    said = any(end["percentile"] for end in (result["shares"] or {}).values())
    answer = envelope(
        survey,
        inputs={
            "city": asked.market.city.slug,
            "segment": asked.market.segment,
            "band": asked.band.rank,
            "low": asked.posting.low,
            "high": asked.posting.high,
            "basis": asked.basis,
            "given": asked.given,
        },
        result=result,
        evidence=vacancy_evidence(asked),
        assumptions=[*assumptions_of_share(asked.market.scale, said=said), *tax(asked.basis)],
        market_used=market_used(survey, asked.market),
    )
    return {**answer, "duties": duties_asked(asked.duties), "prices": _prices(survey, asked)}


def _prices(survey: Survey, asked: VacancyQuestion) -> Plain | None:
    """The net range in other prices; with the basis not known it is read as net."""
    if asked.prices is None:
        return None
    scale, rank = asked.market.scale, asked.band.rank
    judged = judge_posting(asked.posting, asked.basis, scale, rank, survey.month.year).main
    return prices(asked.prices, _ends(judged.posting), judged.band, scale.median)


def vacancy_evidence(asked: VacancyQuestion) -> dict[str, Evidence]:
    """A label for every field of the result."""
    labels = dict.fromkeys(FIELDS, exact(asked.basis))
    shares = evidence_of_share(asked.market.scale, asked.basis, said=False)
    return labels | {"shares": shares, "judged_by": Evidence.PUBLISHED}


def vacancy_result(survey: Survey, asked: VacancyQuestion) -> Plain:
    """How the posting lies to its band; money is RUB a month, shares are 0 to 1."""
    rank = asked.band.rank
    judged = judge_posting(asked.posting, asked.basis, asked.market.scale, rank, survey.month.year)
    scales = [market.scale for market in survey.markets_for(rank)]
    return {
        "kind": "vacancy",
        **_standing(judged.main),
        "reach": {"count": reach(judged.main.posting, scales, rank), "of": len(scales)},
        "suggestions": [
            {"name": name, **_ends(posting)}
            for name, posting in suggestions(judged.main.band).items()
        ],
        "shares": shares_of_ends(asked.market.scale, judged.main.posting),
        "judged_by": judged_by(asked.market.scale),
        "readings": _readings(asked, judged),
        "readings_agree": judged.readings_agree,
    }


def _standing(main: VacancyVerdict) -> Plain:
    has_quantiles = isinstance(main.scale, Quantiles)
    return {
        **_verdict(main),
        "market_ratio": float(main.market_ratio_of_middle),
        "bands_covered": [] if has_quantiles else [band.rank for band in main.bands_covered],
        "share_of_band_covered": float(main.share_of_band_covered),
        "share_of_posting_inside": float(main.share_of_posting_inside),
        "floor_gap": main.floor_gap,
        "ceiling_gap": main.ceiling_gap,
        "relative_width": float(main.posting.relative_width),
        "relative_width_of_band": float(main.relative_width_of_band),
        "flags": list(main.flags),
    }


def _verdict(judged: VacancyVerdict) -> Plain:
    inside = judged.band.low <= judged.posting.middle <= judged.band.high
    return {
        "fit": judged.fit,
        "verdict": judged.verdict,
        "place_in_band": float(judged.place_of_middle) if inside else None,
        "gap_to_median": round_half_up(judged.gap_of_middle_to_median),
    }


def _readings(asked: VacancyQuestion, judged: JudgedVacancy) -> list[Plain]:
    both = (Basis.NET, Basis.GROSS)
    bases = both if asked.basis is Basis.UNKNOWN else (asked.basis,)
    return [
        {
            "basis": basis,
            "stated": _ends(asked.posting),
            "net": _ends(verdict.posting),
            **_verdict(verdict),
        }
        for basis, verdict in zip(bases, judged.verdicts, strict=True)
    ]


def _ends(posting: Posting) -> Plain:
    return {"low": posting.low, "high": posting.high}
