"""`/api/docs`: the OpenAPI document as a page to read, without script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from salaries import library, queries
from salaries.api.openapi import document
from salaries.api.problems import DETAILS, STATUSES, TITLES, Problem
from salaries.chosen import PARAMETER, asking
from salaries.domain.survey import Survey
from salaries.offers import ComparedOffer

Schema = Mapping[str, Any]

EXAMPLES: Mapping[str, str] = {
    "offer": "city=moscow&segment=agency&band=3&amount=52000",
    "vacancy": "city=moscow&segment=agency&band=3&low=45000&high=55000",
    "transfer": "city=moscow&segment=agency&band=3&amount=52000&to_city=kazan",
    "compare": "offer=moscow,agency,3,52000&offer=kazan,company,4,38000",
    "band": "has=online-basics&has=community&smm_years=2&city=kazan&segment=company",
    "markets": "city=kazan&limit=10",
    "ranges": "city=kazan&segment=company",
}
"""A question for every address that takes one, to try by a click: of the survey shipped here."""


def examples(survey: Survey | None) -> Mapping[str, str]:
    """The same of the survey by which they would be answered."""
    if survey is None or library.is_shipped(survey.slug):
        return EXAMPLES
    here, *others = survey.markets.values()
    there = (others or [here])[-1]
    level = survey.bands[0 if survey.has_quantiles else -1]
    band = here.scale.ladder.bands[-1]
    kind = "" if survey.only_segment else f"&segment={here.segment}"
    job = f"city={here.city.slug}{kind}&band={level.rank}"
    offers = (
        ComparedOffer(market, level, market.scale.ladder.bands[-1].low) for market in (here, there)
    )
    return {
        "offer": f"{job}&amount={band.low}",
        "vacancy": f"{job}&low={band.low}&high={band.high}",
        "transfer": f"{job}&amount={band.low}&to_city={there.city.slug}",
        "compare": "&".join(f"offer={offer.address}" for offer in offers),
        "band": f"city={here.city.slug}{kind}",
        "markets": f"city={here.city.slug}&limit=10",
        "ranges": f"city={here.city.slug}",
    }


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter or a field: its name, its type in words, and what it is."""

    name: str
    type: SafeString
    description: SafeString
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """An address: what it answers, what it takes, what comes back."""

    ident: str
    title: str
    summary: str
    parameters: list[Row]
    answer: SafeString
    example: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A named shape of the answers: an object with fields, or a value of a list."""

    name: str
    description: SafeString
    fields: list[Row]
    values: list[str]


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A kind of problem, with the address that its documents name."""

    ident: str
    title: str
    status: int
    detail: SafeString


def operations(made: Schema, asked: Mapping[str, str] = EXAMPLES) -> list[Operation]:
    """Every address of the document, with what to try it by."""
    return [
        _operation(method, path, told, asked)
        for path, methods in made["paths"].items()
        for method, told in methods.items()
    ]


def _operation(method: str, path: str, told: Schema, asked: Mapping[str, str]) -> Operation:
    ident = told["operationId"]
    answer = told["responses"]["200"]["content"]["application/json"]["schema"]
    query = asked.get(ident)
    return Operation(
        ident,
        f"{method.upper()} {path}",
        told["description"],
        [
            Row(one["name"], type_words(one["schema"]), coded(one["description"]), one["required"])
            for one in told["parameters"]
        ],
        type_words(answer),
        "" if method == "post" else _address(path, query or ""),
    )


def _address(path: str, query: str) -> str:
    """The address of a question, with the survey where one is chosen."""
    asked = urlencode(asking(parse_qsl(query)), safe=",")
    return f"{path}?{asked}" if asked else path


def shapes(made: Schema) -> list[Shape]:
    """Every named shape of the document, by name."""
    return [
        Shape(
            name,
            coded(told.get("description", "")),
            [
                Row(field, type_words(inner), coded(inner.get("description", "")))
                for field, inner in told.get("properties", {}).items()
            ],
            told.get("enum", []),
        )
        for name, told in made["components"]["schemas"].items()
    ]


def coded(text: str) -> SafeString:
    """A text in which what stands between backquotes is code."""
    pieces = enumerate(text.split("`"))
    return format_html_join(
        "", "{}", ([format_html("<code>{}</code>", p) if n % 2 else p] for n, p in pieces)
    )


def type_words(told: Schema) -> SafeString:
    """A type as a reader meets it: `whole number, 1 to 4`, with links to named shapes."""
    if "$ref" in told:
        name = told["$ref"].rsplit("/", 1)[-1]
        return format_html('<a href="#{}">{}</a>', name, name)
    if "anyOf" in told:
        return format_html_join(_(" or "), "{}", ([type_words(one)] for one in told["anyOf"]))
    if "const" in told or "enum" in told:
        values = told.get("enum", [told.get("const")])
        return format_html_join(", ", "<code>{}</code>", ([value] for value in values))
    if told.get("type") == "array":
        return format_html(_("list of {}"), type_words(told["items"]))
    if told.get("type") == "object":
        return format_html(_("a {} for every field"), type_words(told["additionalProperties"]))
    return format_html("{}{}", _plain(told["type"]), _bounds(told))


def _plain(kind: str) -> str:
    return {
        "integer": _("whole number"),
        "number": _("number"),
        "string": _("text"),
        "boolean": _("true or false"),
        "null": _("null"),
    }[kind]


def _bounds(told: Schema) -> str:
    least, most = told.get("minimum"), told.get("maximum")
    if least is None and most is None:
        return ""
    if most is None:
        return _(", %(least)s or more") % {"least": least}
    return _(", %(least)s to %(most)s") % {"least": least, "most": most}


def problem_kinds() -> list[ProblemKind]:
    """Every kind of problem that a document may be of."""
    return [
        ProblemKind(
            f"problem-{problem}",
            str(TITLES[problem]),
            STATUSES[problem].value,
            coded(str(DETAILS[problem])),
        )
        for problem in Problem
    ]


def _survey(request: HttpRequest) -> Survey | None:
    """The survey asked for; None where none can be had, for the page needs no database."""
    try:
        return queries.choose_survey(request.GET.get(PARAMETER, "").strip())
    except (queries.NoSurveyError, queries.NoSuchSurveyError, Error):
        return None


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The page."""
    made = document()
    context = {
        "description": map(coded, made["info"]["description"].strip().split("\n\n")),
        "operations": operations(made, examples(_survey(request))),
        "shapes": shapes(made),
        "problems": problem_kinds(),
    }
    return render(request, "salaries/api.html", context)
