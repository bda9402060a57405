"""Which survey pages show unasked: looked at beside the one they show now, then chosen."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.core import signing
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.admin import naming
from salaries.admin.base import CONFIRM, StaffPage, refused_by_database
from salaries.domain.surveyed import Text
from salaries.ingest.standing import Stale, Wish, choose_default, default
from salaries.models import Survey

SALT = "salaries.admin.default"


class DefaultPage(StaffPage):
    """What pages show unasked and what they would show instead; and the choosing."""

    permission = "salaries.add_survey"
    template = "salaries/admin/default.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The two surveys."""
        return self._shown(get_object_or_404(Survey, pk=pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make the survey the default, or say why not."""
        survey = get_object_or_404(Survey, pk=pk)
        if CONFIRM not in request.POST:
            return self._shown(survey)
        stood = self._stood(survey)
        if stood is None:
            return self._shown(survey, HTTPStatus.BAD_REQUEST, _too_old())
        try:
            choose_default(survey, Wish(self.user_name, stood))
        except Stale:
            return self._shown(survey, HTTPStatus.CONFLICT, _stale())
        except DatabaseError:
            return self._shown(survey, HTTPStatus.SERVICE_UNAVAILABLE, refused_by_database())
        return self.done(_("Pages show “%(slug)s” unasked now.") % {"slug": survey.slug})

    def _stood(self, survey: Survey) -> str | None:
        """The version shown unasked when the page was made; None for a page that is not ours."""
        try:
            pk, stood = signing.loads(
                self.request.POST.get("seen", ""), salt=SALT, max_age=settings.SESSION_COOKIE_AGE
            )
        except signing.BadSignature:
            return None
        return str(stood) if pk == survey.pk else None

    def _shown(self, survey: Survey, status: int = HTTPStatus.OK, fault: str = "") -> HttpResponse:
        now = default()
        return self.page(
            status,
            title=_("Make “%(slug)s” the default") % {"slug": survey.slug},
            fault=fault,
            now=_told(now) if now else "–",
            then=_told(survey),
            seen=signing.dumps([survey.pk, now.version if now else ""], salt=SALT),
            is_new=survey.is_current and not survey.is_default,
            is_old=not survey.is_current,
        )


def _told(survey: Survey) -> str:
    """A survey in one line: title, month, kind, version."""
    facts = (
        words.say(Text(**survey.texts["title"])),
        numbers.month(survey.month),
        naming.kind(survey.kind),
        survey.version[:7],
    )
    return ", ".join(facts)


def _stale() -> str:
    return _(
        "Nothing was changed: another survey was made the default, or another version put in use, "
        "since this page was made. Look again below."
    )


def _too_old() -> str:
    return _(
        "Nothing was changed: the page that was confirmed is too old, or did not come back whole. "
        "Look again below."
    )
