"""Whether a survey says what its levels ask of a candidate."""

from __future__ import annotations

from django.utils.translation import gettext as _

from salaries.api.problems import FieldError, Problem, ProblemError
from salaries.domain.survey import Survey


def require_levels_that_ask(survey: Survey) -> None:
    """Refuse to place a candidate where no level asks anything. Raises ProblemError."""
    if any(band.requirements for band in survey.bands):
        return
    said = _(
        "This survey does not say what its levels ask of a candidate, so nobody can be placed in"
        " one by it."
    )
    error = FieldError("query.survey", "no_requirements", said)
    raise ProblemError(Problem.INVALID_PARAMETERS, [error])
