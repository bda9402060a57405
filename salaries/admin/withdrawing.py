"""A survey that is not to be shown any more: looked at, then taken out of use."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse
from django.utils.translation import gettext as _

from salaries.admin import naming
from salaries.admin.confirmed import ConfirmedPage
from salaries.ingest.standing import Stale, Wish, standing, withdraw
from salaries.models import Survey


class WithdrawPage(ConfirmedPage):
    """What taking a survey out of use does; and the taking."""

    permission = "salaries.change_survey"
    template = "salaries/admin/withdraw.html"
    salt = "salaries.admin.withdraw"

    def change(self, survey: Survey, wish: Wish) -> str:
        """Take it out of use."""
        if not withdraw(survey, wish):
            raise Stale
        return _("“%(slug)s” is out of use now.") % {"slug": survey.slug}

    def stale(self) -> str:
        """Somebody else was quicker."""
        return _(
            "Nothing was changed: since this page was made another version was put in use, or the "
            "survey was made the default or taken out of use. Look again below."
        )

    def shown(self, survey: Survey, status: int = HTTPStatus.OK, fault: str = "") -> HttpResponse:
        """The survey, and whether it can be taken out of use."""
        now = standing(survey.slug)
        return self.page(
            status,
            title=_("Take “%(slug)s” out of use") % {"slug": survey.slug},
            fault=fault,
            told=naming.survey(survey),
            seen=self.seen(survey, now.version if now else ""),
            survey=survey,
        )
