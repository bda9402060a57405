"""How a sheet says that all experience levels together are meant."""

from __future__ import annotations

from salaries.domain.names import folded
from salaries.domain.survey import Survey
from salaries.domain.surveyed import ALL_LEVELS

NUMBER = str(ALL_LEVELS)
ALL_WORDS = frozenset(
    map(
        folded,
        (
            "all", "any", "all levels", "any level", "any experience",
            "любой", "любой опыт", "любая", "все", "все уровни",
            "ნებისმიერი", "ნებისმიერი გამოცდილება", "ყველა", "ყველა დონე",
        ),
    )
)  # fmt: skip


def means_all(survey: Survey, text: str, *, or_number: bool = False) -> bool:
    """Does a cell mean all levels together, in a survey that has them so?

    A number of years may be 0, so only a cell of the band may say it by its number.
    """
    if not survey.bands[0].is_all:
        return False
    plain = folded(text)
    return plain in ALL_WORDS or (or_number and plain == NUMBER)
