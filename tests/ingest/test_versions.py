"""Old versions: how they are forgotten, and how a database from before them is carried over."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from salaries.ingest.loader import load_table
from salaries.models import Load, Market, Survey
from salaries.outages import unfit
from tests.ingest.builders import shipped

BEFORE = [("salaries", "0001_initial")]


def load_medians(folder: Path, *medians: int) -> list[str]:
    """Load a version for each median of Moscow's agencies; gives the versions in that order."""
    versions = []
    for median in medians:
        path = folder / "other.csv"
        path.write_bytes(shipped((",55000\n", f",{median}\n")))
        load_table(path)
        versions.append(Survey.objects.get(is_current=True).version)
    return versions


def forget(keep: int) -> str:
    printed = io.StringIO()
    call_command("forget_versions", keep=keep, stdout=printed)
    return printed.getvalue()


@pytest.mark.django_db
def test_the_versions_loaded_last_are_kept_and_the_current_one_always(tmp_path: Path) -> None:
    load_table()
    _first, second, third = load_medians(tmp_path, 54_000, 53_000, 52_000)
    assert forget(1) == "Removed 2 old versions.\n"
    assert set(Survey.objects.values_list("version", flat=True)) == {second, third}


@pytest.mark.django_db
def test_a_version_that_came_back_and_went_again_counts_as_loaded_last(tmp_path: Path) -> None:
    load_table()
    first, _second, _again, third = load_medians(tmp_path, 54_000, 53_000, 54_000, 52_000)
    forget(1)
    assert set(Survey.objects.values_list("version", flat=True)) == {first, third}


@pytest.mark.django_db
def test_a_forgotten_version_takes_its_markets_and_records_with_it(tmp_path: Path) -> None:
    load_table()
    load_medians(tmp_path, 54_000)
    assert forget(0) == "Removed 1 old version.\n"
    assert (Survey.objects.count(), Market.objects.count(), Load.objects.count()) == (1, 24, 1)


@pytest.mark.django_db
def test_with_nothing_old_nothing_is_forgotten() -> None:
    load_table()
    assert forget(0) == "Removed 0 old versions.\n"
    assert Market.objects.count() == 24


def test_a_negative_number_is_refused() -> None:
    with pytest.raises(CommandError, match="0 or more; it is -1"):
        call_command("forget_versions", keep=-1)


def migrate(target: list[tuple[str, str]]) -> Any:
    """The database at a migration, and the models as they were then."""
    executor = MigrationExecutor(connection)
    executor.migrate(target)
    return MigrationExecutor(connection).loader.project_state(target).apps


@pytest.mark.django_db(transaction=True)
def test_a_database_from_before_versions_keeps_its_data_and_goes_on_loading(
    tmp_path: Path,
) -> None:
    load_table()
    Survey.objects.exclude(is_current=True).delete()
    tables = ("Survey", "ExperienceBand", "Market", "SalaryRange", "Load", "City")
    old = migrate(BEFORE)
    rows = {t: list(old.get_model("salaries", t).objects.order_by("pk").values()) for t in tables}
    assert len(rows["SalaryRange"]) == 96
    new = migrate(MigrationLoader(None).graph.leaf_nodes("salaries"))
    for table, before in rows.items():
        after = new.get_model("salaries", table).objects.order_by("pk").values(*before[0])
        assert list(after) == before
    survey = Survey.objects.get()
    assert (survey.is_current, survey.is_default) == (True, True)
    load_medians(tmp_path, 54_000)
    assert Survey.objects.count() == 2
    assert unfit() is None
