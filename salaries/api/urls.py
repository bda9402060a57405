"""Every address under /api/, each behind the same door; imported when one is asked for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, include, path, re_path

from salaries.api.door import api_view
from salaries.api.openapi import openapi_json
from salaries.api.problems import Problem, problem_response
from salaries.api.routes import api


def nowhere(request: HttpRequest) -> HttpResponse:
    """404 as a problem document."""
    return problem_response(Problem.NOT_FOUND)


def behind_the_door(pattern: URLPattern) -> URLPattern:
    """The same address, whose view is opened, described and made safe as all of them."""
    pattern.callback = api_view(pattern.callback)
    return pattern


routes, namespace, _instance = api.urls
v1 = [
    behind_the_door(route)
    for route in routes
    if isinstance(route, URLPattern) and route.name != "api-root"
]
urlpatterns = [
    path("v1/", include((v1, namespace))),
    path("openapi.json", api_view(openapi_json)),
    re_path("^.*$", api_view(nowhere)),
]
