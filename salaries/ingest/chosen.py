"""Did a person choose what stands, or that nothing does? Then nothing shipped comes unasked."""

from __future__ import annotations

from salaries.ingest.standing import standing
from salaries.models import Change, Survey

SHIPPED = frozenset({"8bb484a32b8e7cdfe4c05b8c4ef6046fe4efd414b76eaaa61ff0a78b0ed62647"})
"""The SHA-256 of every table that a version of SMM Bench was shipped with."""


def chosen(slug: str) -> Survey | None:
    """The version that stands, where staff put it there or its table was never shipped."""
    survey = standing(slug)
    if survey is None:
        return None
    put_there = Change.objects.filter(slug=slug, after=survey.version)
    change = put_there.exclude(action=Change.Action.DEFAULT).last()
    load = survey.loads.last()  # databases older than the log of changes have loads alone
    was_shipped = load is not None and load.sha256 in SHIPPED
    return None if was_shipped and not (change and change.by) else survey


def taken_out(slug: str) -> bool:
    """Was the survey taken out of use, and put in use by nobody since?"""
    change = Change.objects.filter(slug=slug).last()
    is_out = change is not None and change.action == Change.Action.REMOVED
    return is_out and standing(slug) is None
