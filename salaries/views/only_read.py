"""For what is no page and is only read: any other method is refused in one line."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

View = Callable[[HttpRequest], HttpResponseBase]
METHODS = ["GET", "HEAD"]


def only_read(view: View) -> View:
    """The view, and 405 with `Allow` for anything but GET and HEAD."""

    @wraps(view)
    def asked(request: HttpRequest) -> HttpResponseBase:
        if request.method in METHODS:
            return view(request)
        said = _("This address is only read")
        return HttpResponseNotAllowed(
            METHODS, f"{said}\n", content_type="text/plain; charset=utf-8"
        )

    return asked
