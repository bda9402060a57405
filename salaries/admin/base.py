"""What the admin's own pages share: its frame, who may see them, what is said at the end."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from salaries.models import Survey

CONFIRM = "confirm"
"""The button that changes something; every other one only looks."""
LONGEST_PAGE = 6
"""Digits of a page's number that are read."""


class StaffPage(View):
    """A page for those who have the permission it names."""

    site: AdminSite | None = None
    permission = ""
    template = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """403 without the permission."""
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def page(self, status: int = HTTPStatus.OK, **context: Any) -> HttpResponse:
        """The page in the admin's frame."""
        frame = self.site.each_context(self.request) if self.site else {}
        context = {**frame, "opts": Survey._meta, **context}
        return render(self.request, self.template, context, status=status)

    def done(self, text: str) -> HttpResponse:
        """What was done, at the head of the list of versions."""
        messages.success(self.request, text)
        return redirect("admin:salaries_survey_changelist")

    @property
    def user_name(self) -> str:
        """Who asks."""
        return self.request.user.get_username()


def page_number(text: str) -> int:
    """The number of a page as it was asked; the first for anything else.

    >>> page_number("3"), page_number("-1"), page_number("")
    (3, 1, 1)
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_PAGE else 1


def stale() -> str:
    """What is said when somebody else was quicker."""
    return _(
        "Nothing was changed: another version was put in use since this page was made. "
        "Below is what would change now."
    )


def not_ours() -> str:
    """What is said of a confirmation that comes from no page of ours, or from too old a one."""
    return _(
        "Nothing was changed: the page that was confirmed is too old, or did not come back whole. "
        "Below is what would change now."
    )


def look_again() -> str:
    """The same, where nothing of a table is shown below."""
    return _(
        "Nothing was changed: the page that was confirmed is too old, or did not come back "
        "whole. Look again below."
    )


def refused_by_database() -> str:
    """What is said when the database is busy, full or away."""
    return _("Nothing was changed: the database refused. Try again in a minute.")
