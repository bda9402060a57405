"""Two who confirm in the same moment, each in a process of its own: one wins, the other is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.admin.test_switch import FILL
from tests.ingest.builders import shipped
from tests.web.test_settings import python

CONFIRM = """
import django
django.setup()
from dataclasses import replace
from salaries.ingest.loader import store
from salaries.ingest.survey_files import read_survey, shipped_files
from salaries.ingest.sent import Sent
from salaries.ingest.standing import Stale, Wish
from salaries.models import Change
first = Change.objects.earliest("id").after
table = Sent("table.csv", open("{path}", "rb").read())
content = read_survey(replace(shipped_files(), table=table))
try:
    print(store(content, Wish("{name}", first)))
except Stale:
    print("stale")
"""


def test_of_two_who_confirm_in_the_same_moment_one_wins(tmp_path: Path) -> None:
    database = {"DATABASE_URL": f"sqlite:///{tmp_path / 'x.sqlite3'}"}
    assert python(FILL, tmp_path, **database).returncode == 0
    codes = []
    for name, median in (("vera", 54_000), ("oleg", 53_000)):
        path = tmp_path / f"{name}.csv"
        path.write_bytes(shipped((",55000\n", f",{median}\n")))
        codes.append(CONFIRM.format(path=path, name=name))
    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda code: python(code, tmp_path, **database), codes))
    assert sorted(one.stdout.strip() for one in done) == ["loaded", "stale"]
