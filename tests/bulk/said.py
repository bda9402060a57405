"""What a judged sheet must say of a row, from what the API says of it."""

from __future__ import annotations

import math
from typing import Any

from salaries import numbers, words
from salaries.bulk.results import results
from salaries.domain.money import Slip
from salaries.domain.survey import Survey


def four_places(share: float) -> str:
    """As a sheet writes it; a half goes up."""
    rounded = math.floor(10_000 * share + 0.5) / 10_000
    return str(int(rounded)) if rounded.is_integer() else repr(rounded)


def asked_about(survey: Survey, slip: dict[str, Any]) -> str:
    """The question about a likely slip of the pen."""
    meant = numbers.money(slip["meant"], survey.currency)
    return str(words.SLIPS[Slip(slip["slip"])]) % {"meant": meant}


def cells(survey: Survey, record: dict[str, Any]) -> dict[str, str]:
    """What a sheet says of a row, from what the API says of it."""
    blank = dict.fromkeys((one.name for one in results()), "")
    if "errors" in record:
        told = " ".join(error["message"] for error in record["errors"])
        codes = " ".join(error["code"] for error in record["errors"])
        return blank | {"kind": "refused", "problem": codes, "message": told}
    result = record["result"]
    percentile = result.get("percentile") or {}
    whose, slip = result.get("band_of_amount"), result.get("likely_slip")
    place = result["place_in_band"]
    found = {
        "kind": result["kind"],
        "verdict": result["verdict"],
        "fit": result.get("fit", ""),
        "place_in_band": "" if place is None else four_places(place),
        "market_ratio": four_places(result["market_ratio"]),
        "gap_to_median": str(result["gap_to_median"]),
        "band_of_amount": survey.band(whose).code if whose else "",
        "evidence": "derived" if record["inputs"]["basis"] == "net" else "scenario",
        "message": (slip and asked_about(survey, slip)) or "",
    }
    points = {f"percentile_{end}": percentile.get(end) for end in ("low", "high", "bound")}
    found |= {name: "" if point is None else str(point) for name, point in points.items()}
    found["percentile_bound_side"] = percentile.get("bound_side") or ""
    if result["kind"] == "offer":
        found["borderline"] = str(result["borderline"]).lower()
        found["distance_to_flip"] = str(result["distance_to_flip"])
    return blank | found
