"""What stands in the database after a load: all of a table, once, with where it came from."""

import csv
import hashlib
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from salaries.ingest.loader import LoadReport, Outcome, load_table
from salaries.ingest.problems import Code
from salaries.models import City, ExperienceBand, Load, Market, SalaryRange, Survey
from tests.ingest.builders import DATA, SHIPPED, shipped, shipped_rows, stored

pytestmark = pytest.mark.django_db
SLUG = "superjob-smm-2015-03"
CHANGED = shipped((",55000\n", ",54000\n"))


def load(folder: Path, data: bytes) -> LoadReport:
    path = folder / "other.csv"
    path.write_bytes(data)
    return load_table(path)


def survey() -> Survey:
    return Survey.objects.get(slug=SLUG, is_current=True)


def emptied() -> None:
    Survey.objects.all().delete()
    City.objects.all().delete()


def test_a_load_into_an_empty_database_reports_what_it_stored() -> None:
    emptied()
    sha256 = hashlib.sha256(SHIPPED.read_bytes()).hexdigest()
    assert load_table() == LoadReport(Outcome.LOADED, "hh_ranges.csv", sha256, 96, 24)


def test_what_is_stored_is_the_shipped_table_row_by_row() -> None:
    load_table()
    ranges = SalaryRange.objects.filter(market__survey__slug=SLUG).order_by("pk")
    cells = ranges.values_list(
        "market__city__name_en", "market__segment", "band__code", "low", "high", "market__median"
    )
    assert [tuple(map(str, cell)) for cell in cells] == [tuple(r.values()) for r in shipped_rows()]


def test_there_are_96_ranges_in_24_markets() -> None:
    load_table()
    ranges = SalaryRange.objects.filter(market__survey=survey())
    assert (ranges.count(), survey().markets.count()) == (96, 24)


def test_markets_stand_in_the_order_of_the_file() -> None:
    load_table()
    stored_order = survey().markets.order_by("pk").values_list("city__name_en", "segment")
    file_order = dict.fromkeys((row["city"], row["segment"]) for row in shipped_rows())
    assert list(stored_order) == list(file_order)


def test_bands_are_ranked_and_the_third_asks_for_two_years() -> None:
    load_table()
    bands = survey().bands.order_by("rank").values_list("rank", "code", "min_years")
    assert list(bands) == [(1, "I", 0), (2, "II", 1), (3, "III", 2), (4, "IV", 3)]


def test_bands_hold_what_they_ask_of_a_candidate() -> None:
    load_table()
    text = {
        "en": "Writes copy",
        "ru": "Умение писать рекламные тексты",
        "ka": "სარეკლამო ტექსტების წერა",
    }
    first = ExperienceBand.objects.get(survey=survey(), code="II").requirements[0]
    assert first == {"topic": "skill", "is_required": True, "key": "copywriting", "text": text}


