"""What is in the job, in words: duties to tick, and those ticked with what they mean for pay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from salaries import words
from salaries.domain.duties import Duty, is_several_jobs, other_jobs, outside, surveyed
from salaries.forms import JobForm

JOBS: dict[str, Promise] = {
    "search_advertising": lazy("search advertising"),
    "pr": lazy("PR"),
    "production": lazy("photo and design"),
    "editorial": lazy("editorial work"),
    "analytics": lazy("web analytics"),
    "events": lazy("events"),
}
"""The other trades that extra duties are the work of."""


@dataclass(frozen=True, slots=True)
class DutyGroup:
    """Duties of a kind under their heading: key, text, whether it is ticked."""

    title: str
    options: list[tuple[str, str, bool]]


@dataclass(frozen=True, slots=True)
class DutyDrawer:
    """The part of a form where duties are ticked; open where some are, or where one is amiss."""

    groups: list[DutyGroup]
    is_open: bool


def duty_drawer(form: JobForm) -> DutyDrawer | None:
    """What the form of a job offers to tick; None where the survey names no duties."""
    if not form.known_duties:
        return None
    ticked, known = form.ticked, form.known_duties
    groups = [
        _group(_("In the surveyed job"), surveyed(known), ticked),
        _group(_("Of other trades"), outside(known), ticked),
    ]
    return DutyDrawer(groups, bool(ticked))


def _group(title: str, duties: Iterable[Duty], ticked: set[str]) -> DutyGroup:
    options = [(duty.key, words.say(duty.text), duty.key in ticked) for duty in duties]
    return DutyGroup(title, options)


@dataclass(frozen=True, slots=True)
class JobContent:
    """The duties ticked: those the pay is for, those it is not."""

    surveyed: list[str]
    outside: list[str]
    warning: str


def job_content(duties: tuple[Duty, ...]) -> JobContent | None:
    """What is said of the duties ticked; None where none are."""
    if not duties:
        return None
    return JobContent(
        [words.say(duty.text) for duty in surveyed(duties)],
        [words.say(duty.text) for duty in outside(duties)],
        _several(duties) if is_several_jobs(duties) else "",
    )


def _several(duties: Iterable[Duty]) -> str:
    jobs = words.listed(job_name(job) for job in other_jobs(duties))
    sentence = _(
        "This is several jobs in one: beside SMM the list asks for the work of other trades"
        " (%(jobs)s). What the table says of pay holds for the surveyed duties alone."
    )
    return sentence % {"jobs": jobs}


def job_name(job: str) -> str:
    """Another trade: `search advertising`; one we have no word for is as the data spell it."""
    return str(JOBS.get(job, job))
