"""`manage.py load_ranges`: what it prints, its exit code, and that nothing changes on a fault."""

import hashlib
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from salaries.ingest.chosen import SHIPPED as EVER_SHIPPED
from salaries.ingest.shared_cities import LARGEST
from salaries.ingest.standing import Wish, restore, standing
from salaries.models import Change, City, Load, Survey
from tests.ingest.builders import FAULTY, SHIPPED, shipped, stored

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> tuple[str, list[str], str]:
    """What the command printed, its lines of complaint, and its last word if it failed."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("load_ranges", *arguments, stdout=out, stderr=err)
    except CommandError as error:
        assert error.returncode == 1
        return out.getvalue(), err.getvalue().splitlines(), str(error)
    return out.getvalue(), err.getvalue().splitlines(), ""


def test_a_load_says_what_was_loaded() -> None:
    Survey.objects.all().delete()
    sha256 = hashlib.sha256(SHIPPED.read_bytes()).hexdigest()[:12]
    assert run()[0] == f"Loaded hh_ranges.csv: 96 rows, 24 markets (sha256 {sha256}).\n"


def test_a_second_load_says_that_nothing_changed() -> None:
    run()
    assert "nothing changed" in run()[0]


def test_another_table_is_loaded_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_bytes(shipped((",55000\n", ",54000\n")))
    assert run(str(tmp_path / "mine.csv"))[0].startswith("Loaded mine.csv: 96 rows")


def mine(folder: Path) -> str:
    """Load a table of one's own; gives its version's first letters."""
    (folder / "hh_ranges.csv").write_bytes(shipped((",55000\n", ",54000\n")))
    run(str(folder / "hh_ranges.csv"))
    return Survey.objects.get(is_current=True).version[:7]


def test_the_shipped_table_does_not_take_the_place_of_ones_own_unasked(tmp_path: Path) -> None:
    run()
    first = Survey.objects.get(is_current=True).version[:7]
    own = mine(tmp_path)
    before = stored()
    printed, _, last = run()
    assert (printed, first in last, own in last, "--replace" in last) == ("", True, True, True)
    assert stored() == before
    assert "it is in use again" in run("--replace")[0]
    assert "nothing changed" in run()[0]


def test_an_older_shipped_table_is_replaced_unless_a_person_went_back_to_it() -> None:
    run()
    shipped_version = Survey.objects.get(is_current=True).version
    for model, field in ((Survey, "version"), (Load, "version"), (Change, "after")):
        model._default_manager.filter(**{field: shipped_version}).update(**{field: "older"})
    assert run()[0].startswith("Loaded hh_ranges.csv")
    older = Survey.objects.get(version="older")
    assert restore(older, Wish(by="nino"))
    assert "--replace" in run()[2]
    assert standing(older.slug) == older


def test_the_shipped_table_is_known_as_one() -> None:
    assert hashlib.sha256(SHIPPED.read_bytes()).hexdigest() in EVER_SHIPPED


def test_every_problem_is_one_line_and_they_are_counted() -> None:
    _, lines, last = run(str(FAULTY / "many-faults.csv"))
    assert (len(lines), "many-faults.csv was refused: 5 problems." in last) == (5, True)


@pytest.mark.parametrize("path", sorted(FAULTY.iterdir()), ids=lambda path: path.stem)
def test_a_faulty_table_changes_nothing(path: Path) -> None:
    run()
    before = stored()
    printed, lines, last = run(str(path))
    assert (printed, bool(lines), "was refused" in last) == ("", True, True)
    assert stored() == before


def test_a_missing_file_is_named() -> None:
    _, lines, _ = run("/no/such/table.csv")
    assert lines == ["there is no file /no/such/table.csv"]


def test_a_directory_is_refused(tmp_path: Path) -> None:
    _, lines, _ = run(str(tmp_path))
    assert "is not a file" in lines[0]


@pytest.mark.parametrize(("rows", "more"), [(101, "1 more problem"), (5000, "4900 more problems")])
def test_only_the_first_hundred_problems_are_printed(tmp_path: Path, rows: int, more: str) -> None:
    (tmp_path / "long.csv").write_bytes(shipped().splitlines()[0] + b"\nOmsk" * rows)
    _, lines, last = run(str(tmp_path / "long.csv"))
    assert (len(lines), lines[100]) == (101, f"… and {more}")
    assert f"{rows} problems" in last


def test_a_fault_of_the_survey_description_names_its_file(data_dir: Path) -> None:
    (data_dir / "hh_ranges.toml").write_text("slug = 1")
    assert all(line.startswith("hh_ranges.toml") for line in run()[1])


def test_what_the_database_refuses_is_told_without_a_traceback() -> None:
    run()
    Survey.objects.update(version="old")
    moscow = City.objects.get(slug="moscow")
    City.objects.filter(slug="omsk").update(  # stands where Moscow's number is put in passing
        slug="elsewhere", name_en="Elsewhere", hh_area_id=LARGEST - moscow.pk
    )
    before = stored()
    assert "Nothing was loaded. The database refused" in run()[2]
    assert stored() == before
