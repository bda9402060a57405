"""Which survey a request is answered by: `survey=` in its address, else the default."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from salaries import queries
from salaries.chosen import PARAMETER, nothing_chosen
from salaries.domain.survey import Survey


def choice_ends_with_the_request(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: what one request chose is unknown to the next."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with nothing_chosen():
            return get_response(request)

    return middleware


def chosen_survey(request: HttpRequest) -> Survey:
    """The survey asked for by the address. Raises what `queries.survey_in_use` does."""
    return queries.choose_survey(request.GET.get(PARAMETER, "").strip())
