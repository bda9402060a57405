"""`manage.py load_survey`: a survey in files of its own, beside the shipped one."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from salaries import queries
from salaries.domain.surveyed import ALL
from salaries.models import City, Survey
from tests.ingest.builders import DATA, stored
from tests.web.page import get

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("survey")]
SURVEYS = Path(__file__).parent / "surveys"
SLUG = "example-2020"
OFFER = {"city": "kazan", "segment": "company", "band": 2, "amount": 98_000, "survey": SLUG}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """The example's files, to be spoilt."""
    for name in ("example-2020.csv", "example-2020.toml"):
        shutil.copy(SURVEYS / name, tmp_path)
    return tmp_path / "example-2020.csv"


def load(path: Path, **options: object) -> str:
    out = io.StringIO()
    call_command("load_survey", path, stdout=out, **options)
    return out.getvalue()


def refusal(path: Path) -> list[str]:
    """What is printed of a survey that is refused; the data stay as they were."""
    before, said = stored(), io.StringIO()
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_survey", path, stderr=said)
    assert stored() == before
    return said.getvalue().splitlines()


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_survey_of_its_own_shape_stands_beside_the_shipped_one(table: Path) -> None:
    before = queries.default_survey()
    assert load(table).startswith("Loaded example-2020.csv: 6 rows, 2 markets")
    assert queries.default_survey() == before
    survey = queries.survey_in_use(SLUG)
    assert [band.code for band in survey.bands] == ["Junior", "Middle", "Senior"]
    assert (survey.segments, len(survey.markets)) == (("company",), 2)


def test_pages_judge_by_it_when_they_are_asked_to(table: Path) -> None:
    load(table)
    said = get("/offer/", OFFER)
    assert "98 000 ₽ is in the upper part of the band." in said.text
    assert "Companies in Kazan offered 80 000 to 100 000 ₽" in said.text


def test_the_table_speaks_of_the_kinds_of_employer_there_are(table: Path) -> None:
    load(table)
    assert "Companies in all cities: 2 of 2 markets" in get("/cities/", {"survey": SLUG}).text


def test_it_can_be_made_the_one_that_pages_show_unasked(table: Path) -> None:
    load(table, default=True)
    assert queries.default_survey().slug == SLUG
    call_command("load_ranges", stdout=io.StringIO())
    assert queries.default_survey().slug == SLUG


def test_the_same_files_twice_change_nothing(table: Path) -> None:
    load(table)
    before = stored()
    assert "is loaded already" in load(table)
    assert stored() == before


def test_what_its_bands_ask_is_read_where_it_is_told(table: Path) -> None:
    table.with_suffix(".requirements.csv").write_text(
        "band,topic,need,key,text_en,text_ru,text_ka\n"
        "Senior,english,required,english,English,английский,ინგლისური\n",
        encoding="utf-8",
    )
    load(table)
    *_, senior = queries.survey_in_use(SLUG).bands
    assert [one.key for one in senior.requirements] == ["english"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('cities = ["Kazan", "Omsk"]', 'cities = ["Kazan", "Atlantis"]',
         "example-2020.toml, key “cities 2”: the city 'Atlantis' is not known"),
        ('cities = ["Kazan", "Omsk"]', 'cities = ["Kazan", "Kazan"]',
         "key “cities 2”: 'Kazan' stands in cities 1 already"),
        ('cities = ["Kazan", "Omsk"]', "cities = []", "it should be a list of words, or"),
        ('segments = ["company"]', 'segments = ["shop"]', "key “segments 1”: 'shop' is not"),
        ('segments = ["company"]', 'segments = "company"', "it should be a list of words"),
        ('code = "Middle"\nmin_years = 2\n\n[[bands]]\ncode = "Senior"\nmin_years = 4',
         'code = "Junior"\nmin_years = 0',
         "key “bands 2.code”: 'Junior' stands in bands 1.code already"),
        ('[[bands]]\ncode = "Middle"\nmin_years = 2\n\n[[bands]]\ncode = "Senior"\nmin_years = 4',
         "", "key “bands”: there is 1 band; a survey has 2–50"),
    ],
)  # fmt: skip
def test_a_description_that_is_wrong_is_refused_with_the_place(
    table: Path, old: str, new: str, said: str
) -> None:
    spoil(table.with_suffix(".toml"), old, new)
    assert any(said in line for line in refusal(table))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Omsk,company,Senior,90000,120000,75000\n", "", "no row for Omsk, company, Senior"),
        ("Omsk,company,Junior", "Ufa,company,Junior", "'Ufa' is not known; known are: Kazan, Omsk; "
         "more are brought in NAME.cities.csv and, where the description lists its cities, named"),
        ("Kazan,company,Middle,80000", "Kazan,company,Middle,81000", "leaves a gap"),
        ("Kazan,company,Junior", "Kazan,agency,Junior", "'agency' is not known; it should be"),
    ],
)  # fmt: skip
def test_a_table_that_does_not_fill_its_own_shape_is_refused(
    table: Path, old: str, new: str, said: str
) -> None:
    spoil(table, old, new)
    assert any(said in line for line in refusal(table))


