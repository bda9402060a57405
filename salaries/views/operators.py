"""For operators and their monitors: is the process alive, is it ready to serve?"""

from __future__ import annotations

from http import HTTPStatus

from django.db import Error
from django.http import HttpRequest, HttpResponse

from salaries import queries
from salaries.outages import Outage, condition, outage, remedy
from salaries.views.only_read import only_read


@only_read
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@only_read
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, is migrated and holds a survey; else 503 and what is amiss."""
    amiss = _amiss()
    status = HTTPStatus.SERVICE_UNAVAILABLE if amiss else HTTPStatus.OK
    return HttpResponse(
        f"{amiss or 'ready'}\n", content_type="text/plain; charset=utf-8", status=status
    )


def _amiss() -> str:
    if found := condition():
        return remedy(found)
    try:
        queries.default_survey()
    except Error as error:
        return remedy(outage(error) or Outage.AWAY)
    except queries.NoSurveyError:
        return "no survey loaded: run manage.py load_ranges"
    return ""
