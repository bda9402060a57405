"""What every address under /api/ shares: language, CORS, HEAD, caching, problems as documents."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.http import parse_etags
from django.utils.translation import gettext as _

from salaries import queries
from salaries.api import languages
from salaries.api.problems import FieldError, Problem, ProblemError, problem_response
from salaries.domain.survey import Survey
from salaries.doors.limiter import knock
from salaries.outages import outage

View = Callable[..., HttpResponse]
A_DAY = 24 * 3600
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
    "Access-Control-Max-Age": str(A_DAY),
}
"""What a browser is told that asks whether it may ask."""


def api_view(view: View) -> View:
    """A view behind the door: open to every origin, and never anything but JSON."""

    @wraps(view)
    def behind_the_door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=HTTPStatus.NO_CONTENT, headers=PREFLIGHT)
        else:
            response = _in_language(view, request, *args, **kwargs)
        # There is no key and no cookie, and nothing is private: any page may ask and read.
        response["Access-Control-Allow-Origin"] = "*"
        exposed = "ETag, RateLimit, RateLimit-Policy, Retry-After, Survey-Last-Checked"
        response["Access-Control-Expose-Headers"] = exposed
        return response

    behind_the_door.csrf_exempt = True  # type: ignore[attr-defined]
    return behind_the_door


def _in_language(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """The view's answer in the language asked, or accepted."""
    language = languages.accepted(request)
    standing = knock(_door(request), request)
    with translation.override(language):
        try:
            _check_length(request)
            if asked := languages.asked(request):
                language = asked
                translation.activate(language)
            if standing and standing.is_over:
                raise ProblemError(Problem.TOO_MANY_REQUESTS)
            response = _answer(view, request, *args, **kwargs)
        except TooManyFieldsSent:
            response = problem_response(Problem.INVALID_PARAMETERS, [_too_many()])
        except ProblemError as found:
            response = problem_response(found.problem, found.errors)
        except queries.NoSurveyError:
            response = problem_response(Problem.NO_DATA)
        except Error as error:
            if outage(error) is None:
                raise
            response = problem_response(Problem.UNAVAILABLE)
    if standing:
        standing.tell(response)
    response["Content-Language"] = language
    response["Vary"] = "Accept-Language"
    return response


def _door(request: HttpRequest) -> str:
    """A whole sheet is a door of its own, the one that the page for sheets counts at."""
    is_sheet = request.resolver_match is not None and request.resolver_match.url_name == "bulk"
    return "bulk" if is_sheet and request.method == "POST" else "api"


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """The view's answer; HEAD is asked as GET, and the server leaves out the content."""
    method = request.method
    request.method = "GET" if method == "HEAD" else method
    try:
        response = view(request, *args, **kwargs)
    finally:
        request.method = method
    if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return _not_allowed(response["Allow"])
    return response


def _not_allowed(allowed: str) -> HttpResponse:
    methods = {*allowed.split(", "), "OPTIONS", *(["HEAD"] if "GET" in allowed else [])}
    response = problem_response(Problem.METHOD_NOT_ALLOWED)
    response["Allow"] = ", ".join(sorted(methods))
    return response


def _check_length(request: HttpRequest) -> None:
    """Raises ProblemError for a query longer than any question."""
    most = settings.MOST_QUERY
    if len(request.META.get("QUERY_STRING", "")) > most:
        told = _("The query has more than %(most)d characters. Ask for less at a time.")
        error = FieldError("query", "too_long", told % {"most": most})
        raise ProblemError(Problem.INVALID_PARAMETERS, [error])


def _too_many() -> FieldError:
    said = _("At most %(most)d parameters are read.")
    most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    return FieldError("query", "too_many_parameters", said % {"most": most})


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def json_response(request: HttpRequest, body: object) -> HttpResponse:
    """An answer that may be kept: 304 to whoever has it already.

    The tag is a digest of the content, so it changes with survey, method, language and question,
    and with nothing else.
    """
    return _answered(request, *_written(body))


Written = tuple[bytes, str]
_lists: dict[tuple[str, str | None], tuple[Survey, Written]] = {}
"""Whole lists as they were last written, by address and language; there are few of either."""


def whole_list(request: HttpRequest, survey: Survey, make: Callable[[], object]) -> HttpResponse:
    """The answer to an address that asks nothing: written once for a survey and a language."""
    if request.META["QUERY_STRING"]:
        return json_response(request, make())
    key = request.path_info, translation.get_language()
    of, written = _lists.get(key, (None, None))
    if written is None or of is not survey:
        written = _written(make())
        _lists[key] = survey, written
    return _answered(request, *written)


def _written(body: object) -> Written:
    """An answer's bytes and their tag."""
    content = _encode(body).encode()
    return content, f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def _answered(request: HttpRequest, content: bytes, etag: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/json")
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={queries.fresh_seconds()}"
    if _has(request, etag):
        response.status_code, response.content = HTTPStatus.NOT_MODIFIED, b""
        del response["Content-Type"]
    return response


def _has(request: HttpRequest, etag: str) -> bool:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return any(tag.removeprefix("W/") in {etag, "*"} for tag in known)
