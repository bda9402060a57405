"""Views that are imported when they are first asked.

A worker that serves pages never needs what the API is built with, which is as large as the pages.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import resolve
from django.utils.module_loading import import_string

View = Callable[..., HttpResponseBase]


def view_at(dotted: str) -> View:
    """The view at a dotted path, not yet imported."""

    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found: View = import_string(dotted)
        return found(request, *args, **kwargs)

    return view


def addresses_of(urlconf: str) -> View:
    """All addresses of a URLconf, not yet imported, by the `rest` of an address.

    The request is resolved as if the URLconf had been included, so names and logs are the same.
    """

    def view(request: HttpRequest, rest: str = "") -> HttpResponseBase:
        match = request.resolver_match = resolve(f"/{rest}", urlconf)
        answered: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        return answered

    return view
