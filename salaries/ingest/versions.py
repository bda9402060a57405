"""Old versions of surveys: kept, so that old links can be set beside today; removed when asked."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from salaries.models import Survey
from smmbench import turns


def forget(keep: int) -> list[str]:
    """Remove versions that are not current, but for each survey's `keep` loaded last.

    Gives the versions removed. Raises ValueError for a negative number.
    """
    if keep < 0:
        raise ValueError(keep)
    removed = []
    with transaction.atomic():
        turns.wait_in_transaction()
        by_load = Survey.objects.annotate(last=Max("loads__id")).order_by("-last")
        kept: dict[str, int] = {}
        for survey in by_load.filter(is_current=False):
            kept[survey.slug] = kept.get(survey.slug, 0) + 1
            if kept[survey.slug] > keep:
                removed.append(survey.version)
                survey.delete()
    return removed
