"""The parameters of every address, as the OpenAPI document describes them.

The forms of the pages read them; what a form takes is said here once, for programs.
"""

from __future__ import annotations

from typing import Any

from salaries.api.bulk import FIELDS, FORMATS
from salaries.api.questions import FEWEST, FURTHEST, MOST_ROWS, USUAL_ROWS
from salaries.api.schemas import PATTERN
from salaries.domain.experience import MOST_YEARS
from salaries.domain.money import LARGEST, Basis
from salaries.offers import MOST

Parameter = dict[str, Any]
SLUG = {"type": "string", "pattern": PATTERN, "maxLength": 100}
NAME = {"type": "string", "pattern": "^[a-z0-9_-]+$", "maxLength": 100}
NAMED = {"type": "string", "maxLength": 200}
RANK = {"type": "integer", "minimum": 0, "maximum": 99}
MONEY = {"type": "integer", "minimum": 1, "maximum": LARGEST}
OFFER = {"type": "string", "pattern": "^[^,]+,[^,]+,[0-9]+(,[0-9]{1,9})?$", "maxLength": 300}


def _one(name: str, schema: Parameter, said: str, *, required: bool = False) -> Parameter:
    return {
        "in": "query", "name": name, "required": required, "schema": schema, "description": said,
    }  # fmt: skip


def _several(name: str, schema: Parameter, said: str) -> Parameter:
    listed = {"type": "array", "items": schema}
    return _one(name, listed, f"{said} May be given several times; none means all.")


LANG = _one(
    "lang",
    {"type": "string", "pattern": "^[a-z]{2}$"},
    "The language of messages and names, one of `languages` of `/attributes`; without it the"
    " header Accept-Language is asked, then English.",
)
SURVEY = _one(
    "survey",
    {"type": "string", "pattern": "^[a-z0-9-]+$", "maxLength": 80},
    "The `slug` of a survey of `/surveys` to judge by; without it the default.",
)
COMMON = [SURVEY, LANG]
KIND = (
    "A kind of employer, as `/attributes` lists them; to be left out where the survey has but one."
)
MARKET = [
    _one("city", SLUG, "A city's slug, as `/cities` lists them.", required=True),
    _one("segment", NAME, KIND),
    _one(
        "band",
        RANK,
        "The experience asked, as `/bands` lists it; may be left out where the survey has but one.",
        required=True,
    ),
]
BASIS = _one(
    "basis",
    {"type": "string", "enum": [basis.value for basis in Basis], "default": Basis.NET.value},
    "Whether the amount is net, gross, or nobody said. Where it is unknown, both are judged. Of a"
    " survey on whose money the income tax is not known, only net is taken.",
)
SPACED = "a month. `52 000` is read, too; `52,000` is refused, for it can mean 52."
AMOUNT = _one("amount", MONEY, f"The offer {SPACED}", required=True)
CITIES = _several("city", SLUG, "A city's slug.")
SEGMENTS = _several("segment", NAME, "A kind of employer.")
BANDS = _several("band", RANK, "A band; 0 is all levels together, where a survey has them.")

DUTIES = _one(
    "duty",
    {"type": "array", "items": NAME},
    "What is in the job, as `duties` of `/attributes` lists it. May be given several times; it"
    " changes no figure.",
)
PRICES = _one(
    "prices",
    {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$", "maxLength": 7},
    "A month, as `2025-11`, in whose money figures are shown beside the survey's own: purchasing"
    " power by consumer prices, never what is paid today. Refused where no price index knows it.",
)

NOTHING = COMMON
OF_MARKETS = [
    CITIES,
    SEGMENTS,
    BANDS,
    PRICES,
    _one(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": USUAL_ROWS},
        "How many to list at most.",
    ),
    _one(
        "offset",
        {"type": "integer", "minimum": 0, "maximum": FURTHEST, "default": 0},
        "How many to leave out at the start.",
    ),
    *COMMON,
]
OF_RANGES = [CITIES, SEGMENTS, BANDS, PRICES, *COMMON]
OF_OFFER = [*MARKET, AMOUNT, BASIS, DUTIES, PRICES, *COMMON]
OF_VACANCY = [
    *MARKET,
    _one("low", MONEY, f"The lower end {SPACED} One end is enough."),
    _one("high", MONEY, "The upper end, a month; not below `low`."),
    BASIS,
    DUTIES,
    PRICES,
    *COMMON,
]
OF_TRANSFER = [
    *MARKET,
    AMOUNT,
    BASIS,
    _one("to_city", SLUG, "Carry it to this city only; without it, to every city."),
    _one("to_segment", NAME, "Carry it to this kind of employer only; without it, to each."),
    *COMMON,
]
OF_COMPARE = [
    _one(
        "offer",
        {
            "type": "array",
            "items": OFFER,
            "minItems": FEWEST,
            "maxItems": MOST,
            "uniqueItems": True,
        },
        "`city,segment,band,amount`, net; the amount may be left out. Two to four times.",
        required=True,
    ),
    PRICES,
    *COMMON,
]

YEARS = {"type": "integer", "minimum": 0, "maximum": MOST_YEARS, "default": 0}
OF_BAND = [
    _one(
        "has",
        {"type": "array", "items": SLUG, "uniqueItems": True},
        "What the candidate has: a `key` of `/bands`. May be given several times.",
    ),
    _one("marketing_years", YEARS, "Years in marketing, advertising or online promotion."),
    _one(
        "smm_years",
        YEARS,
        "Years of the kind that `/bands` calls `smm`; they count as `marketing`, too. Another"
        " survey has parameters of its own kinds of years.",
    ),
    _one("city", SLUG, "A city's slug, to say what the band pays there. Needs `segment`."),
    _one("segment", NAME, KIND),
    *COMMON,
]

WHOLE = "for all rows that do not say it themselves."
OF_BULK = [
    _one("city", NAMED, f"The city, in any of the three languages, {WHOLE}"),
    _one("segment", NAMED, f"The kind of employer, {WHOLE}"),
    _one("band", NAMED, f"The experience, as a band or as years, {WHOLE}"),
    _one(
        "basis",
        {"type": "string", "enum": [basis.value for basis in Basis]},
        "How pay is read where no row says; without it the heading of the pay, then net.",
    ),
    _one("to", NAMED, "A market, as `city,segment`, in which to show equal standing."),
    _one(
        "format",
        {"type": "string", "enum": list(FORMATS)},
        "What comes back; without it, what was sent. Rows of JSON come back as JSON.",
    ),
    *(
        _one(
            f"column_{field}",
            NAMED,
            f"The heading, or the number, of the column that is `{field}`, where it is not"
            " recognised; empty where no column is.",
        )
        for field in FIELDS
    ),
    *COMMON,
]
SHEET = {"type": "string", "format": "binary", "description": "A sheet with a heading row."}
BULK_BODY = {
    "required": True,
    "content": {
        "application/json": {"schema": {"$ref": "#/components/schemas/BulkRows"}},
        "text/csv": {"schema": SHEET},
        FORMATS["xlsx"]: {"schema": SHEET},
    },
}
