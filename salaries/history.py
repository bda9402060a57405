"""What happened to the data in use, as pages tell it: read from the log of changes."""

from __future__ import annotations

from salaries import models
from salaries.domain.survey import DataChange
from salaries.domain.surveyed import Text

MOST = 50
"""Changes told; there are few, and a feed tells what is new."""


def data_changes() -> list[DataChange]:
    """The newest changes, newest first. Two queries. Raises django.db.Error."""
    rows = list(models.Change.objects.order_by("-pk")[:MOST])
    stored = models.Survey.objects.filter(version__in={_version(row) for row in rows})
    surveys = {(survey.slug, survey.version): survey for survey in stored}
    return [_change(row, surveys.get((row.slug, _version(row)))) for row in rows]


def _version(row: models.Change) -> str:
    """The version that a change is about: the one put in use, else the one taken out."""
    return row.after or row.before


def _change(row: models.Change, survey: models.Survey | None) -> DataChange:
    return DataChange(
        number=row.pk,
        at=row.changed_at,
        is_restored=row.action == models.Change.Action.RESTORED,
        slug=row.slug,
        title=Text(**survey.texts["title"]) if survey else None,
        month=survey.month if survey else None,
        before=row.before,
        after=row.after,
        file_name=row.file_name,
        sha256=row.sha256,
        is_made_default=row.action == models.Change.Action.DEFAULT,
        is_withdrawn=row.action == models.Change.Action.REMOVED,
    )
