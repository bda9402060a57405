"""Going back: a version that was in use before, looked at and put in use again."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse
from django.utils.translation import gettext as _

from salaries.admin import base, facts
from salaries.admin.base import page_number
from salaries.admin.confirmed import ConfirmedPage
from salaries.admin.preview import Preview
from salaries.ingest.standing import Wish, cells_of, restore, standing
from salaries.models import Survey


class RestorePage(ConfirmedPage):
    """What going back to a version would change; and the going back."""

    permission = "salaries.change_survey"
    template = "salaries/admin/restore.html"
    salt = "salaries.admin.restore"

    def change(self, survey: Survey, wish: Wish) -> str:
        """Put the version in use again."""
        restore(survey, wish)
        return _("Version %(version)s is in use again.") % {"version": survey.version[:7]}

    def not_ours(self) -> str:
        """As anywhere that a table is shown below."""
        return base.not_ours()

    def shown(self, survey: Survey, status: int = HTTPStatus.OK, fault: str = "") -> HttpResponse:
        """The differences."""
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
            seen=self.seen(survey, stood),
            is_new=not survey.is_current,
        )
