"""The door of a page: what is asked too often gets a page that says when to come again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from salaries.doors.limiter import Standing, knock

View = Callable[..., HttpResponseBase]


def always(request: HttpRequest) -> bool:
    """Every request of the view is expensive."""
    return True


def limited(door: str, when: Callable[[HttpRequest], bool] = always) -> Callable[[View], View]:
    """A view whose requests are counted at a door: all of them, or those that are expensive."""

    def behind_a_door(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            standing = knock(door, request) if when(request) else None
            if standing is None:
                return view(request, *args, **kwargs)
            over = standing.is_over
            response = closed(request, standing) if over else view(request, *args, **kwargs)
            standing.tell(response)
            return response

        return opened

    return behind_a_door


def closed(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    """429: what happened, and after how many seconds the door opens again."""
    context = {"seconds": standing.seconds}
    return render(request, "429.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
