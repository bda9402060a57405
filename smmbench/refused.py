"""A request that cannot be answered at all, such as one for another host: 400, for whoever asks."""

from __future__ import annotations

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views import defaults

from salaries.api.languages import accepted
from salaries.api.problems import FieldError, Problem, problem_response

API, READ_BY_PEOPLE = "/api/", "/api/docs"
OPERATORS = {"/healthz", "/readyz"}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A problem document, one line for a monitor, or the page."""
    path = request.path_info
    if path.startswith(API) and path != READ_BY_PEOPLE:
        with translation.override(accepted(request)):
            return problem_response(Problem.INVALID_PARAMETERS, _errors(exception))
    if path in OPERATORS:
        said = "".join(f"{error.message}\n" for error in _errors(exception)) or "bad request\n"
        return HttpResponse(said, content_type="text/plain; charset=utf-8", status=400)
    return defaults.bad_request(request, exception)


def _errors(exception: Exception) -> list[FieldError]:
    if not isinstance(exception, DisallowedHost):
        return []
    said = _("The site does not answer to this host; SMMBENCH_ALLOWED_HOSTS names those it does.")
    return [FieldError("header.host", "unknown_host", said)]
