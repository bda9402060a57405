"""Going back: a version that was in use before, looked at and put in use again."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.core import signing
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from salaries.admin import facts
from salaries.admin.base import (
    CONFIRM,
    StaffPage,
    not_ours,
    page_number,
    refused_by_database,
    stale,
)
from salaries.admin.preview import Preview
from salaries.ingest.standing import Stale, Wish, cells_of, restore, standing
from salaries.models import Survey

SALT = "salaries.admin.restore"


class RestorePage(StaffPage):
    """What going back to a version would change; and the going back."""

    permission = "salaries.change_survey"
    template = "salaries/admin/restore.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The differences."""
        return self._shown(get_object_or_404(Survey, pk=pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put the version in use again, or say why not."""
        survey = get_object_or_404(Survey, pk=pk)
        if CONFIRM not in request.POST:
            return self._shown(survey)
        stood = self._stood(survey)
        if stood is None:
            return self._shown(survey, HTTPStatus.BAD_REQUEST, not_ours())
        try:
            restore(survey, Wish(self.user_name, stood))
        except (Stale, Survey.DoesNotExist):
            return self._shown(survey, HTTPStatus.CONFLICT, stale())
        except DatabaseError:
            return self._shown(survey, HTTPStatus.SERVICE_UNAVAILABLE, refused_by_database())
        return self.done(
            _("Version %(version)s is in use again.") % {"version": survey.version[:7]}
        )

    def _stood(self, survey: Survey) -> str | None:
        """The version that stood when the page was made; None for a page that is not ours."""
        try:
            pk, stood = signing.loads(
                self.request.POST.get("seen", ""), salt=SALT, max_age=settings.SESSION_COOKIE_AGE
            )
        except signing.BadSignature:
            return None
        return str(stood) if pk == survey.pk else None

    def _shown(self, survey: Survey, status: int = HTTPStatus.OK, fault: str = "") -> HttpResponse:
        before = standing(survey.slug)
        said = facts.differences(facts.of_stored(before), facts.of_stored(survey))
        asked = page_number(self.request.GET.get("page", ""))
        preview = Preview(cells_of(before) if before else {}, cells_of(survey), said, asked)
        stood = before.version if before else ""
        return self.page(
            status,
            title=_("Put version %(version)s in use again") % {"version": survey.version[:7]},
            fault=fault,
            preview=preview,
            paging=preview.paging,
            seen=signing.dumps([survey.pk, stood], salt=SALT),
            is_new=not survey.is_current,
        )
