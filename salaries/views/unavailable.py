"""A database that cannot serve becomes a plain 503 here, whatever page asked it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from http import HTTPStatus

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import http_date

from salaries import queries
from salaries.outages import Outage, outage, remedy
from smmbench.seen.views import broken as our_fault

RETRY_AFTER = {Outage.BUSY: 5}
USUAL_RETRY_AFTER = 30
"""Seconds after which to ask again."""
LAST_CHECKED = "Survey-Last-Checked"
"""The header of an answer from memory: when the database last said which survey is the newest."""


class OutageMiddleware:
    """503 in words instead of 500; and an answer made from memory says so in a header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, marked while the database cannot be asked; a 503 says when to ask again."""
        response = self.get_response(request)
        seen = queries.last_seen()
        if seen and queries.out_of_touch():
            response[LAST_CHECKED] = http_date(seen.timestamp())
        if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
            response.headers.setdefault("Retry-After", str(USUAL_RETRY_AFTER))
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A 503 for an outage; anything else is nothing to be told here."""
        found = outage(error) if isinstance(error, Error) else None
        return unavailable(request, found) if found else None


def unavailable(request: HttpRequest, found: Outage) -> HttpResponse:
    """The page: what the reader may do, and what mends it."""
    context = {"remedy": remedy(found)}
    status = HTTPStatus.SERVICE_UNAVAILABLE
    response = render(request, "salaries/unavailable.html", context, status=status)
    response["Retry-After"] = str(RETRY_AFTER.get(found, USUAL_RETRY_AFTER))
    response["Cache-Control"] = "no-store"
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """The answer to an error that no view met: 503 for an outage (a session's, say), else 500."""
    error = sys.exc_info()[1]
    found = outage(error) if isinstance(error, Error) else None
    return unavailable(request, found) if found else our_fault(request)
