"""An answer's own link, and what its sheet of paper says of where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from salaries import numbers
from salaries.domain.survey import Survey
from salaries.presenters.parts import source_line
from salaries.versions import version_of


@dataclass(frozen=True, slots=True)
class Kept:
    """The link to keep: `path` within the site, `url` with its host."""

    path: str
    url: str
    on_paper: str


def kept(survey: Survey, path: str, url: str) -> Kept:
    """What is told of the link at which an answer stands: `path` here, `url` from elsewhere."""
    source = source_line(survey)
    said = _(
        "Source: %(source)s; file %(file)s, version %(version)s of data and method. Opened on"
        " %(day)s at"
    ) % {
        "source": source.text,
        "file": source.file_name,
        "version": version_of(survey),
        "day": numbers.day(date.today()),
    }
    return Kept(path, url, said)
