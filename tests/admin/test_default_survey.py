"""Which survey pages show unasked: staff choose it, one at a time, and it is written down."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.test import Client

from salaries import queries
from salaries.ingest.chosen import chosen
from salaries.models import Change, Survey
from tests.admin.conftest import BACKEND
from tests.admin.journey import LOG, VERSIONS, hidden, load, text_of
from tests.admin.test_switch import FILL
from tests.ingest.builders import DATA, shipped
from tests.quantile_surveys import HH, load_quantiles
from tests.web.page import get
from tests.web.quantile_surveys import SMALL, load_small
from tests.web.test_settings import python

pytestmark = pytest.mark.django_db


def address(slug: str) -> str:
    return f"{VERSIONS}{Survey.objects.get(slug=slug, is_current=True).pk}/default/"


def press(client: Client, slug: str, page: object) -> object:
    return client.post(address(slug), {**hidden(page), "confirm": "1"}, follow=True)


def test_the_default_is_one_link_and_one_confirmation_away(staff: Client) -> None:
    load_quantiles(HH)
    assert address(HH) in staff.get(VERSIONS).content.decode()
    page = staff.get(address(HH))
    assert "Shown unasked now SMM managers" in text_of(page)
    assert queries.default_survey().slug != HH
    assert f"Pages show “{HH}” unasked now." in text_of(press(staff, HH, page))
    assert queries.default_survey().slug == HH
    assert Survey.objects.filter(is_default=True).count() == 1
    assert get("/cities/").root.one("p", class_="count").text.startswith("All employers")


def test_the_log_says_who_made_which_survey_the_default_instead_of_which(staff: Client) -> None:
    before = queries.default_survey()
    made = load_quantiles(HH)
    press(staff, HH, staff.get(address(HH)))
    change = Change.objects.latest("id")
    assert (change.by, change.action, change.slug) == ("vera", "default", HH)
    assert (change.before, change.after) == (before.version, made.version)
    said = text_of(staff.get(LOG))
    assert f"vera Made the default {HH} {before.version[:7]} {made.version[:7]}" in said
    feed = Client().get("/data/feed/").content.decode()
    assert "shown from now on where an address names no survey" in feed


def test_the_command_line_is_written_down_too(staff: Client) -> None:
    path = DATA / "surveys" / f"{HH}.csv"
    call_command("load_survey", str(path), "--default")
    log = list(Change.objects.order_by("-id").values_list("by", "action"))[:2]
    assert log == [("", "default"), ("", "loaded")]
    call_command("load_survey", str(path), "--default")
    assert Change.objects.latest("id").action == "default" and Change.objects.count() == 3


def test_the_default_offers_no_button_nor_does_a_version_not_in_use(staff: Client) -> None:
    first = Survey.objects.get(is_default=True)
    page = staff.get(f"{VERSIONS}{first.pk}/default/")
    assert "This is the default already." in text_of(page)
    load(staff, shipped((",55000\n", ",54000\n")))
    old = staff.get(f"{VERSIONS}{first.pk}/default/")
    assert "This version is not in use" in text_of(old)
    for each in (page, old):
        assert 'name="confirm"' not in each.content.decode()
    answer = staff.post(f"{VERSIONS}{first.pk}/default/", {**hidden(old), "confirm": "1"})
    assert answer.status_code == 409


def test_looking_and_made_up_confirmations_change_nothing(staff: Client) -> None:
    load_quantiles(HH)
    page = staff.get(address(HH))
    assert staff.post(address(HH), hidden(page)).status_code == 200
    for seen in ("made up", ""):
        answer = staff.post(address(HH), {"confirm": "1", "seen": seen})
        assert answer.status_code == 400
        assert "too old, or did not come back whole" in text_of(answer)
    assert queries.default_survey().slug != HH


def test_a_page_made_before_another_was_chosen_is_stale(staff: Client, tmp_path: Path) -> None:
    load_quantiles(HH)
    load_small(tmp_path)
    mine, theirs = staff.get(address(HH)), staff.get(address(SMALL))
    press(staff, SMALL, theirs)
    answer = press(staff, HH, mine)
    assert answer.status_code == 409  # type: ignore[attr-defined]
    assert "another survey was made the default" in text_of(answer)
    assert Survey.objects.get(is_default=True).slug == SMALL
    press(staff, HH, answer)
    assert Survey.objects.get(is_default=True).slug == HH


def test_who_may_not_import_may_not_choose_the_default(superuser: User) -> None:
    load_quantiles(HH)
    reader = User.objects.create_user("lena", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_survey"))
    client = Client()
    client.force_login(reader, BACKEND)
    assert client.get(address(HH)).status_code == 403
    assert client.post(address(HH), {"confirm": "1"}).status_code == 403


def test_the_default_is_kept_when_another_version_of_it_is_loaded(
    staff: Client, tmp_path: Path
) -> None:
    load_small(tmp_path)
    press(staff, SMALL, staff.get(address(SMALL)))
    table = (tmp_path / "small.csv").read_text(encoding="utf-8").replace("75000", "76000")
    load_small(tmp_path, table)
    assert Survey.objects.get(is_default=True).slug == SMALL


def test_choosing_the_default_is_not_taken_for_a_table_of_ones_own(staff: Client) -> None:
    shipped_slug = queries.default_survey().slug
    load_quantiles(HH)
    press(staff, HH, staff.get(address(HH)))
    press(staff, shipped_slug, staff.get(address(shipped_slug)))
    assert chosen(shipped_slug) is None


CHOOSE = """
import django
django.setup()
from salaries.ingest.standing import Stale, Wish, choose_default
from salaries.models import Change, Survey
first = Change.objects.earliest("id").after
try:
    print(choose_default(Survey.objects.get(slug="{slug}"), Wish("{name}", first)))
except Stale:
    print("stale")
"""
COUNT = """
import django
django.setup()
from salaries.models import Change, Survey
print(Survey.objects.filter(is_default=True).count())
print(Change.objects.filter(action="default").count())
"""
LOAD = """
import django
django.setup()
from pathlib import Path
from salaries.ingest.loader import load_survey
from salaries.ingest.survey_files import files_of
for path in {paths}:
    print(load_survey(files_of(Path(path))).outcome)
"""


def test_of_two_who_choose_in_the_same_moment_one_wins(tmp_path: Path) -> None:
    database = {"DATABASE_URL": f"sqlite:///{tmp_path / 'x.sqlite3'}"}
    assert python(FILL, tmp_path, **database).returncode == 0
    other = DATA / "surveys" / f"{HH}.csv"
    twin = tmp_path / "twin.csv"
    twin.write_bytes(other.read_bytes())
    text = other.with_suffix(".toml").read_text(encoding="utf-8")
    twin.with_suffix(".toml").write_text(text.replace(HH, "twin"), encoding="utf-8")
    loaded = python(LOAD.format(paths=[str(other), str(twin)]), tmp_path, **database)
    assert loaded.stdout.split() == ["loaded", "loaded"], loaded.stderr
    codes = [CHOOSE.format(slug=slug, name=name) for slug, name in ((HH, "vera"), ("twin", "oleg"))]
    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda code: python(code, tmp_path, **database), codes))
    assert sorted(one.stdout.strip() for one in done) == ["True", "stale"]
    assert python(COUNT, tmp_path, **database).stdout.split() == ["1", "1"]
