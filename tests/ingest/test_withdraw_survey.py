"""`manage.py withdraw_survey`: what it takes out of use, what it refuses, and what comes back."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from salaries.ingest.chosen import chosen, taken_out
from salaries.ingest.standing import (
    NOBODY,
    IsDefault,
    Stale,
    Wish,
    choose_default,
    restore,
    standing,
    withdraw,
)
from salaries.ingest.versions import forget
from salaries.models import Change, Survey
from tests.ingest.builders import stored
from tests.quantile_surveys import HH, TABLES, load_quantiles
from tests.web.quantile_surveys import SMALL, TABLE, load_small
from tests.web.test_settings import python

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("survey")]


def run(name: str) -> str:
    out = io.StringIO()
    call_command("withdraw_survey", name, stdout=out)
    return out.getvalue()


def refusal(name: str) -> str:
    """The last word of the command; the data stay as they were."""
    before = stored()
    with pytest.raises(CommandError) as refused:
        run(name)
    assert (refused.value.returncode, stored()) == (1, before)
    return str(refused.value)


def row(slug: str) -> Survey:
    """The version loaded last."""
    return Survey.objects.filter(slug=slug).latest("id")


def test_a_survey_is_taken_out_of_use_and_stays_stored() -> None:
    version = load_quantiles(HH).version
    assert run(HH) == f"“{HH}” is out of use now; its versions stay stored.\n"
    assert standing(HH) is None and row(HH).version == version
    change = Change.objects.latest("id")
    assert (change.by, change.action, change.before, change.after) == ("", "removed", version, "")


def test_an_unknown_name_is_refused_with_those_in_use() -> None:
    load_quantiles(HH)
    said = refusal("atlantis")
    assert said == f"There is no survey “atlantis”. In use are: {HH}, superjob-smm-2015-03."


def test_the_default_is_refused_with_what_to_do_first() -> None:
    load_quantiles(HH)
    default = Survey.objects.get(is_default=True)
    assert "Make another survey the default first" in refusal(default.slug)
    choose_default(row(HH), NOBODY)
    run(default.slug)
    assert [one.slug for one in Survey.objects.filter(is_current=True)] == [HH]


def test_one_already_out_of_use_is_refused() -> None:
    load_quantiles(HH)
    run(HH)
    assert refusal(HH) == f"“{HH}” is out of use already; nothing was changed."


def test_its_exit_code_is_1_and_it_shows_no_traceback(tmp_path: Path) -> None:
    database = {"DATABASE_URL": f"sqlite:///{tmp_path / 'x.sqlite3'}"}
    code = "from django.core.management import execute_from_command_line as run; run({})"
    made = python(code.format(["manage.py", "withdraw_survey", HH]), tmp_path, **database)
    assert made.returncode == 1
    assert "Nothing was changed." in made.stderr and "Traceback" not in made.stderr


def test_a_database_that_refuses_is_told_and_nothing_is_changed() -> None:
    load_quantiles(HH)

    def broken(execute: object, sql: str, *others: object) -> None:
        raise OperationalError("the disk is gone")

    with connection.execute_wrapper(broken), pytest.raises(CommandError, match="the disk is gone"):
        run(HH)
    assert standing(HH) is not None


def test_a_wish_made_upon_another_version_is_stale(tmp_path: Path) -> None:
    first = load_small(tmp_path).version
    load_small(tmp_path, TABLE.replace("75000", "76000"))
    before = stored()
    with pytest.raises(Stale):
        withdraw(row(SMALL), Wish("vera", first))
    old = Survey.objects.get(version=first)
    assert withdraw(old, NOBODY) is False
    with pytest.raises(IsDefault):
        withdraw(Survey.objects.get(is_default=True), NOBODY)
    assert stored() == before


def test_its_files_put_it_in_use_again_but_not_as_the_default() -> None:
    version = load_quantiles(HH).version
    run(HH)
    out = io.StringIO()
    call_command("load_survey", TABLES[HH], stdout=out)
    assert "it is in use again" in out.getvalue()
    stands = standing(HH)
    assert stands is not None and (stands.version, stands.is_default) == (version, False)


def test_old_versions_of_it_are_forgotten_as_those_of_any(tmp_path: Path) -> None:
    load_small(tmp_path)
    load_small(tmp_path, TABLE.replace("75000", "76000"))
    last = row(SMALL)
    run(SMALL)
    forget(1)
    assert list(Survey.objects.filter(slug=SMALL)) == [last]
    forget(0)
    assert not Survey.objects.filter(slug=SMALL).exists()
    assert Change.objects.latest("id").before == last.version
    assert "There is no survey" in refusal(SMALL)


def test_the_shipped_table_does_not_come_back_unasked() -> None:
    call_command("load_ranges", stdout=io.StringIO())
    shipped = Survey.objects.get(is_default=True)
    load_quantiles(HH)
    choose_default(row(HH), NOBODY)
    assert not taken_out(shipped.slug)
    run(shipped.slug)
    assert taken_out(shipped.slug) and chosen(shipped.slug) is None
    before = stored()
    with pytest.raises(CommandError, match=r"was taken out of use here.*--replace"):
        call_command("load_ranges", stdout=io.StringIO())
    assert stored() == before
    call_command("load_ranges", replace=True, stdout=io.StringIO())
    assert standing(shipped.slug) == shipped and not taken_out(shipped.slug)


def test_one_put_in_use_again_by_a_person_is_theirs() -> None:
    load_quantiles(HH)
    run(HH)
    assert restore(row(HH), Wish("nino", ""))
    assert chosen(HH) == row(HH) and not taken_out(HH)


def test_another_version_put_in_use_meanwhile_is_not_taken_out(tmp_path: Path) -> None:
    load_small(tmp_path)
    loaded: list[str] = []

    def load_in_between(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        done = execute(sql, params, many, context)
        if 'FROM "salaries_survey"' in sql and not loaded:
            loaded.append(sql)
            load_small(tmp_path, TABLE.replace("75000", "76000"))
        return done

    meanwhile = pytest.raises(CommandError, match="was changed meanwhile")
    with connection.execute_wrapper(load_in_between), meanwhile:
        run(SMALL)
    assert loaded and standing(SMALL) == row(SMALL)
