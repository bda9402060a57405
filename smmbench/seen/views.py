"""The page of an error that is ours."""

from django.http import HttpRequest, HttpResponseServerError
from django.template import loader

from smmbench.seen import ids


def broken(request: HttpRequest) -> HttpResponseServerError:
    """The 500 page, with the id under which the log tells what happened."""
    page = loader.get_template("500.html")
    return HttpResponseServerError(page.render({"request_id": ids.current.get()}))
