"""The two surveys of quantiles that tests judge by: the real one, and one with levels and kinds."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from salaries import queries
from salaries.domain.survey import Survey
from salaries.ingest.loader import load_survey
from salaries.ingest.survey_files import files_of

HERE = Path(__file__).parent
HH, LEVELS = "hh-smm-2016", "levels-2021"
TABLES = {
    HH: Path(settings.DATA_DIR) / "surveys" / f"{HH}.csv",
    LEVELS: HERE / "ingest" / "surveys" / f"{LEVELS}.csv",
}
SLUGS = tuple(TABLES)


def load_quantiles(slug: str) -> Survey:
    """Load it beside what is there."""
    return load_files(TABLES[slug], slug)


def load_files(table: Path, slug: str) -> Survey:
    """Load a survey from its files, beside what is there."""
    report = load_survey(files_of(table))
    assert not report.problems, report.problems
    return queries.survey_in_use(slug)
