"""Which survey pages show unasked: looked at beside the one they show now, then chosen."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse
from django.utils.translation import gettext as _

from salaries.admin import naming
from salaries.admin.confirmed import ConfirmedPage
from salaries.ingest.standing import Wish, choose_default, default
from salaries.models import Survey


class DefaultPage(ConfirmedPage):
    """What pages show unasked and what they would show instead; and the choosing."""

    permission = "salaries.add_survey"
    template = "salaries/admin/default.html"
    salt = "salaries.admin.default"

    def change(self, survey: Survey, wish: Wish) -> str:
        """Make the survey the default."""
        choose_default(survey, wish)
        return _("Pages show “%(slug)s” unasked now.") % {"slug": survey.slug}

    def stale(self) -> str:
        """Somebody else was quicker."""
        return _(
            "Nothing was changed: another survey was made the default, or another version put in "
            "use, since this page was made. Look again below."
        )

    def shown(self, survey: Survey, status: int = HTTPStatus.OK, fault: str = "") -> HttpResponse:
        """The two surveys."""
        now = default()
        return self.page(
            status,
            title=_("Make “%(slug)s” the default") % {"slug": survey.slug},
            fault=fault,
            now=naming.survey(now) if now else "–",
            then=naming.survey(survey),
            seen=self.seen(survey, now.version if now else ""),
            is_new=survey.is_current and not survey.is_default,
            is_old=not survey.is_current,
        )
