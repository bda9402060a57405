"""Taking a survey out of use: by those who may, looked at first, written down, and undone again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from salaries import queries
from salaries.ingest.standing import Wish, choose_default, withdraw
from salaries.models import Change, QuantileCell, Survey
from tests.admin.conftest import BACKEND
from tests.admin.journey import LOG, VERSIONS, hidden, text_of
from tests.admin.test_default_survey import LOAD
from tests.admin.test_switch import FILL
from tests.ingest.builders import DATA, stored
from tests.quantile_surveys import HH, load_quantiles
from tests.web.quantile_surveys import SMALL, TABLE, load_small
from tests.web.test_settings import python

pytestmark = pytest.mark.django_db
BUTTON = "Take out of use"


def row(slug: str) -> Survey:
    """The version loaded last."""
    return Survey.objects.filter(slug=slug).latest("id")


def page_of(survey: Survey) -> str:
    return f"{VERSIONS}{survey.pk}/change/"


def address(survey: Survey) -> str:
    return f"{VERSIONS}{survey.pk}/withdraw/"


def press(client: Client, survey: Survey, page: Any) -> Any:
    return client.post(address(survey), {**hidden(page), "confirm": "1"}, follow=True)


def reader(*permissions: str) -> Client:
    """A browser of staff who have these permissions alone."""
    user = User.objects.create_user("lena", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user, BACKEND)
    return client


def test_a_survey_is_taken_out_of_use_by_one_button_and_one_confirmation(staff: Client) -> None:
    load_quantiles(HH)
    survey = row(HH)
    assert address(survey) in staff.get(page_of(survey)).content.decode()
    page = staff.get(address(survey))
    assert "as if there were no such survey" in text_of(page)
    assert survey.version[:7] in text_of(page)
    assert f"“{HH}” is out of use now." in text_of(press(staff, survey, page))
    with pytest.raises(queries.NoSuchSurveyError):
        queries.survey_in_use(HH)


def test_nothing_is_deleted_and_each_version_can_be_put_in_use_again(staff: Client) -> None:
    load_quantiles(HH)
    survey, cells = row(HH), QuantileCell.objects.count()
    press(staff, survey, staff.get(address(survey)))
    assert (Survey.objects.count(), QuantileCell.objects.count()) == (2, cells)
    use = f"{VERSIONS}{survey.pk}/use/"
    page = staff.get(use)
    assert page.status_code == 200
    staff.post(use, {**hidden(page), "confirm": "1"})
    assert queries.survey_in_use(HH).version == survey.version
    assert queries.default_survey().slug != HH
    log = [(one.action, one.before, one.after) for one in Change.objects.filter(slug=HH)]
    version = survey.version
    assert log == [
        ("loaded", "", version), ("removed", version, ""), ("restored", "", version),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("prefix", "said"),
    [("", "Taken out of use"), ("/ru", "Выведено из работы"), ("/ka", "გამოყენებიდან ამოღებულია")],
)
def test_the_log_says_who_took_out_which_version(staff: Client, prefix: str, said: str) -> None:
    load_quantiles(HH)
    survey = row(HH)
    press(staff, survey, staff.get(address(survey)))
    change = Change.objects.latest("id")
    assert (change.by, change.action, change.slug) == ("vera", "removed", HH)
    assert (change.before, change.after) == (survey.version, "")
    assert change.file_name == f"{HH}.csv" and len(change.sha256) == 64
    listed = text_of(staff.get(prefix + LOG))
    assert f"vera {said} {HH} {survey.version[:7]} – {HH}.csv" in listed


@pytest.mark.parametrize("prefix", ["", "/ru", "/ka"])
def test_its_pages_are_there_in_every_language(staff: Client, prefix: str) -> None:
    load_quantiles(HH)
    for path in (page_of(row(HH)), address(row(HH))):
        assert staff.get(prefix + path).status_code == 200


def test_the_default_offers_no_button_and_says_what_to_do_first(staff: Client) -> None:
    default = Survey.objects.get(is_default=True)
    assert BUTTON not in text_of(staff.get(page_of(default)))
    page = staff.get(address(default))
    assert "Make another one the default first." in text_of(page)
    assert 'name="confirm"' not in page.content.decode()
    before, answer = stored(), press(staff, default, page)
    assert (answer.status_code, stored()) == (409, before)
    assert "Nothing was changed" in text_of(answer)
    assert "Make another one the default first." in text_of(answer)


def test_a_version_not_in_use_offers_no_button(staff: Client, tmp_path: Path) -> None:
    load_small(tmp_path)
    old = row(SMALL)
    load_small(tmp_path, TABLE.replace("75000", "76000"))
    assert BUTTON not in text_of(staff.get(page_of(old)))
    page = staff.get(address(old))
    assert "This version is not in use." in text_of(page)
    assert 'name="confirm"' not in page.content.decode()
    before, answer = stored(), press(staff, old, page)
    assert (answer.status_code, stored()) == (409, before)


def test_looking_and_made_up_confirmations_change_nothing(staff: Client) -> None:
    load_quantiles(HH)
    survey, before = row(HH), stored()
    assert staff.post(address(survey), hidden(staff.get(address(survey)))).status_code == 200
    for seen in ("made up", "", hidden(staff.get(f"{VERSIONS}{survey.pk}/default/"))["seen"]):
        answer = staff.post(address(survey), {"confirm": "1", "seen": seen})
        assert answer.status_code == 400
        assert "too old, or did not come back whole" in text_of(answer)
    assert stored() == before
    assert staff.get(f"{VERSIONS}999999/withdraw/").status_code == 404


@pytest.mark.parametrize("meanwhile", ["another version", "the default", "taken out", "forgotten"])
def test_a_page_made_before_another_change_is_stale(
    staff: Client, tmp_path: Path, meanwhile: str
) -> None:
    load_small(tmp_path)
    survey = row(SMALL)
    page = staff.get(address(survey))
    if meanwhile == "another version":
        load_small(tmp_path, TABLE.replace("75000", "76000"))
    elif meanwhile == "the default":
        choose_default(survey, Wish("oleg"))
    elif meanwhile == "taken out":
        withdraw(survey, Wish("oleg"))
    else:
        Survey.objects.filter(pk=survey.pk).delete()
    before, answer = stored(), press(staff, survey, page)
    assert stored() == before
    if meanwhile == "forgotten":
        assert answer.status_code == 404
    else:
        assert answer.status_code == 409
        assert "since this page was made another version was put in use" in text_of(answer)


def test_who_may_not_put_a_version_in_use_again_may_not_take_one_out(superuser: User) -> None:
    load_quantiles(HH)
    survey, client = row(HH), reader("view_survey", "add_survey")
    assert BUTTON not in text_of(client.get(page_of(survey)))
    assert client.get(address(survey)).status_code == 403
    assert client.post(address(survey), {"confirm": "1"}).status_code == 403


def test_who_may_put_one_in_use_again_may_take_one_out(superuser: User) -> None:
    load_quantiles(HH)
    survey, client = row(HH), reader("view_survey", "change_survey")
    assert BUTTON in text_of(client.get(page_of(survey)))
    press(client, survey, client.get(address(survey)))
    assert not Survey.objects.get(pk=survey.pk).is_current
    assert Change.objects.latest("id").by == "lena"


WITHDRAW = """
import django
django.setup()
from salaries.ingest.standing import Stale, Wish, withdraw
from salaries.models import Survey
survey = Survey.objects.get(slug="{slug}")
try:
    print(withdraw(survey, Wish("{name}", survey.version)))
except Stale:
    print("stale")
"""
COUNT = """
import django
django.setup()
from salaries.models import Change
print(Change.objects.filter(action="removed").count())
"""


def test_of_two_who_take_it_out_in_the_same_moment_one_does(tmp_path: Path) -> None:
    database = {"DATABASE_URL": f"sqlite:///{tmp_path / 'x.sqlite3'}"}
    assert python(FILL, tmp_path, **database).returncode == 0
    paths = [str(DATA / "surveys" / f"{HH}.csv")]
    assert python(LOAD.format(paths=paths), tmp_path, **database).stdout.split() == ["loaded"]
    codes = [WITHDRAW.format(slug=HH, name=name) for name in ("vera", "oleg")]
    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda code: python(code, tmp_path, **database), codes))
    assert sorted(one.stdout.strip() for one in done) == ["True", "stale"]
    assert python(COUNT, tmp_path, **database).stdout.split() == ["1"]
