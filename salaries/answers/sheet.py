"""A judged sheet: its rows, their sum, and what stands around every answer."""

from __future__ import annotations

from collections.abc import Sequence

from salaries.answers.envelope import Plain, source
from salaries.domain.method import METHOD_VERSION
from salaries.domain.sheet_summary import SheetSummary
from salaries.domain.survey import Survey


def answer(survey: Survey, rows: Sequence[Plain], summary: SheetSummary) -> Plain:
    """The object of JSON; `rows` are the judged ones in the order of the sheet."""
    return {
        "rows": rows,
        "summary": {
            "rows": summary.rows,
            "offers": summary.offers,
            "vacancies": summary.postings,
            "refused": summary.refused,
            **summary.standing._asdict(),
            "problems": summary.problems,
        },
        "source": source(survey),
        "method_version": METHOD_VERSION,
        "survey_version": survey.version,
    }