def test_cities_are_stored_as_they_stand_in_their_file() -> None:
    load_table()
    with (DATA / "cities.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            city = City.objects.values(*row).get(slug=row["slug"])
            assert {key: type(value)(row[key]) for key, value in city.items()} == city


def test_the_survey_says_who_when_and_what_is_not_known() -> None:
    load_table()
    texts = survey().texts
    assert sorted(texts) == ["not_stated", "role", "source", "title"]
    assert (survey().publisher, len(texts["not_stated"])) == ("Superjob", 4)


def test_a_load_leaves_a_record_of_its_file() -> None:
    emptied()
    load_table()
    record = Load.objects.get()
    sha256 = hashlib.sha256(SHIPPED.read_bytes()).hexdigest()
    assert (record.file_name, record.sha256, record.rows) == ("hh_ranges.csv", sha256, 96)
    assert record.version == survey().version


def test_the_same_files_twice_write_nothing() -> None:
    load_table()
    before = stored()
    assert load_table().outcome is Outcome.UNCHANGED
    assert stored() == before


def test_the_first_survey_is_the_default() -> None:
    emptied()
    load_table()
    assert survey().is_default


def test_a_survey_does_not_push_the_default_aside(data_dir: Path) -> None:
    load_table()
    description = data_dir / "hh_ranges.toml"
    description.write_text(description.read_text(encoding="utf-8").replace(SLUG, "second"))
    load_table()
    assert (survey().is_default, Survey.objects.get(slug="second").is_default) == (True, False)


def test_a_survey_becomes_the_default_where_there_is_none(tmp_path: Path) -> None:
    load_table()
    Survey.objects.update(is_default=False)
    load(tmp_path, shipped(("55000", "54000")))
    assert survey().is_default


def median_in(version: Survey) -> int | None:
    return Market.objects.get(survey=version, city__slug="moscow", segment="agency").median


def test_a_changed_table_is_a_version_beside_the_one_before(tmp_path: Path) -> None:
    load_table()
    before = survey()
    assert load(tmp_path, CHANGED).outcome is Outcome.LOADED
    assert survey().version != before.version
    assert (median_in(before), median_in(survey())) == (55_000, 54_000)
    assert (before.markets.count(), survey().markets.count()) == (24, 24)


def test_of_a_surveys_versions_one_is_current_and_that_is_the_default(tmp_path: Path) -> None:
    load_table()
    load(tmp_path, CHANGED)
    flags = Survey.objects.order_by("pk").values_list("is_current", "is_default")
    assert list(flags) == [(False, False), (True, True)]


def test_the_earlier_files_bring_the_earlier_version_back_without_storing_it_twice(
    tmp_path: Path,
) -> None:
    load_table()
    before = survey()
    load(tmp_path, CHANGED)
    ranges = SalaryRange.objects.count()
    assert load_table().outcome is Outcome.RESTORED
    assert survey() == before and survey().is_default
    assert (Survey.objects.count(), SalaryRange.objects.count()) == (2, ranges)


def test_a_version_that_came_back_has_a_record_of_each_load(tmp_path: Path) -> None:
    load_table()
    load(tmp_path, CHANGED)
    load(tmp_path, SHIPPED.read_bytes())
    names = survey().loads.order_by("pk").values_list("file_name", flat=True)
    assert list(names) == ["hh_ranges.csv", "other.csv"]


def test_cities_are_shared_so_a_version_that_came_back_brings_its_names(data_dir: Path) -> None:
    load_table()
    cities, text = data_dir / "cities.csv", (data_dir / "cities.csv").read_text(encoding="utf-8")
    cities.write_text(text.replace("12330000", "12331000"))
    load_table()
    cities.write_text(text)
    assert load_table().outcome is Outcome.RESTORED
    assert City.objects.get(slug="moscow").population == 12_330_000


def test_a_changed_table_leaves_the_default_the_default(tmp_path: Path) -> None:
    emptied()
    load_table()
    load(tmp_path, shipped((",55000\n", ",54000\n")))
    assert survey().is_default


def test_a_changed_table_adds_a_record(tmp_path: Path) -> None:
    load_table()
    before = Load.objects.count()
    load(tmp_path, shipped((",55000\n", ",54000\n")))
    assert (Load.objects.count() - before, Load.objects.latest().file_name) == (1, "other.csv")


def test_a_changed_file_beside_the_table_is_loaded_too(data_dir: Path) -> None:
    load_table()
    cities = data_dir / "cities.csv"
    cities.write_text(cities.read_text(encoding="utf-8").replace("12330000", "12331000"))
    assert load_table().outcome is Outcome.LOADED
    assert City.objects.get(slug="moscow").population == 12_331_000


def test_another_survey_is_left_as_it_is(data_dir: Path) -> None:
    load_table()
    before = list(survey().markets.values_list())
    description = data_dir / "hh_ranges.toml"
    description.write_text(description.read_text(encoding="utf-8").replace(SLUG, "second"))
    load_table()
    assert (list(survey().markets.values_list()), Survey.objects.count()) == (before, 2)


def test_a_refused_table_changes_nothing(tmp_path: Path) -> None:
    load_table()
    before = stored()
    report = load(tmp_path, shipped(("Moscow,agency,I,30000", "Moscow,agency,I,35000")))
    assert (report.outcome, report.file_name) == (Outcome.REFUSED, "other.csv")
    assert stored() == before


@pytest.mark.parametrize("name", ["hh_ranges.toml", "band_requirements.csv", "cities.csv"])
def test_a_fault_beside_the_table_names_its_file(data_dir: Path, name: str) -> None:
    (data_dir / name).unlink()
    (problem,) = load_table().problems
    assert (problem.code, problem.file) == (Code.NO_FILE, name)


def test_a_load_takes_few_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    emptied()
    with django_assert_max_num_queries(20):  # one of them is the lock of PostgreSQL
        load_table()
