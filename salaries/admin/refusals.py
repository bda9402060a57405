"""What the admin says to a request that it does not take."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that did not come from a page of ours."""
    text = _(
        "It did not come from a page of this site, or the page was open for too long. "
        "Open the page again and send the form from there."
    )
    return _refused(request, HTTPStatus.FORBIDDEN, _("The form was not taken"), text)


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: object = None
) -> HttpResponse:
    """429 after too many wrong passwords, with the time to wait."""
    wait = int(settings.AXES_COOLOFF_TIME.total_seconds())
    text = _(
        "There were too many wrong passwords for this name from this address. "
        "Wait and try again; it takes %(minutes)d minutes."
    ) % {"minutes": wait // 60}
    status = HTTPStatus.TOO_MANY_REQUESTS
    refused = _refused(request, status, _("Logging in is locked"), text)
    refused.headers["Retry-After"] = str(wait)
    return refused


def _refused(request: HttpRequest, status: HTTPStatus, title: str, text: str) -> HttpResponse:
    context = {"title": title, "text": text, "site_title": "SMM Bench", "site_header": "SMM Bench"}
    page = render(request, "salaries/admin/refused.html", context, status=status)
    page.headers["Cache-Control"] = "no-store"
    return page
