"""A change of one stored survey: looked at first, confirmed from the page that showed it."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.core import signing
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from salaries.admin import base
from salaries.admin.base import CONFIRM, StaffPage, refused_by_database
from salaries.ingest.standing import Stale, Wish
from salaries.models import Survey


class ConfirmedPage(StaffPage):
    """Shows what would change, signed with what stands; then does it, or says why not."""

    salt = ""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What would change."""
        return self.shown(get_object_or_404(Survey, pk=pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it, or say why not."""
        survey = get_object_or_404(Survey, pk=pk)
        if CONFIRM not in request.POST:
            return self.shown(survey)
        stood = self._stood(survey)
        if stood is None:
            return self.shown(survey, HTTPStatus.BAD_REQUEST, self.not_ours())
        try:
            said = self.change(survey, Wish(self.user_name, stood))
        except (Stale, Survey.DoesNotExist):
            return self.shown(survey, HTTPStatus.CONFLICT, self.stale())
        except DatabaseError:
            return self.shown(survey, HTTPStatus.SERVICE_UNAVAILABLE, refused_by_database())
        return self.done(said)

    def seen(self, survey: Survey, stood: str) -> str:
        """What the page hands back: which survey it was made for, and the version that stood."""
        return signing.dumps([survey.pk, stood], salt=self.salt)

    def _stood(self, survey: Survey) -> str | None:
        """The version that stood when the page was made; None for a page that is not ours."""
        try:
            pk, stood = signing.loads(
                self.request.POST.get("seen", ""),
                salt=self.salt,
                max_age=settings.SESSION_COOKIE_AGE,
            )
        except signing.BadSignature:
            return None
        return str(stood) if pk == survey.pk else None

    def change(self, survey: Survey, wish: Wish) -> str:
        """Make the change and say what was done. Raises Stale where another was quicker."""
        raise NotImplementedError

    def shown(self, survey: Survey, status: int = HTTPStatus.OK, fault: str = "") -> HttpResponse:
        """What would change, with what is wrong."""
        raise NotImplementedError

    def stale(self) -> str:
        """What is said when somebody else was quicker."""
        return base.stale()

    def not_ours(self) -> str:
        """What is said of a confirmation that comes from no page of ours, or from too old a one."""
        return base.look_again()
