"""The outermost middleware: gives each request its id, and tells of it once when it is answered."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import perf_counter
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from smmbench.seen import ids

METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})
OTHER = "other"
NO_ROUTE = "none"
STATIC = "static"

access = logging.getLogger("smmbench.access")


class Visit(NamedTuple):
    """A request as operators may know it: nothing that was asked, nobody who asked.

    `route` is the name of the address, never the address; `bytes` is None for a stream of
    unknown length; `language` is empty where an answer has none.
    """

    method: str
    route: str
    status: int
    seconds: float
    bytes: int | None
    language: str


observers: list[Callable[[Visit], None]] = []
"""Who else is told of each visit, once it is answered."""


def middleware(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Stands before all others, so that what they answer has an id and a line, too."""

    def seen(request: HttpRequest) -> HttpResponseBase:
        started = perf_counter()
        ident = ids.choose(request.META.get("HTTP_X_REQUEST_ID", ""))
        token = ids.current.set(ident)
        try:
            response = get_response(request)
            response.headers[ids.HEADER] = ident
            tell(visit_of(request, response, perf_counter() - started))
            return response
        finally:
            ids.current.reset(token)

    return seen


def visit_of(request: HttpRequest, response: HttpResponseBase, seconds: float) -> Visit:
    """What may be told of a request and its answer."""
    method = request.method if request.method in METHODS else OTHER
    return Visit(
        method or OTHER,
        _route(request),
        response.status_code,
        seconds,
        _length(request, response),
        response.headers.get("Content-Language", ""),
    )


def tell(visit: Visit) -> None:
    """One line in the log, and each observer."""
    if access.isEnabledFor(logging.INFO):
        access.info("request", extra={"visit": visit})
    for observer in observers:
        observer(visit)


def _route(request: HttpRequest) -> str:
    if request.resolver_match is not None:
        return request.resolver_match.view_name
    return STATIC if request.path_info.startswith(settings.STATIC_URL) else NO_ROUTE


def _length(request: HttpRequest, response: HttpResponseBase) -> int | None:
    if request.method == "HEAD":
        return 0
    if "Content-Length" in response.headers:
        return int(response.headers["Content-Length"])
    content = getattr(response, "content", None)
    return None if content is None else len(content)
