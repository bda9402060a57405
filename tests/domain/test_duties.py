"""Duties: which the pay is for, which are the work of other trades, and when they are too many."""

import pytest

from salaries.domain.duties import Duty, is_several_jobs, other_jobs, outside, surveyed
from salaries.domain.surveyed import Text

SILENT = Text("", "", "")
OURS = Duty("reports", "", SILENT)
EVENTS, SHOWS = Duty("events", "events", SILENT), Duty("shows", "events", SILENT)
PRESS = Duty("press", "pr", SILENT)


def test_every_duty_is_either_surveyed_or_outside() -> None:
    duties = (OURS, EVENTS, PRESS)
    assert (surveyed(duties), outside(duties)) == ((OURS,), (EVENTS, PRESS))


def test_each_other_trade_is_named_once_in_the_order_of_the_duties() -> None:
    assert other_jobs([PRESS, OURS, EVENTS, SHOWS, PRESS]) == ("pr", "events")


@pytest.mark.parametrize(
    ("duties", "several"),
    [
        ([], False),
        ([OURS], False),
        ([OURS, EVENTS], False),
        ([EVENTS, SHOWS], False),
        ([EVENTS, PRESS], True),
        ([OURS, SHOWS, PRESS], True),
    ],
)
def test_duties_of_two_other_trades_are_several_jobs_in_one(
    duties: list[Duty], several: bool
) -> None:
    assert is_several_jobs(duties) is several
