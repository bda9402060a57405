"""Which survey a request is answered by: `survey=` in its address, else the default."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from salaries import queries
from salaries.chosen import PARAMETER, nothing_chosen
from salaries.domain.survey import Survey
from salaries.versions import PARAMETER as VERSION
from salaries.versions import read_version


def choice_ends_with_the_request(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: what one request chose is unknown to the next."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with nothing_chosen():
            return get_response(request)

    return middleware


def chosen_survey(request: HttpRequest) -> Survey:
    """The survey asked for by the address. Raises what `queries.survey_in_use` does.

    A link that names none is of the survey that it was made by, whichever is the default since, and
    even where that one is out of use.
    """
    asked = request.GET.get(PARAMETER, "").strip()
    return queries.choose_survey(asked or _made_by(request.GET.get(VERSION, "")))


def _made_by(text: str) -> str:
    """The survey whose version a link tells; empty for the default, and where nobody knows."""
    version = read_version(text)
    if version is None:
        return ""
    if not queries.surveys_in_use():
        queries.default_survey()
    there = queries.surveys_in_use()
    current = [one.slug for one in there if one.version.startswith(version.survey)]
    if current or queries.out_of_touch():
        return current[0] if current else ""
    return queries.slug_of(version.survey)