def test_a_survey_that_names_no_kind_of_employer_has_one_for_all(table: Path) -> None:
    spoil(table.with_suffix(".toml"), 'segments = ["company"]\n', "")
    spoil(table, ",company,", ",,")
    load(table)
    survey = queries.survey_in_use(SLUG)
    assert (survey.segments, survey.has_kinds, survey.only_segment) == ((ALL,), False, ALL)


def test_a_kind_of_employer_missing_in_some_rows_is_asked_for(table: Path) -> None:
    spoil(table.with_suffix(".toml"), 'segments = ["company"]\n', "")
    spoil(table, "Kazan,company,Junior", "Kazan,,Junior")
    assert any("line 2" in line or "row 2" in line for line in refusal(table))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (".", ". is not a file; give the path of a CSV file"),
        ("/", "/ is not a file; give the path of a CSV file"),
        ("x" * 400, "cannot be read: File name too long"),
    ],
)
def test_a_path_that_is_no_table_is_refused_in_words(path: str, said: str) -> None:
    (line,) = refusal(Path(path))
    assert said in line


def test_a_folder_in_the_place_of_the_description_is_said_to_be_no_toml_file(table: Path) -> None:
    table.with_suffix(".toml").unlink()
    table.with_suffix(".toml").mkdir()
    (line,) = refusal(table)
    assert line.endswith("example-2020.toml is not a file; give the path of a TOML file")


def test_a_file_beside_the_table_that_leads_nowhere_is_not_passed_over(table: Path) -> None:
    table.with_suffix(".cities.csv").symlink_to("nowhere.csv")
    (line,) = refusal(table)
    assert line.startswith("example-2020.cities.csv: there is no file ")


def test_a_description_that_is_not_there_is_asked_for(table: Path) -> None:
    table.with_suffix(".toml").unlink()
    assert any("there is no file" in line for line in refusal(table))


def test_the_name_of_another_survey_is_taken_only_when_told(tmp_path: Path) -> None:
    call_command("load_ranges", stdout=io.StringIO())
    for kind in ("csv", "toml"):
        shipped = DATA / "surveys" / f"hh-smm-2016.{kind}"
        text = shipped.read_text(encoding="utf-8").replace("hh-smm-2016", "superjob-smm-2015-03")
        (tmp_path / f"mine.{kind}").write_text(text, encoding="utf-8")
    said = io.StringIO()
    with pytest.raises(CommandError, match=r"mine\.csv was refused: 1 problem"):
        call_command("load_survey", tmp_path / "mine.csv", stderr=said)
    assert said.getvalue().startswith("mine.toml, key “slug”: 'superjob-smm-2015-03' is the name")
    assert "is the name of another survey here (bands, Superjob, SMM manager)" in said.getvalue()
    assert Survey.objects.get(is_current=True).kind == "bands"
    call_command("load_survey", tmp_path / "mine.csv", replace=True, stdout=io.StringIO())
    assert Survey.objects.get(is_current=True).kind == "quantiles"


def own_cities(table: Path, *changes: tuple[str, str]) -> None:
    """The shipped cities as the table's own, with changes."""
    text = (DATA / "cities.csv").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    table.with_suffix(".cities.csv").write_text(text, encoding="utf-8")


def test_a_city_that_is_here_by_another_slug_is_refused_with_that_slug(table: Path) -> None:
    own_cities(table, ("\nomsk,Omsk,", "\nomsk-city,Omsk,"))
    places = "example-2020.cities.csv, column “{}”: '{}' is that of the city 'omsk' here already"
    assert [line.split(";")[0] for line in refusal(table)] == [
        places.format("name_en", "Omsk"),
        places.format("hh_area_id", "68"),
    ]


def test_two_cities_may_exchange_what_only_one_may_have(table: Path) -> None:
    own_cities(table)
    load(table)
    own_cities(table, (",68\n", ",x\n"), (",2\n", ",68\n"), (",x\n", ",2\n"))
    assert load(table).startswith("Loaded example-2020.csv")
    areas = dict(City.objects.values_list("slug", "hh_area_id"))
    assert (areas["omsk"], areas["saint-petersburg"]) == (2, 68)
    assert City.objects.get(slug="omsk").name_en == "Omsk"
