"""The OpenAPI document: what ninja knows of the routes, with what all of them share."""

from __future__ import annotations

import json
from functools import cache
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from salaries.api.bulk import FORMATS
from salaries.api.door import json_response
from salaries.api.parameters import SHEET
from salaries.api.problems import CONTENT_TYPE, TITLES, Problem
from salaries.api.routes import api
from salaries.api.schemas_bulk import BulkRows
from salaries.api.schemas_lists import ProblemDocument

PREFIX = "/api/v1/"
REFS = "#/components/schemas/{model}"
TEXT = {"type": "string"}
HEADERS = {
    "ETag": {
        "description": "Changes with the content. Send it back as If-None-Match.",
        "schema": TEXT,
    },
    "RateLimit": {
        "description": "The door (`api` or `bulk`), requests left to this client (`r`), and the "
        "seconds until they are counted anew (`t`); absent where nobody is limited.",
        "schema": TEXT,
    },
    "Cache-Control": {"description": "For how long the answer may be kept.", "schema": TEXT},
    "Content-Language": {"description": "The language of names and texts.", "schema": TEXT},
}
SHARED = {
    str(HTTPStatus.NOT_MODIFIED.value): {"description": "Nothing changed since that ETag."},
    str(HTTPStatus.BAD_REQUEST.value): {"$ref": "#/components/responses/Refused"},
    str(HTTPStatus.TOO_MANY_REQUESTS.value): {"$ref": "#/components/responses/TooMany"},
    str(HTTPStatus.SERVICE_UNAVAILABLE.value): {"$ref": "#/components/responses/NoData"},
}


@cache
def document() -> dict[str, Any]:
    """The whole document, made once."""
    made: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=PREFIX)))
    for operation in operations(made):
        operation["responses"]["200"]["headers"] = HEADERS
        operation["responses"] |= SHARED
    _tell_of_sheets(made["paths"][f"{PREFIX}bulk"]["post"])
    for shape in (ProblemDocument, BulkRows):
        told = shape.model_json_schema(ref_template=REFS, mode="serialization")
        made["components"]["schemas"] |= {**told.pop("$defs", {}), shape.__name__: told}
    made["components"]["responses"] = {
        "Refused": _problem(str(TITLES[Problem.INVALID_PARAMETERS])),
        "TooLarge": _problem(str(TITLES[Problem.CONTENT_TOO_LARGE])),
        "TooMany": _problem(str(TITLES[Problem.TOO_MANY_REQUESTS])),
        "NoData": _problem(str(TITLES[Problem.NO_DATA])),
    }
    made["components"]["schemas"] = dict(sorted(made["components"]["schemas"].items()))
    return made


def _tell_of_sheets(operation: dict[str, Any]) -> None:
    """What is sent is answered anew each time, and a sheet by a sheet."""
    responses = operation["responses"]
    del responses[str(HTTPStatus.NOT_MODIFIED.value)]
    kept = ("Content-Language", "RateLimit")
    responses["200"]["headers"] = {name: HEADERS[name] for name in kept}
    sheets = {FORMATS[kind]: {"schema": SHEET} for kind in ("csv", "xlsx", "parquet")}
    responses["200"]["content"] |= sheets
    too_large = str(HTTPStatus.REQUEST_ENTITY_TOO_LARGE.value)
    responses[too_large] = {"$ref": "#/components/responses/TooLarge"}


def operations(made: dict[str, Any]) -> list[dict[str, Any]]:
    """Every operation of a document."""
    return [operation for methods in made["paths"].values() for operation in methods.values()]


def _problem(said: str) -> dict[str, Any]:
    schema = {"$ref": REFS.format(model="ProblemDocument")}
    return {"description": f"{said}.", "content": {CONTENT_TYPE: {"schema": schema}}}


def written() -> str:
    """The document as the repository keeps it."""
    return json.dumps(document(), ensure_ascii=False, indent=1) + "\n"


@require_safe
def openapi_json(request: HttpRequest) -> HttpResponse:
    """The document, for programs that read it."""
    return json_response(request, document())
