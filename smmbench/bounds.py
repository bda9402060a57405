"""How long an address may be: a question of ours is short, and what is longer is not read."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

API = "/api/"
"""Says it for itself, as a problem document."""


def bounded_address(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: 414 for a page whose query is too long; nothing of it is parsed."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = len(request.META.get("QUERY_STRING", ""))
        if length <= settings.MOST_QUERY or request.path_info.startswith(API):
            return get_response(request)
        return render(request, "400.html", status=HTTPStatus.REQUEST_URI_TOO_LONG)

    return middleware
