"""One empty view."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def nothing(request: HttpRequest) -> HttpResponse:
    """An answer that costs nothing."""
    return HttpResponse()


urlpatterns = [path("", nothing)]
