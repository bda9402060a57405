"""Errors as problem documents (RFC 9457), in the language asked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from http import HTTPStatus

from django.forms import Form
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

CONTENT_TYPE = "application/problem+json"
RETRY_AFTER = 30
"""Seconds after which to ask again what could not be answered."""


class Problem(StrEnum):
    """What kind of thing went wrong; the problem's `type` ends with it."""

    INVALID_PARAMETERS = "invalid-parameters"
    INVALID_BODY = "invalid-body"
    UNREADABLE_SHEET = "unreadable-sheet"
    CONTENT_TOO_LARGE = "content-too-large"
    UNSUPPORTED_LANGUAGE = "unsupported-language"
    NOT_FOUND = "not-found"
    METHOD_NOT_ALLOWED = "method-not-allowed"
    TOO_MANY_REQUESTS = "too-many-requests"
    NO_DATA = "no-data"
    UNAVAILABLE = "unavailable"


STATUSES: Mapping[Problem, HTTPStatus] = {
    Problem.INVALID_PARAMETERS: HTTPStatus.BAD_REQUEST,
    Problem.INVALID_BODY: HTTPStatus.BAD_REQUEST,
    Problem.UNREADABLE_SHEET: HTTPStatus.BAD_REQUEST,
    Problem.CONTENT_TOO_LARGE: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Problem.UNSUPPORTED_LANGUAGE: HTTPStatus.BAD_REQUEST,
    Problem.NOT_FOUND: HTTPStatus.NOT_FOUND,
    Problem.METHOD_NOT_ALLOWED: HTTPStatus.METHOD_NOT_ALLOWED,
    Problem.TOO_MANY_REQUESTS: HTTPStatus.TOO_MANY_REQUESTS,
    Problem.NO_DATA: HTTPStatus.SERVICE_UNAVAILABLE,
    Problem.UNAVAILABLE: HTTPStatus.SERVICE_UNAVAILABLE,
}
TITLES: Mapping[Problem, Promise] = {
    Problem.INVALID_PARAMETERS: lazy("Something asked cannot be read"),
    Problem.INVALID_BODY: lazy("What was sent cannot be read"),
    Problem.UNREADABLE_SHEET: lazy("The sheet cannot be read"),
    Problem.CONTENT_TOO_LARGE: lazy("Too much was sent"),
    Problem.UNSUPPORTED_LANGUAGE: lazy("There is no such language here"),
    Problem.NOT_FOUND: lazy("There is nothing at this address"),
    Problem.METHOD_NOT_ALLOWED: lazy("This address is only read"),
    Problem.TOO_MANY_REQUESTS: lazy("Asked too often in one minute"),
    Problem.NO_DATA: lazy("No survey is loaded"),
    Problem.UNAVAILABLE: lazy("The site cannot answer just now"),
}
DETAILS: Mapping[Problem, Promise] = {
    Problem.INVALID_PARAMETERS: lazy("Mend what `errors` names, and ask again."),
    Problem.INVALID_BODY: lazy("Mend what `errors` names, and send it again."),
    Problem.UNREADABLE_SHEET: lazy("Mend what `errors` names, and send the sheet again."),
    Problem.CONTENT_TOO_LARGE: lazy("Send it in parts; `errors` says how much is read at once."),
    Problem.UNSUPPORTED_LANGUAGE: lazy("Ask for a language that `errors` names, or for none."),
    Problem.NOT_FOUND: lazy("Every address is listed at /api/docs; none ends with a slash."),
    Problem.METHOD_NOT_ALLOWED: lazy("Ask by a method that the header Allow names."),
    Problem.TOO_MANY_REQUESTS: lazy(
        "Wait as many seconds as the header Retry-After says, and ask again."
    ),
    Problem.NO_DATA: lazy("The operator has to load one; ask again later."),
    Problem.UNAVAILABLE: lazy("The question was not at fault; the database did not answer."),
}


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is amiss with one parameter: `field` is its path, such as `query.amount`."""

    field: str
    code: str
    message: str


class ProblemError(Exception):
    """A question that cannot be answered."""

    def __init__(self, problem: Problem, errors: Iterable[FieldError] = ()) -> None:
        super().__init__(problem)
        self.problem = problem
        self.errors = tuple(errors)


def problem_response(problem: Problem, errors: Iterable[FieldError] = ()) -> HttpResponse:
    """The problem document."""
    body = {
        "type": f"/api/docs#problem-{problem}",
        "title": str(TITLES[problem]),
        "status": STATUSES[problem].value,
        "detail": str(DETAILS[problem]),
        "errors": [asdict(error) for error in errors],
    }
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False), content_type=CONTENT_TYPE, status=STATUSES[problem]
    )
    response["Cache-Control"] = "no-store"
    if STATUSES[problem] is HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = str(RETRY_AFTER)
    return response


def form_errors(form: Form) -> list[FieldError]:
    """What a form has to say, field by field."""
    return [
        FieldError(f"query.{name}", error.code or "invalid", " ".join(error.messages))
        for name, found in form.errors.as_data().items()
        for error in found
    ]
